import runpy
from ast import literal_eval
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL, file_path

from ..report.medspa_origin import from_origins, origin_of
from .common import SpeedToLeadCommon
from .report_cases import Cases, at_now, utc
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

    def test_by_marketing_source(self):
        ids = {source.id: name for name, source in self.cases.sources.items()}
        self.assert_groups("source_id", "source", {**ids, False: ""})

    def test_by_marketing_source_else_intake_source_else_channel(self):
        self.assert_groups("origin_id", "origin", self.cases.origins)

    def test_an_origin_opens_exactly_its_inquiries(self):
        report = self.env["medspa.inquiry.report"].with_user(self.mia)
        with at_now():
            for group in self.figures(["origin_id"]):
                origin = group["origin_id"] and group["origin_id"][0]
                sheet = self.here.where(origin=self.cases.origins[origin])
                for domain in (
                    from_origins([origin]),
                    [("origin_id", "=", origin)],
                    group["__extra_domain"],
                ):
                    self.assertEqual(report.search_count(domain), sheet.total())

    def test_an_origin_is_called_as_its_source_or_channel(self):
        names = [group["origin_id"] for group in self.figures(["origin_id"])]
        self.assertEqual(
            [name and name[1] for name in names],
            ["Table google", "Table meta", "Table form", "Walk-in", False],
        )
        report = self.env["medspa.inquiry.report"].with_user(self.mia)
        with at_now():
            found = report.search_count([("origin_id", "ilike", "table fo")])
        self.assertEqual(found, self.here.where(origin="form").total())

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
                [["origin_id", "promise"], ["origin_id"], ["promise"], []],
                AGGREGATES,
            )

        def origin(group):
            return self.cases.origins[group["origin_id"] and group["origin_id"][0]]

        for group in cells:
            sheet = self.here.where(origin=origin(group), promise=group["promise"])
            self.assert_figures(group, sheet)
        for group in rows:
            self.assert_figures(group, self.here.where(origin=origin(group)))
        for group in columns:
            self.assert_figures(group, self.here.where(promise=group["promise"]))
        self.assert_figures(total, self.here)

    def test_origins_of_one_name_say_which_they_are(self):
        source = self.env["utm.source"].create({"name": "Billboard"})
        entrance = self.make_source(name="Billboard")
        channel = self.env["medspa.intake.channel"].create(
            {"name": "Billboard", "code": "billboard"}
        )
        origins = self.env["medspa.origin"].browse(
            [
                origin_of(source_id=source.id),
                origin_of(intake_source_id=entrance.id),
                origin_of(intake_channel_id=channel.id),
            ]
        )
        self.assertEqual(
            origins.with_user(self.mia).mapped("display_name"),
            ["Billboard", "Billboard (intake source)", "Billboard (channel)"],
        )

    def test_an_update_lets_the_shipped_favorite_divide_by_origin(self):
        favorite = self.env.ref("medspa_speed_to_lead.ir_filters_inquiry_sources")
        before = "{'group_by': ['source_id'], 'pivot_row_groupby': ['source_id']}"
        favorite.context = before
        script = "migrations/19.0.1.4.0/post-origins.py"
        path = file_path(f"medspa_speed_to_lead/{script}")
        runpy.run_path(path)["migrate"](self.env.cr, "19.0.1.3.0")
        self.assertEqual(favorite.context, before.replace("source", "origin"))

    def test_counts_of_sources_add_up_to_the_total(self):
        (total,) = self.figures()
        groups = self.figures(["origin_id"])
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

    # what hangs on the inquiries

    def hanging(self, model, groupby, aggregates, domain=()):
        """Return ``{value: figures}`` of another report."""
        report = self.env[f"medspa.{model}.report"].with_user(self.mia)
        with at_now():
            groups = report.formatted_read_group(list(domain), [groupby], aggregates)
        return {
            group[groupby]: [group[name] for name in aggregates] for group in groups
        }

    def test_first_waits_are_the_promises_of_the_inquiries(self):
        names = ["judged_count:sum", "on_time_count:sum", "late_count:sum"]
        found = self.hanging("wait", "kind", ["__count", *names])
        columns = ("counted", "judged", "on_time", "missed")
        self.assertEqual(found["first"], [self.here.total(name) for name in columns])

    def test_later_waits(self):
        found = self.hanging("wait", "state", ["__count"], [("kind", "=", "later")])
        # talks; waits_again and no_spam_and_waits; the twins of the merged
        self.assertEqual(found, {"on_time": [6], "overdue": [4 + 2], "void": [4]})

    def test_minutes_of_later_waits(self):
        domain = [("kind", "=", "later")]
        names = ["working_median:median", "elapsed_p90:p90", "on_time_rate:avg"]
        found = self.hanging("wait", "responder_id", names, domain)
        self.assertEqual(found[self.ben.id, self.ben.name], [3, 3, 1])

    def test_consultations_by_outcome(self):
        names = ["__count", "showed_count:sum", "no_show_count:sum"]
        found = self.hanging("consultation", "outcome", names)
        # two of those who came could never have become patients
        self.assertEqual(
            found,
            {
                "coming": [4, 0, 0],
                "unresolved": [4, 0, 0],
                "showed": [8 + 6 + 3 + 2, 8 + 6 + 3, 0],
                "no_show": [5 + 3, 0, 5 + 3],
                "cancelled": [3, 0, 0],
            },
        )

    def test_show_and_close_rate_of_consultations(self):
        report = self.env["medspa.consultation.report"].with_user(self.mia)
        ((show, close),) = report._read_group(
            [], [], ["show_rate:avg", "close_rate:avg"]
        )
        self.assertAlmostEqual(show, (8 + 6 + 3) / (8 + 6 + 3 + 5 + 3))
        self.assertAlmostEqual(close, 8 / (8 + 6 + 3))

    def test_every_report_shows_to_each_role_what_leads_do(self):
        leads = self.env["crm.lead"].with_context(active_test=False)
        for user in (self.ana, self.ben, self.mia):
            readable = leads.with_user(user).with_context(
                allowed_company_ids=user.company_ids.ids
            )
            readable = readable.search([])
            for model in ("inquiry", "wait", "touch", "consultation"):
                report = readable.env[f"medspa.{model}.report"]
                shown = report.search([]).lead_id
                everything = report.sudo().search([("lead_id", "in", readable.ids)])
                self.assertTrue(everything, model)
                self.assertEqual(shown, everything.lead_id.with_env(shown.env), model)

    def test_who_has_no_crm_sees_no_report(self):
        nina = self.make_user("nina", groups="base.group_user")
        for model in ("inquiry", "wait", "touch", "consultation"):
            report = self.env[f"medspa.{model}.report"].with_user(nina)
            with self.assertRaises(AccessError):
                report.search_count([])

    # older inquiries

    def column(self, name):
        self.env.cr.execute(
            SQL("SELECT id, %s FROM crm_lead ORDER BY id", SQL.identifier(name))
        )
        return dict(self.env.cr.fetchall())

    def forget(self, name):
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE crm_lead SET %s = NULL", SQL.identifier(name)))
        self.env.invalidate_all()

    def test_older_inquiries_are_told_whether_we_were_open(self):
        names = ("intake_received_on", "intake_arrival")
        before = [self.column(name) for name in names]
        for name in names:
            self.forget(name)
        self.env["crm.lead"]._figures_fill_arrivals()
        self.assertEqual([self.column(name) for name in names], before)

    def test_corrected_moment_corrects_its_day_and_whether_we_were_open(self):
        lead = self.leads["at_once"][0]
        lead.intake_received_at = utc("02-07 23:30")
        self.assertEqual(lead.intake_received_on, date(2026, 2, 7))
        self.assertEqual(lead.intake_arrival, "closed")

    def test_older_inquiries_are_told_how_long_it_took_once_we_knew(self):
        self.forget("response_first_staff_seconds")
        self.env["crm.lead"]._figures_fill_staff_seconds()
        (group,) = self.figures()
        self.assert_figures(group, self.here)
        learned_late = self.leads["learned_late"][0]
        self.assertEqual(learned_late.response_first_staff_seconds, 4 * 60)

    # screens

    def test_row_opens_its_inquiry(self):
        lead = self.leads["waits_again"][0]
        for model in ("inquiry", "wait", "touch", "consultation"):
            row = self.env[f"medspa.{model}.report"].with_user(self.mia)
            row = row.search([("lead_id", "=", lead.id)], limit=1) or row.search(
                [], limit=1
            )
            action = row.action_open_inquiry()
            self.assertEqual(action["res_model"], "crm.lead")
            self.assertEqual(action["res_id"], row.lead_id.id)

    def test_saved_favourites_show_something(self):
        favourites = self.env["ir.filters"].search([("model_id", "=like", "medspa.%")])
        self.assertGreaterEqual(len(favourites), 8)
        for favourite in favourites:
            report = self.env[favourite.model_id].with_user(self.mia)
            context = literal_eval(favourite.context)
            with at_now(), self.subTest(favourite.name):
                report.formatted_read_grouping_sets(
                    literal_eval(favourite.domain),
                    [
                        context["pivot_row_groupby"],
                        context["pivot_column_groupby"],
                        context["graph_groupbys"],
                    ],
                    [
                        f"{name}:{report._fields[name].aggregator}"
                        for name in context["pivot_measures"]
                    ],
                )
                report.search(literal_eval(favourite.domain), limit=1)
