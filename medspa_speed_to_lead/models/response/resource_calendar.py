from odoo import models


class ResourceCalendar(models.Model):
    """Deadlines follow the hours that they rest on."""

    _inherit = "resource.calendar"

    def _replan_waits(self):
        result = super()._replan_waits()
        cycles_sudo = self.env["medspa.response.cycle"].sudo()
        cycles_sudo._recompute_open_waits([("calendar_id", "in", self.ids)])
        return result
