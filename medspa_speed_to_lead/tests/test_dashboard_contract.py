from odoo.tests import tagged

from odoo.addons.medspa_speed_to_lead.report.dashboard.contract import Answer
from odoo.addons.medspa_speed_to_lead.report.dashboard.sheets import sheets
from odoo.addons.medspa_speed_to_lead.report.dashboard.words import Words

from .common import SpeedToLeadCommon, at
from .report_cases import Cases, at_now
from .report_table import ROWS
from .shape import misfits, strict

YEAR = {"date_from": "2026-01-01", "date_to": "2026-11-09"}
SOME = [row for row in ROWS if row.key in ("one_minute", "came_and_won", "nobodys")]


@tagged("post_install", "-at_install")
class TestDashboardContract(SpeedToLeadCommon):
    """The answer of the dashboard has the keys, shapes and units of its contract.

    For the browser's tests see ``tests/unit/test_dashboard_fixture.py``.
    """

    def ask(self, **filters):
        return self.env["medspa.dashboard"].with_user(self.mia).read_figures(filters)

    def assert_fits(self, answer):
        self.assertEqual(list(misfits(answer, Answer)), [])

    def test_nothing_to_see(self):
        with at():
            self.assert_fits(self.ask())
        self.team.speed_to_lead = False
        self.assert_fits(self.ask())

    def test_figures_of_a_year(self):
        cases = Cases(self)
        cases.make_all(SOME)
        google = cases.sources["google"]
        self.env["medspa.spend"].create(
            {
                "month": "2026-02-01",
                "source_id": google.id,
                "amount": 2800,
                "company_id": self.company.id,
            }
        )
        with at_now():
            for compare in ("none", "previous", "year"):
                answer = self.ask(**YEAR, compare=compare)
                self.assert_fits(answer)
            self.assert_fits(self.ask(**YEAR, source_ids=google.ids))
        self.assertTrue(answer["heat"]["cells"])
        self.assertTrue(answer["people"])
        with self.subTest("the workbook asks for nothing else"):
            words = Words(self.env(user=self.mia))
            self.assertTrue(
                all(sheet.rows for sheet in sheets(strict(answer), words)[:4])
            )
