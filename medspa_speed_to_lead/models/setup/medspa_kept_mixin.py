from odoo import api, models


class MedspaKeptMixin(models.AbstractModel):
    """Configuration that is kept in memory, because every inquiry asks for it.

    Whatever changes it forgets what was kept: before, afterwards, as others may have
    looked meanwhile, and once more when it is committed, as another thread may have
    read the old state until then.
    """

    _name = "medspa.kept.mixin"
    _description = "Configuration Kept in Memory"

    @api.model_create_multi
    def create(self, vals_list):
        self._forget_kept()
        records = super().create(vals_list)
        self._forget_kept()
        return records

    def write(self, vals):
        self._forget_kept()
        result = super().write(vals)
        self._forget_kept()
        return result

    def unlink(self):
        self._forget_kept()
        result = super().unlink()
        self._forget_kept()
        return result

    @api.model
    def _forget_kept(self):
        """Forget what is kept in memory, here and in every other process."""
        registry = self.env.registry
        registry.clear_cache()
        waiting = self.env.cr.postcommit.data
        if not waiting.get("medspa_forget"):
            waiting["medspa_forget"] = True
            self.env.cr.postcommit.add(registry.clear_cache)
