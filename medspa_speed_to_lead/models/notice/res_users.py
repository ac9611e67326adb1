from odoo import api, models

# what decides who may read an inquiry
_RIGHTS = frozenset(("group_ids", "company_ids", "company_id", "role"))


class ResUsers(models.Model):
    """Whoever leaves, or may not read inquiries any more, hands them over."""

    _inherit = "res.users"

    def write(self, vals):
        archived = "active" in vals and not vals["active"]
        leaving = self.filtered("active") if archived else self.browse()
        result = super().write(vals)
        for user in leaving:
            reason = self.env._("The account of %s was archived.", user.name)
            self.env["medspa.leaving"]._leaves(user, reason=reason)
        if _RIGHTS & vals.keys():
            self.env["medspa.leaving"]._may_not_read(self - leaving)
        return result

    def unlink(self):
        """Archived first: whom nobody can find any more cannot hand over."""
        self.filtered("active").write({"active": False})
        return super().unlink()

    @api.model
    def action_medspa_back(self):
        """The present user takes new inquiries again."""
        self.env.user.medspa_set_away(False)
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("You are back: new inquiries come to you again."), reload=True
        )
