from odoo import api, fields, models

from ..jobs.waking import ESCALATE, wake


class CrmLead(models.Model):
    """When a patient begins to wait, and when the wait ends.

    A touch tells the inquiry, the inquiry tells its cycles, and they tell back.
    """

    _inherit = "crm.lead"

    def _response_clock_values(self, policy, received_at):
        """Return the clock values of an inquiry that starts to wait."""
        self.ensure_one()
        if not policy:
            return {}
        team = self.team_id.with_company(self.company_id or self.env.company)
        moments = self.env["medspa.response.cycle"]._deadlines_of(
            policy, team, [received_at]
        )
        warn_at, due_at = moments[received_at]
        return {
            "response_policy_id": policy.id,
            "response_waiting_since": received_at,
            "response_warn_at": warn_at,
            "response_due_at": due_at,
        }

    def _response_start_first_waits(self):
        """Open the first cycle of new inquiries, one insert for all of them.

        :return: the moments at which their first escalation steps are due.
        """
        now = fields.Datetime.now()
        cycles = self.env["medspa.response.cycle"].sudo()
        values = []
        for lead in self.filtered("response_waiting_since"):
            is_late = lead.response_due_at < now
            values.append(
                {
                    **lead._response_cycle_values(),
                    "late_arrival": is_late,
                    "missed_by_id": is_late and lead.user_id.id,
                    "next_step_at": lead._response_first_step_at(
                        now if is_late else None
                    ),
                }
            )
        cycles.create(values)
        if values:
            self.team_id._warn_of_hours()
        self._response_give_up_closed()
        return {value["next_step_at"] for value in values} - {False}

    def _response_first_step_at(self, since=None):
        """Return when the first escalation step of the wait that begins is due."""
        policy = self.response_policy_id
        steps = policy._steps()
        if not steps:
            return False
        team = self.team_id.with_company(self.company_id or self.env.company)
        since = since or self.response_waiting_since
        _step_id, seconds = steps[0]
        return policy._calendar(team)._response_deadlines([since], seconds)[since]

    def _response_cycle_values(self):
        self.ensure_one()
        policy = self.response_policy_id
        team = self.team_id.with_company(self.company_id or self.env.company)
        return {
            "lead_id": self.id,
            "company_id": self.company_id.id,
            "team_id": self.team_id.id,
            "policy_id": policy.id,
            "calendar_id": policy._calendar(team).id,
            "started_at": self.response_waiting_since,
            "warn_at": self.response_warn_at,
            "due_at": self.response_due_at,
        }

    def _response_open_cycles(self):
        """Return the open cycles, empty for free where nobody waits."""
        waiting = self.filtered("response_waiting_since")
        cycles = self.env["medspa.response.cycle"].sudo()
        if not waiting:
            return cycles
        return cycles.search([("lead_id", "in", waiting.ids), ("verdict", "=", False)])

    def _response_give_up_closed(self):
        """Nobody waits for an answer about what is won, lost or archived."""
        self.filtered(
            lambda lead: lead.response_waiting_since and lead._practice_is_closed()
        )._response_open_cycles()._give_up()

    # a touch tells the inquiry

    def _touch_patient_spoke(self, touch):
        """Contact is made, and they wait for us."""
        result = super()._touch_patient_spoke(touch)
        for lead_sudo in self.sudo():
            answered_at = lead_sudo.response_first_at
            if (
                answered_at
                and not lead_sudo.response_contacted_at
                and touch.occurred_at >= answered_at
            ):
                lead_sudo.response_contacted_at = touch.occurred_at
            lead_sudo._response_patient_waits(touch.occurred_at)
        return result

    def _touch_person_answered(self, touch):
        """The wait ends with its verdict."""
        result = super()._touch_person_answered(touch)
        # an answer from before the patient wrote again is none to what they wrote
        self._response_open_cycles().filtered(
            lambda cycle: cycle.sequence == 1 or cycle.started_at <= touch.occurred_at
        )._answer(touch)
        lead_sudo = self.sudo()
        answered_at = lead_sudo.response_first_at
        if answered_at and lead_sudo._response_answered_after(touch.occurred_at):
            # recorded only now, but earlier than what counted as the answer
            lead_sudo._response_answer_earlier(touch)
        elif (
            answered_at
            and touch._is_conversation()
            and not lead_sudo.response_contacted_at
        ):
            lead_sudo.response_contacted_at = touch.occurred_at
        return result

    def _response_patient_waits(self, since):
        """A new wait begins unless they already wait."""
        for lead_sudo in self.sudo():
            if (
                lead_sudo.response_waiting_since
                or lead_sudo.response_exempt_reason
                or lead_sudo.won_status != "pending"
                or not lead_sudo.team_id.speed_to_lead
                or lead_sudo._response_answered_since(since)
            ):
                continue
            policy = lead_sudo.response_policy_id
            policy = policy or policy._match(lead_sudo)[lead_sudo]
            clock = lead_sudo._response_clock_values(policy, since)
            if clock:
                lead_sudo.write(clock)
                # an insert does not wait for the update that ended the last wait
                lead_sudo.response_cycle_ids.flush_recordset(["verdict"])
                last = max(lead_sudo.response_cycle_ids.mapped("sequence"), default=0)
                first_step_at = lead_sudo._response_first_step_at()
                self.env["medspa.response.cycle"].sudo().create(
                    {
                        **lead_sudo._response_cycle_values(),
                        "sequence": last + 1,
                        "next_step_at": first_step_at,
                    }
                )
                wake(self.env, ESCALATE, [first_step_at])

    def _response_answered_since(self, moment):
        """Say whether what the patient said at ``moment`` was answered already.

        So it is with an email that reaches us late.
        """
        return any(
            answer.occurred_at > moment for answer in self._touch_human_responses()
        )

    def _response_answered_after(self, moment):
        """Say whether what counts as an answer came later than ``moment``."""
        answered = self.response_cycle_ids.mapped("answered_at")
        return any(at and at > moment for at in (self.response_first_at, *answered))

    def _response_wait_ended(self, cycle_sudo):
        """Called by the cycle: nobody waits any more."""
        lead_sudo = self.sudo()
        values = {
            "response_waiting_since": False,
            "response_warn_at": False,
            "response_due_at": False,
        }
        if cycle_sudo.sequence == 1:
            values["response_verdict"] = cycle_sudo.verdict
        touch = cycle_sudo.answer_touch_id
        if touch and not lead_sudo.response_first_at:
            values.update(lead_sudo._response_first_values(touch, cycle_sudo))
            lead_sudo._response_write_first_answer(values)
        else:
            lead_sudo.write(values)

    def _response_write_first_answer(self, values):
        """Write what the inquiry keeps of its first answer.

        Extended by stages: it moves with the same write.
        """
        return self.write(values)

    def _response_first_values(self, touch, cycle):
        """Return what the inquiry keeps of its first answer.

        :param cycle: the first wait; its hours are those that count.
        """
        received_at = self.intake_received_at or cycle.started_at
        answered_at = max(touch.occurred_at, cycle.started_at, received_at)
        timeline = cycle.calendar_id._response_timeline(received_at, answered_at)
        learned_at = max(received_at, self._response_learned_at(cycle))
        values = {
            "response_first_at": answered_at,
            "response_first_user_id": touch.user_id.id,
            "response_first_channel": touch.channel,
            "response_first_seconds": (answered_at - received_at).total_seconds(),
            "response_first_working_seconds": timeline.measure(
                received_at, answered_at
            ),
            "response_first_staff_seconds": timeline.measure(learned_at, answered_at),
        }
        if touch._is_conversation() and not self.response_contacted_at:
            values["response_contacted_at"] = answered_at
        return values

    def _response_learned_at(self, cycle):
        """Return when the system knew of the inquiry: its first wait was made then.

        Of merged ones the earliest counts, whichever of them is left.
        """
        if cycle.sequence > 1:
            cycle = self.response_cycle_ids.sorted("sequence")[0]
        return cycle.create_date.replace(microsecond=0)

    @api.model
    def _response_deadlines_moved(self, lead_ids, owner_ids):
        """Called when inquiries wait by another deadline than before, written past
        their cache. Extended by the board.

        :param owner_ids: of their owners.
        """

    def _response_wait_began(self, cycle_sudo):
        """Called by the cycle: its wait is open again."""
        lead_sudo = self.sudo()
        values = {
            "response_waiting_since": cycle_sudo.started_at,
            "response_warn_at": cycle_sudo.warn_at,
            "response_due_at": cycle_sudo.due_at,
        }
        if cycle_sudo.sequence == 1:
            values["response_verdict"] = False
        lead_sudo.write(values)

    def _response_exempt_changed(self):
        """Exempt ends the wait uncounted; lifting it lets the last one go on."""
        exempt = self.filtered("response_exempt_reason")
        exempt._response_open_cycles()._void()
        exempt.sudo().write({"response_verdict": False})
        for lead_sudo in (self - exempt).sudo():
            cycles = lead_sudo.response_cycle_ids.sorted("sequence")
            lead_sudo._response_wait_goes_on()
            # that of the first wait, also where it is a later one that goes on
            lead_sudo.response_verdict = cycles[:1].verdict

    def _response_wait_goes_on(self):
        """Open the last wait again if it ended without an answer.

        Restored, or no longer won or lost: the patient was never answered, so they
        have waited all the time and the deadline is the old one.
        """
        self.ensure_one()
        cycles = self.sudo().response_cycle_ids.sorted("sequence")
        last = cycles[-1:]
        if (
            not all(cycle.verdict for cycle in cycles)
            or not last
            or last.answered_at
            or self.response_exempt_reason
            or self._practice_is_closed()
        ):
            return False
        answers = self.sudo()._response_answers_since(last.started_at)
        if answers & cycles.answer_touch_id:
            return False  # part of a wait that was answered
        last._reopen()
        if answers:
            last._answer(answers[0])
        return not answers
