from odoo import models
from odoo.fields import Domain

# so many at one press of the button: the others at the next
_AT_ONCE = 200


class MedspaIntakeSource(models.Model):
    """Reading again what the source received and nobody could read."""

    _inherit = "medspa.intake.source"

    def _to_read_again(self):
        """Return the events that may be understood by now, the latest first."""
        events = self.env["medspa.intake.event"]
        return events.search(Domain(self._shown_events()) & events._not_understood())

    def read_again(self):
        """Read these again with the fields as they are matched now.

        :return: ``{"understood", "left"}``: how many became patients' cards, and how
            many are left.
        """
        self.ensure_one()
        self.check_access("write")
        events = self._to_read_again()
        # sudo: the facts of events and inquiries, which nobody writes by hand
        understood = events[:_AT_ONCE].sudo()._read_again()
        return {"understood": len(understood), "left": len(events) - len(understood)}
