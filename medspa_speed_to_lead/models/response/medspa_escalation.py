import logging

from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ...tools.errors import in_words
from ..jobs.locking import BUSY
from ..jobs.waking import ESCALATE, wake
from ..jobs.work import Work, to_try_again, work_off
from .medspa_escalation_step import ACTIONS

_logger = logging.getLogger(__name__)

_BATCH = 200


class MedspaEscalation(models.Model):
    """One step taken for one wait: told whom, when. A fact, and the guard of once.

    The job looks for waits whose next step is due. Which steps a wait has had is
    decided by the unique key, so two jobs, a retry or a restart change nothing.
    """

    _name = "medspa.escalation"
    _description = "Escalation"
    _inherit = ["medspa.recorded.mixin"]
    _order = "fired_at DESC, id DESC"
    _rec_name = "action"

    cycle_id = fields.Many2one(
        "medspa.response.cycle", required=True, readonly=True, ondelete="cascade"
    )
    step_id = fields.Many2one(
        "medspa.escalation.step", readonly=True, ondelete="set null", index=True
    )
    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", readonly=True, ondelete="cascade", index=True
    )
    action = fields.Selection(ACTIONS, readonly=True)
    user_id = fields.Many2one("res.users", string="Told", readonly=True)
    fired_at = fields.Datetime(string="When", readonly=True)
    result = fields.Char(readonly=True)

    _once = models.UniqueIndex(
        "(cycle_id, step_id)", "This step was already taken for this wait."
    )

    # the job

    @api.model
    def _cron_escalate(self):
        """Take all steps that are due, in batches; several jobs may do it at once."""
        if work_off(self._work_of_waits()):
            work_off(self._work_of_failed_steps())
        work_off(self._work_of_parked())

    @api.model
    def _work_of_parked(self):
        """Who was parked by a hand-over is back with their next shift."""
        return Work(
            "unpark",
            ESCALATE,
            self.env["crm.team.member"].sudo(),
            due=lambda: SQL("response_parked_until <= %s", fields.Datetime.now()),
            since=SQL("response_parked_until"),
            do=lambda member: member.write({"response_away_until": False}),
        )

    @api.model
    def _work_of_waits(self):
        return Work(
            "escalate",
            ESCALATE,
            self.env["medspa.response.cycle"].sudo(),
            due=lambda: SQL(
                "verdict IS NULL AND next_step_at <= %s", fields.Datetime.now()
            ),
            since=SQL("next_step_at"),
            do=self._escalate,
            at_once=_BATCH,
        )

    @api.model
    def _work_of_failed_steps(self):
        """What was recorded as failed is tried again; the steps after it go on."""
        return Work(
            "escalation_step",
            ESCALATE,
            self.sudo(),
            due=lambda: to_try_again("escalation_step"),
            since=SQL("fired_at"),
            do=lambda step: step._take_again(),
            again=True,
        )

    def _escalate(self, cycles_sudo):
        """Take the due steps of these waits and note when the next one comes.

        What cannot be taken is written down as such and stops nobody else.
        """
        now = fields.Datetime.now()
        due, following = cycles_sudo._steps_at(now)
        try:
            with self.env.cr.savepoint():
                self._take(due, now)
        except BUSY:
            raise
        except Exception:
            _logger.exception("escalation of a batch failed, now one by one")
            for cycle_sudo in cycles_sudo:
                self._take_alone(cycle_sudo, due, now)
        cycles_sudo._write_next_steps(following)
        wake(self.env, ESCALATE, following.values())

    def _take_alone(self, cycle_sudo, due, now):
        mine = {cycle_sudo: due.get(cycle_sudo, [])}
        try:
            with self.env.cr.savepoint():
                self._take(mine, now)
        except BUSY:
            raise
        except Exception as error:
            _logger.exception("escalation of wait %s failed", cycle_sudo.id)
            failed = self._record(mine, now)
            failed.result = in_words(error)
            for step in failed:
                self.env["medspa.setback"].sudo()._note(
                    self._work_of_failed_steps(), step, error
                )

    def _take_again(self):
        """Take a step that failed before, if the wait is still open."""
        if not self.cycle_id.verdict:
            getattr(self, f"_take_{self.action}")(fields.Datetime.now())

    def _take(self, due, now):
        taken = self._record(due, now)
        overtaken = taken._overtaken()
        overtaken.result = self.env._("Overtaken by a later step.")
        taken -= overtaken
        for action, group in taken.grouped("action").items():
            getattr(group, f"_take_{action}")(now)

    def _overtaken(self):
        """Return the reminders that come at the same moment as something stronger.

        So it is after an outage: nobody needs both.
        """
        stronger = self.filtered(
            lambda escalation: escalation.action != "remind"
        ).cycle_id
        return self.filtered(
            lambda escalation: (
                escalation.action == "remind" and escalation.cycle_id in stronger
            )
        )

    def _record(self, due, now):
        """Insert a row for each step that was not taken yet; return the new ones.

        :param due: ``{cycle: [step id, ...]}``, the latest step last.
        """
        pairs = [(cycle, step_id) for cycle, steps in due.items() for step_id in steps]
        if not pairs:
            return self.browse()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO medspa_escalation
                       (cycle_id, step_id, lead_id, action, fired_at,
                        create_uid, create_date, write_uid, write_date)
                SELECT cycle.id, step.id, cycle.lead_id, step.action, %(now)s,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(%(cycles)s, %(steps)s)
                       WITH ORDINALITY AS due(cycle_id, step_id, place)
                  JOIN medspa_response_cycle cycle ON cycle.id = due.cycle_id
                  JOIN medspa_escalation_step step ON step.id = due.step_id
              ORDER BY due.place
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                now=now,
                uid=SUPERUSER_ID,
                cycles=[cycle.id for cycle, _step in pairs],
                steps=[step for _cycle, step in pairs],
            )
        )
        return self.sudo().browse(row[0] for row in rows)

    # what a step does

    def _take_remind(self, now):
        self._tell_each(self.env._("Answer soon"))

    def _take_alert(self, now):
        managers = self.env["medspa.notice"]._managers
        self._tell_each(self.env._("Still waiting for an answer"), managers)

    def _tell_each(self, subject, first=None):
        """Tell each person of all that concerns them, in one message.

        :param first: function that returns who is asked first about an inquiry.
        """
        whom = self.env["medspa.notice"]._whom(self.lead_id, first)
        for user, leads in whom.items():
            group = self.filtered(
                lambda escalation, leads=leads: escalation.lead_id in leads
            )
            if user:
                group._tell(user, subject)
            else:
                group._keep(subject, first)

    def _take_hand_over(self, now):
        """Give the inquiry to the next on duty; who was silent gets no new ones."""
        for escalation in self:
            escalation._hand_over(now)

    def _hand_over(self, now):
        lead, before = self.lead_id, self.lead_id.user_id
        after, reason = lead.team_id._next_owner(lead, before, now)
        if not after:
            self.result = self.env._("Nobody else is on duty.")
            return
        if not self.cycle_id.late_arrival:
            wake(self.env, ESCALATE, lead.team_id._park(before))
        lead.with_context(mail_notify_force_send=False).user_id = after
        lead.intake_owner_reason = self.env._("handed over, %s", reason)
        lead._message_log(
            body=self.env._(
                "Handed over from %(before)s to %(after)s: no answer by %(due)s.",
                before=before.name,
                after=after.name,
                due=lead._practice_time_in_words(self.cycle_id.due_at),
            )
        )
        self.write({"user_id": after.id, "result": self.env._("Handed over")})

    def _tell(self, user, subject):
        """Tell one person, who was found to be fit and at work."""
        self.env["medspa.notice"]._deliver(user, *self._message(subject))
        self.write({"user_id": user.id, "result": subject})

    def _keep(self, subject, first):
        """Nobody who may be told works now: each team hears of its own at its hours."""
        notice = self.env["medspa.notice"]
        for group in self.grouped(
            lambda escalation: escalation.lead_id.team_id
        ).values():
            candidates = list(first(group.lead_id)) if first else None
            notice._tell(*group._message(subject), candidates)
            group.result = self.env._("Kept until somebody works.")

    def _message(self, subject):
        """Return what it is about, subject and text."""
        leads = self.lead_id
        about = self.env["medspa.notice"]._in_neutral_words(leads)
        lines = Markup("").join(escalation._line() for escalation in self)
        return leads, f"{subject}: {about}", Markup("<ul>%s</ul>") % lines

    def _line(self):
        lead = self.lead_id
        return Markup('<li><a href="%s">%s</a>: %s</li>') % (
            f"/odoo/inquiries/{lead.id}",
            lead.display_name,
            self.env._(
                "answer by %(due)s, owner %(owner)s, %(phone)s",
                due=lead._practice_time_in_words(self.cycle_id.due_at),
                owner=lead.user_id.name or self.env._("nobody"),
                phone=lead.phone or lead.email_from or "",
            ),
        )
