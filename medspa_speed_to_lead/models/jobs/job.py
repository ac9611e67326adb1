from odoo import api, models


class MedspaJob(models.AbstractModel):
    """All that our jobs do, in one list: what watches over them asks here."""

    _name = "medspa.job"
    _description = "Work of Our Jobs"

    @api.model
    def _works(self):
        """Return the :class:`.work.Work` of all jobs.

        Each wing whose jobs work adds its own; asked by what tidies up setbacks and by
        Health.
        """
        return []

    @api.model
    def _crons(self):
        """Return the jobs of this addon, switched off ones too: ``{xmlid: job}``."""
        crons_sudo = self.env["ir.cron"].sudo().with_context(active_test=False)
        known = (
            self.env["ir.model.data"]
            .sudo()
            .search([("module", "=", self._module), ("model", "=", "ir.cron")])
        )
        return {
            f"{one.module}.{one.name}": crons_sudo.browse(one.res_id).exists()
            for one in known
        }
