from datetime import timedelta

from odoo import api, fields, models

from ...tools.rotation import Candidate, Rotation
from ..setup.prefetch import PREFETCH

# What says which menus a user sees, see `_serves_inquiries_of`.
MENU_FIELDS = {"speed_to_lead", "active", "company_id"}

# what decides which hours are a team's
_HOURS = frozenset(("response_calendar_id", "company_id"))


class CrmTeam(models.Model):
    _name = "crm.team"
    _inherit = ["medspa.hours.mixin", "medspa.in.use.mixin", "crm.team"]

    _USED_BY = {
        ("medspa.intake.source", "team_id"): (),
        ("medspa.response.cycle", "team_id"): (("verdict", "=", False),),
        ("medspa.response.policy", "team_ids"): (),
        ("medspa.mystery", "team_id"): (),
    }

    speed_to_lead = fields.Boolean(
        string="Speed to Lead",
        help="Every new lead of this team gets an owner and a deadline at once.",
    )
    response_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Opening Hours",
        help="Hours in which promises are counted. Empty: the company's hours.",
    )
    response_manager_id = fields.Many2one(
        "res.users",
        string="Inquiry Manager",
        domain="[('share', '=', False)]",
        help="Takes inquiries when nobody else of the team can. Empty: the leader.",
        prefetch=PREFETCH,
    )
    response_sequence_id = fields.Many2one(
        "ir.sequence",
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        prefetch=PREFETCH,
    )
    response_hours_issue = fields.Char(compute="_compute_response_hours_issue")
    response_hours_told = fields.Char(readonly=True, copy=False, prefetch=PREFETCH)

    @api.depends("speed_to_lead", "response_calendar_id", "company_id")
    def _compute_response_hours_issue(self):
        for team in self:
            calendar = team.speed_to_lead and team._response_calendar()
            team.response_hours_issue = (
                calendar is not False and calendar._response_issue()
            )

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        ours = teams.filtered("speed_to_lead")
        ours._get_ready()
        if ours:
            self.env["medspa.kept.mixin"]._forget_kept()
        return teams

    def write(self, vals):
        result = super().write(vals)
        if vals.get("speed_to_lead"):
            self._get_ready()
        elif "speed_to_lead" in vals:
            self._stand_down()
        if (MENU_FIELDS | _HOURS) & vals.keys():
            self.env["medspa.kept.mixin"]._forget_kept()
        if "response_calendar_id" in vals:
            self._replan_waits()
        return result

    def unlink(self):
        sequences_sudo = self.sudo().response_sequence_id
        result = super().unlink()
        sequences_sudo.unlink()
        self.env["medspa.kept.mixin"]._forget_kept()
        return result

    def _get_ready(self):
        """Give teams what they need for their first inquiry.

        Called when speed-to-lead is switched on; extended by stages.
        """
        self._ensure_tickets()

    def _stand_down(self):
        """Take back what teams were given by `_get_ready`, and need no more.

        Called when speed-to-lead is switched off; extended by stages.
        """

    def _serves_inquiries_of(self, user):
        """Return whether a team of one of the user's companies uses speed-to-lead."""
        companies = [False, *user.sudo().company_ids.ids]
        domain = [("speed_to_lead", "=", True), ("company_id", "in", companies)]
        return bool(self.sudo().search_count(domain, limit=1))

    # owner

    def _pick_owners(self, leads, but=None):
        """Choose who owns each inquiry; nobody is left without an owner.

        Reads the members' own settings (pause, domain, capacity, shift, away) and
        costs the same few queries for one inquiry and for five hundred. Simultaneous
        calls deal different people without waiting for each other, see
        :mod:`...tools.rotation`.

        :param leads: inquiries, stored or new, each with its team.
        :param but: user who is left out, for they give them up.
        :return: ``{lead: (user, reason)}``, the reason one sentence for people.
        """
        picks = {}
        groups = leads.grouped(lambda lead: (lead.team_id, lead.company_id.sudo()))
        for (team, company), group in groups.items():
            picks.update(team.sudo()._deal(group, company, but))
        return picks

    def _deal(self, leads, company, but=None):
        members = self._available_members(company)
        if but:
            members = members.filtered(lambda member: member.user_id != but)
        if not members:
            return dict.fromkeys(leads, self._last_resort(company))
        return self._deal_among(members, leads)

    def _deal_among(self, members, leads):
        now = fields.Datetime.now()
        rotation = self._rotation(members, now)
        dealt = {}
        by_id = {member.id: member for member in members}
        turns = []
        for lead, ticket in zip(leads, self._draw_tickets(len(leads)), strict=True):
            chosen, fits = rotation.pick(
                ticket, lambda key, lead=lead: by_id[key]._takes(lead)
            )
            user = by_id[chosen.key].user_id
            dealt[lead] = (user, self._reason(chosen, fits))
            turns.append(
                {
                    "team_id": self.id,
                    "user_id": user.id,
                    "ticket": ticket,
                    "given_at": now,
                }
            )
        self.env["medspa.rotation.turn"].sudo().create(turns)
        return dealt

    def _peek_owner(self, lead):
        """Return who would own an inquiry that came now, and why, as `_pick_owners`
        does. Nobody is given a turn and no ticket is drawn."""
        team_sudo = self.sudo()
        company_sudo = lead.company_id.sudo()
        members = team_sudo._available_members(company_sudo)
        if not members:
            return team_sudo._last_resort(company_sudo)
        by_id = {member.id: member for member in members}
        chosen, fits = team_sudo._rotation(members, fields.Datetime.now()).peek(
            lambda key: by_id[key]._takes(lead)
        )
        return by_id[chosen.key].user_id, team_sudo._reason(chosen, fits)

    def _next_owner(self, lead, before, now):
        """Return who takes over from a silent owner, and why; ``None`` if nobody can.

        Only somebody on duty: handed to one who sleeps it would not be answered either.
        """
        team_sudo = self.sudo()
        members = team_sudo._available_members(lead._practice())
        others = members.filtered(lambda member: member.user_id != before)
        on_duty = others._on_duty(now)
        if not on_duty:
            return None, ""
        return team_sudo._deal_among(on_duty, lead)[lead]

    def _inquiry_manager(self, company):
        """Return who is told when an inquiry is not answered in time."""
        team_sudo = self.sudo()
        named = team_sudo.response_manager_id or team_sudo.user_id
        return named or team_sudo._last_resort(company)[0]

    def _nobody_works_until(self, now):
        """Return when somebody works again, ``None`` if somebody does now.

        :param now: naive UTC datetime.
        """
        team_sudo = self.sudo()
        timeline = team_sudo._response_calendar()._response_timeline(now, now)
        if timeline.is_open(now) or team_sudo.crm_team_member_ids._on_duty(now):
            return None
        return timeline.next_open(now)

    def _available_members(self, company):
        """Return the members who are not paused and may work for this company."""
        members = self.env["crm.team.member"].search_fetch(
            [("crm_team_id", "=", self.id), ("assignment_optout", "=", False)],
            ["user_id", "assignment_domain", "assignment_max"]
            + ["response_calendar_id", "response_away_until"],
        )
        return members.filtered(lambda member: self._may_own(member.user_id, company))

    def _rotation(self, members, now):
        on_duty = members._on_duty(now)
        history, last_seen = self.env["medspa.rotation.turn"]._history(
            self,
            {member.user_id.id: member.assignment_max for member in members},
            now - timedelta(days=30),
        )
        candidates = []
        for member in members:
            last_ticket, load = history[member.user_id.id]
            candidates.append(
                Candidate(
                    key=member.id,
                    on_duty=member in on_duty,
                    capacity=member.assignment_max,
                    load=load,
                    last_ticket=last_ticket,
                    away=bool(
                        member.response_away_until and member.response_away_until > now
                    ),
                )
            )
        return Rotation(candidates, last_seen)

    def _reason(self, chosen, fits):
        """Say in one sentence why this member was chosen."""
        reasons = [
            self.env._("on duty") if chosen.on_duty else self.env._("nobody on duty"),
            self.env._("least recently assigned"),
        ]
        if chosen.load > chosen.capacity:
            reasons.append(self.env._("everybody has reached their capacity"))
        if not fits:
            reasons.append(self.env._("no member takes this kind of inquiry"))
        return ", ".join(reasons)

    def _may_own(self, user, company):
        """Say whether Odoo lets this user own an inquiry of the company."""
        return (
            user.active
            and not user.share
            and (not company or company in user.company_ids)
        )

    def _last_resort(self, company):
        """Return the user, and why, when no member of the team may be given one."""
        company = company or self.company_id or self.env.company
        for manager in (self.response_manager_id, self.user_id):
            if manager and self._may_own(manager, company):
                return manager, self.env._(
                    "nobody in the team is available, its manager"
                )
        sales_managers = self.env.ref("sales_team.group_sale_manager").sudo()
        anyone = sales_managers.all_user_ids.filtered(
            lambda user: self._may_own(user, company)
        ).sorted("id")
        if anyone:
            return anyone[0], self.env._(
                "the team has neither members nor a manager, a CRM manager"
            )
        admin = self.env.ref("base.user_admin")
        if not self._may_own(admin, company):
            users = self.env["res.users"].sudo()
            works_there = [("share", "=", False), ("company_ids", "in", company.ids)]
            colleague = users.search(works_there, order="id", limit=1)
            if colleague:
                return colleague, self.env._(
                    "the company has neither a CRM manager nor an administrator, "
                    "a colleague"
                )
            # of another company: Odoo would refuse the whole inquiry
            return users.browse(), self.env._("nobody works for the company")
        return admin, self.env._("the company has no CRM manager, the administrator")
