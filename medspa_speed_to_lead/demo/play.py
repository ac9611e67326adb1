from datetime import timedelta
from heapq import heappop, heappush
from itertools import count

from odoo.tools import plaintext2html

from ..models.jobs.waking import ACKNOWLEDGE, ESCALATE, FOLLOW_UP
from .moments import Hours

XMLID = "medspa_speed_to_lead.%s_demo"
# the first message of the system leaves this long after the inquiry
_ACKNOWLEDGED = timedelta(seconds=5)
# 555-0143 is the number in the line that the demo prints: it is nobody's yet
_OF_THE_VISITOR = 43
# what a form says that was cut off on its way
# of a form whose fields nobody has matched yet
_UNKNOWN = '{"zq1": "after six", "zq2": "lips, subtle", "zq3": "second visit"}'


class Play:
    """What is to happen, in the order of time."""

    def __init__(self, env, clock, now):
        self.env, self.clock, self.now = env, clock, now
        self.teams = {
            place: env.ref(XMLID % f"team_{place.lower()}")
            for place in ("Downtown", "Lakeside")
        }
        self.hours = {
            place: Hours(team._response_calendar(), now)
            for place, team in self.teams.items()
        }
        self._queue, self._order = [], count()
        self._phones = {}
        self._last_message_id = self._newest_message()

    # planning

    def plan_unknown_form(self):
        source = self.env.ref(XMLID % "intake_source_landing").sudo()
        moment = self.hours["Lakeside"].moment("-95")
        self.at(moment, self.receive, source, _UNKNOWN)

    def close_for_a_day(self):
        """Close the practice on one day of next week: a training of all."""
        hours = self.hours["Downtown"]
        start = hours.visit("5d 00:00")
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed: training of the whole team",
                "company_id": self.env.ref("base.main_company").id,
                "date_from": start,
                "date_to": start + timedelta(hours=23, minutes=59),
            }
        )

    def at(self, moment, act, *args):
        if moment > self.now:
            raise ValueError(f"{act.__self__}: {args} has not happened yet")
        heappush(self._queue, (moment, next(self._order), act, args))

    # playing

    def until_now(self):
        """Let everything happen up to the moment of loading."""
        while self._queue:
            moment, _order, act, args = heappop(self._queue)
            self._work_until(moment)
            self._happens(moment, act, *args)
        self._work_until(self.now)
        self._happens(self.now, self._finish)

    def _happens(self, moment, act, *args):
        self.clock.go_to(moment)
        act(*args)
        # what Odoo tracks is posted before a commit: each thing was one of its own
        self.env.flush_all()
        self.env.cr.precommit.run()
        self._date_messages(moment)

    def _date_messages(self, moment):
        """Odoo's messages are of the real present: they belong to this moment."""
        messages = self.env["mail.message"].sudo()
        new = messages.search([("id", ">", self._last_message_id)])
        if new:
            new.write({"date": moment})
            self._last_message_id = max(new.ids)

    def _newest_message(self):
        newest = self.env["mail.message"].sudo().search([], order="id DESC", limit=1)
        return newest.id or 0

    def _work_until(self, moment):
        """Do what the jobs do, in the order in which it falls due."""
        while due := self._next_due(moment):
            at, act, record = due
            self._happens(max(at, self.clock.moment or at), act, record)

    def _next_due(self, moment):
        """Return ``(moment, what is done, with what)``, ``None`` if nothing is due."""
        wanted = (
            (
                "medspa.response.cycle",
                "next_step_at",
                self._escalate,
                [("verdict", "=", False)],
            ),
            (
                "medspa.enrollment",
                "next_at",
                self._advance,
                [("state", "in", ("running", "paused"))],
            ),
            (
                "medspa.touch",
                "planned_at",
                self._follow_up,
                [
                    ("state", "=", "planned"),
                    ("purpose", "in", ("follow_up", "reminder")),
                    ("channel", "!=", "call"),
                ],
            ),
        )
        found = []
        for model, name, act, domain in wanted:
            records = self.env[model].sudo()
            first = records.search(
                [*domain, (name, "<=", moment)], order=f"{name}, id", limit=1
            )
            if first:
                found.append((first[name], act, first))
        return min(found, key=lambda one: one[0], default=None)

    def _advance(self, enrollment):
        enrollment._advance()
        self._plan_next(enrollment)

    def _follow_up(self, touch):
        """Decide on a step or a reminder that is due, and record instead of sending."""
        content = touch._as_system()._decide_to_send()
        if content:
            self._record_sent(touch, content)
        self._plan_next(touch.enrollment_id)

    def _plan_next(self, enrollment):
        """What a plan does when its message has come to its end."""
        under_way = enrollment.touch_ids.filtered(
            lambda touch: touch.state == "planned" and touch.channel != "call"
        )
        waits = enrollment.next_at or enrollment.held_since or under_way
        if enrollment.state == "running" and not waits:
            enrollment._schedule()

    def _escalate(self, cycle):
        lead, silent = cycle.lead_id, cycle.lead_id.user_id
        self.env["medspa.escalation"]._escalate(cycle)
        if lead.user_id != silent:
            # busy with somebody at the desk: back half an hour later
            back = self.clock.moment + timedelta(minutes=30)
            self._unless_to_come(back, silent.with_user(silent).medspa_set_away, False)

    def _finish(self):
        """One is away, old news are read, and the jobs look only ahead."""
        tomorrow = self.hours["Lakeside"].visit("2d 10:00")
        self.env.ref(XMLID % "user_keisha").medspa_set_away(tomorrow)
        self.env["mail.notification"].sudo().search(
            [
                ("mail_message_id.model", "=", "crm.lead"),
                ("mail_message_id.date", "<", self.now - timedelta(hours=12)),
                ("is_read", "=", False),
            ]
        ).is_read = True
        jobs = self.env["ir.cron"].concat(
            *map(self.env.ref, (ESCALATE, ACKNOWLEDGE, FOLLOW_UP))
        )
        self.env["ir.cron.trigger"].sudo().search(
            [("cron_id", "in", jobs.ids), ("call_at", "<=", self.now)]
        ).unlink()

    # entrances

    def receive(self, source_sudo, body):
        """A payload arrives at an entrance and is processed."""
        events = self.env["medspa.intake.event"].sudo()
        event, is_new = events._receive(source_sudo, body, "application/json")
        if is_new:
            event._process()
        return event

    def phone(self, story):
        """Return the number of a person, always the same one; all are fictitious."""
        if not story.area:
            return ""
        line = self._phones.setdefault(story.name, len(self._phones))
        if line >= _OF_THE_VISITOR:
            line += 1
        return f"({story.area}) 555-01{line:02d}"

    # first messages

    def acknowledge_later(self, lead):
        self._unless_to_come(self.clock.moment + _ACKNOWLEDGED, self.acknowledge, lead)

    def _unless_to_come(self, moment, act, *args):
        """What comes only after loading is left to the jobs."""
        if moment <= self.now:
            self.at(moment, act, *args)

    def acknowledge(self, lead):
        """Decide on the first messages that are due, and record instead of sending."""
        for touch in lead.sudo().touch_ids.filtered(
            lambda touch: (
                touch.state == "planned" and touch.purpose == "acknowledgement"
            )
        ):
            content = touch._as_system()._decide_to_send()
            if content:
                self._record_sent(touch, content)
            elif touch.state == "planned":
                self._unless_to_come(touch.planned_at, self.acknowledge, lead)

    def _record_sent(self, touch, content):
        practice = touch.lead_id._practice()
        is_text = touch.channel == "sms"
        touch.message_id = self.message(
            touch.lead_id,
            plaintext2html(content.body) if is_text else content.body,
            message_type="sms" if is_text else "auto_comment",
            author_id=practice.partner_id.id,
            email_from=practice.email_formatted,
            subject=content.subject or False,
        )
        touch._end("sent", touch.reason)
        if touch.purpose == "acknowledgement":
            touch.lead_id._acknowledgement_was_sent(touch.occurred_at)

    def message(self, lead, body, **values):
        """Record what was written; nobody is notified and nothing is sent."""
        return (
            self.env["mail.message"]
            .sudo()
            .create(
                {
                    "model": "crm.lead",
                    "res_id": lead.id,
                    "subtype_id": self.env.ref("mail.mt_comment").id,
                    "body": body,
                    "date": self.clock.moment,
                    **values,
                }
            )
        )
