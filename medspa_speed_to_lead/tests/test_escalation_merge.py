from odoo.tests import tagged

from .common import at
from .escalation_common import EscalationCommon


@tagged("post_install", "-at_install")
class TestEscalationMerge(EscalationCommon):
    """A wait that goes on in a merged inquiry has had the steps that it had."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry()
        with at(minutes=1):
            cls.second = cls.make_inquiry(user_id=cls.lead.user_id.id)
        cls.colleague = (cls.ana | cls.ben) - cls.lead.user_id

    def merge(self, head):
        """Return what Odoo makes of both: it keeps the one that has come furthest."""
        (self.lead | self.second).write({"probability": 1})
        head.probability = 60
        with at(minutes=6):
            merged = (self.lead | self.second).with_user(self.mia).merge_opportunity()
        self.assertEqual(merged, head)
        self.env.flush_all()
        return merged

    def test_alerts_come_once(self):
        self.escalate(minutes=3)
        self.escalate(minutes=5)
        for head in (self.lead, self.second):
            with self.subTest(head=head.id), self.cr.savepoint() as savepoint:
                self.assertTrue(self.notified(self.mia, "Still waiting"))
                merged = self.merge(head)
                # what was told about the other is deleted with it
                told = self.notified(self.mia, "Still waiting")
                waiting = merged.response_cycle_ids.filtered(
                    lambda one: not one.verdict
                )
                steps = self.env["medspa.escalation"].search(
                    [("cycle_id", "=", waiting.id)], order="id"
                )
                self.assertEqual(steps.mapped("action"), ["remind", "alert"])
                self.assertEqual(steps.lead_id, merged)
                self.escalate(minutes=15)
                self.assertEqual(self.notified(self.mia, "Still waiting"), told)
                self.assertEqual(merged.user_id, self.colleague)
                savepoint.rollback()
