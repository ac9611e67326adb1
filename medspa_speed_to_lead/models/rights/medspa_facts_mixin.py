from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import ormcache

from .field_labels import labels_of
from .medspa_reference_mixin import MODULE

PREFIXES = ("response_", "consultation_", "followup_", "intake_", "urgent_")
# what people say of an inquiry: channel, intent and kind of patient, and that it does
# not count, which is logged
SAID = frozenset(
    (
        "intake_channel_id",
        "intake_intent",
        "intake_patient_type",
        "response_exempt_reason",
    )
)
# with these Odoo leaves no line of what was changed
_UNLOGGED = frozenset(("tracking_disable", "mail_notrack"))


class MedspaFactsMixin(models.AbstractModel):
    """What happened is written by what saw it happen, never by hand.

    ``readonly`` keeps a field from forms alone. Here values that come from a person, by
    whatever door, are refused where they are facts; the addon writes these with full
    rights, in its ``lead_sudo``.
    """

    _name = "medspa.facts.mixin"
    _description = "Facts That Nobody Writes by Hand"

    @api.model
    @ormcache()
    def _fact_names(self):
        """Return the names of the stored fields that hold facts."""
        return frozenset(
            name
            for name, field in self._fields.items()
            if name.startswith(PREFIXES)
            and name not in SAID
            and field.store
            and MODULE in field._modules
        )

    @api.model
    @ormcache()
    def _references(self):
        """Facts are set by the addon, whatever the user may read of them."""
        return super()._references() - self._fact_names()

    @api.model
    def default_get(self, fields):
        """A fact has no default, neither the context's nor somebody's own."""
        facts = self._fact_names()
        return super().default_get([name for name in fields if name not in facts])

    def _refuse_facts(self, vals_list):
        """Raise an access error if a person's values hold facts."""
        if self.env.su:
            return
        facts = self._fact_names()
        for vals in vals_list:
            if written := facts & vals.keys():
                self._refuse_written(written, vals)

    def _refuse_written(self, written, vals):
        """Let through what some people may say: managers when it arrived, everybody
        which source “by hand” it came from."""
        refused = written - {"intake_received_at", "intake_source_id"}
        if "intake_received_at" in written and not self._may_say_when(vals):
            refused |= {"intake_received_at"}
        if "intake_source_id" in written and not self._is_source_by_hand(vals):
            refused |= {"intake_source_id"}
        if refused:
            raise AccessError(
                self.env._(
                    "Nobody writes these by hand, they are what happened: %s.",
                    labels_of(self, refused),
                )
            )

    def _may_say_when(self, vals):
        """A manager corrects when it arrived; that it did nobody takes back."""
        is_manager = self.env.user.has_group("sales_team.group_sale_manager")
        return is_manager and bool(vals["intake_received_at"] or not self)

    def _is_source_by_hand(self, vals):
        source_sudo = self.env["medspa.intake.source"].sudo()
        source_sudo = source_sudo.browse(vals["intake_source_id"] or ())
        sources_sudo = source_sudo | self.sudo().intake_source_id
        return all(one.provider == "manual" for one in sources_sudo)

    def _logged(self):
        """Return these as Odoo logs their changes: no request does without."""
        if self.env.su or not _UNLOGGED & self.env.context.keys():
            return self
        return self.with_context(**dict.fromkeys(_UNLOGGED, False))

    # history

    def _is_imported_history(self):
        """Say whether a manager reads in a file; anybody can say so of a request."""
        return bool(self.env.context.get("import_file")) and (
            self.env.su or self.env.user.has_group("sales_team.group_sale_manager")
        )

    def _refuse_import(self):
        """A file is no person who raises a hand, and what it brings has no clock: it is
        a manager's to read one in."""
        if self.env.context.get("import_file") and not self._is_imported_history():
            raise AccessError(
                self.env._("A CRM manager imports inquiries: please ask one.")
            )
