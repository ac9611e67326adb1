from odoo.tests import tagged

from .acknowledgement_common import AGREED
from .common import at
from .follow_up_common import FollowUpCommon


@tagged("post_install", "-at_install")
class TestCopy(FollowUpCommon):
    """A copy of an inquiry is no raised hand: nothing is written to the patient."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.write(
            {
                "email_template_id": cls.emails[3].id,
                "sms_template_id": cls.texts[2].id,
            }
        )

    def copies(self, lead):
        """Return copies as each way makes them."""
        plain = lead.with_user(self.mia)
        return {
            "duplicate": plain.copy(),
            "with other values": plain.copy({"name": "Second treatment"}),
            "of several": (plain | plain.copy()).copy()[0],
        }

    def test_no_first_message_and_no_plan(self):
        with at():
            lead = self.inquire(**AGREED)
            self.assertEqual(len(self.send_due()), 1)
            copies = self.copies(lead)
            emails = self.send_due()
        self.assertFalse(emails)
        for way, copy in copies.items():
            with self.subTest(way=way):
                self.assertFalse(copy.touch_ids)
                self.assertFalse(copy.enrollment_ids)
        self.assertFalse(self.subjects(self.follow_up(days=1))[1:], "the first alone")

    @at()
    def test_what_is_made_with_a_copy_at_hand_is_an_inquiry(self):
        copy = self.inquire().copy()
        other = copy.create(
            {"name": "Ana", "email_from": "ana@x.example", "team_id": self.team.id}
        )
        self.assertTrue(other.touch_ids)
        self.assertTrue(other.enrollment_ids)
