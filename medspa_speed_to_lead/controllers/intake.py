"""The routes of all providers: authenticate, hand over, answer."""

import logging

from odoo.http import Controller, request, route

from ..tools.inquiry import UnreadableBody
from ..tools.providers import PROVIDERS, provider_at
from .machine import (
    MAX_DRAINED,
    MachineDispatcher,
    Refused,
    answer,
    find_source,
    is_unreadable,
    read_request,
    take_in,
)

_logger = logging.getLogger(__name__)

HEADER = "X-Medspa-Token"
OVER_LIMITS = (413, 429)
_SIGNED = [one.PATH for one in PROVIDERS.values() if one.IS_SIGNED]
_UNSIGNED = [one.PATH for one in PROVIDERS.values() if not one.IS_SIGNED]
_MACHINE = {
    "type": MachineDispatcher.routing_type,
    "auth": "public",
    "methods": ["POST"],
    "csrf": False,
    "save_session": False,
    "max_content_length": MAX_DRAINED,
}


class Intake(Controller):
    @route(
        [*_UNSIGNED, *(f"{path}/<string:token>" for path in _UNSIGNED)],
        cors="*",
        **_MACHINE,
    )
    def receive(self, token=""):
        """Take in one inquiry from any website, landing page or automation tool.

        The token stands in the path, or in a header: logs of web servers hold paths.
        """
        return receive(token)

    # no browser of anybody's calls it: no CORS
    @route([f"{path}/<string:token>" for path in _SIGNED], **_MACHINE)
    def receive_signed(self, token):
        """Take in one inquiry from a provider that signs what it sends."""
        return receive(token)


def receive(token):
    """Return the answer to one request, refused or kept."""
    provider, source_sudo = provider_at(request.httprequest.path), None
    try:
        token = token or token_of_header()
        source_sudo = find_source(provider.PATH, token)
        check_proof(source_sudo)
        received = read_request(provider)
        if provider.IS_SIGNED:
            check_signature(source_sudo, token, received.body)
        key = source_sudo._proven_key(request.httprequest.headers)
        event, _is_new = take_in(source_sudo, received, key)
    except Refused as refusal:
        if source_sudo and refusal.code in OVER_LIMITS:
            source_sudo._was_over_limit()
        said = provider.refused(str(refusal))
        return answer(provider, said, refusal.code, refusal.headers)
    if is_unreadable(event):
        return answer(provider, provider.refused(event.error, event.receipt), 400)
    said = provider.accepted(event.receipt, event._take_reply())
    return answer(provider, said)


def token_of_header():
    """Return the token from ``Authorization: Bearer`` or ``X-Medspa-Token``."""
    headers = request.httprequest.headers
    scheme, _space, bearer = headers.get("Authorization", "").partition(" ")
    token = bearer if scheme.lower() == "bearer" else headers.get(HEADER, "")
    if not token.strip():
        raise Refused(
            401,
            f"Send the token as “Authorization: Bearer ...” or “{HEADER}: ...”.",
            ("WWW-Authenticate", "Bearer"),
        )
    return token.strip()


def check_proof(source_sudo):
    """Let in only who proves what the practice asked of this form's tool, if anything.

    :raises Refused: 401 where nothing was brought, 403 where it is wrong.
    """
    http = request.httprequest
    if source_sudo._is_proven(http.headers, http.get_data()):
        return
    _logger.warning("What came for intake source %s proved nothing", source_sudo.id)
    source_sudo._signature_refused()
    if not source_sudo._brings_proof(http.headers):
        asks = [("WWW-Authenticate", "Basic")] if source_sudo.proof == "basic" else []
        raise Refused(401, "The signature or secret is missing.", *asks)
    raise Refused(403, "The signature or secret is wrong.")


def check_signature(source_sudo, token, body):
    """Let in only what the provider signed for this very address.

    What is not signed is not kept: the address alone stands in access logs, and whoever
    found it there could fill the database and opt patients out.

    :raises Refused: 403, or 400 for a body whose signature cannot even be computed.
    """
    http = request.httprequest
    query = http.query_string.decode("latin-1")
    try:
        is_genuine = source_sudo._is_genuine(token, query, body, http.headers)
    except UnreadableBody as error:
        raise Refused(400, str(error)) from None
    if not is_genuine:
        _logger.warning(
            "What came for intake source %s had no valid signature for %s",
            source_sudo.id,
            source_sudo._address_of("..."),
        )
        source_sudo._signature_refused()
        raise Refused(403, "The signature is missing or wrong.")
