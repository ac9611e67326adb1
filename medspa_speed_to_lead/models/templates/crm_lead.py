from odoo import api, models

from ..rights.medspa_reference_mixin import MODULE


class CrmLead(models.Model):
    """What a template may say of an inquiry: our fields whose names begin with
    ``message_``, and no other."""

    _inherit = "crm.lead"

    @api.model
    def _placeholder_names(self):
        """Return the fields that a plain template may name."""
        return {
            name
            for name, field in self._fields.items()
            if name.startswith("message_") and MODULE in field._modules
        }

    @api.model
    def mail_allowed_qweb_expressions(self):
        """Let people without technical rights write templates with our placeholders."""
        ours = (f"object.{name}" for name in sorted(self._placeholder_names()))
        # the language of the shipped templates
        return (*super().mail_allowed_qweb_expressions(), *ours, "object.lang_id.code")
