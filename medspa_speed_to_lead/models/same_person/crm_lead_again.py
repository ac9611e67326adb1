from odoo import models

from ...tools.same_person.names import says_more, says_who

# filled in from what they say later, where the inquiry has nothing
_FILLED = ("contact_name", "phone", "email_from", "street", "city", "zip")


class CrmLead(models.Model):
    """The same person says more: what was empty is filled, what was wrong corrected."""

    _inherit = "crm.lead"

    def _learn_from_again(self, values, person):
        """Take over what they say about themselves now.

        :param dict values: of an inquiry, as it would be made of what they sent.
        :param Person person: who they say they are.
        :return: ``[(field, new, old), ...]`` of what differs from what was known, taken
            over or not.
        """
        self.ensure_one()
        differing = self._differing(values, person)
        changes = {
            name: values[name]
            for name in _FILLED
            if values.get(name) and not self[name]
        }
        for name, new, old in differing:
            if self._corrects(name, new, old, person):
                changes[name] = new
        if self.intake_intent == "general" and values.get("intake_intent"):
            changes["intake_intent"] = values["intake_intent"]
        if changes:
            self.write(changes)
        return differing

    def _differing(self, values, person):
        known, said = self._person(), person
        pairs = (
            ("contact_name", known.name.casefold() != said.name.casefold()),
            ("phone", said.phone != known.phone or not said.phone),
            ("email_from", said.email != known.email or not said.email),
        )
        return [
            (name, values[name], self[name] or "")
            for name, differs in pairs
            if differs and values.get(name) and values[name] != self[name]
        ]

    def _corrects(self, name, new, old, person):
        """Say whether something new counts from now on.

        Whoever has an account gets their password at the address of their contact: no
        form changes it. A number alone, which anybody may know, corrects nothing: who
        puts an address right says their name.
        """
        if name == "contact_name":
            return says_more(new, old)
        if not says_who(person.name) or not says_who(self.contact_name or ""):
            return False
        if old and self.partner_id.with_context(active_test=False).user_ids:
            return False
        address = "phone" if name == "phone" else "email"
        return address in person.identified_by
