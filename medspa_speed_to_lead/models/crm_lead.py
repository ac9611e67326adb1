from contextlib import contextmanager

from psycopg2.errors import ForeignKeyViolation

from odoo import api, fields, models
from odoo.exceptions import MissingError

# what decides whether somebody still waits, and for whom
_WATCHED = frozenset(
    ("user_id", "active", "probability", "stage_id", "response_exempt_reason")
)


class CrmLead(models.Model):
    """An inquiry is a lead of a team with speed-to-lead switched on."""

    _name = "crm.lead"
    _inherit = ["medspa.facts.mixin", "medspa.reference.mixin", "crm.lead"]

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_facts(vals_list)
        self._refuse_import()
        teams = [self._inquiry_team(vals) for vals in vals_list]
        with self._inquiry_forget_what_is_gone():
            leads = super().create(self._inquiry_prepare(vals_list, teams))
            leads._inquiry_open_late(vals_list, teams)
            steps_at = leads._response_start_first_waits()
            leads._acknowledgement_plan(steps_at)
        return leads

    @contextmanager
    def _inquiry_forget_what_is_gone(self):
        """Read anew next time, if this breaks on something kept in memory that another
        transaction has deleted meanwhile: whoever tries again, a person or the job,
        does not meet it a second time."""
        try:
            yield
        except (ForeignKeyViolation, MissingError):
            self.env["medspa.kept.mixin"]._forget_kept()
            raise

    def write(self, vals):
        self._refuse_facts([vals])
        if vals.get("team_id") and not self.env.su:
            # in a company out of sight it would be gone, and its wait with it
            self.env["crm.team"].browse(vals["team_id"]).check_access("read")
        self = self._logged()
        if vals.get("intake_received_at") and "intake_received_on" not in vals:
            return self._intake_write_received(vals)
        if not _WATCHED & vals.keys():
            return super().write(vals)
        if "user_id" in vals:
            self._response_open_cycles()._stamp_miss()
        closed = self.filtered(lambda lead: lead._practice_is_closed())
        result = super().write(vals)
        if "response_exempt_reason" in vals:
            self._response_exempt_changed()
        self._response_give_up_closed()
        for lead in closed.filtered(lambda lead: not lead._practice_is_closed()):
            lead._response_wait_goes_on()
        return result

    # opening

    def _inquiry_prepare(self, vals_list, teams):
        """Return the values of a creation, those of inquiries with owner and clock.

        Everything is known before the insert, so that an inquiry costs one insert
        and its owner is notified by Odoo's own assignment message.

        :param teams: for each values the team's id, or False where it is no inquiry.
        """
        if not any(teams):
            return vals_list
        owner = self.default_get(["user_id"])
        # else each draft would ask the database which treatments are archived
        unfiltered = self.with_context(active_test=False)
        drafts = [
            unfiltered.new({**owner, **vals, "team_id": team})
            for vals, team in zip(vals_list, teams, strict=True)
            if team
        ]
        values = iter(self.browse().concat(*drafts)._inquiry_values().values())
        return [
            {**vals, **next(values)} if team else vals
            for vals, team in zip(vals_list, teams, strict=True)
        ]

    def _inquiry_team(self, vals):
        """Return the id of the team if these values make an inquiry, else False."""
        team_id = vals.get("team_id", self.env.context.get("default_team_id"))
        if not team_id or not self._inquiry_counts(vals):
            return False
        team_sudo = self.env["crm.team"].sudo().browse(team_id)
        return team_sudo.speed_to_lead and team_id

    def _inquiry_counts(self, vals):
        """Installing and importing history are not people raising a hand."""
        is_installed = self.env.su and self.env.context.get("install_mode")
        return not is_installed and (
            not self._is_imported_history() or bool(vals.get("intake_received_at"))
        )

    def _inquiry_open_late(self, vals_list, teams):
        """The same for leads whose team was only known once they were stored."""
        late = self.browse().concat(
            *(
                lead
                for lead, vals, team in zip(self, vals_list, teams, strict=True)
                if not team
                and lead.team_id.speed_to_lead
                and self._inquiry_counts(vals)
            )
        )
        # sudo: the facts of an inquiry, which nobody writes by hand
        for lead_sudo, values in late.sudo()._inquiry_values().items():
            lead_sudo.write(values)

    def _now_readable(self, values):
        """Their clock starts as if it had been read when it was received."""
        result = super()._now_readable(values)
        leads_sudo = self.sudo().filtered("team_id.speed_to_lead")
        new_sudo = leads_sudo.filtered(lambda lead: not lead.response_cycle_ids)
        for lead_sudo, values in new_sudo._inquiry_values().items():
            lead_sudo.write(values)
        new_sudo._acknowledgement_plan(new_sudo._response_start_first_waits())
        (leads_sudo - new_sudo)._plan_first_messages_anew()
        return result

    def _inquiry_values(self):
        """Return ``{lead: values}`` with facts, owner and clock of new inquiries."""
        values_of = self._intake_values()
        for lead, values in values_of.items():
            lead.update(values)
        promises = self.env["medspa.response.policy"]._match(self)
        ownerless = self.filtered(lambda lead: lead._inquiry_lacks_owner())
        owners = self.env["crm.team"]._pick_owners(ownerless) if ownerless else {}
        for lead, values in values_of.items():
            if lead in owners:
                user, reason = owners[lead]
                values.update(user_id=user.id, intake_owner_reason=reason)
            if not lead.response_exempt_reason:
                values.update(
                    lead._response_clock_values(promises[lead], lead.intake_received_at)
                )
            if "iap_enrich_done" in self._fields:
                # a patient's email is not sent to a company look-up service
                values["iap_enrich_done"] = True
        return values_of

    def _inquiry_lacks_owner(self):
        """The public user and OdooBot own nothing: they only brought it in."""
        owner_sudo = self.user_id.sudo()
        return not owner_sudo.active or owner_sudo.share

    def _phone_get_country(self):
        """Read an inquiry's phone as its own company would.

        Without a country of the person Odoo takes the present user's company, which
        differs with whoever happens to trigger the computation.
        """
        countries = super()._phone_get_country()
        for lead in self.filtered("team_id.speed_to_lead"):
            company = lead.company_id or lead.team_id.company_id
            if company.country_id and not countries.get(lead.id):
                countries[lead.id] = company.country_id
        return countries

    def message_new(self, msg_dict, custom_values=None):
        # what somebody entered as defaults of an email address holds no facts
        values = dict(custom_values or {})
        for name in self._fact_names() & values.keys():
            del values[name]
        if self._inquiry_team(values):
            channels = self.env["medspa.intake.channel"]
            values.setdefault("intake_channel_id", channels._find_by_code("email").id)
            sent_at = fields.Datetime.to_datetime(msg_dict.get("date"))
            values.setdefault(
                "intake_received_at", self._intake_plausible_moment(sent_at)
            )
        return super().message_new(msg_dict, custom_values=values)
