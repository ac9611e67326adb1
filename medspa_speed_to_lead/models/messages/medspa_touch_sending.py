import logging
import re
from dataclasses import dataclass
from datetime import timedelta

from odoo import api, fields, models
from odoo.service.model import retrying
from odoo.tools import html2plaintext

from ...tools.reason import Reason
from ...tools.text_segments import plain
from ...tools.touch_states import ARRIVED
from ..jobs.commit import commit
from ..jobs.locking import BUSY
from ..jobs.waking import trigger
from ..rights.context_keys import OURS
from ..rights.system import as_system

_logger = logging.getLogger(__name__)

# failures of Odoo's notifications that say: it has not left, and may another time
_PASSING = frozenset(("mail_smtp", "sms_server", "unknown"))
_FOR_GOOD = re.compile(r"\b5\d\d\b")  # a mail server's code: do not try again
# other systems do not answer what says this (RFC 3834), nor send a note of absence
BY_A_PROGRAM = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "OOF, AutoReply",
}
_PAUSES = [timedelta(minutes=minutes) for minutes in (2, 10, 30, 120)]


@dataclass(frozen=True)
class Content:
    """A rendered message, ready to be handed over."""

    body: str  # HTML of an email, the text of a text
    subject: str = ""
    email_from: str = ""

    def as_text(self):
        """Return the words alone; in HTML a single line break is only white space."""
        if not self.subject:
            return self.body
        return re.sub(r"(?<!\n)\n(?!\n)", " ", html2plaintext(self.body))


