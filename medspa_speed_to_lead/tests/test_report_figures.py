from odoo.tests import tagged

from .common import SpeedToLeadCommon
from .report_cases import Cases, at_now
from .report_table import ROWS, Sheet

# measure of the report, and the same of the sheet
SUMS = {
    "inquiry_count": "counted",
    "judged_count": "judged",
    "on_time_count": "on_time",
    "late_count": "missed",
    "answered_count": "answered",
    "contacted_count": "contacted",
    "waiting_count": "waiting",
    "overdue_count": "overdue",
    "closed_arrival_count": "closed_arrival",
    "qualified_count": "qualified",
    "booked_count": "booked",
    "showed_count": "showed",
    "no_show_count": "no_show",
    "won_count": "won",
    "closed_count": "closed",
    "revenue": "revenue",
}
SHARES = {
    "answered_rate": ("answered", "counted"),
    "contacted_rate": ("contacted", "counted"),
    "on_time_rate": ("on_time", "judged"),
    "staff_on_time_rate": ("on_time", "judged_staff"),
    "within_1_rate": ("within_1", "judged"),
    "within_5_rate": ("within_5", "judged"),
    "within_15_rate": ("within_15", "judged"),
    "within_60_rate": ("within_60", "judged"),
    "closed_arrival_rate": ("closed_arrival", "counted"),
    "booking_rate": ("booked", "qualified"),
    "show_rate": ("showed", "attended_or_not"),
    "close_rate": ("won", "showed"),
    "conversion_rate": ("won", "qualified"),
}
MINUTES = {
    "working_mean:avg": ("mean", "minutes"),
    "working_median:median": ("median", "minutes"),
    "working_p90:p90": ("p90", "minutes"),
    "elapsed_mean:avg": ("mean", "elapsed"),
    "elapsed_median:median": ("median", "elapsed"),
    "elapsed_p90:p90": ("p90", "elapsed"),
    "staff_mean:avg": ("mean", "staff"),
    "staff_median:median": ("median", "staff"),
    "system_mean:avg": ("mean", "system"),
}
AGGREGATES = [
    "__count",
    *(f"{name}:sum" for name in SUMS),
    *(f"{name}:avg" for name in SHARES),
    *MINUTES,
]


