from odoo import models


class CrmLead(models.Model):
    """What Odoo itself would tell of an inquiry goes the way of our notices."""

    _inherit = "crm.lead"

    # an owner

    def write(self, vals):
        if "user_id" in vals:
            self._notice_forget_assigned()
        return super().write(vals)

    def _notice_forget_assigned(self):
        """What somebody before them would hear later, nobody hears any more."""
        subjects = [
            self._notice_assigned_subject(lead)
            for lead in self.sudo().filtered("intake_received_at")
        ]
        if subjects:
            kept_sudo = self.env["medspa.notice.kept"].sudo()
            kept_sudo.search([("subject", "in", subjects)]).unlink()

    def _notice_assigned_subject(self, lead):
        which = self.env["medspa.notice"]._in_neutral_words(lead)
        return self.env._("Yours now: %s", which)

    def _message_auto_subscribe_notify(self, partner_ids, template):
        """Tell a new owner ourselves: Odoo's email has the name of the lead as subject,
        and it asks nobody whether they work."""
        ours = self.filtered("intake_received_at")
        is_silent = self.env.context.get("mail_auto_subscribe_no_notify")
        if ours and not is_silent and self.env.registry.ready:
            partners_sudo = self.env["res.partner"].sudo().browse(partner_ids)
            for lead in ours:
                owner_sudo = lead.sudo().user_id
                is_owner = owner_sudo.partner_id == partners_sudo
                lead._notice_tell_assigned(
                    owner_sudo if is_owner else partners_sudo.user_ids
                )
        others = super(CrmLead, self - ours)
        return others._message_auto_subscribe_notify(partner_ids, template)

    def _notice_tell_assigned(self, users):
        self.env["medspa.notice"]._tell(
            self,
            self._notice_assigned_subject(self),
            self._notice_in_a_line(self.intake_owner_reason),
            candidates=users,
            everybody=True,
        )

    # an email of the patient

    def _touch_hear_email(self, message_sudo):
        """Odoo tells the followers. If none of them works who may read it, the next one
        is told who does."""
        result = super()._touch_hear_email(message_sudo)
        notice = self.env["medspa.notice"]
        told = notice._able(message_sudo.notified_partner_ids.user_ids, self)
        is_of_colleague = bool(self._touch_colleague(message_sudo.author_id))
        if not notice._at_work(told, self) and not is_of_colleague:
            notice._tell(
                self,
                self.env._("A patient wrote: %s", notice._in_neutral_words(self)),
                self._notice_in_a_line(),
                wait=not told,  # else it is in an inbox already
            )
        return result

    # push

    def _notify_by_web_push_prepare_payload(self, message, **options):
        """On a locked phone anybody reads it: neither a name nor a word of theirs."""
        payload = super()._notify_by_web_push_prepare_payload(message, **options)
        if self and self.intake_received_at:
            payload["title"] = self._notice_neutral_subject(message)
            payload["options"]["body"] = ""
        return payload

    def _web_push_send_notification(
        self, devices, private_key, public_key, payload_by_lang=None, payload=None
    ):
        """Queue it, however few the devices are: no network in a transaction that
        holds a patient."""
        if not self or not self.intake_received_at:
            return super()._web_push_send_notification(
                devices,
                private_key,
                public_key,
                payload_by_lang=payload_by_lang,
                payload=payload,
            )
        by_lang = payload_by_lang or {}
        self.env["medspa.notice"]._queue_push(
            [
                (device, by_lang.get(device.partner_id.lang, payload))
                for device in devices
            ]
        )
        return None
