import logging

from odoo.http import Controller, HttpDispatcher, Response, request, route

from ..tools.inquiry import UnreadableBody
from ..tools.providers import twilio
from .machine import (
    MAX_DRAINED,
    MachineDispatch,
    Refused,
    find_source,
    is_unreadable,
    read_body,
    take_in,
)

_logger = logging.getLogger(__name__)


class TwilioDispatcher(MachineDispatch, HttpDispatcher):
    """Answers in TwiML, Twilio's XML."""

    routing_type = "medspa_twilio"

    def refuse(self, code, reason):
        return answer(code, reason=reason)


def answer(code=200, headers=(), **said):
    """Return a TwiML response that says this, see the provider's ``reply``."""
    return Response(
        twilio.reply(**said),
        status=code,
        headers=[("Content-Type", "text/xml; charset=utf-8"), *headers],
    )


class TwilioText(Controller):
    @route(
        f"{twilio.PATH}/<string:token>",
        type=TwilioDispatcher.routing_type,
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        max_content_length=MAX_DRAINED,
    )
    def receive(self, token):
        """Take in one text that a patient sent to the practice's number."""
        try:
            source_sudo = find_source(twilio.PATH, token)
            body, content_type = read_body(twilio.CONTENT_TYPES)
            check_signature(source_sudo, token, body)
            event, _is_new = take_in(source_sudo, body, content_type)
        except Refused as refusal:
            return answer(refusal.code, refusal.headers, reason=str(refusal))
        if is_unreadable(event):
            return answer(400, reason="This is no text that could be read.")
        return answer(message=event._take_reply())


def check_signature(source_sudo, token, body):
    """Let in only what Twilio signed for this very address.

    What is not signed is not kept: the address alone stands in access logs, and whoever
    found it there could fill the database and opt patients out.

    :raises Refused: 403, or 400 for a body whose signature cannot even be computed.
    """
    http = request.httprequest
    try:
        params = twilio.read_params(body)
    except UnreadableBody as error:
        raise Refused(400, str(error)) from None
    signature = http.headers.get(twilio.SIGNATURE_HEADER, "")
    auth_token = source_sudo.company_id.sms_twilio_auth_token
    query = http.query_string.decode("latin-1")
    urls = source_sudo._pasted_addresses(token, query)
    if not any(twilio.verify(url, params, signature, auth_token) for url in urls):
        _logger.warning(
            "A text for intake source %s had no valid signature for %s",
            source_sudo.id,
            source_sudo._address_of("..."),
        )
        source_sudo._signature_refused()
        raise Refused(403, "The signature is missing or wrong.")
