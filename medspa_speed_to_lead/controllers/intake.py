import json

from odoo.http import Controller, HttpDispatcher, Response, request, route

from ..tools.providers.web_form import CONTENT_TYPES, PATH
from .machine import (
    MAX_DRAINED,
    MachineDispatch,
    Refused,
    find_source,
    is_unreadable,
    read_body,
    take_in,
)

HEADER = "X-Medspa-Token"


class IntakeDispatcher(MachineDispatch, HttpDispatcher):
    """Answers in JSON."""

    routing_type = "medspa_intake"

    def refuse(self, code, reason):
        return answer(code, error=reason)


def answer(code, headers=(), /, **values):
    """Return a JSON response with these values."""
    return Response(
        json.dumps(values),
        status=code,
        headers=[("Content-Type", "application/json"), *headers],
    )


class Intake(Controller):
    @route(
        [PATH, f"{PATH}/<string:token>"],
        type=IntakeDispatcher.routing_type,
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        cors="*",
        max_content_length=MAX_DRAINED,
    )
    def receive(self, token=None):
        """Take in one inquiry from any website, landing page or automation tool.

        The token stands in the path, or in a header: logs of web servers hold paths.
        """
        try:
            token = token or token_of_header()
            source_sudo = find_source(PATH, token)
            event, _is_new = take_in(source_sudo, *read_body(CONTENT_TYPES))
        except Refused as refusal:
            return answer(refusal.code, refusal.headers, error=str(refusal))
        return outcome(event)


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


def outcome(event):
    """Return the answer to a stored submission.

    It says that it was kept, and nothing of whom it is from: whether it was a repeat,
    joined an inquiry or began one would tell who wrote to the practice.
    """
    if is_unreadable(event):
        return answer(400, error=event.error, receipt=event.receipt)
    return answer(200, status="accepted", receipt=event.receipt)