class MedspaTouch(models.Model):
    """What the system sends by itself: planned -> sending (committed) -> sent.

    By the protocol of :mod:`..jobs.medspa_once_mixin`: whoever dies with a touch leaves
    it to a person, so that nobody is written to twice and nothing vanishes.
    """

    _inherit = "medspa.touch"

    def _as_system(self):
        """Send as the system in the company and language of the inquiry."""
        lead = self.sudo().lead_id
        return as_system(
            self,
            lead._practice(),
            lang=lead._contact_language(),
            allowed_company_ids=lead._practice().ids,
            medspa_automatic=OURS,
            medspa_text=self.channel == "sms",
        )

    # deciding: in the transaction that claimed it

    def _decide_to_send(self):
        """Return the content to send, or ``None``; an error fails this touch alone."""
        try:
            with self.env.cr.savepoint():
                return self._decide(fields.Datetime.now())
        except BUSY:
            raise
        except Exception as error:
            _logger.warning("touch %s could not be prepared", self.id, exc_info=True)
            self._not_prepared(error)
            return None

    def _decide(self, now):
        """Ask once more whether it may go, at the moment of sending."""
        lead = self.lead_id
        not_wanted = self._why_not_wanted(now)
        if not_wanted:
            self._skip(not_wanted)
            return None
        content = self._render(now)
        self.write(
            {
                "address": lead._consent_address(self.channel),
                "subject": content.subject or False,
                "body": content.as_text(),
            }
        )
        allowed, reason, not_before = self.env["medspa.consent"]._may_contact(
            lead, self.channel, self._consent_purpose(), now
        )
        if not allowed and not not_before:
            self._refused(reason, now)
        elif not lead._practice().sudo().medspa_sending:
            off = self.env._("Automatic messages are switched off for this company.")
            self._skip(Reason("off", off))
        elif forbidden := self._why_not_these_words(content):
            self._skip(forbidden)
        elif not allowed:
            self._wait_until(not_before, reason.words)
        elif later := self._better_later(now):
            self._wait_until(*later)
        elif kind := self._why_held(now):
            self._hold(kind)
        else:
            self.write({"state": "sending", "reason": reason.words})
            return content
        return None

    def _render(self, now):
        """Return the content in the words of its template."""
        template = self._message_template(now)
        return self._render_first(template, self._told_lead(), self.channel)

    @api.model
    def _render_first(self, template, lead, channel):
        """Return what a template says to the person of an inquiry.

        :param template: of emails or texts, as the channel asks for; it may be empty.
        """
        if not template:
            return Content("")
        template = template.with_env(lead.env)

        def rendered(name, **options):
            # not its ids: a made-up one is stored nowhere
            texts = template._render_field(
                name, list(lead._ids), compute_lang=True, options=options
            )
            return texts[lead.id] or ""

        if channel == "sms":
            return Content(plain(rendered("body").strip()))
        return Content(
            rendered("body_html", post_process=True),
            lead._placeholder_as_subject(rendered("subject")),
            rendered("email_from") or lead._practice().email_formatted,
        )

    def _forbidden_words(self, content):
        """A text names no treatment, whoever wrote its template, unless allowed."""
        practice = self.lead_id._practice().sudo()
        if self.channel != "sms" or practice.medspa_treatment_in_texts:
            return None
        words = content.body.replace(practice.name, "")
        named = self.env["medspa.treatment"]._find_in_text(words, practice)
        return named and Reason(
            "words",
            self.env._(
                "The text names a treatment (%s), which is not allowed in texts.",
                named[0].name,
            ),
        )

    def _wait_until(self, moment, words):
        # triggers are precise to the minute and may come early in it
        self.write({"planned_at": moment, "reason": words})
        trigger(self.env, self._job(), moment + timedelta(seconds=59))

    # sending: in a transaction of its own, after the decision is committed

    def _send_decided(self, content):
        message = self._post(content)
        state, reason = self._outcome(message)
        if state == "failed" and self._try_again(message, reason):
            return
        self.write({"message_id": message.id})
        code = state == "skipped" and "sandbox"
        self._end(state, reason or self.reason, code)

    def _outcome_committed(self):
        if self.purpose == "acknowledgement" and self.state in ARRIVED:
            self._stamp_safely()

    def _stamp_safely(self):
        """It has left: what cannot be noted of it now is noted later."""
        try:
            retrying(self._stamp, self.env)
        except Exception as error:
            _logger.warning("touch %s: left, but not noted", self.id, exc_info=True)
            self.env.cr.rollback()
            work = self._work_of_stamps()
            self.env["medspa.setback"].sudo()._note(work, self, error)
        commit(self.env)

    def _post(self, content):
        """Hand an email to Odoo's mail, which sends it at once. Texts: see there."""
        return self.lead_id.with_context(mail_notify_force_send=True).message_post(
            body=content.body,
            subject=content.subject,
            message_type="auto_comment",
            subtype_xmlid="mail.mt_comment",
            email_from=content.email_from,
            outgoing_email_to=self.address,
            email_layout_xmlid="medspa_speed_to_lead.mail_layout_patient",
            email_add_signature=False,
            mail_headers=BY_A_PROGRAM,
            notify_skip_followers=True,
            send_after_commit=False,
            author_id=self.lead_id._practice().partner_id.id,
        )

    def _outcome(self, message):
        """Return ``(state, reason)``: what the provider or mail server said."""
        failed = message.notification_ids.filtered(
            lambda one: one.notification_status in ("exception", "bounce", "canceled")
        )
        if not failed:
            return "sent", None
        if failed._is_sandbox():
            state = "skipped"
        else:
            state = "unknown" if failed._is_unclear() else "failed"
        return state, failed._failure_in_words()

    def _try_again(self, message, reason):
        """Wait for a provider that is out of order; say whether it will be tried again.

        It has certainly not left, so no attempt is counted and nothing stays of it
        but the number of tries.
        """
        failed = message.notification_ids.filtered("failure_type")
        if self.tries >= len(_PAUSES) or not all(map(_is_passing, failed)):
            return False
        moment = fields.Datetime.now() + _PAUSES[self.tries]
        message.sudo().unlink()
        self.write({"state": "planned", "tries": self.tries + 1})
        self._wait_until(moment, self.env._("Tried again: %s", reason or ""))
        return True


def _is_passing(notification):
    """Say whether what failed may succeed at another time."""
    return notification.failure_type in _PASSING and not _FOR_GOOD.search(
        notification.failure_reason or ""
    )
