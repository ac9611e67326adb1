import json
import logging

from werkzeug.exceptions import HTTPException

from odoo.http import Controller, HttpDispatcher, Response, request, route

from ..models.medspa_intake_event import TooManyInquiries
from ..tools.providers.web_form import CONTENT_TYPES

_logger = logging.getLogger(__name__)

MAX_BODY = 64 * 1024  # bytes
# read before it is refused: who is still sending would meet a closed door instead
# of the answer
MAX_DRAINED = 4 * 1024 * 1024


class IntakeDispatcher(HttpDispatcher):
    """A route for machines: the body stays unread for the controller, and every
    answer, errors included, is a short JSON."""

    routing_type = "medspa_intake"
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
            return answer(exc.code, error=exc.name)
        _logger.error("intake request failed", exc_info=exc)
        return answer(500, error="Please send it again in a minute.")


def answer(code, headers=(), /, **values):
    """Return a JSON response with these values."""
    return Response(
        json.dumps(values),
        status=code,
        headers=[("Content-Type", "application/json"), *headers],
    )


class Intake(Controller):
    @route(
        "/medspa/intake/<string:token>",
        type="medspa_intake",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        cors="*",
        max_content_length=MAX_DRAINED,
    )
    def receive(self, token):
        """Take in one inquiry from any website, landing page or automation tool."""
        source_sudo = request.env["medspa.intake.source"]._find_by_token(token)
        if not source_sudo:
            return answer(404, error="There is no such intake address.")
        content_type = request.httprequest.content_type or ""
        if content_type.partition(";")[0].strip().lower() not in CONTENT_TYPES:
            return answer(415, error=f"Send one of: {', '.join(CONTENT_TYPES)}.")
        body = read_body()
        if body is None:
            return answer(413, error=f"Send at most {MAX_BODY} bytes.")
        events = request.env["medspa.intake.event"]
        try:
            event, is_new = events._take_in(source_sudo, body, content_type)
        except TooManyInquiries:
            return answer(
                429,
                [("Retry-After", "60")],
                error="Too many inquiries in this minute, please come back.",
            )
        return outcome(event, is_new)


def outcome(event, is_new):
    """Return the answer to a stored submission."""
    known = {"event": event.id, "inquiry": event.lead_id.id or None}
    if event.state == "error" and not event.retry_at and event.attempts == 1:
        return answer(400, error=event.error, **known)
    return answer(200, status="accepted" if is_new else "duplicate", **known)


def read_body():
    """Return the body as text, or ``None`` when it is too large.

    Undecodable bytes are replaced, never refused: the rest can still be read.
    """
    http = request.httprequest
    charset = http.mimetype_params.get("charset", "utf-8")
    raw = http.get_data()
    if len(raw) > MAX_BODY:
        return None
    try:
        return raw.decode(charset, "replace")
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace")
