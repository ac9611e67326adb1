from odoo import models

_WHERE = frozenset(("active", "user_id", "crm_team_id"))


class CrmTeamMember(models.Model):
    """Whoever leaves a team leaves its inquiries to the others of it."""

    _inherit = "crm.team.member"

    def write(self, vals):
        before = self._places() if _WHERE & vals.keys() else set()
        result = super().write(vals)
        if before:
            self._left(before - self._places())
        return result

    def unlink(self):
        before = self._places()
        result = super().unlink()
        self._left(before)
        return result

    def _places(self):
        """Return the ``(user, team)`` of these memberships as far as they hold."""
        return {
            (member.user_id, member.crm_team_id) for member in self if member.active
        }

    def _left(self, places):
        for user, team in sorted(places, key=lambda place: (place[0].id, place[1].id)):
            if team.exists() and user.exists() and team.speed_to_lead:
                reason = self.env._(
                    "%(user)s left the team %(team)s.", user=user.name, team=team.name
                )
                self.env["medspa.leaving"]._leaves(user, team, reason)
