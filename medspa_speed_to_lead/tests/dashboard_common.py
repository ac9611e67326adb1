from .common import SpeedToLeadCommon
from .report_cases import Cases, at_now
from .report_table import ROWS, Sheet

YEAR = {"date_from": "2026-01-01", "date_to": "2026-11-09", "compare": "none"}
# enough where it is not the figures that are tried
SOME = [
    row
    for row in ROWS
    if row.key in ("one_minute", "came_and_won", "came", "tampa", "nobodys")
    or row.key in ("did_not_come_said_late", "won_at_once", "other_company")
]
# what a number beside a list is called; the first that is there counts
NUMBERS = {
    "open": ("count", "inquiries"),
    "open_missed": ("missed",),
    "open_due": ("due",),
}


def openings(block, path=""):
    """Yield ``(path, opening, number)`` for every number of the dashboard."""
    if isinstance(block, list):
        for place, one in enumerate(block):
            yield from openings(one, f"{path}[{place}]")
        return
    if not isinstance(block, dict):
        return
    for key, value in block.items():
        where = f"{path}.{key}"
        if key.startswith("open"):
            if value is not None:
                yield where, value, number_beside(block, key)
        else:
            yield from openings(value, where)


def number_beside(block, key):
    if "kind" in block:  # a tile
        return block["value"] if block["kind"] == "count" else block["sample"]
    return next(block[name] for name in NUMBERS[key] if name in block)


class DashboardCommon(SpeedToLeadCommon):
    """The known inquiries of ``report_table``, looked at on its Monday."""

    known = None  # all rows

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cases = Cases(cls)
        cls.leads = cls.cases.make_all(cls.known)
        cls.here = Sheet(cls.known).where(team=("austin", "tampa"))

    def ask(self, user=None, **filters):
        """Return the dashboard of the whole year, as the CRM manager sees it."""
        user = user or self.mia
        dashboard = self.env["medspa.dashboard"].with_user(user)
        dashboard = dashboard.with_context(allowed_company_ids=user.company_ids.ids)
        with at_now():
            return dashboard.read_figures({**YEAR, **filters})

    def assert_same(self, found, expected, where=""):
        if expected is None:
            self.assertIsNone(found, where)
        else:
            self.assertIsNotNone(found, where)
            self.assertAlmostEqual(found, expected, 6, where)
