import re

from odoo import models

LETTER = "medspa_speed_to_lead.mail_layout_patient"
# what goes between a practice and a patient by email
_LETTERS = ("email", "email_outgoing", "comment", "auto_comment")
_LOOKED_BACK = 30
_REPLY = re.compile(r"(?:re|aw|rv|fwd?)\s*:", re.IGNORECASE)


class CrmLead(models.Model):
    """What a colleague writes from an inquiry is a letter of the practice.

    Its subject goes on with the talk. Odoo's would be the title of the card, with who
    asked for what, on every screen that shows a new email.
    """

    _inherit = "crm.lead"

    def _message_compute_subject(self):
        """Extend Odoo's: also what the composer proposes."""
        if not self.intake_received_at:
            return super()._message_compute_subject()
        last = self._letter_last_subject()
        if last:
            return last if _REPLY.match(last) else f"Re: {last}"
        said = self.with_context(lang=self._contact_language() or self.env.lang)
        practice = self._practice().sudo().name
        return said.env._("Your question to %s", practice)

    def _letter_last_subject(self):
        """Return the subject of the last email between them, ``""`` for none.

        What the patient wrote is theirs. One of ours that names a treatment or the card
        is passed over.
        """
        messages_sudo = self.env["mail.message"].sudo()
        found = messages_sudo.search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "in", _LETTERS),
                ("subject", "not in", (False, "")),
                ("is_internal", "=", False),
                ("subtype_id.internal", "=", False),
            ],
            order="id DESC",
            limit=_LOOKED_BACK,
        )
        return next(
            (one.subject.strip() for one in found if self._letter_may_say(one)), ""
        )

    def _letter_may_say(self, message_sudo):
        subject = message_sudo.subject
        if not subject.strip():
            return False
        is_theirs = message_sudo.message_type == "email" and not (
            self._touch_colleague(message_sudo.author_id)
        )
        named = self.env["medspa.treatment"]._find_in_text(subject, self._practice())
        is_title = bool(self.name) and self.name.casefold() in subject.casefold()
        return is_theirs or not (named or is_title)

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        """Put what goes to people outside into the practice's letter."""
        if self._letter_is_meant(message, recipients_group, msg_vals or {}):
            msg_vals = {**(msg_vals or {}), "email_layout_xmlid": LETTER}
            practice = self._practice().sudo()
            render_values = {**(render_values or {}), "company": practice}
        return super()._notify_by_email_render_layout(
            message,
            recipients_group,
            msg_vals=msg_vals,
            render_values=render_values,
        )

    def _letter_is_meant(self, message, recipients_group, msg_vals):
        chosen = msg_vals.get("email_layout_xmlid", message.email_layout_xmlid)
        return (
            len(self) == 1
            and bool(self.intake_received_at)
            and not chosen
            and all(one.get("share") for one in recipients_group["recipients_data"])
        )
