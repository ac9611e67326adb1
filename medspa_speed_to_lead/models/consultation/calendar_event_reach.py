from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class CalendarEvent(models.Model):
    """A meeting for an inquiry is seen as far as the inquiry itself.

    Odoo shows every meeting to every employee of every company, and lets them change
    it: name, notes and outcome of a consultation say who comes and for what. For
    whoever neither takes part nor may read the inquiry it is what Odoo makes of a
    private meeting: “Busy”, found by its time alone, and not to be changed.
    """

    _inherit = "calendar.event"

    consultation_in_reach = fields.Boolean(
        string="Of an Inquiry I May Read, or of None",
        compute="_compute_consultation_in_reach",
        search="_search_consultation_in_reach",
    )

    @api.depends("opportunity_id", "consultation_lead_id", "user_id", "partner_ids")
    @api.depends_context("allowed_company_ids", "uid")
    def _compute_consultation_in_reach(self):
        """Asked of the database: what is in memory may be hidden already."""
        self.flush_model(["opportunity_id", "consultation_lead_id"])
        linked = {} if not self.ids else self._linked_inquiries()
        inquiries = self.env["crm.lead"].browse(set().union(*linked.values()))
        unread = inquiries - self._readable(inquiries)
        doubtful = [key for key, ids in linked.items() if ids & {*unread.ids}]
        takes_part = self.sudo().with_context(active_test=False)
        takes_part = takes_part.search(
            Domain("id", "in", doubtful) & self._domain_takes_part()
        )
        hidden = {*doubtful} - {*takes_part.ids}
        for event in self:
            event.consultation_in_reach = event._origin.id not in hidden

    def _linked_inquiries(self):
        """Return ``{id: ids of the inquiries}`` of those of these meetings with any."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT event.id, array_agg(lead.id)
                  FROM calendar_event event
                  JOIN crm_lead lead
                    ON lead.id IN (event.opportunity_id, event.consultation_lead_id)
                 WHERE event.id = ANY(%s) AND lead.intake_received_at IS NOT NULL
                 GROUP BY event.id
                """,
                self.ids,
            )
        )
        return {key: {*ids} for key, ids in rows}

    @api.model
    def _search_consultation_in_reach(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        leads = self.env["crm.lead"].with_context(active_test=False)
        inquiries = leads.sudo()._search([("intake_received_at", "!=", False)])
        readable = leads.with_user(self.env.user)
        readable = readable._search([]) if readable.has_access("read") else []
        seen = Domain.TRUE
        for name in ("opportunity_id", "consultation_lead_id"):
            seen &= (
                Domain(name, "=", False)
                | Domain(name, "not in", inquiries)
                | Domain(name, "in", readable)
            )
        return seen | self._domain_takes_part()

    @api.model
    def _domain_takes_part(self):
        return Domain("user_id", "=", self.env.uid) | Domain(
            "partner_ids", "in", self.env.user.partner_id.ids
        )

    @api.model
    def _readable(self, leads):
        """Return those of these inquiries that the present user may read."""
        leads = leads.with_user(self.env.user)
        return leads._filtered_access("read").with_env(self.env)

    # what Odoo hides of private meetings

    def _check_private_event_conditions(self):
        return (
            super()._check_private_event_conditions() or not self.consultation_in_reach
        )

    def _get_default_privacy_domain(self):
        in_reach = Domain("consultation_in_reach", "in", [True])
        return list(Domain(super()._get_default_privacy_domain()) & in_reach)

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        result = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        if message_operation == "read":
            hidden = self.filtered(lambda event: not event.consultation_in_reach)
            result.update(dict.fromkeys(hidden, "write"))
        return result

    @api.model
    def _search(self, domain, *args, order=None, bypass_access=False, **kwargs):
        """Let nothing be found by what is not shown of it."""
        if not self.env.su and not bypass_access and self._asks_hidden(domain, order):
            domain = Domain(domain) & Domain("consultation_in_reach", "in", [True])
        return super()._search(
            domain, *args, order=order, bypass_access=bypass_access, **kwargs
        )

    @api.model
    def _asks_hidden(self, domain, order):
        """Say whether a condition, or an order, asks more than is public."""
        public = self._get_public_fields() | {"consultation_in_reach"}
        conditions = list(Domain(domain).iter_conditions())
        names = {one.field_expr for one in conditions if not self._asks_staff(one)}
        names |= {part.split()[0] for part in (order or "").split(",") if part.split()}
        return not names <= public

    @api.model
    def _asks_staff(self, condition):
        """Say whether a condition asks for meetings of colleagues, as calendars do."""
        if condition.field_expr != "partner_ids" or condition.operator != "in":
            return False
        ids = condition.value
        if not isinstance(ids, (list, tuple, set, frozenset)) or not all(
            isinstance(one, int) and one for one in ids
        ):
            return False
        partners_sudo = self.env["res.partner"].sudo().browse(ids)
        return all(partner.partner_share is False for partner in partners_sudo)
