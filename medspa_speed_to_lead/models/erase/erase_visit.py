from odoo import api, models
from odoo.tools import SQL

from .holding import Holding

# what refers to a contact or a name because of the inquiries themselves
_OF_INQUIRIES = ("mail.", "sms.", "calendar.", "discuss.", "bus.", "medspa.")


class MedspaErase(models.AbstractModel):
    """Who they are to the calendar and the contacts."""

    _inherit = "medspa.erase"

    @api.model
    def _holdings(self):
        return [
            *super()._holdings(),
            Holding(
                "calendar.attendee",
                "invitations",
                self._find_attendees,
                self._delete,
            ),
            Holding(
                "calendar.event",
                "meetings: what for, where, and notes",
                lambda traces: traces.meetings,
                self._erase_meetings,
                {"res_model": "what it was made from"},
            ),
            Holding(
                "discuss.channel",
                "the call of a meeting",
                lambda traces: traces.channels,
                self._blank,
                {"uuid": "its own address"},
            ),
            Holding(
                "mail.guest",
                "who joined such a call",
                lambda traces: self._rows(
                    "mail.guest", [("channel_ids", "in", traces.channels.ids)]
                ),
                self._blank,
                {"access_token": "the guest's own"},
            ),
            Holding(
                "res.partner",
                "the contact card, if that was asked for and nothing else uses it",
                lambda traces: traces.contacts,
                self._erase_contacts,
            ),
        ]

    @api.model
    def _follow(self, traces):
        leads, contacts = traces.leads.ids, traces.contacts.ids
        traces.meetings = self._rows(
            "calendar.event",
            [("opportunity_id", "in", leads)],
            [("consultation_lead_id", "in", leads)],
            [("res_model", "=", "crm.lead"), ("res_id", "in", leads)],
            [("partner_ids", "in", contacts)],
        )
        traces.channels = traces.meetings.videocall_channel_id
        result = super()._follow(traces)
        traces.meetings |= traces.touches.event_id
        return result

    # meetings

    def _find_attendees(self, traces):
        """Return the attendees who are no colleagues."""
        return self._rows(
            "calendar.attendee", [("event_id", "in", traces.meetings.ids)]
        ).filtered(
            lambda one: not one.partner_id.with_context(active_test=False).user_ids
        )

    def _erase_meetings(self, holding, meetings):
        """The slot stays in the calendar, for figures and colleagues."""
        self._blank(holding, meetings, name=self.env._("Erased person"))
        self.env.cr.execute(
            SQL(
                "DELETE FROM calendar_event_res_partner_rel"
                " WHERE calendar_event_id = ANY(%s)"
                " AND res_partner_id NOT IN (SELECT partner_id FROM res_users)",
                meetings.ids,
            )
        )

    # contact cards

    def _erase_contacts(self, holding, contacts):
        contacts.with_context(tracking_disable=True).write(
            {"name": self.env._("Erased person"), "active": False}
        )
        self.env.flush_all()
        gone = ("state_id", "country_id", "parent_id", "commercial_partner_id", "title")
        values = {name: None for name in gone if self._is_column(contacts, name)}
        word = self.env._("Erased person")
        self._blank(holding, contacts, name=word, complete_name=word, **values)
        # each is its own commercial entity
        self.env.cr.execute(
            SQL(
                "UPDATE res_partner SET commercial_partner_id = id WHERE id = ANY(%s)",
                contacts.ids,
            )
        )

    def _is_column(self, records, name):
        field = records._fields.get(name)
        return bool(field and field.store and field.column_type)

    @api.model
    def _used_contacts(self, traces):
        """Return the cards that something beside the inquiries refers to."""
        contacts = self._contacts(traces)
        return self._used_elsewhere(contacts, {"crm.lead": traces.leads})

    @api.model
    def _used_elsewhere(self, records, beside):
        """Return the records that another record refers to.

        :param beside: ``{model: records}`` whose references do not count.
        """
        used = records.browse()
        for reference in self._references_to(records._name):
            model = self.env[reference.model_name]
            if records._name == "res.partner" and self._is_of_inquiries(model._name):
                continue
            rows = self.env.execute_query(
                SQL(
                    "SELECT DISTINCT %(column)s FROM %(table)s"
                    " WHERE %(column)s = ANY(%(ids)s) AND id != ALL(%(beside)s)",
                    column=SQL.identifier(reference.name),
                    table=SQL.identifier(model._table),
                    ids=records.ids,
                    beside=self._ids_beside(model, records, beside),
                )
            )
            used |= records.browse(row[0] for row in rows)
        return used

    @api.model
    def _is_of_inquiries(self, name):
        """Say whether such records refer to a card because of the inquiries."""
        return name.startswith(_OF_INQUIRIES)

    def _ids_beside(self, model, records, beside):
        if model._name == records._name:
            return records.ids  # a card refers to itself
        return beside[model._name].ids if model._name in beside else []

    def _references_to(self, name):
        """Yield every many2one column to a model, of models that are kept."""
        for model in self.env.values():
            if model._abstract or model.is_transient() or not model._auto:
                continue
            for field in model._fields.values():
                if (
                    field.type == "many2one"
                    and field.comodel_name == name
                    and field.store
                    and not field.inherited
                ):
                    yield field
