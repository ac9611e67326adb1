from markupsafe import Markup

from odoo import api, models
from odoo.fields import Domain


class MedspaLeaving(models.AbstractModel):
    """What a colleague leaves behind goes to the next on duty of each inquiry's team:
    open inquiries, to-dos on inquiries, planned calls.

    The clock runs on, and what was missed stays with whoever missed it.
    """

    _name = "medspa.leaving"
    _description = "Handing Over of Who Leaves"

    @api.model
    def _leaves(self, users, team=None, reason=""):
        """Hand over all that these users have, or what they have in one team.

        Called when they are no longer to be given anything.

        :param reason: a sentence for the log.
        """
        for user in users:
            leads_sudo = self._open_inquiries(user, team)
            if team and user.active and not self._others_of(team, user, leads_sudo):
                continue
            if leads_sudo:
                self._hand_over(leads_sudo, user, reason)
            self._hand_over_to_dos(user, team)
            if not team:
                self._hand_over_set_up(user)
            self._hand_over_calls(user, team)

    @api.model
    def _may_not_read(self, users):
        """Hand over what these users own and may not read any more."""
        for user in users.filtered("active"):
            leads_sudo = self._open_inquiries(user)
            theirs = leads_sudo.with_user(user).with_context(
                allowed_company_ids=user.sudo().company_ids.ids
            )
            lost = leads_sudo - leads_sudo.browse(theirs._filtered_access("read").ids)
            if lost:
                reason = self.env._("%s may not read it any more.", user.name)
                self._hand_over(lost, user, reason)

    def _others_of(self, team, user, leads_sudo):
        """Return who else of a team may be given these; else they stay where they are,
        with a colleague who is still there."""
        practice = leads_sudo[:1]._practice() if leads_sudo else team.company_id
        members_sudo = team.sudo()._available_members(practice)
        return members_sudo.user_id - user

    def _open_inquiries(self, user, team=None):
        domain = (
            Domain("user_id", "=", user.id)
            & Domain("intake_received_at", "!=", False)
            & Domain("won_status", "=", "pending")
        )
        if team:
            domain &= Domain("team_id", "=", team.id)
        return self.env["crm.lead"].sudo().search(domain, order="id")

    # inquiries

    def _hand_over(self, leads_sudo, before, reason):
        """Give each to who is next, and tell each of these in one message."""
        picks = self.env["crm.team"]._pick_owners(leads_sudo, but=before)
        by_owner = {}
        for lead, (after, why) in picks.items():
            if after != before:
                known = by_owner.setdefault(after, {})
                known[why] = known.get(why, leads_sudo.browse()) | lead
        for after, whys in by_owner.items():
            given = leads_sudo.browse()
            for why, leads in whys.items():
                self._give(leads, before, after, why, reason)
                given |= leads
            self._tell_of_given(given, before, after)

    def _give(self, leads_sudo, before, after, why, reason):
        # told of all of them at once, below
        quietly = leads_sudo.with_context(mail_auto_subscribe_no_notify=True)
        quietly.write(
            {
                "user_id": after.id,
                "intake_owner_reason": self.env._("handed over, %s", why),
            }
        )
        said = self.env._(
            "Handed over from %(before)s to %(after)s. %(reason)s",
            before=before.name,
            after=after.name,
            reason=reason,
        )
        leads_sudo._message_log_batch(bodies=dict.fromkeys(leads_sudo.ids, said))

    def _tell_of_given(self, leads_sudo, before, after):
        notice = self.env["medspa.notice"]
        for leads in leads_sudo.grouped("team_id").values():
            said = self.env._("Handed over from %s:", before.name)
            notice._tell(
                leads,
                self.env._("Yours now: %s", notice._in_neutral_words(leads)),
                Markup("<p>%s</p>") % said + leads._notice_in_a_line(),
                candidates=after,
                everybody=True,
            )

    # to-dos and calls

    def _hand_over_to_dos(self, user, team=None):
        """Give each to the owner of its inquiry, or who else may be told of it."""
        activities_sudo = self.env["mail.activity"].sudo()
        found = activities_sudo.search(
            [("user_id", "=", user.id), ("res_model", "=", "crm.lead")]
        )
        leads_sudo = self.env["crm.lead"].sudo().browse(found.mapped("res_id"))
        ours = leads_sudo.exists().filtered(
            lambda lead: lead.intake_received_at and (not team or lead.team_id == team)
        )
        by_lead = found.filtered(lambda one: one.res_id in ours.ids).grouped("res_id")
        for lead_id, activities in by_lead.items():
            after = self._next_for(ours.browse(lead_id), user)
            if after:
                quietly = activities.with_context(mail_activity_quick_update=True)
                quietly.user_id = after

    def _hand_over_set_up(self, user):
        """A to-do that stands once for a record would have nobody, for as long as its
        reason lasts: it goes to who else may be told of it."""
        todos_sudo = self.env["mail.activity"].sudo()
        for todo_sudo in todos_sudo.search(
            [("user_id", "=", user.id), ("medspa_act_key", "!=", False)]
        ):
            record = self.env[todo_sudo.res_model].browse(todo_sudo.res_id)
            _person, able = self.env["medspa.notice"]._choose(record)
            after = (able - user)[:1]
            if after:
                quietly = todo_sudo.with_context(mail_activity_quick_update=True)
                quietly.user_id = after

    def _next_for(self, lead_sudo, before):
        """Return who has to see to an inquiry now, also where nobody works."""
        if lead_sudo.user_id.active and lead_sudo.user_id != before:
            return lead_sudo.user_id
        person, able = self.env["medspa.notice"]._choose(lead_sudo)
        return person if person != before and person else (able - before)[:1]

    def _hand_over_calls(self, user, team=None):
        """A planned call is of whoever owns the inquiry now."""
        calls_sudo = self.env["medspa.touch"].sudo()
        planned = calls_sudo.search(
            [
                ("user_id", "=", user.id),
                ("channel", "=", "call"),
                ("state", "=", "planned"),
            ]
        )
        if team:
            planned = planned.filtered(lambda call: call.lead_id.team_id == team)
        for lead, calls in planned.grouped("lead_id").items():
            calls.user_id = self._next_for(lead, user)
