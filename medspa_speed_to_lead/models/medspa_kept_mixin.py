from odoo import api, models


class MedspaKeptMixin(models.AbstractModel):
    """Configuration that is kept in memory, because every inquiry asks for it.

    Whatever changes it forgets what was kept.
    """

    _name = "medspa.kept.mixin"
    _description = "Configuration Kept in Memory"

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
