from odoo import models
from odoo.fields import Domain


class DigestDigest(models.Model):
    """Odoo's own counts of leads leave out mystery inquiries."""

    _inherit = "digest.digest"

    def _calculate_company_based_kpi(
        self,
        model,
        digest_kpi_field,
        date_field="create_date",
        additional_domain=None,
        sum_field=None,
    ):
        if model == "crm.lead":
            additional_domain = (
                Domain(additional_domain or [])
                & self.env["medspa.mystery"]._leave_out()
            )
        return super()._calculate_company_based_kpi(
            model, digest_kpi_field, date_field, additional_domain, sum_field
        )
