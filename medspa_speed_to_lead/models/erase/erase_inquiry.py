from psycopg2.extras import Json

from odoo import api, models
from odoo.tools import SQL

from ...tools.reason import Reason
from .holding import Holding

_OF_EVENT = {"source_id": "utm_source_id"}  # by the field of an inquiry


class MedspaErase(models.AbstractModel):
    """What came in, and what became of it: our own records."""

    _inherit = "medspa.erase"

    @api.model
    def _holdings(self):
        return [
            *super()._holdings(),
            Holding(
                "medspa.intake.event",
                "what was received, of every state, and the sender's key",
                lambda traces: traces.events,
                self._erase_events,
                {"content_type": "how it was written"},
            ),
            Holding(
                "medspa.enrollment",
                "the plan that still runs",
                self._by_inquiry("medspa.enrollment"),
                self._erase_plans,
                {"stop_reason": "a sentence of ours"},
            ),
            Holding(
                "medspa.touch",
                "what was written, whence and where to",
                lambda traces: traces.touches,
                self._erase_touches,
                {"act_key": "ids alone; by it nothing is sent twice"},
            ),
            *(
                Holding(name, "errors that quote", self._by_inquiry(name), self._blank)
                for name in ("medspa.stage.move", "medspa.escalation")
            ),
            Holding(
                "medspa.consent",
                "what they agreed to or refused, in their words",
                self._find_consent,
                self._erase_consent,
                {"source": "the name of the entrance"},
            ),
            *(self._utm_holding(name) for name in ("campaign", "medium", "source")),
            Holding(
                "crm.lead",
                "who they are and what they asked",
                lambda traces: traces.leads,
                self._erase_leads,
                {"intake_owner_reason": "which colleague got it, and why"},
            ),
        ]

    def _by_inquiry(self, name):
        """Return what finds the rows of a model that hang on the person's inquiries."""
        return lambda traces: self._rows(name, [("lead_id", "in", traces.leads.ids)])

    # events

    @api.model
    def _follow(self, traces):
        """Find what hangs together, from the inquiries on, before anything goes."""
        traces.events = self._find_events(traces)
        number = [("lead_id", "in", traces.leads.ids)]
        traces.touches = self._rows("medspa.touch", number)

    def _find_events(self, traces):
        """Return the payloads of the person: of their inquiries, and those that name
        one of their addresses, whether or not anything was made of them."""
        events = self._rows(
            "medspa.intake.event", [("lead_id", "in", traces.leads.ids)]
        )
        addresses = traces.addresses
        if not addresses:
            return events
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, said
                  FROM medspa_intake_event,
                       concat_ws(' ', body, query, external_id, error) AS said
                 WHERE said ILIKE ANY(%(emails)s)
                    OR regexp_replace(said, '%%[0-9A-Fa-f]{2}|\\D', '', 'g')
                       LIKE ANY(%(phones)s)
                    OR said LIKE '%%\\\\u00%%'
                """,
                emails=[_pattern(email) for email in addresses.emails],
                phones=[f"%{phone}%" for phone in addresses.phones],
            )
        )
        named = [id_ for id_, said in rows if addresses.named_in(said)]
        return events | events.browse(named)

    def _erase_events(self, holding, events):
        """Blank payloads; what was not made an inquiry yet never becomes one."""
        keys = {event.id: event._erased_key(event) for event in events}
        self._blank(holding, events)
        self.env.cr.execute(
            SQL(
                """
                UPDATE medspa_intake_event event
                   SET external_id = key, retry_at = NULL,
                       state = CASE WHEN state IN ('received', 'error')
                                    THEN 'erased' ELSE state END
                  FROM unnest(%s, %s) AS erased(id, key) WHERE event.id = erased.id
                """,
                list(keys),
                list(keys.values()),
            )
        )

    # plans and touches

    def _erase_plans(self, _holding, plans):
        plans._stop(self.env._("The person was erased."))
        plans.flush_recordset()

    def _erase_touches(self, holding, touches):
        """Blank what was said; what is planned is not said any more."""
        erased = Reason("closed", self.env._("The person was erased."))
        touches.filtered(lambda one: one.state == "planned")._take_back(erased)
        touches.flush_recordset()
        self._blank(holding, touches)

    # consent

    def _find_consent(self, traces):
        spelled = [*traces.addresses.spelled, *traces.addresses.emails]
        return self._rows(
            "medspa.consent",
            [("address", "in", spelled)],
            [("lead_id", "in", traces.leads.ids)],
        )

    def _erase_consent(self, _holding, lines):
        """An agreement becomes anonymous; a refusal keeps the address alone."""
        lines._erase()

    # marketing names that came with a form

    def _utm_holding(self, name):
        field = self.env["crm.lead"]._fields[f"{name}_id"]
        return Holding(
            field.comodel_name,
            "a name that came with a form of theirs and that nothing else uses",
            lambda traces: self._utm_of(traces, field),
            self._erase_names,
        )

    def _utm_of(self, traces, field):
        asked_again = traces.events[_OF_EVENT.get(field.name, field.name)]
        names = (traces.leads[field.name] | asked_again).filtered(
            lambda one: one.create_uid.id == api.SUPERUSER_ID
        )
        known = (
            self.env["ir.model.data"]
            .sudo()
            .search([("model", "=", names._name), ("res_id", "in", names.ids)])
        )
        names -= names.browse(known.mapped("res_id"))
        return names - self._used_elsewhere(
            names, {"crm.lead": traces.leads, "medspa.intake.event": traces.events}
        )

    def _erase_names(self, holding, records):
        """Give each a name that says nothing; the figures stay apart."""
        for record in records:
            word = self.env._("Erased %s", record.id)
            names = {
                field.name: Json({"en_US": word}) if field.translate else word
                for field in self._words_of(record)
                if field.required
            }
            self._blank(holding, record, **names)

    # inquiries

    def _erase_leads(self, holding, leads):
        """Blank them and put them away: nobody waits for an answer any more."""
        open_ones = leads.filtered(lambda lead: not lead._practice_is_closed())
        # open boards learn of it
        silent = {"tracking_disable": True, "mail_notrack": True}
        leads.with_context(**silent).write({"name": self.env._("Erased person")})
        open_ones.with_context(**silent).write({"active": False})
        self.env.flush_all()
        gone = ("partner_id", "state_id", "country_id", "message_main_attachment_id")
        self._blank(
            holding,
            leads,
            **{name: None for name in gone if name in leads._fields},
        )


def _pattern(email):
    """Return how an email may stand in a payload, for LIKE: signs may be encoded."""
    return "%" + "".join(sign if sign.isalnum() else "%" for sign in email) + "%"
