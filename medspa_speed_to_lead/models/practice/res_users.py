from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .crm_team_member import UNTIL_RETURN

WISHES = [
    ("leader", "When I lead a team"),
    ("always", "Always"),
    ("never", "Never"),
]


class ResUsers(models.Model):
    """A colleague says that new inquiries go to others for a while, and what they read
    on Monday."""

    _inherit = "res.users"

    medspa_weekly_review = fields.Selection(
        WISHES,
        string="Weekly Review",
        help="The email on Monday about the inquiries of the week before. Empty: when "
        "you lead a team or are its inquiry manager. Always: for CRM managers only.",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "medspa_weekly_review"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "medspa_weekly_review"]

    @api.depends_context("medspa_show_away")
    def _compute_display_name(self):
        super()._compute_display_name()
        if not self.env.context.get("medspa_show_away"):
            return
        away = self._away_words()
        for user in self.filtered(lambda user: user.id in away):
            user.display_name = self.env._(
                "%(name)s (away %(until)s)",
                name=user.display_name,
                until=away[user.id],
            )

    def _away_words(self):
        """Return ``{user id: "until ..."}`` of those who are away; one query."""
        members_sudo = self.env["crm.team.member"].sudo()
        away = members_sudo.search_fetch(
            [
                ("user_id", "in", self.ids),
                ("response_away_until", ">", fields.Datetime.now()),
            ],
            ["user_id", "response_away_until"],
        )
        return {member.user_id.id: member.response_away for member in away}

    def medspa_set_away(self, until=UNTIL_RETURN):
        """Give no new inquiries to these users until then, in all of their teams.

        Everybody decides this for himself; a CRM manager for everybody of the company,
        in the teams of the company.

        :param until: naive UTC datetime, ``False`` to be back.
        """
        is_manager = self.env.user.has_group("sales_team.group_sale_manager") and all(
            user.company_ids & self.env.companies for user in self.sudo()
        )
        if self != self.env.user and not is_manager and not self.env.su:
            raise AccessError(
                self.env._("Only they themselves or a CRM manager can say this.")
            )
        concerned = Domain("user_id", "in", self.ids)
        if self != self.env.user and not self.env.su:
            companies = [*self.env.companies.ids, False]
            concerned &= Domain("crm_team_id.company_id", "in", companies)
        members_sudo = self.env["crm.team.member"].sudo()
        members_sudo.search(concerned).write({"response_away_until": until})
        return True
