import re

from lxml import html
from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import email_normalize, html2plaintext

from ...tools import opt_out
from ...tools.outside_text import as_html
from ...tools.refused_channels import refused_in_email
from ..rights.context_keys import OURS, is_ours

_OURS = re.compile(r"(?:re|aw|fwd?|rv|tr)\s*:", re.IGNORECASE)  # a subject of ours


class CrmLead(models.Model):
    """What a patient writes on an inquiry: shown, counted, and read for a refusal."""

    _inherit = "crm.lead"

    opt_out_question = fields.Char(
        string="May Be an Opt-Out",
        compute="_compute_opt_out_question",
        help="What they wrote that a person has to read. Until then nothing leaves by "
        "itself on this channel.",
    )

    @api.depends("touch_ids.meaning")
    def _compute_opt_out_question(self):
        by_lead = self._to_be_read().grouped("lead_id")
        for lead in self:
            unread = by_lead.get(lead._origin)
            lead.opt_out_question = bool(unread) and " / ".join(
                filter(None, unread.mapped("body"))
            )

    def _to_be_read(self):
        return self.env["medspa.touch"].search(
            [("lead_id", "in", self.ids), ("meaning", "=", "unclear")]
        )

    # hearing

    def message_new(self, msg_dict, custom_values=None):
        """The email that opens an inquiry is no reply to anything."""
        lead = super().message_new(msg_dict, custom_values=custom_values)
        return lead.with_context(medspa_opens=OURS)

    def _touch_hear_text(self, *, number, words, media, at, meaning):
        """Show a text of the patient on the inquiry and record it as a touch.

        :param number: whence it came.
        :param media: addresses of what came with it; linked, never fetched.
        :param at: naive UTC moment at which it arrived.
        :param meaning: of :class:`medspa.touch`.
        """
        self.ensure_one()
        known = self.partner_id.filtered(
            lambda contact: number in (contact.phone_sanitized, self.phone_sanitized)
        )
        name = " ".join(filter(None, (self.contact_name, number)))
        shown = _shown(self.env, words, media)
        # a note, as Odoo's own texts are: nobody is written to because of it
        message = self.message_post(
            body=shown,
            message_type="sms",
            subtype_xmlid="mail.mt_note",
            author_id=known.id,
            email_from=known.email_formatted or name,
        )
        # Odoo makes a link of every address in a text, whoever wrote it
        message.sudo().body = shown
        touch = self._register_touch(
            {
                "direction": "in",
                "channel": "sms",
                "occurred_at": at,
                "message_id": message.id,
                "meaning": meaning,
                "address": number,
                "body": words if meaning == "unclear" else False,
            }
        )
        touch._ask_a_person(words)
        return touch

    def _touch_hear_email(self, message_sudo):
        """Record an email; what the patient refuses in it holds."""
        email = email_normalize(message_sudo.email_from or "")
        values = {"direction": "in", "channel": "email"}
        words = own_words(message_sudo)
        meaning = opt_out.meaning(words)
        if not self._practice_is_patient(message_sudo.author_id, email):
            self._touch_hear_other_email(message_sudo, meaning, words, values)
            return
        refused = refused_in_email(words) if meaning == "stop" else set()
        if meaning == "stop" and not refused:
            meaning = "unclear"
        if meaning not in ("stop", "unclear"):
            meaning = self._touch_meaning_of_email(message_sudo, meaning)
        values |= {"meaning": meaning, "address": email}
        if meaning == "unclear":
            values["body"] = words
        touch = self._touch_register_message(message_sudo, **values)
        for channel in refused:
            self.env["medspa.consent"]._opt_out(
                email if channel == "email" else self.phone_sanitized,
                channel,
                lead=self,
                source=self.env._("Email"),
                wording=words,
                evidence=message_sudo.message_id,
            )
        touch._ask_a_person(words)

    def _touch_meaning_of_email(self, message_sudo, meaning):
        """Return what an email means that refuses nothing.

        The carriers' other keywords mean nothing in it, and thanks with a picture are
        more than thanks.
        """
        if is_ours(self, "medspa_opens"):
            return "inquiry"
        practice_sudo = self._practice().sudo()
        is_more = message_sudo.attachment_ids or practice_sudo.medspa_thanks_wait
        if meaning == "thanks" and is_more:
            return "reply"
        return meaning if meaning in opt_out.UNANSWERED else "reply"

    def _touch_hear_other_email(self, message_sudo, meaning, words, values):
        """Record an email from an address that nobody knows here.

        It may be another one of the patient's: what refuses in it is read by a person,
        and until then no email leaves by itself.
        """
        if meaning == "stop" and self.email_normalized:
            values |= {
                "meaning": "unclear",
                "address": self.email_normalized,
                "body": self.env._(
                    "%(sender)s: %(words)s",
                    sender=message_sudo.email_from or "",
                    words=words,
                ),
            }
        touch = self._touch_register_message(message_sudo, **values)
        touch._ask_a_person(words)

    def _touch_tell_of_text(self, touch, words):
        """Tell whoever stands behind the inquiry of a text, and who follows it.

        :return: the users who were told.
        """
        notice = self.env["medspa.notice"]
        name = self.contact_name or self.phone or self.display_name
        which = notice._in_neutral_words(self)
        if touch.meaning == "stop":
            subject = self.env._("A patient opted out of texts: %s", which)
            said = self.env._("%s opted out of texts", name)
        else:
            subject = self.env._("A patient sent a text: %s", which)
            said = self.env._("%s sent a text", name)
        body = Markup("<p>%s:</p>") % said + as_html(words)
        told = notice._tell(self, subject, body)
        followers = self.sudo().message_partner_ids.user_ids - self.user_id - told
        others = notice._able(followers, self)
        return told | notice._tell(self, subject, body, others, everybody=True)

    def _touch_log_reply(self, number, words):
        """Show what the system answered by itself."""
        practice = self._practice().partner_id
        message = self._message_log(
            body=as_html(words),
            message_type="auto_comment",
            author_id=practice.id,
        )
        self._register_touch(
            {
                "direction": "out",
                "channel": "sms",
                "performer": "system",
                "purpose": "reply",
                "state": "sent",
                "address": number,
                "body": words,
                "message_id": message.id,
            }
        )

    # a person decides

    def action_opted_out(self):
        """What they wrote is a refusal: it holds from now on."""
        self.check_access("write")
        for touch_sudo in self._to_be_read().sudo():
            self.env["medspa.consent"]._opt_out(
                touch_sudo.address,
                touch_sudo.channel,
                lead=touch_sudo.lead_id,
                source=self.env._("Read by %s", self.env.user.name),
                wording=touch_sudo.body,
                evidence=touch_sudo.message_id.message_id,
            )
            touch_sudo._was_read("stop")
        return True

    def action_not_opted_out(self):
        """It was no refusal: automatic messages may go on."""
        self.check_access("write")
        for touch_sudo in self._to_be_read().sudo():
            touch_sudo._was_read("reply")
        return True


def _shown(env, words, media):
    body = as_html(words)
    link = Markup(
        '<p>%s: <a href="%s" target="_blank" rel="noreferrer noopener">%s</a></p>'
    )
    for number, address in enumerate(media, 1):
        body += link % (env._("Picture or file %s", number), address, address)
    return body or Markup("<p>%s</p>") % env._("(an empty text)")


def own_words(message_sudo):
    """Return what somebody wrote in an email, without what they quote of ours."""
    body = html.fromstring(f"<div>{message_sudo.body or ''}</div>")
    for quote in body.xpath("//*[@data-o-mail-quote] | //blockquote"):
        quote.drop_tree()
    words = html2plaintext(html.tostring(body, encoding="unicode")).strip()
    subject = message_sudo.subject or ""
    if not words or (
        opt_out.meaning(subject) == "stop" and not _OURS.match(subject.strip())
    ):
        # a mail program that unsubscribes says it there, above a signature
        return "\n".join(filter(None, (subject, words)))
    return words
