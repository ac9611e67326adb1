from datetime import timedelta
from statistics import median

from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at

MINUTES = (1, 2, 3, 4, 10)


@tagged("post_install", "-at_install")
class TestWaitFigures(SpeedToLeadCommon):
    """Median and percentile of waits, right for every group and for the total."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number, minutes in enumerate(MINUTES):
            user = cls.ana if number % 2 else cls.ben
            with at():
                lead = cls.make_inquiry(email_from=f"p{number}@patient.example")
            lead._register_touch(
                {
                    "direction": "out",
                    "channel": "in_person",
                    "user_id": user.id,
                    "occurred_at": MONDAY_10 + timedelta(minutes=minutes),
                }
            )

    def figures(self, groupby, *aggregates):
        waits = self.env["medspa.wait.report"].with_user(self.mia)
        domain = [("team_id", "=", self.team.id)]
        return waits._read_group(domain, groupby, aggregates)

    def test_median_and_percentile_of_all(self):
        ((middle, p90, mean),) = self.figures(
            [], "working_median:median", "working_p90:p90", "working_mean:avg"
        )
        self.assertAlmostEqual(middle, median(MINUTES))
        self.assertAlmostEqual(p90, 4 + 0.6 * 6)
        self.assertAlmostEqual(mean, sum(MINUTES) / 5)

    def test_each_group_has_its_own_median(self):
        found = dict(self.figures(["responder_id"], "working_median:median"))
        self.assertEqual(found, {self.ana: 3, self.ben: 3})

    def test_web_client_may_offer_them_as_measures(self):
        fields = self.env["medspa.wait.report"].fields_get()
        self.assertEqual(fields["working_median"]["aggregator"], "median")
        self.assertEqual(fields["working_p90"]["aggregator"], "p90")

    def test_shown_minutes_are_those_of_the_seconds(self):
        cycle = self.env["medspa.response.cycle"].search(
            [("team_id", "=", self.team.id)], order="working_seconds DESC", limit=1
        )
        self.assertEqual((cycle.working_seconds, cycle.working_minutes), (600, 10))
