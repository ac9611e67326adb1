import re

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import Response, request
from odoo.tools import consteq

_USER = re.compile(r"[0-9]{1,9}", re.A)
_TOKEN = re.compile(r"[0-9a-f]{64}", re.A)
ROUTE = "/medspa/review/unsubscribe"


class ReviewController(http.Controller):
    """Ends the weekly review of one user, by the link in it; it opens nothing else.

    Looking at the link ends nothing: mail servers open links to look for viruses. A
    click on the page does, or the button of a mail client.
    """

    # signed by itself, and whoever comes has no session
    @http.route(ROUTE, type="http", auth="public", methods=["GET", "POST"], csrf=False)
    def unsubscribe(self, user_id=None, token=None, **_kwargs):
        user_sudo = self._user(user_id, token)
        if request.httprequest.method != "POST":
            return request.render(
                "medspa_speed_to_lead.weekly_review_unsubscribe",
                {"route": ROUTE, "user_id": user_sudo.id, "token": token},
            )
        user_sudo.medspa_weekly_review = "never"
        return request.render("medspa_speed_to_lead.weekly_review_unsubscribed")

    # a mail client calls it by itself, without a session
    @http.route(
        f"{ROUTE}_oneclick",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
    )
    def unsubscribe_oneclick(self, user_id=None, token=None, **_kwargs):
        self._user(user_id, token).medspa_weekly_review = "never"
        return Response(status=200)

    def _user(self, user_id, token):
        """Return the user whom a link was signed for, with full rights."""
        # a posted file is no text either
        said = (user_id, token)
        if not all(isinstance(one, str) for one in said):
            raise NotFound()
        if not _USER.fullmatch(user_id) or not _TOKEN.fullmatch(token):
            raise NotFound()
        user_sudo = request.env["res.users"].sudo().browse(int(user_id)).exists()
        reviews = request.env["medspa.weekly.review"]
        if not user_sudo or not consteq(reviews._unsubscribe_token(user_sudo), token):
            raise NotFound()
        return user_sudo
