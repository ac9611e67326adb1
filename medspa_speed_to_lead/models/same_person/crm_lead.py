from odoo import api, models
from odoo.fields import Domain

from ...tools.same_person.names import are_equal, may_be_same, says_who
from ...tools.same_person.people import SAME, Person, agreeing, relation

# more share an address that nobody thought of as a placeholder; the open ones first
_MOST = 20
# not the person, or not a person who asked
_NOT_THEM = ("spam", "test", "vendor", "wrong_number")


class CrmLead(models.Model):
    """Whose inquiry it is: doors look before they make another one.

    ``create`` never does: it makes what it is told.
    """

    _inherit = "crm.lead"

    def _person(self):
        """Return who this inquiry says the person is."""
        return Person(
            self.contact_name or "",
            self.phone_sanitized or "",
            self.email_normalized or "",
        )

    @api.model
    def _find_known(self, person, company):
        """Return the inquiries that share an address with a person, open and closed,
        the latest first, archived ones last: index look-ups in one statement, none for
        who gave nothing that identifies them.

        :param Person person: see :class:`....tools.same_person.people.Person`.
        :param company: of another company nothing is known.
        """
        names = {"phone": "phone_sanitized", "email": "email_normalized"}
        addresses = person.identified_by.items()
        if not addresses:
            return self.browse()
        same = Domain.OR(Domain(names[kind], "=", value) for kind, value in addresses)
        counted = Domain("response_exempt_reason", "=", False)
        counted |= Domain("response_exempt_reason", "not in", _NOT_THEM)
        of_company = Domain("company_id", "in", (False, company.id))
        return self.with_context(active_test=False).search(
            same & counted & of_company,
            order="active DESC, intake_received_at DESC, id DESC",
            limit=_MOST,
        )

    def _is_open_inquiry(self):
        """Say whether a conversation can go on here."""
        return bool(
            self.intake_received_at
            and not self.response_exempt_reason
            and not self._practice_is_closed()
        )

    def _going_on(self, person):
        """Return which of these inquiries is the open one of a person, empty if none.

        Of several it is that with the most in common, then of the very name, then the
        latest. Who may be several of them, "M. Sol" of a household, is none.
        """
        theirs = self.filtered(
            lambda lead: (
                lead._is_open_inquiry() and relation(lead._person(), person) == SAME
            )
        )
        if says_who(person.name):
            nearest = max((lead._how_near(person) for lead in theirs), default=None)
            theirs = theirs.filtered(lambda lead: lead._how_near(person) == nearest)
        # sorting is stable: the latest stay first
        theirs = theirs.sorted(lambda lead: lead._how_near(person), reverse=True)
        return theirs[:1] if theirs._is_one_person() else self.browse()

    def _how_near(self, person):
        """Return how much this inquiry has in common with a person, to be compared."""
        name = self.contact_name or ""
        return (
            len(agreeing(self._person(), person)),
            are_equal(name, person.name),
            says_who(name) or not says_who(person.name),
        )

    def _is_one_person(self):
        """Say whether the names on these inquiries can all be of one person."""
        names = [lead.contact_name or "" for lead in self]
        return all(may_be_same(one, other) for one in names for other in names)

    def _name_of(self, person):
        """Return the name under which a nameless person is known by these inquiries,
        ``""`` where several people share what they gave."""
        names = [
            lead.contact_name
            for lead in self
            if says_who(lead.contact_name or "")
            and relation(lead._person(), person) == SAME
        ]
        longest = max(names, key=len, default="")
        known_as = person._replace(name=longest)
        is_one = all(relation(lead._person(), known_as) == SAME for lead in self)
        return longest if is_one else ""
