from odoo import api, fields, models
from odoo.tools import email_normalize, email_normalize_all

from ..rights.context_keys import is_ours

_NOT_LEFT = frozenset(("exception", "bounce", "canceled"))  # of Odoo's notifications


class CrmLead(models.Model):
    """Which messages and calls of an inquiry are touches.

    The author decides who performed one, never the user of the environment: the
    chatter and the mail gateway post under other users.
    """

    _inherit = "crm.lead"

    touch_ids = fields.One2many("medspa.touch", "lead_id", string="Touches", copy=False)

    def _register_touch(self, values):
        """Record one contact and let the clock learn of it; the one door for all.

        :param dict values: of :class:`medspa.touch`, without the inquiry.
        :return: the touch, with the rights of the caller.
        """
        self.ensure_one()
        self.check_access("write")
        touch_sudo = self.env["medspa.touch"].sudo()
        return touch_sudo.create({**values, "lead_id": self.id}).sudo(self.env.su)

    # messages

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        if not self._touch_is_automatic() and not self._is_notification_scheduled(
            kwargs.get("scheduled_date")
        ):
            for lead in self.filtered("intake_received_at"):
                lead._touch_learn_from_message(message.sudo(), recipients)
        return recipients

    @api.model
    def _touch_is_automatic(self):
        """Say whether what happens now was neither written nor released by a person."""
        return is_ours(self, "medspa_automatic")

    def _touch_learn_from_message(self, message_sudo, recipients):
        """Write the touch that a message on the inquiry is, if it is one."""
        kind = message_sudo.message_type
        colleague = self._touch_colleague(message_sudo.author_id)
        # Odoo itself says with all rights that a to-do is done and that an email came
        # in; a request that says so of a message of its own proves nothing
        is_claim = not self.env.su
        if kind == "notification":
            is_call = message_sudo.mail_activity_type_id.category == "phonecall"
            if colleague and is_call and not is_claim:
                self._touch_register_activity_call(message_sudo, colleague)
        elif is_ours(self, "medspa_auto_reply"):
            return  # no person wrote it, neither the patient nor a colleague
        elif kind in ("comment", "email", "sms"):
            if colleague:
                self._touch_learn_from_colleague(message_sudo, colleague, recipients)
            elif kind == "email" and not is_claim:
                self._touch_hear_email(message_sudo)

    def _touch_colleague(self, author):
        """Return the user of the practice who is this author, or an empty one.

        Where the author is the practice itself, it is whoever released the message. Who
        posts in the name of a colleague has written it themselves.
        """
        touches = self.env["medspa.touch"]
        colleague = author.user_ids.filtered(touches._is_colleague)[:1]
        released_by = self.env.context.get("medspa_released_by")
        is_released = bool(released_by) and released_by == self.env.uid
        if not colleague and is_released and author == self._practice().partner_id:
            colleague = self.env.user
        colleague = colleague.filtered(touches._is_colleague)
        if colleague and not self.env.su:
            colleague = self.env.user.filtered(touches._is_colleague)
        return colleague

    def _touch_learn_from_colleague(self, message_sudo, colleague, recipients):
        values = {
            "direction": "out",
            "channel": "email",
            "user_id": colleague.id,
            "purpose": "reply",
            "state": "sent",
        }
        if message_sudo.message_type == "sms":
            copies = self._touch_texts_to_patient(message_sudo)
            if not copies:
                return
            values["channel"] = "sms"
            if set(copies.mapped("notification_status")) == {"ready"}:
                values |= _queued("sms", colleague)  # it leaves after the commit
        elif self._touch_email_reaches_patient(message_sudo, recipients):
            copies = self._touch_emails_to_patient(message_sudo)
        else:
            return
        if copies and set(copies.mapped("notification_status")) <= _NOT_LEFT:
            values |= {"state": "failed", "reason": copies._failure_in_words()}
        self._touch_register_message(message_sudo, **values)

    def _touch_register_activity_call(self, message_sudo, colleague):
        """A call activity that is marked as done was a call that went through."""
        self._touch_register_message(
            message_sudo,
            direction="out",
            channel="call",
            outcome="connected",
            purpose="reply",
            user_id=colleague.id,
        )

    def _touch_register_message(self, message_sudo, **values):
        """Record a message once, at the moment at which it was really sent.

        :return: the touch, empty if it was recorded before.
        """
        now = fields.Datetime.now()
        touches_sudo = self.env["medspa.touch"].sudo()
        known = [("lead_id", "=", self.id), ("message_id", "=", message_sudo.id)]
        if touches_sudo.search_count(known, limit=1):
            return touches_sudo.browse()
        moment = now
        if message_sudo.message_type == "email" and self.env.su:
            # it says itself when it was written, but no reply precedes its question
            asked = message_sudo.parent_id.date or message_sudo.date
            moment = min(now, max(message_sudo.date, asked))
        return self.sudo()._register_touch(
            {"occurred_at": moment, "message_id": message_sudo.id, **values}
        )

    def _touch_texts_to_patient(self, message_sudo):
        """Return the notifications by which a text goes to the person."""
        return message_sudo.notification_ids.filtered(
            lambda notification: (
                notification.notification_type == "sms"
                and self._practice_is_patient(
                    notification.res_partner_id, phone=notification.sms_number
                )
            )
        )

    def _touch_emails_to_patient(self, message_sudo):
        """Return the notifications by which an email of ours goes to the person."""
        return message_sudo.notification_ids.filtered(
            lambda notification: (
                notification.notification_type == "email"
                and self._practice_is_patient(
                    notification.res_partner_id,
                    email_normalize(notification.mail_email_address or ""),
                )
            )
        )

    def _touch_email_reaches_patient(self, message_sudo, recipients):
        """Say whether an email goes to the person: by us, or by the sender himself."""
        if message_sudo.message_type == "email" and self.env.su:
            addressed = email_normalize_all(
                f"{message_sudo.incoming_email_to or ''},"
                f"{message_sudo.incoming_email_cc or ''}"
            )
            if any(self._practice_is_patient(email=email) for email in addressed):
                return True
        return (
            not message_sudo.is_internal
            and not message_sudo.subtype_id.internal
            and any(
                self._practice_is_patient(
                    self.env["res.partner"].browse(recipient["id"] or ()),
                    recipient["email_normalized"],
                )
                for recipient in recipients
            )
        )

    def _touch_need_contact(self, emails):
        """Make the contact of the person who inquired, if one of ``emails`` is theirs.

        A message is sent to contacts. Odoo makes one only for users who may create
        contacts; what anybody else wrote to the patient would reach nobody.
        """
        theirs = self.email_normalized
        if self.intake_received_at and theirs in map(email_normalize, emails):
            self.check_access("write")
            self.sudo()._partner_find_from_emails_single([theirs])

    # mass mailings, which post no message

    def _message_mail_after_hook(self, mails):
        result = super()._message_mail_after_hook(mails)
        if not self._touch_is_automatic():
            by_lead = mails.sudo().grouped("res_id")
            for lead in self.filtered("intake_received_at"):
                for mail_sudo in by_lead.get(lead.id, ()):
                    lead._touch_register_queued_mail(mail_sudo)
        return result

    def _touch_register_queued_mail(self, mail_sudo):
        """A mass email waits in a queue: it becomes an answer when it has left."""
        colleague = self._touch_colleague(mail_sudo.author_id)
        if (
            colleague
            and mail_sudo.state == "outgoing"
            and self._touch_mail_is_for_patient(mail_sudo)
        ):
            self._touch_register_message(
                mail_sudo.mail_message_id,
                **_queued("email", colleague),
            )

    def _touch_register_queued_text(self, sms_sudo, author):
        """The same for a mass text."""
        colleague = self._touch_colleague(author)
        if (
            colleague
            and sms_sudo.state == "outgoing"
            and self._practice_is_patient(sms_sudo.partner_id, phone=sms_sudo.number)
        ):
            self._touch_register_message(
                sms_sudo.mail_message_id, **_queued("sms", colleague)
            )

    def _touch_mail_is_for_patient(self, mail_sudo):
        emails = email_normalize_all(mail_sudo.email_to or "")
        return any(
            self._practice_is_patient(partner) for partner in mail_sudo.recipient_ids
        ) or any(self._practice_is_patient(email=email) for email in emails)


def _queued(channel, colleague):
    return {
        "direction": "out",
        "channel": channel,
        "user_id": colleague.id,
        "purpose": "reply",
        "state": "planned",
        "occurred_at": False,
    }
