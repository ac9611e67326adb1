"""What the routes for machines share: who may, how much, and short answers."""

import logging

from werkzeug.exceptions import HTTPException

from odoo.http import HttpDispatcher, Response, request

from ..models.intake.medspa_intake_event import TooManyInquiries
from ..tools.providers import provider_at

_logger = logging.getLogger(__name__)

MAX_BODY = 64 * 1024  # bytes
# read before it is refused: who is still sending would meet a closed door instead
# of the answer
MAX_DRAINED = 4 * 1024 * 1024


class Refused(Exception):
    """Nothing was kept: the status of the answer, why, and further headers."""

    def __init__(self, code, reason, *headers):
        super().__init__(reason)
        self.code = code
        self.headers = headers


class MachineDispatcher(HttpDispatcher):
    """The body stays unread for the controller, and every answer, errors included, is a
    short one in the words of the provider whose route it is."""

    routing_type = "medspa_machine"
    mimetypes = ()

    @classmethod
    def is_compatible_with(cls, request):
        # chosen by a route, never guessed from a request
        return True

    def dispatch(self, endpoint, args):
        self.request.params = dict(args)
        return self.request.registry["ir.http"]._dispatch(endpoint)

    def handle_error(self, exc):
        if isinstance(exc, HTTPException) and exc.code:
            return self.refuse(exc.code, exc.name)
        _logger.error("request of a machine failed", exc_info=exc)
        return self.refuse(500, "Please send it again in a minute.")

    def refuse(self, code, reason):
        provider = provider_at(self.request.httprequest.path)
        return answer(provider, provider.refused(reason), code)


def answer(provider, body, code=200, headers=()):
    """Return a response with what a provider says."""
    return Response(
        body, status=code, headers=[("Content-Type", provider.ANSWER_TYPE), *headers]
    )


def find_source(path, token):
    """Return the source, with full rights, whose address was called.

    :param str path: of the provider, see :mod:`..tools.providers`.
    """
    source_sudo = request.env["medspa.intake.source"]._find_by_token(token, path)
    if not source_sudo:
        raise Refused(404, "There is no such intake address.")
    return source_sudo


def read_body(content_types):
    """Return ``(body, content type)``: text of a type and size that is taken.

    Undecodable bytes are replaced, never refused: the rest can still be read.
    """
    http = request.httprequest
    content_type = http.content_type or ""
    if content_type.partition(";")[0].strip().lower() not in content_types:
        raise Refused(415, f"Send one of: {', '.join(content_types)}.")
    raw = http.get_data()
    if len(raw) > MAX_BODY:
        raise Refused(413, f"Send at most {MAX_BODY} bytes.")
    charset = http.mimetype_params.get("charset", "utf-8")
    try:
        return raw.decode(charset, "replace"), content_type
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace"), content_type


def take_in(source_sudo, body, content_type):
    """Return ``(event, is_new)``, see :meth:`medspa.intake.event._take_in`."""
    events = request.env["medspa.intake.event"]
    try:
        return events._take_in(source_sudo, body, content_type)
    except TooManyInquiries:
        reason = "Too many inquiries in this minute, please come back."
        raise Refused(429, reason, ("Retry-After", "60")) from None


def is_unreadable(event):
    """Say whether nothing can ever be made of what was received."""
    return event.state == "error" and not event.retry_at and event.attempts == 1
