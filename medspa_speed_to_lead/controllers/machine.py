"""What the routes for machines share: who may, how much, and short answers."""

import logging

from werkzeug.exceptions import HTTPException

from odoo.http import HttpDispatcher, Response, request

from ..models.intake.medspa_intake_event import TooManyInquiries
from ..tools.inquiry import NothingSaid
from ..tools.providers import provider_at
from ..tools.providers._page import LANGUAGES
from ..tools.reader.wire.limits import LARGEST_REQUEST, LARGEST_TEXT, TooMuch

_logger = logging.getLogger(__name__)

MAX_BODY = LARGEST_TEXT  # bytes, files apart
# read before it is refused: who is still sending would meet a closed door instead
# of the answer
MAX_DRAINED = LARGEST_REQUEST


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
    """Return a response with what a provider says, or its page where a person reads."""
    kind = provider.ANSWER_TYPE
    if hasattr(provider, "page") and is_read_by_person():
        language = request.httprequest.accept_languages.best_match(LANGUAGES, "en")
        kind, body = "text/html; charset=utf-8", provider.page(code == 200, language)
    return Response(body, status=code, headers=[("Content-Type", kind), *headers])


def is_read_by_person():
    """Say whether a browser goes to the answer as to a page.

    A program takes anything, and a script of a page says what it wants.
    """
    http = request.httprequest
    takes = http.accept_mimetypes
    goes_there = http.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return goes_there and takes["text/html"] > takes["application/json"]


def find_source(path, token):
    """Return the source, with full rights, whose address was called.

    :param str path: of the provider, see :mod:`..tools.providers`.
    """
    source_sudo = request.env["medspa.intake.source"]._find_by_token(token, path)
    if not source_sudo:
        raise Refused(404, "There is no such intake address.")
    return source_sudo


def read_request(provider):
    """Return what a provider keeps of the request, see :mod:`..tools.providers`.

    :raises Refused: where its type or size is not taken.
    """
    http = request.httprequest
    content_type = http.content_type or ""
    kind = content_type.partition(";")[0].strip().lower()
    query = http.query_string.decode("latin-1")
    if not is_taken(provider, kind, query):
        raise Refused(415, f"Send one of: {', '.join(provider.CONTENT_TYPES)}.")
    try:
        return provider.received(http.get_data(), content_type, query)
    except TooMuch as error:
        raise Refused(413, str(error)) from None


def is_taken(provider, kind, query):
    """Say whether a provider reads such content."""
    if hasattr(provider, "is_taken"):
        return provider.is_taken(kind, query)
    return not provider.CONTENT_TYPES or kind in provider.CONTENT_TYPES


def take_in(source_sudo, received, key=""):
    """Return ``(event, is_new)``, see :meth:`medspa.intake.event._take_in`.

    :param str key: of the message, from who signed it.
    """
    events = request.env["medspa.intake.event"]
    payload = (received.body, received.content_type)
    more = {"query": received.query, "files": received.files, "key": key}
    try:
        return events._take_in(source_sudo, *payload, **more)
    except TooManyInquiries:
        reason = "Too many inquiries in this minute, please come back."
        raise Refused(429, reason, ("Retry-After", "60")) from None
    except NothingSaid as error:
        raise Refused(400, str(error)) from None
    except TooMuch as error:
        raise Refused(413, str(error)) from None


def is_unreadable(event):
    """Say whether nothing can ever be made of what was received."""
    return event.state == "error" and not event.retry_at and event.attempts == 1
