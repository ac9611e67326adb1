from odoo import models


class MedspaIntakeEvent(models.Model):
    """A form may be an emergency too."""

    _inherit = "medspa.intake.event"

    def _make_inquiry(self, inquiry, *known):
        lead = super()._make_inquiry(inquiry, *known)
        # texts are read where they are heard
        if inquiry.kind == "form" and self._is_urgent(inquiry):
            lead._urgent_begins()
            lead._urgent_opens()
        return lead

    def _attach(self, lead, inquiry):
        if self._is_urgent(inquiry):
            lead._urgent_begins()
        return super()._attach(lead, inquiry)

    def _is_urgent(self, inquiry):
        said = "\n".join(filter(None, (inquiry.subject, inquiry.message)))
        return self.source_id.company_id._urgent_is(said)
