from odoo import api, models

from ..health import Trouble


class MedspaHealth(models.AbstractModel):
    """Sources at which keys come back under which somebody else wrote before."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "reused_key"]

    @api.model
    def _check_reused_key(self):
        sources_sudo = self.env["medspa.intake.source"].sudo()
        return [
            Trouble(
                str(source_sudo.id),
                source_sudo.company_id,
                self.env._(
                    "“%(name)s” sends keys (external_id) under which somebody else "
                    "wrote before: %(count)s in 30 days. Each was taken as an inquiry "
                    "of its own, nobody is lost. Have the form looked at: it may count "
                    "from 1 again since it was installed anew. If it does not, "
                    "somebody may be guessing keys: make a new address.",
                    name=source_sudo.name,
                    count=source_sudo.reused_key_count,
                ),
                source_sudo,
            )
            for source_sudo in sources_sudo._find_reusing_keys()
        ]
