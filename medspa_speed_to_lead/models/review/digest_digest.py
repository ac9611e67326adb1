from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

MENU = "medspa_speed_to_lead.crm_lead_action_inquiries"
# what each is in ``medspa.inquiry.report``: aggregate, and to which unit
_FIGURES = {
    "inquiries": ("__count", 1),
    "on_time": ("on_time_rate:avg", 100),
    "first_response": ("working_median:median", 1),
    "booked": ("booked_count:sum", 1),
}


class DigestDigest(models.Model):
    """Speed to lead in Odoo's own digest: the inquiries received in its time frame."""

    _inherit = "digest.digest"

    kpi_medspa_inquiries = fields.Boolean("New Inquiries")
    kpi_medspa_inquiries_value = fields.Integer(compute="_compute_kpi_medspa")
    kpi_medspa_on_time = fields.Boolean("Answered on Time (%)")
    kpi_medspa_on_time_value = fields.Float(compute="_compute_kpi_medspa")
    kpi_medspa_first_response = fields.Boolean("First Answer, Median (Minutes Open)")
    kpi_medspa_first_response_value = fields.Float(compute="_compute_kpi_medspa")
    kpi_medspa_booked = fields.Boolean("Inquiries That Booked")
    kpi_medspa_booked_value = fields.Integer(compute="_compute_kpi_medspa")

    # read four times a time frame by Odoo, computed once
    @api.depends_context("uid", "company", "start_datetime", "end_datetime")
    def _compute_kpi_medspa(self):
        """Read all four at once, from the report that every screen reads.

        A figure of nothing (nobody was answered) is zero: Odoo shows no empty one.
        """
        if not self.env.user.has_group("sales_team.group_sale_salesman"):
            raise AccessError(self.env._("The figures of inquiries are for CRM users."))
        start, end, companies = self._get_kpi_compute_parameters()
        rows = self.env["medspa.inquiry.report"]._read_group(
            Domain(
                [
                    ("company_id", "in", companies.ids),
                    ("intake_received_at", ">=", start),
                    ("intake_received_at", "<", end),
                ]
            ),
            ["company_id"],
            [aggregate for aggregate, _factor in _FIGURES.values()],
        )
        found = {company.id: values for company, *values in rows}
        for digest in self:
            company = digest.company_id or self.env.company
            values = found.get(company.id, [0] * len(_FIGURES))
            for (name, (_aggregate, factor)), value in zip(
                _FIGURES.items(), values, strict=True
            ):
                digest[f"kpi_medspa_{name}_value"] = (value or 0) * factor

    def _compute_kpis_actions(self, company, user):
        actions = super()._compute_kpis_actions(company, user)
        menu = self.env.ref("crm.crm_menu_root").id
        for name in _FIGURES:
            actions[f"kpi_medspa_{name}"] = f"{MENU}?menu_id={menu}"
        return actions

    def _calculate_company_based_kpi(
        self,
        model,
        digest_kpi_field,
        date_field="create_date",
        additional_domain=None,
        sum_field=None,
    ):
        # Odoo's own counts leave mysteries out as well
        if model == "crm.lead":
            additional_domain = (
                Domain(additional_domain or [])
                & self.env["medspa.mystery"]._leave_out()
            )
        return super()._calculate_company_based_kpi(
            model, digest_kpi_field, date_field, additional_domain, sum_field
        )
