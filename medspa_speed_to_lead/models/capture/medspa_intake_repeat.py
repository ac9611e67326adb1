from odoo import api, models

from ...tools.inquiry import UnreadableBody


class MedspaIntakeEvent(models.Model):
    """A repeat makes nothing, but what it refuses holds: they may have agreed since."""

    _inherit = "medspa.intake.event"

    @api.model
    def _receive(self, source_sudo, *payload, **more):
        event, is_new = super()._receive(source_sudo, *payload, **more)
        if not is_new and event.state == "processed":
            event._as_system()._refuse_again()
        return event, is_new

    def _refuse_again(self):
        try:
            inquiry = self._parsed()
        except UnreadableBody:  # blanked by now
            return
        ledger, said = self.env["medspa.consent"], self._said_on_form(inquiry)
        company = self.source_id.company_id
        for channel, address, answer in self._consent_answers(inquiry):
            if answer is not False or not address:
                continue
            line = ledger._standing(company, address, channel, "conversational")
            if line and line.granted:
                ledger._revoke(address, channel, company_id=company.id, **said)
