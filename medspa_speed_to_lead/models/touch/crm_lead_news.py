from odoo import models


class CrmLead(models.Model):
    """What its touches tell an inquiry.

    The doors stand here and are empty: clock, stages, follow-up and board extend them,
    each after those below it.
    """

    _inherit = "crm.lead"

    def _touch_patient_spoke(self, touch):
        """Called when the patient wrote or called, and expects an answer."""

    def _touch_person_answered(self, touch):
        """Called when a person reached the patient."""

    def _touch_response_failed(self, touch):
        """Called when what counted as an answer turned out not to have arrived."""

    def _touch_email_bounced(self, email):
        """Called when an email to the patient came back."""

    def _touch_human_responses(self):
        """Return the answers of people to this inquiry, oldest first.

        Extended by waits, which keep who has ended them.
        """
        return self.touch_ids.filtered(lambda touch: touch._is_human_response()).sorted(
            lambda touch: (touch.occurred_at, touch.id)
        )
