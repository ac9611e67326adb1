"""How a text goes through Twilio, by its own client."""

import logging
import ssl
from urllib.parse import urlsplit

from requests.exceptions import ConnectTimeout
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from odoo.exceptions import UserError

from odoo.addons.sms_twilio.tools.sms_api import SmsApiTwilio

_logger = logging.getLogger(__name__)

TWILIO_URL = "https://api.twilio.com"
TWILIO_URL_PARAMETER = "medspa_speed_to_lead.twilio_url"

# states that Odoo's own providers do not know
OWN_FAILURE_TYPES = {
    "sms_optout": "sms_optout",
    "unclear": "sms_unclear",
    "sandbox": "sms_sandbox",
}
# Twilio's error codes that Odoo takes for unknown
CODE_TO_STATE = {20003: "twilio_authentication", 21610: "sms_optout"}
REFUSED_CODES = {
    str(code) for code, state in CODE_TO_STATE.items() if state == "sms_optout"
}


def own_error_messages(env):
    unclear = env._(
        "Nobody knows whether this text was sent: the provider's answer did not arrive "
        "or could not be read. Look it up there before you send it again."
    )
    return {
        "sms_optout": env._("The recipient has opted out of texts."),
        "unclear": unclear,
        "sms_unclear": unclear,
        "sandbox": env._("Sandbox: shown here, sent to no phone."),
    }


def never_left(error):
    """Say whether a failed request surely did not reach the other side.

    Only when no connection came about. One that broke later may have carried the
    whole request.
    """
    if isinstance(error, ConnectTimeout):
        return True
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    cause = getattr(reason, "original_error", reason)  # behind a proxy
    if isinstance(cause, NewConnectionError):
        return True
    return any(
        isinstance(arg, ssl.SSLCertVerificationError)
        for arg in getattr(reason, "args", ())
    )


class TwilioHttp(TwilioHttpClient):
    """Twilio's way to the network, to one host only.

    Its client also takes a host from the machine's environment (edge and region);
    what a practice sends must go where its administrator believes it goes.
    """

    def __init__(self, base_url, timeout):
        super().__init__(timeout=timeout)
        self.base = urlsplit(base_url)
        self.answer = None

    def request(self, method, url, **kwargs):
        self.answer = None
        url = urlsplit(url)._replace(scheme=self.base.scheme, netloc=self.base.netloc)
        return super().request(method, url.geturl(), **kwargs)

    # the client would write a dozen lines for each text, with the account in them

    def log_request(self, kwargs):
        pass

    def log_response(self, status_code, response):
        self.answer = response


class NoAnswer(Exception):
    """A request ended without an answer; its cause says how. Odoo's class swallows
    the exceptions of its own HTTP library, which would hide the difference between a
    text that never left and one that may have."""


class ClientSession:
    """Stands where Odoo's class expects an HTTP session: posts by Twilio's client."""

    def __init__(self, client, base):
        self.client = client
        self.base = base

    def post(self, url, data, auth, timeout):
        # where Twilio reaches us, which need not be what Odoo calls itself
        path = urlsplit(data["StatusCallback"]).path
        data = {**data, "StatusCallback": f"{self.base}{path}"}
        try:
            self.client.request("POST", url, data=data, auth=auth)
        except Exception as error:
            raise NoAnswer from error
        return self.client.http_client.answer