@tagged("post_install", "-at_install")
class TestReportFigures(SpeedToLeadCommon):
    """What the report shows is what a person works out from the same inquiries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cases = Cases(cls)
        cls.leads = cls.cases.make_all()
        cls.here = Sheet().where(team=("austin", "tampa"))

    def figures(self, groupby=(), user=None):
        """Return the groups of the report as a pivot gets them."""
        user = user or self.mia
        report = self.env["medspa.inquiry.report"].with_user(user)
        report = report.with_context(allowed_company_ids=user.company_ids.ids)
        with at_now():
            return report.formatted_read_group([], groupby, AGGREGATES)

    def assert_figures(self, group, sheet, where=""):
        """Compare one group of the report with the sums of its part of the sheet."""
        self.assertEqual(group["__count"], sheet.total(), where)
        for name, column in SUMS.items():
            found = group[f"{name}:sum"] or 0
            self.assertAlmostEqual(found, sheet.total(column), 2, f"{where} {name}")
        for name, columns in SHARES.items():
            self.assert_same(group[f"{name}:avg"], sheet.share(*columns), where + name)
        for spec, (function, column) in MINUTES.items():
            expected = getattr(sheet, function)(column)
            self.assert_same(group[spec], expected, where + spec)

    def assert_same(self, found, expected, where):
        if expected is None:
            # outside of the denominator: nothing, which is not zero
            self.assertIs(found, False, where)
        else:
            self.assertIsNot(found, False, where)
            self.assertAlmostEqual(found, expected, 6, where)

    def assert_groups(self, groupby, column, values=None):
        """Compare all groups, and that together they are all there is.

        :param values: ``{value of the report: value of the sheet}`` where they differ.
        """
        groups = self.figures([groupby])
        sheets = self.here.by(column)
        for group in groups:
            value = group[groupby]
            value = value[0] if isinstance(value, tuple) else value
            if values:
                value = values[value]
            self.assert_figures(group, sheets.pop(value), f"{groupby} {value}: ")
        self.assertFalse(sheets, "groups that the report does not show")
        return groups

    def test_table_is_large_enough_to_be_trusted(self):
        self.assertGreaterEqual(sum(row.n for row in ROWS), 300)

    def test_totals(self):
        (group,) = self.figures()
        self.assert_figures(group, self.here)

    def test_each_inquiry_by_itself(self):
        names = {lead.id: key for key, leads in self.leads.items() for lead in leads}
        report = self.env["medspa.inquiry.report"].with_user(self.mia)
        rows = {row.key: row for row in self.here.rows}
        users = {user.id: name for name, user in self.cases.users.items()}
        with at_now():
            for found in report.search([("id", "in", list(names))]):
                row = rows[names[found.id]]
                with self.subTest(row.key):
                    self.assertEqual(found.promise, row.promise)
                    self.assertEqual(found.arrival, row.arrival)
                    self.assertEqual(found.late_arrival, bool(row.late_arrival))
                    missed_by = users.get(found.missed_by_id.id, "")
                    responder = users.get(found.responder_id.id, "")
                    day = found.received_on.strftime("%m-%d")
                    self.assertEqual(missed_by, row.missed_by)
                    self.assertEqual(responder, row.responder)
                    self.assertEqual(day, row.received[:5])

    def test_by_source(self):
        ids = {source.id: name for name, source in self.cases.sources.items()}
        self.assert_groups("source_id", "source", ids)

    def test_by_owner(self):
        ids = {user.id: name for name, user in self.cases.users.items()}
        self.assert_groups("user_id", "owner", {**ids, False: ""})

    def test_by_who_missed_it(self):
        ids = {user.id: name for name, user in self.cases.users.items()}
        self.assert_groups("missed_by_id", "missed_by", {**ids, False: ""})

    def test_by_how_fast(self):
        self.assert_groups("first_bucket", "bucket")

    def test_by_what_became_of_the_promise(self):
        self.assert_groups("promise", "promise")

    def test_by_open_and_closed(self):
        self.assert_groups("arrival", "arrival")

    def test_by_local_hour(self):
        self.assert_groups("hour", "hour")

    def test_by_local_month(self):
        names = {f"2026-{month}-01": month for month in ("02", "03", "10", "11")}
        self.assert_groups("received_on:month", "month", names)

    def test_pivot_of_two_dimensions_and_its_totals(self):
        report = self.env["medspa.inquiry.report"].with_user(self.mia)
        with at_now():
            cells, rows, columns, (total,) = report.formatted_read_grouping_sets(
                [],
                [["source_id", "promise"], ["source_id"], ["promise"], []],
                AGGREGATES,
            )
        ids = {source.id: name for name, source in self.cases.sources.items()}
        for group in cells:
            sheet = self.here.where(
                source=ids[group["source_id"][0]], promise=group["promise"]
            )
            self.assert_figures(group, sheet)
        for group in rows:
            self.assert_figures(
                group, self.here.where(source=ids[group["source_id"][0]])
            )
        for group in columns:
            self.assert_figures(group, self.here.where(promise=group["promise"]))
        self.assert_figures(total, self.here)

    def test_counts_of_sources_add_up_to_the_total(self):
        (total,) = self.figures()
        groups = self.figures(["source_id"])
        for name in ("__count", *(f"{name}:sum" for name in SUMS)):
            self.assertAlmostEqual(sum(g[name] or 0 for g in groups), total[name])

    def test_a_count_is_the_number_of_the_inquiries_behind_it(self):
        (total,) = self.figures()
        report = self.env["medspa.inquiry.report"].with_user(self.mia)
        with at_now():
            for name in SUMS.keys() - {"revenue"}:
                behind = report.search_count([(name, "=", 1)])
                self.assertEqual(behind, total[f"{name}:sum"], name)

    def test_another_company_sees_its_own(self):
        (group,) = self.figures(user=self.cases.eve)
        self.assert_figures(group, Sheet().where(team="elsewhere"))

    def test_front_desk_sees_its_own_and_nobodys(self):
        (group,) = self.figures(user=self.ben)
        self.assert_figures(group, self.here.where(owner=("ben", "")))

    def test_front_desk_for_each_other_sees_the_team(self):
        self.ben.group_ids += self.env.ref("medspa_speed_to_lead.group_team_inquiries")
        (group,) = self.figures(user=self.ben)
        austin = self.here.where(team="austin")
        self.assert_figures(group, austin)

    def test_all_documents_see_the_company(self):
        tim = self.make_user("tim", "sales_team.group_sale_salesman_all_leads")
        (group,) = self.figures(user=tim)
        self.assert_figures(group, self.here)
