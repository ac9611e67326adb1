from odoo import api, models
from odoo.tools import SQL

from ..rights.context_keys import OURS, is_ours


class MedspaIntakeEvent(models.Model):
    """What a mystery sent becomes an inquiry of its own, whoever it looks like."""

    _inherit = "medspa.intake.event"

    def _capture(self):
        mystery_sudo = self._mystery()
        if not mystery_sudo:
            return super()._capture()
        result = super(
            MedspaIntakeEvent, self.with_context(medspa_mystery=OURS)
        )._capture()
        mystery_sudo._came_in(self.lead_id, self)
        return result

    def _mystery(self):
        """Return the mystery that sent this, known by its key alone."""
        mysteries_sudo = self.env["medspa.mystery"].sudo()
        if not self.external_id:
            return mysteries_sudo
        return mysteries_sudo.search(
            [
                ("external_id", "=", self.external_id),
                ("source_id", "=", self.source_id.id),
                ("lead_id", "=", False),
            ],
            limit=1,
        )

    @api.model
    def _counted(self, event_id):
        is_none = self.env["medspa.mystery"]._is_none(SQL("event_id"), event_id)
        return SQL("%s AND %s", super()._counted(event_id), is_none)

    def _open_conversation(self, number):
        if is_ours(self, "medspa_mystery"):
            return self.env["crm.lead"]
        return super()._open_conversation(number)

    def _last_conversation(self, number):
        if is_ours(self, "medspa_mystery"):
            return self.env["crm.lead"]
        return super()._last_conversation(number)