class TwilioClientApi(SmsApiTwilio):
    """Texts through Twilio, where each stands alone.

    The results are those of Odoo's class, with two more states. ``sms_optout``: the
    recipient told the carrier to stop. ``unclear``: Twilio may have taken the text,
    we cannot know, so no program may send it a second time. All other failures are
    surely not on their way.
    """

    PROVIDER_TO_SMS_FAILURE_TYPE = (
        SmsApiTwilio.PROVIDER_TO_SMS_FAILURE_TYPE
        | OWN_FAILURE_TYPES
        # Odoo calls a wrong token "Insufficient Credit"
        | {"twilio_authentication": "twilio_authentication"}
    )
    TIMEOUT = 8  # seconds to connect, and again to wait for the answer

    def _get_sms_api_error_messages(self):
        return super()._get_sms_api_error_messages() | own_error_messages(self.env)

    def _twilio_error_code_to_odoo_state(self, response_json):
        code = response_json.get("code") or response_json.get("error_code")
        state = CODE_TO_STATE.get(code)
        return state or super()._twilio_error_code_to_odoo_state(response_json)

    def _send_sms_batch(self, messages, delivery_reports_url=False):
        company = (self.company or self.env.company).sudo()
        texts = [
            (info["uuid"], info["number"], message.get("content"))
            for message in messages
            for info in message.get("numbers") or []
        ]
        try:
            client = self._twilio_client(company)
        except UserError as error:
            failure = self._failure("twilio_authentication", str(error))
            return [{"uuid": uuid, **failure} for uuid, _number, _body in texts]
        base = self.env["medspa.intake.source"]._public_base()
        session = ClientSession(client, base)
        with client.http_client.session:
            return [
                {"uuid": uuid, **self._send_text(session, number, body, uuid)}
                for uuid, number, body in texts
            ]

    def _ask_about(self, company, sid):
        """Return what Twilio knows of a text: ``(status, error code, words)``.

        :return: ``None`` if it knows no such text.
        """
        client = self._twilio_client(company.sudo())
        with client.http_client.session:
            try:
                found = client.messages(sid).fetch()
            except TwilioRestException as error:
                if error.status == 404:
                    return None
                raise
        return found.status, str(found.error_code or ""), found.error_message or ""

    def _twilio_client(self, company):
        company._assert_twilio_sid()
        if not company.sms_twilio_auth_token:
            raise UserError(self.env._("The Twilio auth token is missing."))
        parameters = self.env["ir.config_parameter"].sudo()
        base_url = parameters.get_param(TWILIO_URL_PARAMETER) or TWILIO_URL
        return Client(
            company.sms_twilio_account_sid,
            company.sms_twilio_auth_token,
            http_client=TwilioHttp(base_url, self.TIMEOUT),
            # not empty, or the client would look into the machine's environment
            environment={"TWILIO_REGION": ""},
        )

    def _send_text(self, session, number, body, uuid):
        """Send one text and return its result; whatever happens, the next must go."""
        try:
            answer = self._sms_twilio_send_request(
                session, number or "", body or "", uuid
            )
        except NoAnswer as error:
            if never_left(error.__cause__):
                reason = self.env._("Twilio could not be reached.")
                return self._not_sent(error.__cause__, reason)
            return self._unclear(error.__cause__)
        except Exception as error:
            return self._not_sent(
                error, self.env._("The text could not be put together.")
            )
        try:
            return self._read(answer)
        except Exception as error:
            return self._unclear(error)

    # results

    def _read(self, answer):
        """Return the result that an HTTP answer means."""
        try:
            values = answer.json()
        except ValueError:
            values = None
        if not isinstance(values, dict):
            values = {}
        if not answer.ok:
            return self._refused(answer.status_code, values)
        if values.get("error_code"):
            reason = values.get("error_message")
            return self._failure(self._twilio_error_code_to_odoo_state(values), reason)
        if not values.get("sid"):
            return self._unclear(answer)
        return {
            "state": "sent",
            "failure_type": False,
            "failure_reason": False,
            "sms_twilio_sid": values["sid"],
        }

    def _refused(self, status, values):
        """Return the failure of an error answer.

        Without Twilio's own error code it comes from some machine in between. That one
        may have lost the answer to a text that was taken, unless it says that it did
        not take the request.
        """
        code = values.get("code")
        if not code and status >= 500 and status != 503:
            return self._unclear(values)
        if not code:
            reason = self.env._("Twilio answered with the HTTP error %s.", status)
        else:
            reason = values.get("message")
        state = self._twilio_error_code_to_odoo_state({"code": code, "message": reason})
        if state == "unknown" and (status >= 500 or status == 429):
            state = "server_error"
        return self._failure(state, reason)

    def _not_sent(self, error, reason):
        # no more than the kind: what it says may hold what nobody should read
        _logger.warning("A text did not leave for Twilio: %s", type(error).__name__)
        return self._failure("server_error", reason)

    def _unclear(self, found):
        _logger.warning("Nobody knows if Twilio took a text: %s", type(found).__name__)
        return self._failure("unclear")

    def _failure(self, state, reason=None):
        reason = reason or self._get_sms_api_error_messages().get(state)
        # the type is the state, as in the class of Odoo
        return {"state": state, "failure_type": state, "failure_reason": str(reason)}
