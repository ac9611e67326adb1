from odoo import api, models
from odoo.fields import Domain


class MedspaErase(models.AbstractModel):
    """What stays of a person who was erased, and why: the dialog says it before."""

    _inherit = "medspa.erase"

    @api.model
    def _what_stays(self, traces, contacts):
        """Return sentences.

        :param contacts: whether the contact cards are to be erased.
        """
        env = self.env
        return [
            *self._refusals_in_words(traces),
            env._(
                "Figures without a name: when they wrote, when they were answered, "
                "treatments, channels, visits."
            ),
            *self._contacts_in_words(traces, contacts),
            *self._names_in_words(traces),
            *self._others_in_words(traces),
            env._(
                "What colleagues wrote about them in their own words at other records "
                "or in chats; what a name alone would have to find."
            ),
            env._(
                "Outside of Odoo: backups, server logs, mailboxes, the mail server and "
                "the SMS provider. Erase these there."
            ),
        ]

    def _refusals_in_words(self, traces):
        emails, spelled = list(traces.addresses.emails), list(traces.addresses.spelled)
        refused = (
            self._rows("mail.blacklist", [("email", "in", emails)])
            or self._rows("phone.blacklist", [("number", "in", spelled)])
            or self._find_consent(traces).filtered(lambda line: not line.granted)
        )
        if refused:
            yield self.env._(
                "Their opt-out, with the phone number or email it is about: or they "
                "would be written to again."
            )

    def _contacts_in_words(self, traces, contacts):
        cards = self._contacts(traces)
        used = self._used_contacts(traces)
        if cards and not contacts:
            yield self.env._(
                "The contact card, with its own log and its meetings: tick the box to "
                "erase it."
            )
        elif used:
            yield self.env._(
                "A contact card that other records need: %s.", self._users_of(used)
            )
        kept = traces.leads.partner_id - cards
        if kept:
            yield self.env._(
                "The contact card of a company, or of somebody who may log in."
            )

    def _users_of(self, cards):
        """Return which kinds of records need these cards, in words."""
        kinds = {
            self.env["ir.model"]._get(reference.model_name).sudo().name
            for reference in self._references_to("res.partner")
            if not self._is_of_inquiries(reference.model_name)
            and reference.model_name != "res.partner"
            and self._rows(reference.model_name, [(reference.name, "in", cards.ids)])
        }
        return ", ".join(sorted(kinds))

    def _names_in_words(self, traces):
        """Marketing names are not a person's, unless they came with a form alone."""
        fields = ("campaign_id", "medium_id", "source_id")
        if any(traces.leads[name] for name in fields):
            yield self.env._(
                "Campaigns, sources and media that others use too, or that a "
                "colleague made."
            )

    def _others_in_words(self, traces):
        """Name the records of other apps that refer to these inquiries."""
        holdings = {holding.model for holding in self._holdings()}
        for reference in self._references_to("crm.lead"):
            name = reference.model_name
            if name in holdings or name.startswith("medspa."):
                continue
            count = len(
                self._rows(name, Domain(reference.name, "in", traces.leads.ids))
            )
            if count:
                yield self.env._(
                    "%(kind)s (%(count)s) that refer to these inquiries.",
                    kind=self.env["ir.model"]._get(name).sudo().name,
                    count=count,
                )
