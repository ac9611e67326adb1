from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import html2plaintext

from ...tools import mystery as rules
from ...tools.touch_states import LEFT


class MedspaMystery(models.Model):
    """What was good or missing in what a mystery patient got."""

    _inherit = "medspa.mystery"

    findings = fields.Html(compute="_compute_result", sanitize=False)
    summary = fields.Char(string="What They Got", compute="_compute_result")
    # written once, when it ends: a page that tells the same in a year
    result = fields.Json(readonly=True)
    acknowledged_seconds = fields.Integer(
        string="First Message (seconds)", readonly=True, aggregator="avg"
    )
    answered_minutes = fields.Float(
        string="Answered After (working minutes)",
        readonly=True,
        aggregator="avg",
        digits=(12, 1),
    )
    was_answered = fields.Boolean(string="A Person Answered", readonly=True)
    good_count = fields.Integer(string="Good", readonly=True)
    missing_count = fields.Integer(string="Missing", readonly=True)

    # what is known

    def _handling(self):
        """Return what the rules judge, of an inquiry that came in."""
        self.ensure_one()
        lead = self.lead_id.sudo()
        received_at = lead.intake_received_at or self.sent_at
        now = fields.Datetime.now()
        acknowledged = self._acknowledged_at()
        return rules.Handling(
            first_name=self.name.split()[0],
            treatment=self.treatment or "",
            elapsed=int((now - received_at).total_seconds()),
            acknowledged=acknowledged
            and max(0, int((acknowledged - received_at).total_seconds())),
            acknowledgement_expected=lead.intake_channel_id.acknowledge,
            verdict=self._verdict(),
            attempts=len(self._by_people()),
            said=tuple(self._said()),
        )

    def _acknowledged_at(self):
        sent = self.lead_id.sudo().touch_ids.filtered(
            lambda touch: touch.purpose == "acknowledgement" and touch.state in LEFT
        )
        return min(sent.mapped("occurred_at"), default=None)

    def _by_people(self):
        """Return the touches by which a colleague reached the patient, or tried to."""
        return self.lead_id.sudo().touch_ids.filtered(
            lambda touch: (
                touch.direction == "out"
                and touch.performer == "person"
                and touch.state in LEFT
            )
        )

    def _verdict(self):
        """Return how the first wait stands; overdue is derived, as for every wait."""
        first = self.lead_id.sudo().response_cycle_ids.sorted("sequence")[:1]
        if not first or first.verdict:
            return first.verdict or ""
        return "overdue" if first.due_at < fields.Datetime.now() else "waiting"

    def _said(self):
        for touch in self.lead_id.sudo().touch_ids:
            if touch.direction == "out" and touch.state in LEFT:
                yield rules.Said(
                    touch.channel, words_of(touch), touch.performer == "person"
                )

    # the result

    def _result(self):
        """Return what is known: kept when it ended, else as things stand now.

        :return: ``{"answers": {question: answer}, "acknowledged": seconds or None,
            "answered": working seconds or None}``, empty before it came in.
        """
        self.ensure_one()
        if self.state != "running" or not self.lead_id:
            return self.result or {}
        handling, lead = self._handling(), self.lead_id.sudo()
        answered = lead.response_first_at and lead.response_first_working_seconds
        return {
            "answers": rules.judge(handling),
            "acknowledged": handling.acknowledged,
            "answered": None if answered is False else answered,
        }

    @api.depends("state", "result", "error", "lead_id")
    def _compute_result(self):
        for mystery in self:
            result = mystery._result()
            mystery.findings = result and mystery._render_findings(result["answers"])
            mystery.summary = mystery._in_short(result) if result else mystery.error

    def _in_short(self, result):
        """Return the result in one line for a list."""
        env, said = self.env, self._questions()
        acknowledged, answered = result["acknowledged"], result["answered"]
        missing = [
            said[key][2] for key in rules.QUESTIONS if result["answers"][key] is False
        ]
        parts = [
            acknowledged is not None
            and env._("First message after %s", self._long(acknowledged)),
            answered is not None and env._("a person after %s", self._long(answered)),
            answered is None and not missing and self._no_answer_in_words(),
            missing and env._("missing: %s", ", ".join(missing)),
        ]
        words = "; ".join(filter(None, parts))
        return words[:1].upper() + words[1:]

    def _no_answer_in_words(self):
        if self.state == "ended":
            return self.env._("ended before an answer was due")
        return self.env._("waits for a person")

    def _questions(self):
        """Return ``{question: (said when good, when missing, in two words)}``."""
        env = self.env
        return {
            "acknowledged": (
                env._("A first message came within a minute"),
                env._("No first message within a minute"),
                env._("first message"),
            ),
            "in_time": (
                env._("A person answered within the promise"),
                env._("No person answered within the promise"),
                env._("answer in time"),
            ),
            "tried": (
                env._("A colleague wrote or called"),
                env._("Nobody wrote or called"),
                env._("a try"),
            ),
            "name": (
                env._("A colleague called them by name"),
                env._("No message of a colleague called them by name"),
                env._("their name"),
            ),
            "next_step": (
                env._("A colleague said what comes next"),
                env._("No message of a colleague said what comes next"),
                env._("next step"),
            ),
            "discreet": (
                env._("No text named the treatment"),
                env._("A text named the treatment"),
                env._("discretion"),
            ),
        }

    def _open_question(self, key):
        """Return why a question has no answer."""
        env = self.env
        if key in ("name", "next_step"):
            return env._("Their name, the next step: no colleague has written to them")
        if key == "discreet":
            return env._("Discretion: they got no text")
        if key == "acknowledged":
            return env._("First message: none is due yet, or none is meant to be sent")
        if self.state == "ended":
            return env._("Answer: it was ended before the promise was over")
        return env._("Answer: the promise can still be kept")

    def _render_findings(self, answers):
        """Return the list of what was missing and good, the missing first."""
        said = self._questions()
        lines = []
        for key in rules.QUESTIONS:
            good = answers[key]
            if good is None:
                line = (None, self._open_question(key))
            else:
                line = (good, said[key][0 if good else 1])
            if line not in lines:
                lines.append(line)
        lines.sort(key=lambda line: (False, True, None).index(line[0]))
        return self.env["ir.qweb"]._render(
            "medspa_speed_to_lead.mystery_findings", {"lines": lines}
        )

    def _take_stock(self):
        """Write down the result for good, before anything is put away."""
        for mystery in self:
            result = mystery._result()
            if not result:
                continue
            answers = list(result["answers"].values())
            mystery.write(
                {
                    "result": result,
                    "acknowledged_seconds": result["acknowledged"] or 0,
                    "was_answered": result["answered"] is not None,
                    "answered_minutes": (result["answered"] or 0) / 60,
                    "good_count": answers.count(True),
                    "missing_count": answers.count(False),
                }
            )

    def _long(self, seconds):
        """Return “8 s”, “4 min”, “3 h 20 min” or “2 days”."""
        env = self.env
        if seconds < 120:
            return env._("%s s", round(seconds))
        if seconds < 2 * 3600:
            return env._("%s min", round(seconds / 60))
        if seconds < 48 * 3600:
            hours, minutes = divmod(round(seconds / 60), 60)
            if not minutes:
                return env._("%s h", hours)
            return env._("%(hours)s h %(minutes)s min", hours=hours, minutes=minutes)
        return env._("%s days", round(seconds / 86400))


def words_of(touch):
    """Return what a message said, as text; a call has no words of its own."""
    if touch.body:
        return touch.body
    body = touch.message_id.body
    if not body or touch.channel == "call":
        return ""
    return html2plaintext(Markup(body)).strip()
