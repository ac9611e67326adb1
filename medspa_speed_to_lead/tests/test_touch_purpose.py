from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MONDAY_10, SpeedToLeadCommon, at

# touches that a person or a route makes: nothing is sent for them
NOT_SENT = {"reply", "other"}
DEFINED_BY_EACH = {"consent_purpose", "why_not_wanted", "message_template"}
SENDING = "odoo.addons.medspa_speed_to_lead.models.messages.medspa_touch_sending"


@tagged("post_install", "-at_install")
class TestTouchPurpose(SpeedToLeadCommon):
    """What an automatic message is for says how it differs, by hooks of its name."""

    def setUp(self):
        super().setUp()
        self.touches = self.env["medspa.touch"]
        self.purposes = set(self.touches._fields["purpose"].get_values(self.env))

    def hooks(self, purpose):
        """Return what follows the name of a purpose in the names of the methods."""
        start = f"_{purpose}_"
        return {
            name.removeprefix(start)
            for name in dir(type(self.touches))
            if name.startswith(start) and callable(getattr(type(self.touches), name))
        }

    def test_each_purpose_is_sent_or_known_not_to_be(self):
        sent = set(self.touches._purposes_sent())
        self.assertEqual(sent, self.purposes - NOT_SENT)

    def test_each_purpose_that_is_sent_has_its_hooks(self):
        for purpose in self.purposes - NOT_SENT:
            with self.subTest(purpose=purpose):
                self.assertLessEqual(DEFINED_BY_EACH, self.hooks(purpose))

    def test_no_hook_is_there_that_nobody_asks(self):
        asked = DEFINED_BY_EACH | self.hooks("any")
        for purpose in self.purposes:
            with self.subTest(purpose=purpose):
                self.assertLessEqual(self.hooks(purpose), asked)

    def test_each_is_sent_by_one_of_the_works(self):
        works = self.env["medspa.job"]._works()
        sending = [work for work in works if work.name == "send"]
        self.assertEqual(len(sending), len(self.touches._purposes_sent()))

    @at()
    @mute_logger(SENDING)
    def test_purpose_without_hooks_fails_loudly_and_is_kept(self):
        touch = self.touches.create(
            {
                "lead_id": self.make_inquiry().id,
                "direction": "out",
                "channel": "email",
                "performer": "system",
                "purpose": "other",
                "state": "planned",
                "planned_at": MONDAY_10,
            }
        )
        with self.assertRaises(NotImplementedError):
            touch._why_not_wanted(MONDAY_10)
        self.assertIsNone(touch._decide_to_send())
        self.assertEqual(touch.state, "failed")
        self.assertIn("_other_why_not_wanted", touch.reason)
