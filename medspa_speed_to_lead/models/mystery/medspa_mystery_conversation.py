from dataclasses import dataclass
from datetime import datetime

from odoo import api, fields, models

from ...tools.touch_states import LEFT
from .medspa_mystery_result import words_of


@dataclass(frozen=True)
class Line:
    """One thing that was said, tried or done, at a moment (naive UTC)."""

    at: datetime
    side: str  # patient, practice, or inside: what the patient does not see
    who: str
    what: str
    icon: str
    words: str = ""
    note: str = ""
    left: bool = True
    elapsed: str = ""
    working: str = ""


class MedspaMystery(models.Model):
    """What a mystery patient said and got, in order, with the steps inside."""

    _inherit = "medspa.mystery"

    conversation = fields.Html(compute="_compute_conversation", sanitize=False)

    @api.depends("state", "lead_id")
    def _compute_conversation(self):
        for mystery in self:
            mystery.conversation = mystery.sent_at and mystery.env["ir.qweb"]._render(
                "medspa_speed_to_lead.mystery_conversation", {"lines": mystery._lines()}
            )

    def _lines(self):
        """Return all lines in order, each with its time since the inquiry."""
        lead = self.lead_id.sudo()
        since = lead.intake_received_at or self.sent_at
        lines = [self._first_line(since)]
        for touch in lead.touch_ids:
            if touch.occurred_at and touch.meaning != "inquiry":
                lines.append(self._touch_line(touch))
        cycles = lead.response_cycle_ids
        for step in (
            self.env["medspa.escalation"]
            .sudo()
            .search([("cycle_id", "in", cycles.ids)])
        ):
            lines.append(self._inside_line(step))
        lines.sort(key=lambda line: line.at)
        return self._timed(lines, since)

    def _timed(self, lines, since):
        lead = self.lead_id.sudo()
        calendar = lead.response_cycle_ids[:1].calendar_id
        calendar = calendar or self.team_id._response_calendar()
        timeline = calendar._response_timeline(since, max(line.at for line in lines))
        timed = []
        for line in lines:
            elapsed = max(0, (line.at - since).total_seconds())
            working = timeline.measure(since, line.at)
            timed.append(
                {
                    **vars(line),
                    "at": self._local_words(line.at),
                    "elapsed": self._long(elapsed),
                    # only where it tells something else
                    "working": self._open_in_words(elapsed, working),
                }
            )
        return timed

    def _open_in_words(self, elapsed, working):
        """Return how long of it the practice was open, where that is not all of it."""
        if elapsed - working < 60:
            return ""
        if working < 1:
            return self.env._("closed")
        return self.env._("%s open", self._long(working))

    def _local_words(self, moment):
        return self.env["ir.qweb.field.datetime"].value_to_html(
            moment, {"format": "EEE, MMM d, HH:mm:ss", "tz_name": self._zone()}
        )

    def _zone(self):
        return self.team_id._response_calendar().sudo().tz or "UTC"

    def _first_line(self, since):
        words = "\n\n".join(
            filter(None, (self.door == "email" and self.subject, self.message))
        )
        doors = dict(self._fields["door"]._description_selection(self.env))
        return Line(
            at=since,
            side="patient",
            who=self.name,
            what=doors[self.door],
            icon={"form": "fa-globe", "text": "fa-mobile", "email": "fa-envelope-o"}[
                self.door
            ],
            words=words,
        )

    def _touch_line(self, touch):
        is_in = touch.direction == "in"
        by_person = touch.performer == "person"
        left = is_in or touch.state in LEFT
        who = self.name if is_in else self.env._("The practice, by itself")
        if not is_in and by_person:
            who = touch.user_id.name or self.env._("A colleague")
        return Line(
            at=touch.occurred_at,
            side="patient" if is_in else "practice",
            who=who,
            what=touch.summary,
            icon={
                "call": "fa-phone",
                "sms": "fa-mobile",
                "email": "fa-envelope-o",
                "in_person": "fa-user",
            }.get(touch.channel, "fa-comment-o"),
            words=words_of(touch) if left else "",
            note="" if left else self._why_not_sent(touch),
            left=left,
        )

    def _why_not_sent(self, touch):
        if touch.state == "unknown":
            return self.env._("Nobody knows whether it left: %s", touch.reason or "")
        return self.env._("Not sent: %s", touch.reason or "")

    def _inside_line(self, step):
        acts = dict(step._fields["action"]._description_selection(self.env))
        return Line(
            at=step.fired_at,
            side="inside",
            who=step.user_id.name or "",
            what=": ".join(filter(None, (acts.get(step.action), step.user_id.name))),
            icon="fa-bell-o",
            note=step.result or "",
        )
