from datetime import timedelta

from odoo import fields, models

from ..practice.crm_team_member import UNTIL_RETURN

# asked again after this where nobody can say when somebody works
_LATER = timedelta(hours=1)


class MedspaNotice(models.AbstractModel):
    """Who may be told something, and who works now."""

    _inherit = "medspa.notice"

    def _able(self, users, about):
        """Return who has an active account and may read all that it is about."""
        return users.sudo().filtered(
            lambda user: user.active and not user.share and self._may_read(user, about)
        )

    def _may_read(self, user, about):
        """Say whether a user may read all of these, in any company of theirs."""
        if not about:
            return True
        theirs = about.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        )
        return theirs.has_access("read")

    # who works

    def _at_work(self, users, about, known=None):
        """Return who works now, in the same order.

        The shift of a member counts, or the hours of the team, unless they are away or
        have time off. Who leads a team works its hours, who is in none the company's.

        :param dict known: answers by user, team and practice, asked for and added to.
        """
        known = {} if known is None else known
        where = (self._teams_of(about), self._practice_of(about))
        unknown = users.filtered(lambda user: (user, *where) not in known)
        at_work = self._find_at_work(unknown, about)
        known.update({(user, *where): user in at_work for user in unknown})
        return users.filtered(lambda user: known[(user, *where)])

    def _find_at_work(self, users, about):
        if not users:
            return users
        now = fields.Datetime.now()
        members, others = self._memberships(users, about)
        at_work = members._on_duty(now).user_id
        for user in others:
            hours = self._hours_without_shift(user, about)
            if hours._response_timeline(now, now).is_open(now):
                at_work |= user
        away = members.browse()._users_on_leave(at_work & others, now)
        return at_work - away

    def _memberships(self, users, about):
        """Return the memberships that say when these work, and who has none.

        Whoever is in the team of the inquiry works by it; else by any of theirs.
        """
        practice = self._practice_of(about)
        # read once for all that is told in a transaction
        found = users.sudo().with_company(practice).crm_team_member_ids
        teams = self._teams_of(about)
        here = found.filtered(lambda member: member.crm_team_id in teams)
        elsewhere = found.filtered(lambda member: member.user_id not in here.user_id)
        counted = here + elsewhere
        return counted, users - counted.user_id

    def _hours_without_shift(self, user, about):
        practice = self._practice_of(about)
        teams = self._teams_of(about).filtered(
            lambda team: user in (team.user_id, team.response_manager_id)
        )
        if teams:
            return teams[0].with_company(practice)._response_calendar()
        company = practice if practice in user.company_ids else user.company_id
        return company.sudo().resource_calendar_id

    def _teams_of(self, about):
        if about._name == "crm.lead":
            return about.sudo().team_id
        return self.env["crm.team"].sudo()

    def _practice_of(self, about):
        if about._name == "crm.lead" and about:
            return about.sudo()[0]._practice()
        if "company_id" in about and about:
            return about.sudo()[0].company_id or self.env.company
        return self.env.company

    # who works next

    def _work_begins(self, users, about):
        """Return when the first of these works again, naive UTC, later than now."""
        now = fields.Datetime.now()
        members, others = self._memberships(users, about)
        begins = [
            self._opens(member._duty_calendar(), now, member.response_away_until)
            for member in members
        ]
        begins += [
            self._opens(self._hours_without_shift(user, about), now) for user in others
        ]
        later = [moment for moment in begins if moment and moment > now]
        return min(later, default=now + _LATER)

    def _opens(self, hours, now, away_until=False):
        """Return when these hours are next open for somebody, ``None`` if unknown."""
        start = max(now, away_until or now)
        if start >= UNTIL_RETURN:
            return None
        return hours._response_timeline(start, start).next_open(start)
