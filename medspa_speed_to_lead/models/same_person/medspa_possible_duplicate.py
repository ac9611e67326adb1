from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.same_person.people import SHARES, Person, relation

# an address that more open inquiries share is nobody's
_MOST = 20
# the id of a pair holds the id of one above these, and of the other below
_BITS = 26


class MedspaPossibleDuplicate(models.Model):
    """Two open inquiries that may be of one person, for a colleague to decide.

    What doors could not tell, and what was made past them: by an import, by code. A
    view, so creation asks nothing. A household, where one address agrees and the names
    cannot be of one person, is none: :meth:`_search_is_doubtful` leaves it out.
    """

    _name = "medspa.possible.duplicate"
    _description = "Possible Duplicate"
    _auto = False
    _order = "since DESC, id DESC"
    _rec_name = "person"
    _depends = {
        "crm.lead": [
            "active",
            "company_id",
            "contact_name",
            "email_normalized",
            "intake_received_at",
            "name",
            "phone_sanitized",
            "response_exempt_reason",
            "won_status",
        ],
        "medspa.different.people": ["lead_id", "other_id"],
    }

    lead_id = fields.Many2one("crm.lead", string="Inquiry")
    other_id = fields.Many2one("crm.lead", string="Other Inquiry")
    company_id = fields.Many2one("res.company")
    person = fields.Char()
    phone = fields.Char()
    email = fields.Char()
    other_person = fields.Char()
    other_phone = fields.Char()
    other_email = fields.Char()
    agrees = fields.Selection(
        [("phone", "Phone"), ("email", "Email"), ("both", "Phone and email")],
        string="What Agrees",
    )
    since = fields.Datetime(help="When the second one arrived.")
    owner_id = fields.Many2one(related="lead_id.user_id", string="Owner")
    other_owner_id = fields.Many2one(related="other_id.user_id", string="Other Owner")
    is_doubtful = fields.Boolean(
        string="May Be One Person",
        compute="_compute_is_doubtful",
        search="_search_is_doubtful",
    )
    is_in_reach = fields.Boolean(
        string="Of Inquiries I May Read",
        compute="_compute_is_in_reach",
        search="_search_is_in_reach",
    )

    @property
    def _table_query(self):
        """One pass over open inquiries: who shares an address with whom.

        The id holds both ids, so a pair keeps it.
        """
        return SQL(
            """
            WITH open AS (
                SELECT id, phone_sanitized, email_normalized FROM crm_lead
                 WHERE active AND won_status = 'pending'
                   AND intake_received_at IS NOT NULL
                   AND response_exempt_reason IS NULL),
            shared AS (
                SELECT 'phone' AS kind, array_agg(id) AS ids FROM open
                 WHERE phone_sanitized IS NOT NULL
                 GROUP BY phone_sanitized HAVING count(*) BETWEEN 2 AND %(most)s
                 UNION ALL
                SELECT 'email', array_agg(id) FROM open
                 WHERE email_normalized IS NOT NULL
                 GROUP BY email_normalized HAVING count(*) BETWEEN 2 AND %(most)s),
            pair AS (
                SELECT one, other, array_agg(kind) AS kinds
                  FROM shared, unnest(ids) AS one, unnest(ids) AS other
                 WHERE one < other GROUP BY one, other)
            SELECT (one::bigint << %(bits)s) | other AS id,
                   one AS lead_id, other AS other_id,
                   COALESCE(l.company_id, o.company_id) AS company_id,
                   COALESCE(l.contact_name, '') AS person,
                   COALESCE(o.contact_name, '') AS other_person,
                   l.phone_sanitized AS phone, o.phone_sanitized AS other_phone,
                   l.email_normalized AS email, o.email_normalized AS other_email,
                   CASE WHEN cardinality(kinds) > 1 THEN 'both' ELSE kinds[1] END
                        AS agrees,
                   GREATEST(l.intake_received_at, o.intake_received_at) AS since
              FROM pair
              JOIN crm_lead l ON l.id = one
              JOIN crm_lead o ON o.id = other
             WHERE (l.company_id IS NULL OR o.company_id IS NULL
                    OR l.company_id = o.company_id)
               AND NOT EXISTS (SELECT FROM medspa_different_people d
                                WHERE d.lead_id = one AND d.other_id = other)
            """,
            most=_MOST,
            bits=_BITS,
        )

    def _compute_is_doubtful(self):
        for pair in self:
            one = Person(pair.person or "", pair.phone or "", pair.email or "")
            other = Person(
                pair.other_person or "", pair.other_phone or "", pair.other_email or ""
            )
            pair.is_doubtful = relation(one, other) not in ("", SHARES)

    @api.model
    def _search_is_doubtful(self, operator, value):
        """The names are compared in Python, by the rule that doors go by."""
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        pairs = self.search([("agrees", "!=", False)])
        return Domain("id", "in", pairs.filtered("is_doubtful").ids)

    # who may see and decide

    def _compute_is_in_reach(self):
        leads = (self.lead_id | self.other_id).with_user(self.env.user)
        readable = set(leads._filtered_access("read").ids)
        for pair in self:
            pair.is_in_reach = {pair.lead_id.id, pair.other_id.id} <= readable

    @api.model
    def _search_is_in_reach(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        leads = self.env["crm.lead"].with_user(self.env.user)
        readable = leads._search([]) if leads.has_access("read") else []
        return Domain("lead_id", "in", readable) & Domain("other_id", "in", readable)

    def action_merge(self):
        """Make one inquiry of both, by Odoo's rules and ours."""
        leads = self._both()
        merged = leads.merge_opportunity()
        return self._told(self.env._("Merged: %s.", merged._in_short()))

    def action_different_people(self):
        """Never show these two again."""
        one, other = self._both()
        self.env["medspa.different.people"].sudo()._keep([(one, other)])
        names = f"{one._in_short()}, {other._in_short()}"
        return self._told(
            self.env._("Different people: %s.", names),
            undo=self,
            method="action_undo_different_people",
        )

    def action_undo_different_people(self):
        """Show these two again: the pair itself is gone from the screen."""
        self.ensure_one()
        leads = self.env["crm.lead"].browse(divmod(self.id, 1 << _BITS))
        leads.check_access("write")
        self.env["medspa.different.people"].sudo()._forget(*leads)
        return True

    def _both(self):
        """Return both inquiries, which the user may change.

        :raises UserError: they are no pair any more.
        """
        self.ensure_one()
        if not self.exists():
            raise UserError(
                self.env._("A colleague has merged or closed one of them meanwhile.")
            )
        leads = self.lead_id | self.other_id
        leads.check_access("write")
        return leads

    def _told(self, words, **undo):
        return self.env["crm.lead"]._notice_with_undo(words, reload=True, **undo)
