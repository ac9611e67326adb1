from odoo import models
from odoo.tools import email_normalize, email_normalize_all

# what a practice writes to a person about their inquiry; invoices, orders, passwords
# and the like are asked for by who gets them
_ABOUT_INQUIRIES = (False, "", "crm.lead", "res.partner")
_REFUSED = "medspa_refused_emails"  # of the transaction: {mail id: {email: Reason}}


class MailMail(models.Model):
    _inherit = "mail.mail"

    # whom it may not go to

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        """Leave out who refused emails; asked for each as it goes to the server."""
        outgoing = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )
        refused = self._refused_recipients(outgoing)
        if not refused:
            return outgoing
        self.env.cr.cache.setdefault(_REFUSED, {})[self.id] = refused
        self.write(
            {"failure_type": "mail_optout", "failure_reason": _in_words(refused)}
        )
        return [sent for sent in outgoing if _leave_out(sent, refused)]

    def _refused_recipients(self, outgoing):
        """Return ``{email: Reason}`` of the recipients who may not be written to."""
        if not self._is_about_inquiries():
            return {}
        emails = {
            email
            for sent in outgoing
            if not sent["partner_id"] or sent["partner_id"].sudo().partner_share
            for address in (*sent["email_to"], *sent["email_cc"])
            if (email := email_normalize(address))
        }
        if not emails:
            return {}
        company = self.record_company_id or self.env.company
        refused = self.env["medspa.consent"]._emails_refused(
            emails, company, by_person=self._is_by_person()
        )
        for email in refused and self._emails_of_users(set(refused)):
            del refused[email]
        return refused

    def _emails_of_users(self, emails):
        """Return those of colleagues; without a document also a portal user's, whom the
        system writes about their password."""
        of_users = [("email_normalized", "in", list(emails))]
        if self.model:
            of_users.append(("share", "=", False))
        users_sudo = self.env["res.users"].sudo().search(of_users)
        return set(users_sudo.mapped("email_normalized"))

    def _is_about_inquiries(self):
        if self.model == "calendar.event":
            event_sudo = self.env["calendar.event"].sudo().browse(self.res_id).exists()
            return bool(event_sudo.consultation_lead_id)
        # a newsletter names whatever the list is made of
        is_newsletter = "mailing_id" in self._fields and self.mailing_id
        return self.model in _ABOUT_INQUIRIES or bool(is_newsletter)

    def _is_by_person(self):
        """Say whether a colleague wrote it to this person, and no program to many."""
        message_sudo = self.mail_message_id.sudo()
        users = message_sudo.author_id.user_ids
        return message_sudo.message_type == "comment" and any(
            map(self.env["medspa.touch"]._is_colleague, users)
        )

    # what became of it

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        """Tell the touch of an email to a patient whether it left.

        Here and nowhere earlier: while it sends, Odoo marks every notification as
        failed for a moment.
        """
        refused = self._take_refused()
        if refused and not failure_type:
            failure_type, failure_reason = "mail_optout", _in_words(refused)
        mails = self.filtered(lambda mail: mail.model == "crm.lead" and mail.res_id)
        if mails:
            emails = email_normalize_all(",".join(success_emails))
            reached = {partner.id for partner in success_pids}, set(emails)
            in_words = self.env["mail.notification"]._kind_in_words
            mails._tell_touches(
                reached, failure_type and (failure_reason or in_words(failure_type))
            )
        return super()._postprocess_sent_message(
            success_pids,
            success_emails,
            failure_reason=failure_reason,
            failure_type=failure_type,
        )

    def _take_refused(self):
        noted, refused = self.env.cr.cache.get(_REFUSED, {}), {}
        for mail_id in self.ids:
            refused |= noted.pop(mail_id, {})
        return refused

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
                if not lead._touch_mail_is_for_patient(mail):
                    continue  # the copy for a colleague
                arrived = not failure or (
                    lead.partner_id.id in partner_ids
                    or bool(emails & {lead.email_normalized})
                )
                touch._arrived() if arrived else touch._failed(failure)


def _in_words(refused):
    return " ".join(reason.words for reason in refused.values())


def _leave_out(outgoing, refused):
    """Take who refused out of one outgoing email; say whether anybody is left."""
    for name in ("email_to", "email_cc"):
        outgoing[name] = [
            address
            for address in outgoing[name]
            if email_normalize(address) not in refused
        ]
    outgoing["email_to_normalized"] = [
        address for address in outgoing["email_to_normalized"] if address not in refused
    ]
    return bool(outgoing["email_to"] or outgoing["email_cc"])
