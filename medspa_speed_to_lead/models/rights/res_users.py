from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    """What somebody may change that others go by too: rules and defaults ask here."""

    _inherit = "res.users"

    def _keeps_shared_rows(self):
        """Say whether this person manages every company of the database, so that
        set-up of no company is theirs to change."""
        self.ensure_one()
        others = Domain("id", "not in", self.sudo().company_ids.ids)
        return not self.env["res.company"].sudo().search_count(others, limit=1)

    def _keeps_law_rows(self):
        """Say whether this person may change the contact hours of the law."""
        return self.has_group("base.group_system")

    def _keeps_all_hours(self):
        """Say whether a right other than ours lets this person change working hours.

        Administrators and personnel managers do, whatever module says so: our rule for
        CRM managers may take nothing from them. Record rules in databases of older
        releases call it by this name.
        """
        self.ensure_one()
        ours = self.env.ref("medspa_speed_to_lead.access_resource_calendar_manager")
        return bool(
            self.env["ir.model.access"]
            .sudo()
            .search_count(
                Domain("model_id.model", "=", "resource.calendar")
                & Domain("perm_write", "=", True)
                & Domain("group_id", "in", [False, *self.sudo().all_group_ids.ids])
                & Domain("id", "!=", ours.id),
                limit=1,
            )
        )
