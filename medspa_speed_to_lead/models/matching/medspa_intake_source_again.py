from odoo import models
from odoo.fields import Domain

# so many at one press of the button: the job goes on with the others
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
            many are left; ``"later"``, where there are any: how many of those the job
            reads next, for they are many or somebody is at them.
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: the facts of events and inquiries, which nobody writes by hand
        events_sudo = self._to_read_again().sudo()
        free_sudo = events_sudo[:_AT_ONCE]._taken_alone()
        later_sudo = events_sudo - free_sudo
        understood = free_sudo._read_again()
        later_sudo._leave_to_job()
        said = {
            "understood": len(understood),
            "left": len(events_sudo) - len(understood),
        }
        return {**said, "later": len(later_sudo)} if later_sudo else said
