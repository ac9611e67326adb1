from odoo import api, models
from odoo.fields import Domain

from ..health import Trouble


class MedspaHealth(models.AbstractModel):
    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "condition"]

    @api.model
    def _check_condition(self):
        """Find written conditions that do not work: they fit no inquiry until then."""
        return [
            self._trouble_of_condition(record)
            for record in self._asking()
            if record.condition_problem
        ]

    def _asking(self):
        """Return everything active that asks a condition of inquiries."""
        found = []
        for name in self.env.registry.descendants(
            ["medspa.condition.mixin"], "_inherit"
        ):
            records_sudo = self.env[name].sudo()
            if not records_sudo._abstract:
                written = Domain(records_sudo._CONDITION, "not in", (False, "[]"))
                found += records_sudo.search(written)
        return [record for record in found if record._asks_inquiries()]

    def _trouble_of_condition(self, record):
        what = self.env["ir.model"]._get(record._name).name
        company = record.crm_team_id if "crm_team_id" in record else record
        return Trouble(
            f"{record._name}:{record.id}",
            company.company_id,
            self.env._(
                "The further conditions of “%(name)s” (%(what)s) do not work, so it "
                "fits no inquiry: %(problem)s Correct them, and save.",
                name=record.display_name,
                what=what,
                problem=record.condition_problem,
            ),
            record,
        )
