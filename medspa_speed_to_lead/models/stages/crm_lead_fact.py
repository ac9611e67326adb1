from odoo import models

# What can become true of an inquiry. Who waits for a fact hears of it here, in the
# transaction that made it true.
FACTS = [
    ("answered", "A person answered"),
    ("contacted", "We spoke with the patient"),
    ("replied", "The patient wrote or called"),
    ("booked", "A consultation was booked"),
    ("showed", "They showed for the consultation"),
    ("no_show", "They did not come"),
    ("cancelled", "The consultation was cancelled"),
    ("cadence_finished", "The follow-up ended without a reply"),
    ("won", "Won"),
    ("lost", "Lost"),
    ("exempted", "Excluded"),
]

# fields whose change may win or lose an inquiry
_CLOSING = frozenset(("active", "probability", "stage_id"))


class CrmLead(models.Model):
    """The one door through which follow-up and stages learn what happened."""

    _inherit = "crm.lead"

    def _happened(self, fact):
        """Called once for inquiries of which a fact of :data:`FACTS` became true.

        Concerns that react extend it; each must leave the fact itself intact when it
        fails (a savepoint of its own).
        """

    def _touch_patient_spoke(self, touch):
        contacted = self.filtered("response_contacted_at")
        result = super()._touch_patient_spoke(touch)
        inquiries = self.filtered("intake_received_at")
        inquiries._happened("replied")
        (inquiries.filtered("response_contacted_at") - contacted)._happened("contacted")
        return result

    def _touch_person_answered(self, touch):
        contacted = self.filtered("response_contacted_at")
        result = super()._touch_person_answered(touch)
        (self.filtered("response_contacted_at") - contacted)._happened("contacted")
        return result

    def _response_exempt_changed(self):
        result = super()._response_exempt_changed()
        self.filtered("response_exempt_reason")._happened("exempted")
        return result

    def write(self, vals):
        if not _CLOSING & vals.keys():
            return super().write(vals)
        before = {lead: lead._practice_is_closed() for lead in self}
        result = super().write(vals)
        closed = self.filtered(
            lambda lead: not before[lead] and lead.intake_received_at
        ).filtered(lambda lead: lead._practice_is_closed())
        won = closed.filtered(lambda lead: lead.won_status == "won")
        won._happened("won")
        (closed - won)._happened("lost")
        return result
