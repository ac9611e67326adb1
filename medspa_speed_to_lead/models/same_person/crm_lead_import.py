from odoo import models
from odoo.fields import Domain


class CrmLead(models.Model):
    """An import makes what it is told; its test says of whom an inquiry is open."""

    _inherit = "crm.lead"

    def load(self, fields, data):
        result = super().load(fields, data)
        known = self.browse(result["ids"] or ())._count_open_before()
        if known:
            result["messages"].append(
                {
                    "type": "warning",
                    "message": self.env._(
                        "%s of these rows are from people who have an open inquiry. "
                        "They are imported all the same; see Possible Duplicates.",
                        known,
                    ),
                }
            )
        return result

    def _count_open_before(self):
        """Return how many of these share an address with another open inquiry."""
        people = [lead._person().identified_by for lead in self]
        phones = {one["phone"] for one in people if "phone" in one}
        emails = {one["email"] for one in people if "email" in one}
        if not phones and not emails:
            return 0
        others = self.search(
            (
                Domain("phone_sanitized", "in", list(phones))
                | Domain("email_normalized", "in", list(emails))
            )
            & Domain("id", "not in", self.ids)
            & Domain("intake_received_at", "!=", False)
            & Domain("won_status", "=", "pending")
            & Domain("response_exempt_reason", "=", False)
        )
        taken = set(others.mapped("phone_sanitized"))
        taken |= set(others.mapped("email_normalized"))
        return sum(bool(taken & set(one.values())) for one in people)
