from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.stage_rule import Position
from ...tools.touch_states import LEFT
from ..jobs.waking import STAGE_RULES
from ..jobs.work import Work, to_try_again, work_off
from .medspa_stage_rule import TIMED_FACTS

_BATCH = 200

# since when a patient is silent: our first try after the last word that they said.
# Before it they are not silent, they wait for us.
_SILENT_SINCE = """
    SELECT min(tried.occurred_at) AS since
      FROM medspa_touch tried
     WHERE tried.lead_id = lead.id AND tried.direction = 'out'
       AND tried.performer = 'person' AND tried.state = ANY(%s)
       AND tried.occurred_at >= COALESCE(
           (SELECT max(said.occurred_at) FROM medspa_touch said
             WHERE said.lead_id = lead.id
               AND (said.direction = 'in' OR said.outcome = 'connected')),
           lead.intake_received_at)
"""
_IN_STAGE_SINCE = "SELECT lead.date_last_stage_update AS since"


class MedspaStageMove(models.Model):
    """One timed rule carried out on one inquiry. A fact, and the guard of once.

    A silence, or a stay in a stage, has a moment at which it began. Rule, inquiry and
    that moment are unique in the database, so whatever runs twice acts once.
    """

    _name = "medspa.stage.move"
    _description = "Timed Stage Rule Carried Out"
    _inherit = ["medspa.recorded.mixin"]
    _order = "acted_at DESC, id DESC"
    _rec_name = "rule_id"

    rule_id = fields.Many2one(
        "medspa.stage.rule", required=True, readonly=True, ondelete="cascade"
    )
    lead_id = fields.Many2one(
        "crm.lead",
        string="Inquiry",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    since = fields.Datetime(required=True, readonly=True)
    acted_at = fields.Datetime(string="When", required=True, readonly=True)
    error = fields.Char(readonly=True, help="Empty: all of it was done.")
    failed_parts = fields.Json(readonly=True, groups=fields.NO_ACCESS)

    _once = models.UniqueIndex(
        "(rule_id, lead_id, since)", "This rule was already carried out for this."
    )

    @api.model
    def _cron_carry_out(self):
        """Carry out the timed rules, in batches; several jobs may do it at once."""
        works = [self._work_of_rule(rule) for rule in self._timed_rules()]
        works.append(self._work_of_failed_parts())
        works.append(self.env["base.automation"]._work_of_reminders())
        all(work_off(work) for work in works)

    def _timed_rules(self):
        timed = [fact for fact, _words in TIMED_FACTS]
        rules_sudo = self.env["medspa.stage.rule"].sudo()
        rules_sudo = rules_sudo.search([("fact", "in", timed)])
        # one that is broken stops none of the others
        return rules_sudo.filtered(lambda rule_sudo: rule_sudo._condition_works())

    @api.model
    def _work_of_rule(self, rule):
        return Work(
            f"stage_rule_{rule.id}",
            STAGE_RULES,
            self.env["crm.lead"].sudo(),
            due=lambda: self._due(rule, fields.Datetime.now()),
            since=SQL("date_last_stage_update"),
            do=lambda leads: self._act(rule, leads.ids),
            at_once=_BATCH,
            # a rule may run an action that takes long: nobody waits for other cards
            apart=True,
        )

    @api.model
    def _work_of_failed_parts(self):
        return Work(
            "stage_parts",
            STAGE_RULES,
            self.sudo(),
            due=lambda: to_try_again("stage_parts"),
            since=SQL("acted_at"),
            do=lambda move: move._act_again(),
            again=True,
        )

    def _act(self, rule, lead_ids):
        for move in self._record(rule, lead_ids, fields.Datetime.now()):
            lead_sudo = move._inquiry()
            stage_id = lead_sudo._stage_id_for(rule._terms())
            move._note(rule._carry_out_parts(lead_sudo, stage_id))

    def _inquiry(self):
        lead_sudo = self.lead_id.with_company(self.lead_id.company_id)
        # the reminders that it sends need not leave before the batch is committed
        return lead_sudo.with_context(mail_notify_force_send=False)

    def _act_again(self):
        """Do what failed before, if the inquiry is still open."""
        lead_sudo, rule = self._inquiry(), self.rule_id
        if lead_sudo._practice_is_closed():
            return
        stage_id = lead_sudo._stage_id_for(rule._terms())
        self._note(
            rule._carry_out_parts(lead_sudo, stage_id, only=self.failed_parts or ())
        )

    def _note(self, failed):
        """Write down what failed, and have it tried again.

        :param failed: ``{part: why}``.
        """
        words = "; ".join(failed.values())
        self.write({"error": words, "failed_parts": list(failed) or False})
        if failed:
            setbacks_sudo = self.env["medspa.setback"].sudo()
            work = self._work_of_failed_parts()
            setbacks_sudo._note(work, self, words)._tell_if_set_aside()

    def _record(self, rule, lead_ids, now):
        """Insert a row for each inquiry; return those that are new."""
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO medspa_stage_move
                       (rule_id, lead_id, since, acted_at,
                        create_uid, create_date, write_uid, write_date)
                SELECT %(rule)s, lead.id, begun.since, %(now)s,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM crm_lead lead
                  JOIN LATERAL (%(begun)s) begun ON TRUE
                 WHERE lead.id = ANY(%(leads)s)
              ORDER BY begun.since, lead.id
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                rule=rule.id,
                begun=self._since(rule),
                leads=lead_ids,
                now=now,
                uid=SUPERUSER_ID,
            )
        )
        return self.sudo().browse(row[0] for row in rows)

    def _due(self, rule, now):
        """Return the condition of the inquiries on which a rule has still to act.

        What was due before the rule applied is history, see ``applies_from``.
        """
        if not rule.exists().active:
            return SQL("FALSE")
        delay = timedelta(days=rule.days)
        leads = self.env["crm.lead"].sudo()._search(self._open_in_stage(rule))
        return SQL(
            """
            id IN (SELECT lead.id FROM crm_lead lead
                     JOIN LATERAL (%(begun)s) begun ON TRUE
                    WHERE lead.id IN %(leads)s
                      AND begun.since <= %(until)s AND begun.since >= %(from)s
                      AND NOT EXISTS (
                          SELECT FROM medspa_stage_move move
                           WHERE move.rule_id = %(rule)s AND move.lead_id = lead.id
                             AND move.since = begun.since))
            """,
            begun=self._since(rule),
            leads=leads.subselect(),
            until=now - delay,
            rule=rule.id,
            **{"from": rule.applies_from - delay},
        )

    def _since(self, rule):
        if rule.fact == "silent":
            return SQL(_SILENT_SINCE, list(LEFT))
        return SQL(_IN_STAGE_SINCE)

    def _open_in_stage(self, rule):
        """Return the domain of the open inquiries that stand where a rule looks."""
        terms = rule._terms()
        domain = Domain(
            [
                ("intake_received_at", "!=", False),
                ("response_exempt_reason", "=", False),
                ("active", "=", True),
                ("won_status", "=", "pending"),
                ("stage_id", "in", self._stage_ids(terms)),
            ]
        )
        if terms.company:
            domain &= Domain("company_id", "=", terms.company) | (
                Domain("company_id", "=", False)
                & Domain("team_id.company_id", "=", terms.company)
            )
        if terms.replaced_for:
            others = Domain("company_id", "not in", list(terms.replaced_for))
            domain &= others & Domain(
                "team_id.company_id", "not in", list(terms.replaced_for)
            )
        return domain & rule._condition_domain()

    def _stage_ids(self, terms):
        """Return the stages in which a rule looks: not those that it leads to."""
        stages = self.env["crm.stage"]
        found = []
        for stage_id, stage in stages._all_terms().items():
            is_target = stage_id == terms.to_stage or (
                not terms.to_stage
                and terms.to_milestone
                and stage.milestone == terms.to_milestone
            )
            position = Position(stage_id, stage.milestone, terms.company)
            if not is_target and terms.hold_for(position):
                found.append(stage_id)
        return found
