import json
from io import BytesIO
from urllib.parse import quote

from openpyxl import load_workbook

from odoo.tests import HttpCase, tagged

from .common import SpeedToLeadCommon
from .dashboard_common import SOME, DashboardCommon
from .report_cases import at_now

ROUTE = "/medspa/dashboard/export"


@tagged("post_install", "-at_install")
class TestDashboardWorkbook(DashboardCommon):
    """The workbook says what the screen says, in numbers."""

    known = SOME

    def book(self, **filters):
        dashboard = self.env["medspa.dashboard"].with_user(self.mia)
        dashboard = dashboard.with_context(allowed_company_ids=self.company.ids)
        filters = {
            "date_from": "2026-01-01",
            "date_to": "2026-11-09",
            "compare": "none",
            **filters,
        }
        with at_now():
            name, content = dashboard._export(filters)
        self.assertEqual(name, "dashboard 2026-01-01 2026-11-09.xlsx")
        return load_workbook(BytesIO(content))

    @staticmethod
    def table(page):
        """Return the rows of a sheet as dicts by heading."""
        heading, *rows = page.iter_rows(values_only=True)
        return [dict(zip(heading, row, strict=True)) for row in rows]

    def test_a_sheet_a_block_with_the_filters_first(self):
        book = self.book(team_ids=self.team.ids)
        self.assertEqual(
            book.sheetnames,
            ["Filters", "Figures", "First answer", "Trend", "Funnel", "Hours"]
            + ["Speed", "Sources", "People", "Follow-up", "Excluded"]
            + ["How it is counted"],
        )
        filters = {row["Filter"]: row["Value"] for row in self.table(book["Filters"])}
        self.assertEqual(filters["From"], "2026-01-01")
        self.assertEqual(filters["To"], "2026-11-09")
        self.assertEqual(filters["Teams"], "Austin")
        self.assertEqual(filters["Sources"], "all")

    def test_numbers_are_numbers(self):
        rows = {row["Figure"]: row for row in self.table(self.book()["Figures"])}
        self.assertEqual(rows["Inquiries"]["Value"], self.here.total())
        on_time = rows["On time"]["Value"]
        self.assertIsInstance(on_time, float)
        self.assertAlmostEqual(on_time, self.here.share("on_time", "judged"), 6)
        median = rows["First answer, half within"]["Value"]
        self.assertAlmostEqual(median, self.here.median("minutes"), 6)

    def test_every_block_has_its_rows(self):
        book = self.book()
        sources = {row["Source"]: row for row in self.table(book["Sources"])}
        self.assertEqual(list(sources), ["Table meta", "Table google", "All sources"])
        google = self.here.where(source="google")
        self.assertEqual(sources["Table google"]["Inquiries"], google.total())
        self.assertIsNone(sources["Table google"]["Cost"])
        funnel = {row["Step"]: row["Inquiries"] for row in self.table(book["Funnel"])}
        self.assertEqual(funnel["Booked"], self.here.total("booked"))
        people = [row["Person"] for row in self.table(book["People"])]
        self.assertEqual(people, ["Ana", "Ben", "Carla", "Nobody"])
        hours = self.table(book["Hours"])
        self.assertEqual(sum(row["Inquiries"] for row in hours), self.here.total())
        for name in ("First answer", "Trend", "Speed", "Follow-up", "Excluded"):
            self.assertTrue(self.table(book[name]), name)

    def test_a_name_is_never_a_formula(self):
        self.cases.sources["meta"].name = '=HYPERLINK("http://x.example","y")'
        cells = [
            cell
            for row in self.book()["Sources"].iter_rows()
            for cell in row
            if str(cell.value).startswith("=HYPERLINK")
        ]
        self.assertEqual([cell.data_type for cell in cells], ["s"])


@tagged("post_install", "-at_install")
class TestDashboardExport(HttpCase, SpeedToLeadCommon):
    """The address of the workbook, for CRM managers."""

    def get(self, login=None, filters=None):
        self.authenticate(login, login) if login else self.authenticate(None, None)
        address = ROUTE if filters is None else f"{ROUTE}?filters={quote(filters)}"
        return self.url_open(address, allow_redirects=False)

    def test_a_manager_gets_the_workbook(self):
        filters = json.dumps({"date_from": "2026-02-01", "date_to": "2026-02-28"})
        answer = self.get("stl_mia", filters)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("spreadsheetml", answer.headers["Content-Type"])
        self.assertIn("2026-02-28.xlsx", answer.headers["Content-Disposition"])
        book = load_workbook(BytesIO(answer.content))
        self.assertEqual(book["Filters"]["B2"].value, "2026-02-01")

    def test_without_filters_it_is_what_the_screen_opens_with(self):
        self.assertEqual(self.get("stl_mia").status_code, 200)

    def test_unreadable_filters_are_a_bad_request(self):
        for filters in (
            "{",
            "[]",
            '"all"',
            '{"date_from": "soon"}',
            '{"team_ids": ["1"]}',
            '{"date_from": "2026-03-02", "date_to": "2026-03-01"}',
        ):
            self.assertEqual(self.get("stl_mia", filters).status_code, 400, filters)

    def test_others_do_not_get_it(self):
        self.make_user("tim", "sales_team.group_sale_salesman_all_leads")
        for login in ("stl_ana", "stl_tim"):
            self.assertEqual(self.get(login).status_code, 403, login)

    def test_strangers_are_asked_to_log_in(self):
        answer = self.get()
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/web/login", answer.headers["Location"])
