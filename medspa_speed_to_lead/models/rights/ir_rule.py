from odoo import models

from .medspa_reference_mixin import MODULE


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        """Name no patient in the refusal: in developer mode Odoo lists the names of
        what somebody may not read."""
        model = self.env[records._name]
        is_told = records._name != "crm.lead" and model._original_module != MODULE
        names = [] if is_told else [one.display_name for one in records[:6].sudo()]
        error = super()._make_access_error(operation, records)
        said = error.args[0]
        for name in filter(None, names):
            said = said.replace(f", {name} (", " (")
        error.args = (said, *error.args[1:])
        return error
