"""People who give the same address: what stands on their cards."""

from .common import SpeedToLeadCommon

PHONE, OTHER_PHONE = "(512) 555-0143", "(512) 555-0199"
EMAIL, OTHER_EMAIL = "maria@patient.example", "ana@patient.example"
MARIA = {"name": "Maria Sol", "phone": PHONE, "email": EMAIL}


class WhoCommon(SpeedToLeadCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        cls.number = 0

    def ask(self, source=None, **values):
        """Return the inquiry to which a form leads; its words are always others."""
        type(self).number += 1
        values.setdefault("message", f"Message {self.number}")
        event = self.receive(source or self.source, **values)
        self.assertEqual((event.state, event.error), ("processed", False))
        return event.lead_id

    def log(self, lead):
        """Return all that stands in the log of an inquiry."""
        return "\n".join(lead.message_ids.mapped("body"))
