import logging

from markupsafe import Markup

from odoo import SUPERUSER_ID, fields, models, tools

from ...tools.errors import in_words
from ..jobs.locking import BUSY
from .medspa_stage_rule import CHAIN

_logger = logging.getLogger(__name__)

_MOVE = "_stage_move_to"


class MedspaStageRule(models.Model):
    """What a rule does to an inquiry, each part in a savepoint of its own."""

    _inherit = "medspa.stage.rule"

    def _carry_out(self, lead, stage_id):
        """Do to one inquiry what the rule says; return what went wrong, in words.

        Each part stands alone: an action that fails does not take back the move, and
        none of them what happened to the inquiry.
        """
        return "; ".join(self._carry_out_parts(lead, stage_id).values())

    def _carry_out_parts(self, lead, stage_id, only=None):
        """Do to one inquiry what the rule says; return ``{part: what went wrong}``.

        :param only: the names of the parts to do; all by default.
        """
        self.ensure_one()
        lead_sudo = lead.sudo()
        failed = {}
        if stage_id and (only is None or _MOVE in only):
            failed[_MOVE] = lead_sudo._stage_move_to(stage_id, self)
        failed |= self._carry_out_rest(lead_sudo, only)
        return {part: error for part, error in failed.items() if error}

    def _carry_out_rest(self, lead_sudo, only=None):
        """Do all but the move; return ``{part: what went wrong}``."""
        return {
            part: self._attempt(lead_sudo, getattr(self.sudo(), part))
            for part in self._part_names()
            if only is None or part in only
        }

    @tools.ormcache("self.id")
    def _part_names(self):
        """Return the methods of what the rule does beside the move."""
        rule_sudo = self.sudo()
        parts = {
            "_begin_plan": rule_sudo.cadence_id,
            "_give_to_do": rule_sudo.activity_type_id,
            "_tell": rule_sudo.notify,
            "_run_action": rule_sudo.server_action_id,
        }
        return tuple(name for name, is_wanted in parts.items() if is_wanted)

    def _attempt(self, lead_sudo, act):
        """Do one part in a savepoint; return why it failed, and say so on the lead."""
        try:
            with self.env.cr.savepoint():
                act(lead_sudo.with_context(**self._chain()))
        except BUSY:
            raise
        except Exception as error:
            _logger.warning(
                "stage rule %s failed on inquiry %s",
                self.id,
                lead_sudo.id,
                exc_info=True,
            )
            words = in_words(error)
            lead_sudo._stage_log_if_possible(
                self.env._(
                    "The stage rule “%(rule)s” could not do its part: %(error)s",
                    rule=self.sudo().name,
                    error=words,
                )
            )
            return words
        return ""

    def _chain(self):
        return {CHAIN: (*self._rules_before(), self.id)}

    def _begin_plan(self, lead_sudo):
        """Begin the rule's follow-up plan for an inquiry. Extended by follow-up, which
        knows how."""

    def _give_to_do(self, lead_sudo):
        owner, notice = lead_sudo.user_id, self.env["medspa.notice"]
        notice._todo(
            lead_sudo,
            self.activity_summary or self.activity_type_id.name,
            self._reason(),
            deadline=fields.Date.context_today(
                lead_sudo.with_context(tz=owner.tz or self.env.user.tz)
            ),
            kind=self.activity_type_id,
            # a manager's words may name a treatment
            subject=self.env._("A to-do: %s", notice._in_neutral_words(lead_sudo)),
        )

    def _tell(self, lead_sudo):
        notice = self.env["medspa.notice"]
        which = notice._in_neutral_words(lead_sudo)
        said = Markup("<p><strong>%s</strong></p><p>%s</p>")
        managers = self.notify == "manager" and notice._managers(lead_sudo)
        notice._tell(
            lead_sudo,
            self.env._("A stage rule tells of %s", which),
            said % (self.name, self.sentence),
            candidates=managers and list(managers),
        )

    def _run_action(self, lead_sudo):
        """Run the administrator's action as the system, the same for everybody: what
        it can do must not depend on whose click brought it about."""
        lead_system = lead_sudo.with_user(SUPERUSER_ID)
        self.server_action_id.with_env(lead_system.env).with_context(
            active_model="crm.lead", active_id=lead_sudo.id, active_ids=lead_sudo.ids
        ).run()

    def _reason(self):
        """Say on whose behalf something was done."""
        return self.env._("By the stage rule “%s”.", self._kept_name())

    @tools.ormcache("self.id", "self.env.lang")
    def _kept_name(self):
        """Return the name without a query: every first answer is logged with it."""
        return self.sudo().name
