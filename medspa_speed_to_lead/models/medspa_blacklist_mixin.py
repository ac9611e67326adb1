from odoo import api, models


class MedspaBlacklistMixin(models.AbstractModel):
    """Whoever may not be written to any more is not waited for either."""

    _name = "medspa.blacklist.mixin"
    _description = "Blacklist That Ends Follow-Up"

    # the field that names whom an entry is about
    _ADDRESS = ""

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        entries._end_follow_up()
        return entries

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active"):
            self._end_follow_up()
        return result

    def _end_follow_up(self):
        self.env["crm.lead"].sudo()._stop_unreachable(self.mapped(self._ADDRESS))
