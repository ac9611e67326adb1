from dataclasses import replace

from odoo import models

from ...tools.same_person.names import says_who
from ...tools.same_person.people import Person


class MedspaIntakeEvent(models.Model):
    """A form: the open inquiry of the same person goes on, or a new one begins."""

    _inherit = "medspa.intake.event"

    def _place_form(self, inquiry):
        known = self._find_known(inquiry)
        lead = self._find_open_inquiry(inquiry, known)
        if lead:
            self._attach(lead, inquiry)
        elif inquiry.names_nobody:
            lead = self._place_unread(inquiry)
        else:
            lead = self._make_inquiry(inquiry, known)
        self._record_consent(lead, inquiry)
        return lead

    def _find_open_inquiry(self, inquiry, known):
        """Return the same person's open inquiry, however long ago they asked: by an
        address and their name, else by the sender's key of a form of several pages.

        :param known: see :meth:`_find_known`.
        """
        if self._is_test(inquiry):
            return known  # no test disturbs a conversation
        going_on = known._going_on(self._person(inquiry))
        return going_on or self._find_open_inquiry_of_key(inquiry)

    def _find_known(self, inquiry):
        """Return the inquiries that share an address with who asks, none for a test."""
        leads = self.env["crm.lead"]
        if self._is_test(inquiry):
            return leads
        return leads._find_known(self._person(inquiry), self.source_id.company_id)

    def _person(self, inquiry):
        phone, email = self._addresses(inquiry)
        return Person(inquiry.full_name, phone or "", email or "")

    def _make_inquiry(self, inquiry, known=None):
        """Show on a new inquiry what is known of who asks, their name included."""
        known = self._find_known(inquiry) if known is None else known
        if not says_who(inquiry.full_name):
            name = known._name_of(self._person(inquiry))
            inquiry = replace(inquiry, name=name) if name else inquiry
        lead = super()._make_inquiry(inquiry)
        lead._show_known(known)
        return lead
