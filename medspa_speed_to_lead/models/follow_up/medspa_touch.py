from datetime import timedelta

from odoo import SUPERUSER_ID, fields, models
from odoo.tools import SQL

from ...tools.cadence import call_moment, next_day
from ...tools.local_time import day_around
from ...tools.reason import Reason
from ...tools.touch_states import LEFT, LEFT_OR_MAY_HAVE
from .medspa_enrollment import OPEN

_CALL = "mail.mail_activity_data_call"
_SOON = timedelta(minutes=1)


class MedspaTouch(models.Model):
    """Touches that are the steps of a follow-up plan."""

    _inherit = "medspa.touch"

    enrollment_id = fields.Many2one(
        "medspa.enrollment", ondelete="set null", index="btree_not_null"
    )
    step_id = fields.Many2one(
        "medspa.cadence.step", ondelete="set null", index="btree_not_null"
    )
    # without an index each activity that ends would have all contacts read
    activity_id = fields.Many2one(
        "mail.activity", ondelete="set null", index="btree_not_null"
    )

    def _plan_steps(self, steps, planned_at=None, suffix=""):
        """Insert the touch of each step, once whoever does it, in one statement.

        :param steps: list of ``(enrollment, step, channel)``.
        :param planned_at: moment for all; by default the one each plan had noted.
        :return: the new touches, without what had been planned before.
        """
        if not steps:
            return self.browse()
        self.env["medspa.enrollment"].flush_model(["next_at"])
        now = fields.Datetime.now()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO medspa_touch
                       (lead_id, enrollment_id, step_id, channel, direction, performer,
                        purpose, state, planned_at, user_id, act_key,
                        create_uid, create_date, write_uid, write_date)
                SELECT e.lead_id, e.id, due.step_id, due.channel, 'out', 'system',
                       'follow_up', 'planned', COALESCE(%(at)s, e.next_at),
                       CASE WHEN due.channel = 'call' THEN lead.user_id END,
                       'step:' || e.id || ':' || due.step_id || %(suffix)s,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(%(ones)s::int[], %(steps)s::int[], %(channels)s::text[])
                    AS due(enrollment_id, step_id, channel)
                  JOIN medspa_enrollment e ON e.id = due.enrollment_id
                  JOIN crm_lead lead ON lead.id = e.lead_id
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                at=planned_at,
                suffix=suffix,
                uid=SUPERUSER_ID,
                now=now,
                ones=[enrollment.id for enrollment, _step, _channel in steps],
                steps=[step.id for _enrollment, step, _channel in steps],
                channels=[channel for _enrollment, _step, channel in steps],
            )
        )
        for enrollment, _step, _channel in steps:
            enrollment.invalidate_recordset(["touch_ids"], flush=False)
            enrollment.lead_id.invalidate_recordset(["touch_ids"], flush=False)
        return self.browse(row[0] for row in rows)

    def _take_back(self, reason):
        """What was planned and has not left is not done any more."""
        if self:
            self._skip(reason)
            self.activity_id.unlink()

    def _push(self, moment, reason):
        """What waits comes at another moment; a call is no task until then.

        What is held stays held, for no moment.
        """
        waiting = self.filtered(lambda one: one.state == "planned" and one.planned_at)
        waiting.write({"planned_at": moment, "reason": reason})
        waiting.activity_id.unlink()

    def _plan_again(self):
        """What was taken back is planned as before."""
        anew = {"state": "planned", "occurred_at": False}
        self.write({**anew, "reason": False, "reason_code": False})

    def _max_age_hours(self):
        return self.step_id.max_age_hours or 24

    def _is_stale(self, now):
        """Say whether it would come so late that it came out of the blue."""
        return now - self.planned_at > timedelta(hours=self._max_age_hours())

    def _too_late(self):
        return Reason("late", self.env._("It would have come too late."))

    # calls

    def _hand_to_owner(self, again=False):
        """Make each planned call a task of the inquiry's owner, or say why not.

        :param again: it was their task before; nobody has called since.
        """
        now = fields.Datetime.now()
        for call in self:
            lead = call.lead_id
            call._take_place_of_earlier_calls()
            if call._is_stale(now):
                call._skip(self._too_late())
            elif not lead.phone or lead._followup_is_wrong_number():
                no_number = self.env._("There is no number to call.")
                call._use_fallback(Reason("no_address", no_number), now)
            elif not call._condition_is_met():
                call._skip(Reason("condition", call._condition_in_words()))
            elif not again and (called := call._called_since()):
                call._end("done", called.summary)
            else:
                call._make_activity()

    def _called_since(self):
        """Return the call that somebody made since the step before, empty if none."""
        return self.lead_id._followup_called_since(self.enrollment_id.last_at)

    def _take_place_of_earlier_calls(self):
        earlier = self.search(
            [
                ("enrollment_id", "=", self.enrollment_id.id),
                ("channel", "=", "call"),
                ("state", "=", "planned"),
                ("id", "!=", self.id),
            ]
        )
        not_called = self.env._("Nobody called before the next call was due.")
        earlier._take_back(Reason("not_called", not_called))

    def _make_activity(self):
        lead, step = self.lead_id, self.step_id
        notice = self.env["medspa.notice"]
        self.activity_id = notice._todo(
            lead,
            self.env._("Follow-up: %s", self.enrollment_id.cadence_id.name),
            step.call_note or "",
            deadline=lead._practice_local(self.planned_at).date(),
            kind=_CALL,
            # the name of a plan may be that of a treatment
            subject=self.env._("Please call: %s", notice._in_neutral_words(lead)),
            quiet=True,
        )

    def _was_called(self):
        """Somebody called: what was planned for it is done, whatever came of it."""
        for call in self:
            call._end("done")
            call.activity_id.filtered("active").unlink()

    # what a plan waits for

    def _tell_inquiry(self):
        result = super()._tell_inquiry()
        if self.direction == "out" and self.performer == "person":
            enrollments = self.env["medspa.enrollment"]
            enrollments._held_of([("lead_id", "=", self.lead_id.id)])._look_again()
        return result

    def _ended(self):
        """A call of a plan was made, or will not be."""
        result = super()._ended()
        calls = self.filtered(lambda one: one.channel == "call" and one.enrollment_id)
        calls.enrollment_id._call_ended()
        return result

    # another way

    def _use_fallback(self, reason, now):
        """Leave this out, and take the step's other channel if it has one."""
        self._skip(reason)
        self._plan_fallback(now)

    def _plan_fallback(self, now):
        """Plan the step's other channel, once, if it has one."""
        step = self.step_id
        channel = step.fallback_channel
        if channel and channel != self.channel and not self._is_fallback():
            moment = self._call_moment(now) if channel == "call" else now
            other = self._plan_steps(
                [(self.enrollment_id, step, channel)], moment, suffix=":otherwise"
            )
            other.filtered(lambda touch: touch.channel == "call")._hand_to_owner()

    def _call_moment(self, now):
        """Return when a call in place of this is due."""
        lead = self.lead_id
        calendar = lead.team_id._response_calendar()
        return call_moment(now, calendar._add_working, lead.response_due_at or None)

    def _is_fallback(self):
        return (self.act_key or "").endswith(":otherwise")

    # asked at the moment of sending

    def _follow_up_consent_purpose(self):
        return self.enrollment_id.cadence_id.purpose or "promotional"

    def _follow_up_why_not_wanted(self, now):
        if self.enrollment_id.state not in OPEN:
            return Reason("ended", self.env._("The plan has ended."))
        if not self.lead_id._followup_is_allowed():
            not_open = self.env._("The inquiry is closed or excluded.")
            return Reason("closed", not_open)
        if self._is_stale(now):
            return self._too_late()
        if not self._condition_is_met():
            return Reason("condition", self._condition_in_words())
        if not self._follow_up_message_template(now):
            return Reason("no_message", self.env._("The plan has no message for this."))
        return None

    def _follow_up_message_template(self, now):
        return self.step_id._template_for(self.lead_id, self.channel)

    def _follow_up_refused(self, reason, now):
        self._use_fallback(reason, now)

    def _follow_up_why_not_these_words(self, content):
        if self._says_the_same_as_before(content):
            return Reason("twice", self.env._("They had the same message just before."))
        return None

    def _follow_up_better_later(self, now):
        enrollment = self.enrollment_id
        if enrollment.state == "paused":
            moment = max(enrollment.next_at, now + _SOON)
            return moment, self.env._("A colleague wrote to them.")
        if self._a_person_wrote_today(now):
            tomorrow = next_day(now, self.lead_id._practice_zone())
            return tomorrow, self.env._("A colleague wrote to them today.")
        return None

    def _follow_up_is_first(self):
        """Nothing has left to them: their first message was held, or there is none."""
        return not self.lead_id.touch_ids.filtered(
            lambda touch: (
                touch.direction == "out"
                and touch.channel != "call"
                and touch.state in LEFT_OR_MAY_HAVE
            )
        )

    def _follow_up_make_up(self):
        """A step that failed takes its other channel, while its plan goes on."""
        now = fields.Datetime.now()
        if not self._follow_up_why_not_wanted(now):
            self._plan_fallback(now)

    def _a_person_wrote_today(self, now):
        """Say whether a colleague wrote today, where the practice is."""
        lead = self.lead_id
        begins, _ends = day_around(now, lead._practice_zone())
        return bool(
            self.search_count(
                [
                    ("lead_id", "=", lead.id),
                    ("direction", "=", "out"),
                    ("performer", "=", "person"),
                    ("channel", "in", ("sms", "email", "chat")),
                    ("state", "in", LEFT),
                    ("occurred_at", ">=", begins),
                ],
                limit=1,
            )
        )

    def _says_the_same_as_before(self, content):
        """Say whether the last automatic message on this channel had these words."""
        before = self.search(
            [
                ("lead_id", "=", self.lead_id.id),
                ("channel", "=", self.channel),
                ("performer", "=", "system"),
                ("direction", "=", "out"),
                ("state", "in", LEFT_OR_MAY_HAVE),
            ],
            order="id DESC",
            limit=1,
        )
        return bool(before) and before.body == content.as_text()
