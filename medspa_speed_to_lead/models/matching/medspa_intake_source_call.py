import json
import secrets
from collections import Counter

from babel.dates import format_timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import get_lang

from ...tools.inquiry import UnreadableBody
from ..intake.medspa_intake_event import TooManyInquiries


class MedspaIntakeSource(models.Model):
    """Whether a source works: what was understood of the last call, and a test."""

    _inherit = "medspa.intake.source"

    last_call = fields.Char(compute="_compute_last_call")

    def _compute_last_call(self):
        """Say when it was called last and how much was understood: numbers alone."""
        for source in self:
            source.last_call = source._origin and source._origin._last_call_in_words()

    def _last_call_in_words(self):
        # sudo: of the payload nothing is told
        events_sudo = self.env["medspa.intake.event"].sudo()
        last_sudo = events_sudo.search(self._shown_events(), limit=1)
        if not last_sudo:
            return False
        ago = format_timedelta(
            last_sudo.received_at - fields.Datetime.now(),
            add_direction=True,
            locale=get_lang(self.env).code,
        )
        understood = last_sudo._understood_in_words()
        if not understood:
            return self.env._("Last call %s", ago)
        return self.env._(
            "Last call %(ago)s: %(understood)s", ago=ago, understood=understood
        )

    def action_send_test(self):
        """Send a test inquiry the way that forms take, and open the card it makes."""
        self.ensure_one()
        self.check_access("write")
        self.env["medspa.intake.event"].check_access("read")
        events = self.env["medspa.intake.event"]
        body, content_type = self._test_body()
        try:
            event_sudo, _is_new = events._receive(self.sudo(), body, content_type)
        except TooManyInquiries:
            raise UserError(
                self.env._("Too many inquiries in this minute. Try again in a minute.")
            ) from None
        event_sudo._process()
        event = event_sudo.with_env(self.env)
        return (event.lead_id or event).get_formview_action()

    def _test_body(self):
        """Return ``(body, content type)`` of a form that says it is a test."""
        said = {
            "first_name": self.env._("Test"),
            "last_name": self.env._("Inquiry"),
            "email": "test.inquiry@example.com",
            "phone": "(212) 555-0123",
            "message": self.env._("This is a test inquiry. Nobody is waiting."),
            "is_test": True,
            "external_id": f"test-{secrets.token_hex(8)}",
        }
        return json.dumps(said), "application/json"


class MedspaIntakeEvent(models.Model):
    _inherit = "medspa.intake.event"

    def _understood_in_words(self):
        """Return how many fields were understood, in words, empty if none is left."""
        try:
            inquiry = self._parsed()
        except UnreadableBody:
            return "" if not self.body else self.env._("it can't be read")
        counts = Counter(one.how for one in getattr(inquiry, "understood", ()))
        said = [
            (counts["recognized"], self.env._("%s fields recognized")),
            (counts["mapped"], self.env._("%s matched by you")),
            (counts["note"], self.env._("%s kept as a note")),
        ]
        return ", ".join(words % count for count, words in said if count)
