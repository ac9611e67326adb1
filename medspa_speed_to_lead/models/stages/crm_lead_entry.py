from odoo import api, models
from odoo.exceptions import RedirectWarning, UserError

from ...tools.touch_states import LEFT
from ..rights.context_keys import is_ours

# the reason with which a manager puts an inquiry where it does not belong yet
OVERRIDE = "medspa_stage_override"
# tells the browser to open the dialog at once, without a warning before it
AT_ONCE = "medspa_open_at_once"


class CrmLead(models.Model):
    """What a person may do by hand with the stage of an inquiry.

    Rules, jobs, imports and actions are not stopped here: they say what is so.
    """

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        if self._stage_is_by_hand():
            leads._stage_check_begins_there()
        return leads

    def write(self, vals):
        if vals.get("stage_id"):
            self.stage_entry_check(vals["stage_id"])
        return super().write(vals)

    def stage_entry_check(self, stage_id):
        """Raise what stops these inquiries from being put into a stage by hand.

        The board asks before it moves a card.
        """
        if self._stage_is_by_hand():
            moved = self.filtered(lambda lead: lead.stage_id.id != stage_id)
            moved._stage_check_entry(stage_id)

    def _stage_is_by_hand(self):
        return not (
            self.env.su
            or is_ours(self, "medspa_automatic")
            or self._is_imported_history()
        )

    # what is true

    def _has_fact(self, fact):
        """Say whether something that a stage may ask for is true of this inquiry."""
        self.ensure_one()
        return getattr(self.sudo(), f"_has_fact_{fact}")()

    def _has_fact_attempted(self):
        return any(
            touch.direction == "out"
            and touch.performer == "person"
            and touch.state in LEFT
            for touch in self.touch_ids
        )

    def _has_fact_answered(self):
        return bool(self.response_first_at)

    def _has_fact_contacted(self):
        return bool(self.response_contacted_at)

    def _has_fact_booked(self):
        return self._stage_consultation() in ("scheduled", "showed")

    def _has_fact_showed(self):
        return self._stage_consultation() == "showed"

    def _stage_consultation(self):
        """Return what has become of the consultation, nothing where none is known."""
        return "consultation_state" in self._fields and self["consultation_state"]

    # what is asked

    def _stage_check_entry(self, stage_id):
        """Stop a move by hand that ends in the wrong place; say what to do instead."""
        terms = self.env["crm.stage"]._terms(stage_id)
        if terms.milestone == "lost":
            self.filtered("active")._stage_ask_why_lost()
        lacking = terms.required and self._stage_missing_facts(terms.required)
        if lacking:
            self._stage_override(stage_id, terms.required, lacking)

    def _stage_missing_facts(self, fact):
        """Return the inquiries of which a fact is not true."""
        counted = self.filtered("intake_received_at")
        return counted.filtered(
            lambda lead: not lead.response_exempt_reason and not lead._has_fact(fact)
        )

    def _stage_ask_why_lost(self):
        """Odoo's own dialog closes it as lost, with the reason; the card goes back."""
        if not self:
            return
        raise RedirectWarning(
            self.env._("What is lost has a reason: please choose it."),
            self.env.ref("crm.crm_lead_lost_action").id,
            self.env._("Choose the Reason"),
            {
                "active_model": "crm.lead",
                "active_id": self[0].id,
                "active_ids": self.ids,
                "default_lead_ids": self.ids,
                AT_ONCE: True,
            },
        )

    def _stage_override(self, stage_id, fact, lacking):
        """Stop, or let a manager pass who says why."""
        if not self.env.user.has_group("sales_team.group_sale_manager"):
            raise UserError(lacking[0]._stage_what_is_missing(fact))
        reason = self.env.context.get(OVERRIDE)
        if reason:
            for lead in lacking:
                lead._message_log(
                    body=self.env._(
                        "Put into another stage by hand, although: %(missing)s "
                        "Reason: %(reason)s",
                        missing=lead._stage_what_is_missing(fact),
                        reason=reason,
                    )
                )
            return
        action = self.env.ref("medspa_speed_to_lead.medspa_stage_override_action")
        raise RedirectWarning(
            lacking[0]._stage_what_is_missing(fact),
            action.id,
            self.env._("Move Anyway"),
            {
                "default_lead_ids": self.ids,
                "default_stage_id": stage_id,
                "default_missing": lacking[0]._stage_what_is_missing(fact),
                AT_ONCE: True,
            },
        )

    def _stage_check_begins_there(self):
        """A new inquiry begins in a stage that it may enter."""
        for lead in self:
            required = self.env["crm.stage"]._terms(lead.stage_id.id).required
            if required and lead._stage_missing_facts(required):
                raise UserError(
                    self.env._(
                        "A new inquiry cannot begin in “%(stage)s”. Create it in the "
                        "first stage and log the call or message: it moves by itself.",
                        stage=lead.stage_id.name,
                    )
                )

    def _stage_what_is_missing(self, fact):
        """Say what is not true yet and what to do, in words for the front desk."""
        patient = self.contact_name or self.display_name
        words = {
            "attempted": self.env._(
                "Nobody has tried to reach %s yet. Call or write first; a call that "
                "nobody picked up counts when it is logged.",
                patient,
            ),
            "answered": self.env._(
                "Nobody has answered %s yet. Call or write: it then moves by itself. "
                "If it happened elsewhere, log the call.",
                patient,
            ),
            "contacted": self.env._(
                "We have not spoken with %s yet. Call them, or log the call that you "
                "had.",
                patient,
            ),
            "booked": self.env._(
                "No consultation is booked for %s yet. Book one: it then moves by "
                "itself.",
                patient,
            ),
            "showed": self.env._(
                "%s has not come to a consultation yet. Note how the consultation went "
                "first.",
                patient,
            ),
        }
        return words[fact]
