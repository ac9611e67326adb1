import json
import logging
import secrets
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid
from urllib.parse import urlencode

import requests

from odoo import api, fields, models
from odoo.tools import email_domain_extract
from odoo.tools.date_utils import localized

from ...tools.errors import in_words
from ...tools.providers import PROVIDERS, twilio, web_form
from ..intake.medspa_intake_source import _hashed
from ..rights.context_keys import OURS

_logger = logging.getLogger(__name__)

TIMEOUT = 60  # seconds for our own route to answer
# a one-time address is good for the request that it was made for
_ADDRESS_LIVES = timedelta(minutes=5)


class MedspaMystery(models.Model):
    """The doors of a mystery: the same route, signature and gateway as a patient's.

    The addresses of sources are stored as digests only, so nobody can post to them, not
    even we. A mystery gets an address of its own for one request: it lives in the
    memory of the job, its digest on the mystery. From there on everything is the
    source's: route, signature, limits, mapping.
    """

    _inherit = "medspa.mystery"

    @api.model
    def _why_closed(self, door, source, team):
        """Return why nobody could come in by a door, or ``None``."""
        env = self.env
        if not team.speed_to_lead:
            return env._("The team %s does not use speed-to-lead.", team.name)
        if door == "email":
            alias_sudo = team.sudo().alias_id  # managers may not read models
            works = alias_sudo.alias_name and alias_sudo.alias_domain_id
            leads = alias_sudo.alias_model_id.model == "crm.lead"
            return (
                None
                if works and leads
                else env._("The team %s has no email address for inquiries.", team.name)
            )
        if not source.active or not source.token_hint:
            return env._("%s has no address that anybody could post to.", source.name)
        if source.test_mode:
            return env._("%s is in test mode: no clock would run.", source.name)
        if door == "text" and not source.can_verify:
            return env._("The company has no Twilio auth token.")
        return None

    def _new_key(self):
        """Return a key like the sender's own, by which the event is recognised."""
        key = secrets.token_hex(16)
        return f"SM{key}" if self.door == "text" else key

    def _come_by_form(self, token):
        fields_sent = {
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "treatment": self.treatment,
            "message": self.message,
            "external_id": self.external_id,
        }
        if self.phone:
            fields_sent["sms_consent"] = "yes" if self.agrees_to_texts else "no"
        body = json.dumps({key: value for key, value in fields_sent.items() if value})
        proof = self.source_id.sudo()._proof_headers(body.encode(), self.external_id)
        self._post(token, body, {"Content-Type": web_form.JSON, **proof})

    def _come_by_text(self, token):
        company = self.company_id
        sent = {
            "MessageSid": self.external_id,
            "AccountSid": company.sms_twilio_account_sid or "",
            "From": self.phone_sanitized,
            "To": self._number_of_practice(),
            "Body": self.message,
            "NumMedia": "0",
        }
        body = urlencode(sent)
        signature = twilio.RequestValidator(
            company.sms_twilio_auth_token
        ).compute_signature(self.source_id._address_of(token), twilio.read_params(body))
        headers = {
            "Content-Type": twilio.FORM,
            twilio.SIGNATURE_HEADER: signature,
        }
        self._post(token, body, headers)

    def _number_of_practice(self):
        return self.company_id.sms_twilio_number_ids[:1].number or ""

    def _post(self, token, body, headers):
        """Post to our own public route and note what came of it.

        No transaction is open meanwhile: the request makes the inquiry in its own.
        """
        url = self.source_id._address_of(token)
        self.env.cr.rollback()  # only read since the commit
        try:
            answer = requests.post(
                url,
                data=body.encode(),
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
            problem = answer.status_code != 200 and self.env._(
                "The door answered with %(code)s: %(text)s",
                code=answer.status_code,
                text=answer.text[:200],
            )
        except requests.RequestException as error:
            _logger.warning("mystery %s: %s", self.id, type(error).__name__)
            problem = self.env._(
                "The server could not be reached at its own public address (%s).",
                type(error).__name__,
            )
        self._record_delivery(problem)

    def _come_by_email(self, _token):
        """Give an email to Odoo's mail gateway, as a mail server or a mailbox does.

        Not by a real outgoing server: mail that the practice sends in a patient's name
        fails the checks of mail servers, and would measure these. What lies before the
        gateway (MX record, forwarding, fetching) is not tried.
        """
        email = EmailMessage()
        email["From"] = formataddr((self.name, self.email))
        email["To"] = self.team_id.alias_id.alias_full_name
        email["Subject"] = self.subject or self.treatment or self.env._("Question")
        email["Message-Id"] = make_msgid(domain=email_domain_extract(self.email))
        now = localized(fields.Datetime.now())
        email["Date"] = format_datetime(now)
        email.set_content(self.message)
        try:
            with self.env.cr.savepoint():
                gateway = self.env["mail.thread"].with_context(medspa_mystery=OURS)
                lead_id = gateway.message_process(False, email.as_bytes())
                lead = self.env["crm.lead"].browse(lead_id or ()).exists()
                if not lead.intake_received_at:
                    raise ValueError("the gateway made no inquiry of it")
                self._came_in(lead)
        except Exception as error:
            _logger.exception("mystery %s: the gateway refused it", self.id)
            self._fail(self.env._("The email made no inquiry: %s", in_words(error)))

    @api.model
    def _source_of(self, token, path):
        """Return the source that a one-time address stands for, or an empty one."""
        sending = self.sudo().search(
            [
                ("token_hash", "=", _hashed(token)),
                ("state", "=", "sending"),
                ("sent_at", ">", fields.Datetime.now() - _ADDRESS_LIVES),
            ],
            limit=1,
        )
        source_sudo = sending.source_id.filtered("active")
        is_there = source_sudo and PROVIDERS[source_sudo.provider].PATH == path
        return source_sudo if is_there else source_sudo.browse()
