from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools import opt_out
from ...tools.text_segments import plain
from ...tools.touch_states import LEFT_OR_MAY_HAVE
from ..jobs.commit import commit
from ..rights.context_keys import OURS

# whom we texted so lately answers us, whichever of their inquiries is the latest
_ANSWERS_WITHIN = timedelta(days=90)
# 47 CFR 64.1200(a)(12): one confirmation, within five minutes of the request
_REPLY_WITHIN = timedelta(minutes=5)
_ANSWERS_A_DAY = 6  # to keywords of one number
# exempt for what the person is; they may write again, and it is the same talk
_SAME_TALK = ("spam", "vendor", "existing_appointment", "other", "no_person", "urgent")


class MedspaIntakeEvent(models.Model):
    """A text: it joins a conversation, or begins one, and what it means for consent
    holds at once."""

    _inherit = "medspa.intake.event"

    def _place_text(self, inquiry):
        number, meaning = self._number(inquiry), self._meaning(inquiry)
        lead, is_new = self._conversation(inquiry, number, meaning)
        if lead:
            speaker = lead.with_context(medspa_opens=OURS) if is_new else lead
            touch = speaker._touch_hear_text(
                number=number,
                words=inquiry.message,
                media=inquiry.media,
                at=self.received_at,
                meaning="inquiry" if is_new and meaning == "reply" else meaning,
            )
            if not is_new and meaning not in opt_out.OF_MACHINES:
                self._send_notices_to(lead._touch_tell_of_text(touch, inquiry.message))
        self._draw_conclusion(lead, inquiry)
        return lead

    def _refuse_text(self, inquiry):
        if self._meaning(inquiry) == "stop":
            self._draw_conclusion(self.env["crm.lead"], inquiry)

    def _number(self, inquiry):
        return self._addresses(inquiry)[0] or inquiry.phone

    def _meaning(self, inquiry):
        """Return what a text means: the carrier's word counts before ours."""
        meaning = inquiry.carrier_meaning or opt_out.meaning(inquiry.message)
        company_sudo = self.source_id.company_id.sudo()
        if meaning == "thanks" and (inquiry.media or company_sudo.medspa_thanks_wait):
            return "reply"
        return meaning

    # which conversation

    def _conversation(self, inquiry, number, meaning):
        """Return ``(inquiry, whether it is new)``.

        A refusal needs no answer, so it makes no inquiry of a number that nobody knows:
        ledger and blacklist hold it. Nor do thanks, a reaction and a machine's reply.
        Anything else from there is somebody who asks.
        """
        leads = self.env["crm.lead"]
        if not self._is_test(inquiry):
            lead = self._open_conversation(number)
            if not lead and meaning in ("stop", "start", "help", *opt_out.UNANSWERED):
                lead = self._last_conversation(number)
            if lead or meaning in ("stop", *opt_out.UNANSWERED):
                return lead or leads, False
            lead = self._find_known(inquiry)._going_on(self._person(inquiry))
            if lead:
                return lead, False
        return self._make_inquiry(inquiry), True

    def _open_conversation(self, number):
        """Return the open inquiry of a number, empty if there is none.

        That of our last text to it, for a reply belongs to what it replies to; else one
        of the source's team; else the latest.
        """
        since = fields.Datetime.now() - _ANSWERS_WITHIN
        texted = self.env["medspa.touch"].search(
            [
                ("lead_id", "any", self._of_number(number)),
                ("channel", "=", "sms"),
                ("direction", "=", "out"),
                ("state", "in", (*LEFT_OR_MAY_HAVE, "done")),
                ("occurred_at", ">=", since),
            ],
            limit=1,
        )
        if texted and self._is_open(texted.lead_id):
            return texted.lead_id
        found = self.env["crm.lead"].search(
            self._of_number(number) & Domain("won_status", "=", "pending"),
            order="intake_received_at DESC, id DESC",
        )
        ours = found.filtered(self._is_open)
        # sorting is stable: the latest stay first
        return ours.sorted(
            lambda lead: (
                bool(lead.response_exempt_reason),
                lead.team_id != self.source_id.team_id,
            )
        )[:1]

    def _last_conversation(self, number):
        """Return the latest inquiry of a number, closed or not."""
        return (
            self.env["crm.lead"]
            .with_context(active_test=False)
            .search(
                self._of_number(number),
                order="intake_received_at DESC, id DESC",
                limit=1,
            )
        )

    def _of_number(self, number):
        known = Domain("phone_sanitized", "=", number)
        if not self._format_phone(number, "E164"):  # a short code, a name
            known = Domain("phone_sanitized", "=", False) & Domain("phone", "=", number)
        return (
            known
            & Domain("intake_received_at", "!=", False)
            & Domain("company_id", "in", (False, self.source_id.company_id.id))
        )

    def _is_open(self, lead):
        reason = lead.response_exempt_reason
        return not lead._practice_is_closed() and (not reason or reason in _SAME_TALK)

    # what it means

    def _draw_conclusion(self, lead, inquiry):
        """Write into the ledger what they said, and what they are answered at once.

        Where the carrier has answered a keyword, we do not answer it again.
        """
        number, meaning = self._number(inquiry), self._meaning(inquiry)
        consent = self.env["medspa.consent"]
        said = {
            "lead": lead or None,
            "source": self.source_id.name,
            "wording": inquiry.message,
            "evidence": f"MessageSid {inquiry.external_id}",
            "occurred_at": self.received_at,
            "company_id": self.source_id.company_id.id,
        }
        had_opted_out = consent._has_opted_out(self.source_id.company_id, number)
        answer = None
        if meaning == "stop":
            # never a second time: they know
            answer = None if consent._is_blacklisted(number) else "stop"
            consent._opt_out(number, "sms", **said)
        elif meaning == "start" and had_opted_out:
            answer = "start" if consent._opt_in(number, **said) else None
        elif meaning == "help":
            answer = "help"
        if meaning in ("reply", "help", "start"):
            consent._agree_to_answers(number, "sms", **said)
        # a short code is a program: nobody reads an answer there
        if answer and not self._format_phone(number, "E164"):
            answer = None
        if answer and not inquiry.carrier_meaning and not self._answered_enough(number):
            self.reply = plain(self._answer_in_words(lead, answer))

    def _answered_enough(self, number):
        """Say whether keywords of this number got all the answers of a day.

        Each costs money, and what repeats HELP for ever is a program.
        """
        since = fields.Datetime.now() - timedelta(hours=24)
        answers = [
            ("lead_id", "any", self._of_number(number)),
            ("purpose", "=", "reply"),
            ("performer", "=", "system"),
            ("occurred_at", ">", since),
        ]
        touches = self.env["medspa.touch"].with_context(active_test=False)
        return touches.search_count(answers, limit=_ANSWERS_A_DAY) >= _ANSWERS_A_DAY

    def _answer_in_words(self, lead, answer):
        """Return the answer to a keyword: no offer, no word of what they asked for."""
        company = self.source_id.company_id
        env = self.env
        if lead.lang_id:
            env = self.with_context(lang=lead._contact_language()).env
        if answer == "stop":
            return env._(
                "%s: You're unsubscribed and won't get any more texts. Reply START to "
                "resubscribe.",
                company.name,
            )
        if answer == "start":
            return env._(
                "%s: You're resubscribed and will get our texts again. Reply HELP for "
                "help, STOP to opt out.",
                company.name,
            )
        words = env._(
            "%s: We text about your inquiry and appointments. Msg & data rates may "
            "apply. Reply STOP to opt out.",
            company.name,
        )
        ways = ", ".join(
            filter(None, (company.phone or company.email, company.website))
        )
        return f"{words} {env._('Help: %s', ways)}" if ways else words

    def _take_reply(self):
        """Return what to answer the text with: once, and only while it is prompt.

        Taken before it is given: should the answer be lost on its way, a repeat of the
        same text gets no second one.
        """
        self.ensure_one()
        if not self.reply:
            return ""
        now = fields.Datetime.now()
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE medspa_intake_event SET replied_at = %s
                 WHERE id = %s AND reply IS NOT NULL AND replied_at IS NULL
                   AND received_at >= %s
                RETURNING reply
                """,
                now,
                self.id,
                now - _REPLY_WITHIN,
            )
        )
        if not rows:
            return ""
        ((reply,),) = rows
        self.invalidate_recordset(["replied_at"])
        if self.lead_id:
            event = self._as_system()
            event.lead_id._touch_log_reply(event._number(event._parsed()), reply)
        commit(self.env)
        return reply
