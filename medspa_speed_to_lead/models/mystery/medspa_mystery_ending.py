from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import SQL

from ...tools.reason import Reason
from ..follow_up.medspa_enrollment import OPEN
from ..jobs.waking import FOLLOW_UP, MYSTERY, wake
from ..jobs.work import Work, work_off
from ..rights.system import system_partner


class MedspaMystery(models.Model):
    """How a mystery leaves the desk: nothing is left to do, and nobody is to blame.

    What is put away is written down, so that it can all be brought back.
    """

    _inherit = "medspa.mystery"

    put_away = fields.Json(readonly=True, groups=fields.NO_ACCESS)

    def _end_due(self):
        """End what has run its days."""
        return work_off(self._work_of_ending())

    def _work_of_ending(self):
        return Work(
            "mystery_end",
            MYSTERY,
            self.sudo(),
            due=lambda: SQL(
                "state = 'running' AND ends_at <= %s", fields.Datetime.now()
            ),
            since=SQL("ends_at"),
            do=lambda mystery: mystery._as_system()._end_run(),
        )

    def action_end(self):
        self._check_state("running")
        for mystery in self:
            mystery._as_system()._end_run(self.env.user)
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("Ended. The inquiry is put away, colleagues know the result."),
            undo=self,
            method="action_undo_end",
            reload=True,
        )

    def _end_run(self, ended_by=None):
        """Put the inquiry away: no plan, no clock, no task, no figure, no blame."""
        self.ensure_one()
        self._take_stock()
        self.write({"state": "ended", "ended_at": fields.Datetime.now()})
        lead = self.lead_id
        if not lead:
            self.error = self.env._("The inquiry was deleted, or merged with another.")
            return
        told = self._whom_to_tell() - (ended_by or self.env["res.users"])
        put_away = self._set_misses_aside(lead)
        put_away |= self._put_away_plan(lead)
        put_away |= self._put_away_tasks(lead)
        put_away |= self._put_away_person(lead)
        put_away["message"] = self._tell(lead, told).id
        self.put_away = put_away | self._put_away_lead(lead)

    def _put_away_plan(self, lead):
        """Stop the follow-up, the clock and every planned message."""
        plans = lead._followup_enrollments()
        was_exempt = lead.response_exempt_reason
        lead.response_exempt_reason = was_exempt or "test"
        planned = lead.touch_ids.filtered(lambda touch: touch.state == "planned")
        planned._take_back(Reason(False, self.env._("It was a test inquiry.")))
        return {"plans": plans.ids, "exempt": was_exempt}

    def _put_away_tasks(self, lead):
        """Hide tasks and free the calendar of what is still to come."""
        tasks = lead.activity_ids
        tasks.active = False
        meetings = self.env["calendar.event"].search(
            [
                "|",
                ("consultation_lead_id", "=", lead.id),
                ("opportunity_id", "=", lead.id),
                ("start", ">", fields.Datetime.now()),
            ]
        )
        meetings.active = False
        return {"tasks": tasks.ids, "meetings": meetings.ids}

    def _set_misses_aside(self, lead):
        """Nobody missed it, and whoever was given it is given the next real one."""
        missed = lead.response_cycle_ids.filtered("missed_by_id")
        who = {str(wait.id): wait.missed_by_id.id for wait in missed}
        missed.missed_by_id = False
        turn = self._turn()
        owner = turn.user_id.id
        # the row stays: its ticket says that the pick is no longer under way
        turn.user_id = self.env.ref("base.user_root")
        return {"missed": who, "turn": turn.id, "turn_of": owner}

    def _turn(self):
        """Return the turn by which the first owner was given the inquiry."""
        lead = self.lead_id
        made_at = lead.create_date
        members = lead.team_id.with_context(active_test=False).crm_team_member_ids
        turns = self.env["medspa.rotation.turn"].search(
            [
                ("team_id", "=", lead.team_id.id),
                ("user_id", "in", members.user_id.ids),
                ("given_at", ">=", made_at - timedelta(seconds=30)),
                ("given_at", "<=", made_at + timedelta(seconds=30)),
            ],
            order="ticket",
        )
        first_owner = self._first_owner()
        return turns.filtered(lambda turn: turn.user_id == first_owner)[:1]

    def _first_owner(self):
        """Return who was given it: the old value of the first hand-over, if any."""
        lead = self.lead_id
        handed = self.env["mail.tracking.value"].search(
            [
                ("mail_message_id.model", "=", "crm.lead"),
                ("mail_message_id.res_id", "=", lead.id),
                ("field_id.name", "=", "user_id"),
                ("old_value_integer", "!=", 0),
            ],
            order="id",
            limit=1,
        )
        users = self.env["res.users"]
        return users.browse(handed.old_value_integer) if handed else lead.user_id

    def _put_away_person(self, lead):
        """Hide the contact that was made for writing to them."""
        person = lead.partner_id
        others = self.env["crm.lead"].with_context(active_test=False)
        is_made_up = (
            person
            and not person.user_ids
            and person.create_date >= lead.create_date
            and not others.search_count(
                [("partner_id", "=", person.id), ("id", "!=", lead.id)], limit=1
            )
        )
        if not is_made_up:
            return {"person": False}
        person.active = False
        return {"person": person.id}

    def _put_away_lead(self, lead):
        """Archive it. To Odoo what is archived without a chance is lost; it is not."""
        kept = {"active": lead.active, "probability": lead.probability}
        won = lead.won_status == "won"
        lead.write({"active": False} if won else {"active": False, "probability": 1})
        return {"lead": kept}

    # telling colleagues

    def _whom_to_tell(self):
        """Return who had to do with it: owners, whoever answered, whoever was told."""
        lead = self.lead_id
        steps = self.env["medspa.escalation"].search([("lead_id", "=", lead.id)])
        people = (
            lead.user_id
            | self._first_owner()
            | lead.touch_ids.user_id
            | steps.user_id
            | lead.response_cycle_ids.missed_by_id
        )
        return people.filtered(lambda user: user.active and not user.share)

    def _tell(self, lead, users):
        """Say it kindly, with the result, on the inquiry and to whom it concerned."""
        env = self.env
        thanks = env._(
            "This was a test inquiry: nobody called %s is waiting. Thank you for "
            "treating it like any other. It counts in no figure, and nobody is late "
            "because of it.",
            self.name,
        )
        findings = self._render_findings(self.result["answers"])
        body = Markup("<p>%s</p>") % thanks + findings
        env["medspa.notice"]._tell(
            lead, self._told_subject(lead), body, candidates=users, everybody=True
        )
        return lead.message_post(
            body=body,
            author_id=system_partner(env).id,
            subtype_xmlid="mail.mt_note",
        )

    def _told_subject(self, lead):
        which = self.env["medspa.notice"]._in_neutral_words(lead)
        return self.env._("That was a test inquiry: %s", which)

    # taking it back

    def action_undo_end(self):
        """Bring everything back; the clock runs on as if it had never stopped."""
        self._check_state("ended")
        for mystery in self:
            mystery._as_system()._resume()
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("It runs again, for one more day."), reload=True
        )

    def _resume(self):
        self.ensure_one()
        lead, kept = self.lead_id.with_context(active_test=False), self.put_away or {}
        ends_at = max(self.ends_at, fields.Datetime.now() + timedelta(days=1))
        self.write(
            {
                "state": "running",
                "ended_at": False,
                "ends_at": ends_at,
                "result": False,
                "put_away": False,
            }
        )
        wake(self.env, MYSTERY, [ends_at])
        if not lead:
            return
        self._existing("mail.message", kept.get("message")).unlink()
        self.env["medspa.notice"]._take_back(lead, self._told_subject(lead))
        lead.write(kept.get("lead") or {})
        lead.response_exempt_reason = kept.get("exempt") or False
        for model, key in (
            ("mail.activity", "tasks"),
            ("calendar.event", "meetings"),
            ("res.partner", "person"),
        ):
            self._existing(model, kept.get(key)).active = True
        for wait_id, user_id in (kept.get("missed") or {}).items():
            wait = self._existing("medspa.response.cycle", int(wait_id))
            wait.missed_by_id = user_id
        self._existing("medspa.rotation.turn", kept.get("turn")).write(
            {"user_id": kept.get("turn_of")}
        )
        self._resume_plan(self._existing("medspa.enrollment", kept.get("plans")))

    def _existing(self, model, ids):
        ids = ids if isinstance(ids, list) else [ids] if ids else []
        return self.env[model].with_context(active_test=False).browse(ids).exists()

    def _resume_plan(self, plans):
        """Go on with the follow-up where it was; what was taken back is left out."""
        following = self.lead_id._followup_enrollments()
        if not plans or following:
            return
        plans.write(
            {
                "state": OPEN[0],
                "stop_reason": False,
                "stop_fact": False,
                "ended_at": False,
                "next_at": False,
            }
        )
        plans._schedule(not_before=fields.Datetime.now())
        wake(self.env, FOLLOW_UP, plans.mapped("next_at"))

    # merging

    def _was_merged(self, leads):
        """A colleague merged it with others: what is left of it is a real inquiry.

        One that counts makes the whole count, so the mystery lets go of it.
        """
        ours = self.sudo().search([("lead_id", "in", leads.ids)])
        running = ours.filtered(lambda mystery: mystery.state == "running")
        for mystery in running:
            mystery._take_stock()
            mystery.write({"state": "ended", "ended_at": fields.Datetime.now()})
        ours.write(
            {
                "lead_id": False,
                "error": self.env._("A colleague merged it with another inquiry."),
            }
        )
