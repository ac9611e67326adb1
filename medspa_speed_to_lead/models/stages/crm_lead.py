import logging

from odoo import api, models
from odoo.fields import Domain

from ...tools.errors import in_words
from ...tools.stage_rule import Position
from ..jobs.locking import BUSY

_logger = logging.getLogger(__name__)


class CrmLead(models.Model):
    """Facts move an inquiry through the stages of its team."""

    _inherit = "crm.lead"

    # what the job of the timed rules looks through: open inquiries by their stage
    _medspa_in_stage_idx = models.Index(
        "(stage_id, date_last_stage_update) WHERE intake_received_at IS NOT NULL "
        "AND active AND won_status = 'pending' AND response_exempt_reason IS NULL"
    )

    def _stage_find(self, team_id=False, domain=None, order="sequence, id", limit=1):
        """Nobody begins in a ready column for whom something must have happened."""
        found = super()._stage_find(team_id, domain, order, limit)
        terms = self.env["crm.stage"]._terms(found[:1].id)
        if not terms.ready or terms.milestone in ("new", "won"):
            return found
        begins = Domain(domain or []) & Domain("medspa_ready", "=", False)
        return super()._stage_find(team_id, begins, order, limit) or found

    def _happened(self, fact):
        result = super()._happened(fact)
        # the stage of the first answer was chosen with it, see
        # `_response_write_first_answer`
        if fact not in ("answered", "exempted"):
            self._stage_apply_rules(fact)
        return result

    def _stage_apply_rules(self, fact):
        rules = self.env["medspa.stage.rule"]
        for lead_sudo in self.sudo():
            if lead_sudo.response_exempt_reason:
                continue
            rule, stage_id = rules._first_fitting(fact, lead_sudo)
            if rule:
                rule._carry_out(lead_sudo, stage_id)

    def _response_write_first_answer(self, values):
        """Write the first answer, and the stage that it leads to with it.

        One write for both, as it happens with each first answer. Only where a rule has
        further conditions the answer is written before: they judge the inquiry with it.
        """
        self.ensure_one()
        rules = self.env["medspa.stage.rule"]
        if any(terms.domain for terms in rules._terms_of("answered")):
            super()._response_write_first_answer(values)
            values = {}
        rule, stage_id = rules._first_fitting("answered", self)
        if stage_id:
            self._stage_move_to(stage_id, rule, values)
        elif values:
            super()._response_write_first_answer(values)
        if rule:
            rule._carry_out_rest(self)
        self._happened("answered")
        return True

    def _response_unanswered_again(self):
        """Out of the stage of the answered it goes back to the first one."""
        result = super()._response_unanswered_again()
        stages, team_id = self.env["crm.stage"], self.team_id.id
        if self.stage_id.id in stages._ids_of_milestone(team_id, "contacted"):
            new_id = next(iter(stages._ids_of_milestone(team_id, "new")), False)
            if new_id:
                self._stage_move_to(new_id)
        return result

    def _stage_move_to(self, stage_id, rule=None, values=None):
        """Write a stage, with other values; return why it failed, in words.

        A move that fails (somebody's own rule may forbid it) must not lose the fact:
        then the values are written alone and the inquiry says why it stayed.
        """
        values = values or {}
        try:
            with self.env.cr.savepoint():
                if rule:
                    self._track_set_log_message(rule._reason())
                chain = rule._chain() if rule else {}
                self.with_context(**chain).write({**values, "stage_id": stage_id})
        except BUSY:
            raise
        except Exception as error:
            _logger.warning("inquiry %s was not moved", self.id, exc_info=True)
            self.write(values)
            self._stage_log_if_possible(
                self.env._("The stage could not be changed: %s", error)
            )
            return in_words(error)
        return ""

    def _stage_log_if_possible(self, body):
        """Say in the log what failed; that must not fail what happened as well."""
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                self._message_log(body=body)
        except BUSY:
            raise
        except Exception:
            _logger.warning("inquiry %s: no note", self.id, exc_info=True)

    def _stage_position(self):
        """Return where this inquiry stands, in the terms of the rules."""
        stage_id = self.stage_id.id
        return Position(
            stage=stage_id or 0,
            milestone=self.env["crm.stage"]._terms(stage_id).milestone,
            company=(self.company_id or self.team_id.company_id).id or 0,
            closed=self._practice_is_closed(),
        )

    def _stage_id_for(self, terms):
        """Return the stage to which a rule moves this inquiry, False if none: its
        team has no such stage, or it is there already."""
        stages = self.env["crm.stage"]
        team_id, stage_id = self.team_id.id, self.stage_id.id
        if terms.to_stage:
            team_ids = stages._terms(terms.to_stage).team_ids
            found = (terms.to_stage,) if not team_ids or team_id in team_ids else ()
        else:
            milestone = terms.to_milestone
            found = milestone and stages._ids_of_milestone(team_id, milestone)
        return bool(found) and stage_id not in found and found[0]

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        """Show the columns of all teams with the switch on the board of inquiries, also
        empty ones, and leave out Odoo's own that mean nothing to anybody."""
        if not self.env.context.get("medspa_desk"):
            return super()._read_group_stage_ids(stages, domain)
        meaningless = [
            stage_id
            for stage_id in stages._unchanged_odoo_stage_ids()
            if stage_id not in stages.ids and not stages._terms(stage_id).milestone
        ]
        shown = (
            Domain("id", "in", stages.ids)
            | Domain("team_ids", "=", False)
            | Domain("team_ids.speed_to_lead", "=", True)
        )
        return stages.search(shown & Domain("id", "not in", meaningless))
