from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.intake.medspa_intake_event import TooManyInquiries
from .common import SpeedToLeadCommon, at


@tagged("post_install", "-at_install")
class TestIntakeRateLimit(SpeedToLeadCommon):
    """A source that runs wild is held back; the others go on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source(rate_limit=2)
        cls.number = 0

    def send(self, source=None):
        """Send an inquiry of somebody new."""
        type(self).number += 1
        return self.receive(source or self.source, name=f"Nora {self.number}")

    def assertRefused(self):
        before = self.env["medspa.intake.event"].search_count([])
        with self.assertRaises(TooManyInquiries):
            self.send()
        after = self.env["medspa.intake.event"].search_count([])
        self.assertEqual(after, before, "nothing is kept of what is refused")

    @at()
    def test_limit_is_the_last_one_taken(self):
        self.send()
        self.assertEqual(self.send().state, "processed")
        self.assertRefused()

    def test_minute_passes(self):
        with at():
            self.send()
        with at(seconds=30):
            self.send()
        with at(seconds=59):
            self.assertRefused()
        with at(seconds=60):
            self.send()
            self.assertRefused()

    @at()
    def test_other_sources_are_not_affected(self):
        other = self.make_source(name="Landing page", rate_limit=1)
        self.send()
        self.send()
        self.assertRefused()
        self.assertEqual(self.send(other).state, "processed")

    @at()
    def test_repeats_do_not_count(self):
        for _again in range(5):
            self.receive(self.source, name="Nora")
            self.receive(self.source, name="Mona", external_id="7")
        self.assertRefused()

    @at()
    def test_repeats_are_recognised_over_the_limit(self):
        with_key = self.receive(self.source, name="Mona", external_id="7")
        without = self.receive(self.source, name="Nora")
        self.assertRefused()
        self.assertEqual(self.receive(self.source, name="Nora"), without)
        again = self.receive(self.source, name="Mona", external_id="7")
        self.assertEqual(again, with_key)

    @at()
    def test_refused_inquiry_is_taken_when_it_comes_back(self):
        self.send()
        self.send()
        with self.assertRaises(TooManyInquiries):
            self.receive(self.source, name="Nora")
        with at(minutes=1):
            self.assertEqual(self.receive(self.source, name="Nora").state, "processed")

    @at()
    def test_limit_can_be_adjusted(self):
        self.send()
        self.send()
        self.source.with_user(self.mia).rate_limit = 3
        self.send()
        self.assertRefused()

    def test_limit_lets_at_least_one_in(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(Exception, "rate_posit"),
        ):
            self.source.rate_limit = 0
            self.source.flush_recordset()
