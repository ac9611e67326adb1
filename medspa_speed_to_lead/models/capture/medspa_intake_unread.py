from odoo import models

from ...tools.inquiry import NothingSaid, UnreadableBody
from ...tools.reader import numbers, values
from ..intake.medspa_intake_mapping import paragraph

_LONGEST = 20_000


class MedspaIntakeEvent(models.Model):
    """What a form says but nobody can tell who says it becomes a card all the same.

    Nothing is lost while a practice sets up its form: a person reads the card.
    """

    _inherit = "medspa.intake.event"

    def _capture(self):
        try:
            return super()._capture()
        except NothingSaid:  # blanked by now
            raise
        except UnreadableBody:
            if self.source_id._is_signed():
                raise
        return self._captured(self._place_unread(None))

    def _place_unread(self, inquiry):
        """Return the card of what names nobody.

        :param inquiry: ``None`` where not even fields can be told.
        """
        values = self._unread_values(inquiry)
        if not self._tells_how_to_reach(inquiry) and not self._is_test(inquiry):
            # nobody can be answered: no clock, no message
            values["response_exempt_reason"] = "unread"
        lead = self.env["crm.lead"].create(values)
        self._send_notices_to(lead.user_id)
        self._tell_of_unread(lead)
        return lead

    def _unread_title(self):
        """Return what such a card is called until a person calls it otherwise."""
        return self._as_system().env._("Unread form")

    def _unread_values(self, inquiry):
        name = self._unread_title()
        if inquiry:
            return {**self._lead_values(inquiry), "name": name}
        source = self.source_id
        return {
            "name": name,
            "type": "opportunity",
            "description": paragraph((self.body or "")[:_LONGEST]),
            "user_id": False,
            "team_id": source.team_id.id,
            "company_id": source.company_id.id,
            "intake_channel_id": source.channel_id.id,
            "intake_source_id": source.id,
            "intake_event_id": self.id,
            "intake_received_at": self.received_at,
        }

    def _tells_how_to_reach(self, inquiry):
        """Say whether a name or an address stands anywhere in what was sent.

        One in a field that is not a person's is shown, and never written to.
        """
        if inquiry and not inquiry.names_nobody:
            return True
        said = [answer for _question, answer in inquiry.extra] if inquiry else []
        said.append(inquiry.message if inquiry else (self.body or "")[:_LONGEST])
        country = self.source_id.company_id.country_id.code or ""
        return any(
            values.email_in_words(text) or numbers.read_words(text, country)
            for text in said
        )

    def _tell_of_unread(self, lead):
        """A hook, called once for each such card: extended by who sees to it."""
