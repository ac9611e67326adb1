from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.phone_validation.tools import phone_validation

from ...tools.erasing import Addresses, digits
from ...tools.inquiry import UnreadableBody
from .holding import Traces


class MedspaErase(models.AbstractModel):
    """Who the person is: their addresses, and the inquiries and cards under these."""

    _inherit = "medspa.erase"

    @api.model
    def _trace(self, lead):
        """Return the person of an inquiry: every inquiry of any of their addresses.

        An inquiry that shares an address brings its other ones. Addresses of the
        practice itself join nobody to anybody.
        """
        lead_sudo = lead.sudo().with_context(active_test=False)
        traces = Traces(Addresses(), lead_sudo, self.env["res.partner"].sudo())
        ours = self._own_addresses()
        new = lead_sudo
        while new:
            for address in self._addresses_of(new):
                if not ours.named_in(address):
                    traces.addresses.add(address, _country_code(address))
            new = self._inquiries_of(traces) - traces.leads
            traces.leads |= new
        return traces

    def _inquiries_of(self, traces):
        """Return the inquiries that hold one of the addresses, or to which something
        came from there."""
        addresses = traces.addresses
        spelled = [*addresses.spelled, *addresses.emails]
        said = self._rows("medspa.touch", [("address", "in", spelled)])
        agreed = self._rows("medspa.consent", [("address", "in", spelled)])
        return (
            traces.leads.search(self._of_addresses(addresses))
            | (said.lead_id | agreed.lead_id)
            | self._find_events(traces).lead_id
            | self._find_unread(addresses)
        ).with_env(traces.leads.env)

    def _find_unread(self, addresses):
        """Return the cards of which nobody could tell who they are, and that name one
        of the addresses in their notes: their payloads are blanked in time."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, description FROM crm_lead
                 WHERE intake_event_id IS NOT NULL AND description IS NOT NULL
                   AND COALESCE(email_from, '') = '' AND COALESCE(phone, '') = ''
                """
            )
        )
        named = [id_ for id_, said in rows if addresses.named_in(said)]
        return self.env["crm.lead"].sudo().browse(named)

    def _addresses_of(self, leads_sudo):
        """Return every address under which we know the person of these inquiries."""
        columns = ("phone", "phone_sanitized", "email_from", "email_normalized")
        for name in (*columns, "followup_bounced_email"):
            yield from filter(None, leads_sudo.mapped(name))
        yield from filter(None, leads_sudo.touch_ids.mapped("address"))
        lines = (
            self.env["medspa.consent"]
            .sudo()
            .search([("lead_id", "in", leads_sudo.ids)])
        )
        yield from lines.mapped("address")
        events = self.env["medspa.intake.event"].sudo()
        for event in events.search([("lead_id", "in", leads_sudo.ids)]):
            if event.body:
                try:
                    yield from filter(None, event._addresses(event._parsed()))
                except UnreadableBody:
                    continue  # a repeat that nothing was made of

    def _of_addresses(self, addresses):
        spelled = list(addresses.spelled)
        return (
            Domain("email_normalized", "in", list(addresses.emails))
            | Domain("phone_sanitized", "in", spelled)
            | Domain("phone", "in", spelled)
        )

    def _own_addresses(self):
        """Return the addresses of colleagues and of the practice itself."""
        ours = Addresses()
        users = self.env["res.users"].sudo().search([("share", "=", False)])
        companies = self._practices()
        for partner in users.partner_id | companies.partner_id:
            ours.add(partner.email_normalized)
            ours.add(partner.phone_sanitized, _country_code(partner.phone_sanitized))
        numbers_sudo = self.env["sms.twilio.number"].sudo()
        for number in numbers_sudo.search([("number", "!=", False)]).mapped("number"):
            ours.add(number, _country_code(number))
        return ours

    def _practices(self):
        companies_sudo = self.env["res.company"].sudo()
        return companies_sudo.search([("partner_id", "!=", False)])

    def _contacts(self, traces):
        """Return the person's contact cards; a colleague's or a company's is none."""
        cards = self.env["res.partner"].sudo().with_context(active_test=False)
        emails, spelled = list(traces.addresses.emails), list(traces.addresses.spelled)
        found = traces.leads.partner_id | cards.search(
            (
                Domain("email_normalized", "in", emails)
                | Domain("phone_sanitized", "in", spelled)
            )
            & Domain("is_company", "=", False)
        )
        companies = self._practices()
        return found.filtered(lambda card: not card.user_ids) - companies.partner_id


def _country_code(address):
    if not digits(address) or "@" in address:
        return ""
    return phone_validation.phone_get_region_data_for_number(address)["phone_code"]
