from odoo import models
from odoo.tools import email_normalize_all


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        """Tell the touch of an email to a patient whether it left.

        Here and nowhere earlier: while it sends, Odoo marks every notification as
        failed for a moment.
        """
        mails = self.filtered(lambda mail: mail.model == "crm.lead" and mail.res_id)
        if mails:
            emails = email_normalize_all(",".join(success_emails))
            reached = {partner.id for partner in success_pids}, set(emails)
            mails._tell_touches(
                reached, failure_type and (failure_reason or failure_type)
            )
        return super()._postprocess_sent_message(
            success_pids,
            success_emails,
            failure_reason=failure_reason,
            failure_type=failure_type,
        )

    def _tell_touches(self, reached, failure):
        """Find the touches of these emails: left, or failed with a reason.

        :param reached: ``(partner ids, emails)`` that the mail server accepted.
        """
        partner_ids, emails = reached
        touches = self.env["medspa.touch"].sudo()
        by_message = touches.search(
            [("message_id", "in", self.mail_message_id.ids), ("channel", "=", "email")]
        ).grouped("message_id")
        for mail in self.sudo():
            for touch in by_message.get(mail.mail_message_id, ()):
                lead = touch.lead_id
                if not lead._mail_is_for_patient(mail):
                    continue  # the copy for a colleague
                arrived = not failure or (
                    lead.partner_id.id in partner_ids
                    or bool(emails & {lead.email_normalized})
                )
                touch._arrived() if arrived else touch._failed(failure)
