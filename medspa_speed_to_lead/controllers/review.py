from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import Response, request
from odoo.tools import consteq


class ReviewController(http.Controller):
    """Ends the weekly review of one user, by the link in it; it opens nothing else."""

    @http.route("/medspa/review/unsubscribe", type="http", auth="public")
    def unsubscribe(self, user_id=None, token=None):
        self._unsubscribe(user_id, token)
        return request.render("medspa_speed_to_lead.weekly_review_unsubscribed")

    # a mail client calls it by itself, without a session
    @http.route(
        "/medspa/review/unsubscribe_oneclick",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
    )
    def unsubscribe_oneclick(self, user_id=None, token=None, **_kwargs):
        self._unsubscribe(user_id, token)
        return Response(status=200)

    def _unsubscribe(self, user_id, token):
        if not (user_id or "").isdecimal() or not token:
            raise NotFound()
        user_sudo = request.env["res.users"].sudo().browse(int(user_id)).exists()
        reviews = request.env["medspa.weekly.review"]
        if not user_sudo or not consteq(reviews._unsubscribe_token(user_sudo), token):
            raise NotFound()
        user_sudo.medspa_weekly_review = "never"
