from odoo import api, models

from ..rights.context_keys import is_ours


class MedspaBlacklistMixin(models.AbstractModel):
    """Whoever may not be written to any more is not waited for either.

    Who is taken off by hand may be answered again, and the ledger says so.
    """

    _name = "medspa.blacklist.mixin"
    _description = "Blacklist That Ends Follow-Up"

    # the field that names whom an entry is about
    _ADDRESS = ""
    _CHANNEL = ""

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        entries._end_follow_up()
        return entries

    def write(self, vals):
        taken_off = self._active_ones() if vals.get("active") is False else self[:0]
        result = super().write(vals)
        if vals.get("active"):
            self._end_follow_up()
        self._tell_ledger(taken_off.mapped(self._ADDRESS))
        return result

    def unlink(self):
        taken_off = self._active_ones().mapped(self._ADDRESS)
        result = super().unlink()
        self._tell_ledger(taken_off)
        return result

    def _active_ones(self):
        return self.filtered("active")

    @api.model
    def _tell_ledger(self, addresses):
        if addresses and not is_ours(self, "medspa_said"):
            self.env["medspa.consent"]._taken_off(addresses, self._CHANNEL)

    def _end_follow_up(self):
        self.env["crm.lead"].sudo()._followup_stop_unreachable(
            self.mapped(self._ADDRESS)
        )
