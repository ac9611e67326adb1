from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# how many are named, the others are counted
_NAMED = 3


class MedspaInUseMixin(models.AbstractModel):
    """What is in use is not deleted: what refers to it would lose it without a word,
    and what is kept of it in memory would lead nowhere.

    The refusal says who uses it, as far as the user may know.
    """

    _name = "medspa.in.use.mixin"
    _description = "Not Deleted While in Use"

    # {(model, field): domain of those records that count as a use}
    _USED_BY = {}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        for record in self:
            uses = record._uses()
            if uses:
                raise UserError(
                    self.env._(
                        "“%(name)s” is in use and cannot be deleted: archive it "
                        "instead. %(uses)s.",
                        name=record.display_name,
                        uses=", ".join(uses),
                    )
                )

    def _uses(self):
        """Return who uses this record, in words; empty: nobody."""
        self.ensure_one()
        words = []
        for (model, field), domain in self._USED_BY.items():
            found = self._users_of(model, field, domain)
            if found:
                words.append(self._use_in_words(found))
        return words

    def _use_in_words(self, users_sudo):
        """Facts are counted, and have no names that tell anything; all else is named,
        as far as the user may know."""
        count = len(users_sudo)
        counted = {
            "crm.lead": self.env._("%s inquiries have it", count),
            "medspa.response.cycle": self.env._("%s inquiries wait under it", count),
            "medspa.enrollment": self.env._("%s inquiries are or were in it", count),
            "medspa.touch": self.env._("%s messages of it are planned", count),
            "medspa.intake.event": self.env._("%s inquiries came in through it", count),
            "medspa.mystery": self.env._("%s mystery inquiries have it", count),
            "medspa.spend": self.env._("money was spent on it in %s months", count),
        }
        label = self.env["ir.model"]._get(users_sudo._name).name
        named = f"{label}: {self._names_of(users_sudo)}"
        return counted.get(users_sudo._name) or named

    def _users_of(self, model, field, domain=()):
        """Return the records that refer to this one, archived ones too, with full
        rights: also of what the user may not see it is not taken away."""
        users_sudo = self.env[model].sudo().with_context(active_test=False)
        return users_sudo.search(Domain(field, "in", self.ids) & Domain(list(domain)))

    def _names_of(self, users_sudo):
        visible = users_sudo.sudo(False)._filtered_access("read")
        names = visible[:_NAMED].mapped("display_name")
        left = len(users_sudo) - len(names)
        return ", ".join(names) + (
            (self.env._(" and %s more", left) if names else str(left)) if left else ""
        )
