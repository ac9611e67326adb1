from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ...tools import consent as ledger
from ...tools.arrival import CLOCK_TOLERANCE
from ...tools.opt_out import OF_MACHINES
from ...tools.reason import Reason


class MedspaConsent(models.Model):
    """What is asked where a message leaves, whoever wrote it and whichever way it goes.

    Here only refusals count: what needs an agreement is asked before, see
    :meth:`_may_contact`.
    """

    _inherit = "medspa.consent"

    @api.model
    def _texts_refused(self, known, company):
        """Return ``{number: Reason}`` of those to which no text may go.

        After STOP nothing goes. What was refused otherwise, on a form or to a
        colleague, is over for an answer once they text us themselves.

        :param known: numbers as they are written on the texts, and in the ledger.
        """
        found = self._refusals("sms", set(known.values()), company)
        listed, refused = self._listed("sms", set(known.values())), {}
        for number, address in known.items():
            line = found.get(address)
            if address in listed or (line and line.keyword):
                words = self.env._("%s has opted out of texts.", number)
            elif line and not self._texted_since(address, line.learned):
                day = format_date(self.env, line.at)
                words = self.env._(
                    "%(who)s refused texts on %(day)s.", who=number, day=day
                )
            else:
                continue
            refused[number] = Reason("refused", words)
        return refused

    @api.model
    def _emails_refused(self, emails, company, *, by_person=False):
        """Return ``{email: Reason}`` of those to which no email may go.

        :param emails: normalized.
        :param by_person: a colleague wrote it: then it may answer who asked us after
            the refusal.
        """
        found = self._refusals("email", emails, company)
        listed, refused = self._listed("email", emails), {}
        for email in emails:
            moments = [listed.get(email), email in found and found[email].learned]
            moment = max(filter(None, moments), default=None)
            if not moment or (by_person and self._asked_since(email, moment)):
                continue
            words = self.env._("%s has opted out of emails.", email)
            refused[email] = Reason("refused", words)
        return refused

    def _refusals(self, channel, addresses, company):
        """Return ``{address: Entry}`` of those who refuse even an answer."""
        lines = self.sudo().search(
            [("address", "in", list(addresses)), ("channel", "=", channel)]
        )
        standing = {
            address: ledger.standing(theirs._entries(company), "conversational")
            for address, theirs in lines.grouped("address").items()
        }
        return {
            address: line
            for address, line in standing.items()
            if line and not line.granted
        }

    def _listed(self, channel, addresses):
        """Return ``{address: since when}`` of those on Odoo's blacklist."""
        name, field = {
            "sms": ("phone.blacklist", "number"),
            "email": ("mail.blacklist", "email"),
        }[channel]
        entries_sudo = self.env[name].sudo().search([(field, "in", list(addresses))])
        return {entry[field]: entry.write_date for entry in entries_sudo}

    def _texted_since(self, number, moment):
        """Say whether a text came from a number after a moment."""
        texts = SQL("lead.phone_sanitized = %s AND touch.channel = 'sms'", number)
        from_it = SQL("%s AND touch.address = %s", texts, number)
        return self._heard_since(from_it, moment)

    def _asked_since(self, email, moment):
        """Say whether an email or an inquiry came from an address after a moment.

        A form may be ahead of our clock, and a refusal on it is no question.
        """
        ahead = moment + CLOCK_TOLERANCE
        emails = SQL("lead.email_normalized = %s AND touch.channel = 'email'", email)
        forms = SQL("lead.email_normalized = %s AND touch.channel = 'chat'", email)
        inquiries = [
            ("email_normalized", "=", email),
            ("intake_received_at", ">", ahead),
        ]
        leads_sudo = self.env["crm.lead"].sudo().with_context(active_test=False)
        return (
            self._heard_since(emails, moment)
            or self._heard_since(forms, ahead)
            or bool(leads_sudo.search_count(inquiries, limit=1))
        )

    def _heard_since(self, condition, moment):
        """Say whether they spoke after a moment, other than to refuse.

        A phone's reaction and a machine's reply are not theirs.
        """
        self.env["medspa.touch"].flush_model()
        self.env["crm.lead"].flush_model(["email_normalized", "phone_sanitized"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT 1 FROM medspa_touch touch
                         JOIN crm_lead lead ON lead.id = touch.lead_id
                 WHERE %s AND touch.direction = 'in' AND touch.occurred_at > %s
                       AND (touch.meaning IS NULL OR touch.meaning NOT IN %s)
                 LIMIT 1
                """,
                condition,
                moment,
                ("stop", *OF_MACHINES),
            )
        )
        return bool(rows)

    @api.model
    def _why_no_texts(self, wanted):
        """Return ``{(number, company): Reason}`` of texts that may not leave.

        :param wanted: pairs of number and company.
        """
        by_company, reasons = defaultdict(set), {}
        for number, company in wanted:
            if number:
                by_company[company].add(number)
        for company, numbers in by_company.items():
            known = {one: self._known_as(one, "sms", company) for one in numbers}
            found = self._texts_refused(known, company)
            for number in numbers:
                reason = found.get(number) or company._why_no_text_to(number)
                if reason:
                    reasons[number, company] = reason
        return reasons

    @api.model
    def _assert_texts(self, numbers, company):
        """Say to a person why a text may not leave, before it is sent.

        :raises UserError: in words, naming each number.
        """
        reasons = self._why_no_texts((number, company) for number in numbers)
        if reasons:
            ways = self.env._("Please call or write an email.")
            words = [reason.words for reason in reasons.values()]
            raise UserError("\n".join([*words, ways]))
