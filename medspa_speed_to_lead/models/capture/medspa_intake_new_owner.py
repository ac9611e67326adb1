from odoo import models


class MedspaIntakeEvent(models.Model):
    """A carrier reports that numbers belong to other people by now: whoever agreed to
    texts there does not answer there any more."""

    _inherit = "medspa.intake.event"

    def _place_new_owner(self, inquiry):
        """End what was agreed for these numbers, and ask for the right ones."""
        leads = self.env["crm.lead"]
        for number in self._numbers_of_others(inquiry):
            lead = self._open_conversation(number)
            self._end_consent(number, inquiry, lead)
            if lead:
                lead._touch_ask_for_number(number)
            leads += lead
        return leads[:1]

    def _refuse_new_owner(self, inquiry):
        for number in self._numbers_of_others(inquiry):
            self._end_consent(number, inquiry)

    def _numbers_of_others(self, inquiry):
        return [self._format_phone(one, "E164") or one for one in inquiry.phones]

    def _end_consent(self, number, inquiry, lead=None):
        self.env["medspa.consent"]._belongs_to_another(
            number,
            lead=lead or None,
            source=self.env._("The carrier reports that the number has a new owner."),
            evidence=f"Event {inquiry.external_id}",
            company_id=self.source_id.company_id.id,
        )
