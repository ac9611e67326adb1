from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.claims import ALWAYS, is_met
from ...tools.plan_hold import CALL_OPEN, UNTRIED
from ...tools.touch_states import LEFT
from ..touch.medspa_touch import EXPECTS_NO_ANSWER


class CrmLead(models.Model):
    """Whether a person has tried to reach them since they last wrote.

    Any call counts as trying, however it ended, and a text or email that left. Until
    then it is the practice that is late, and no message of a plan says anything else.
    """

    _inherit = "crm.lead"

    followup_waits_for = fields.Char(
        string="The Plan Waits", compute="_compute_followup_waits_for"
    )

    @api.depends("enrollment_ids.held_for", "enrollment_ids.state")
    @api.depends_context("lang")
    def _compute_followup_waits_for(self):
        """Say what the plan waits for; nothing where it goes on."""
        held = (
            self.env["medspa.enrollment"]
            .sudo()
            .search([("lead_id", "in", self.ids), ("held_since", "!=", False)])
        )
        words = {
            UNTRIED: self.env._(
                "The plan waits until somebody has tried to reach them."
            ),
            CALL_OPEN: self.env._("The plan waits for the open call."),
        }
        by_lead = {one.lead_id.id: words[one.held_for] for one in held}
        for lead in self:
            lead.followup_waits_for = by_lead.get(lead._origin.id, False)

    def _touch_response_failed(self, touch):
        """What was planned because of it waits again, unless somebody else tried."""
        result = super()._touch_response_failed(touch)
        attempts = self._followup_attempts()
        untried = self.filtered(lambda lead: lead.id not in attempts)
        waits = [("cadence_id.hold_until_tried", "=", True), ("state", "=", "running")]
        enrollments_sudo = self.env["medspa.enrollment"].sudo()
        enrollments_sudo.search(
            [("lead_id", "in", untried.ids), *waits]
        )._take_messages_anew()
        return result

    def _merge_inquiries(self, inquiries, tail):
        """Who tried to reach one of them tried to reach them all."""
        result = super()._merge_inquiries(inquiries, tail)
        enrollments = self.env["medspa.enrollment"]
        enrollments._held_of([("lead_id", "in", self.ids)])._look_again()
        return result

    def _followup_meets(self, condition):
        """Say whether what goes under a condition may go to them now."""
        attempts = {} if condition == ALWAYS else self._followup_attempts()
        return is_met(condition, attempts.get(self.id, ()))

    def _followup_attempts(self):
        """Return ``{id: (whether a person tried, {outcome of a call})}``.

        Of all in one query. Whom nobody tried to reach is not in it. The outcomes are
        those since they last wrote or spoke with us: after that a message does not say
        any more that we could not reach them.
        """
        if not self.ids:
            return {}
        self.env["medspa.touch"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT lead_id, array_agg(outcome) FILTER (
                           WHERE occurred_at >= COALESCE(spoke_at, occurred_at)
                             AND outcome IS DISTINCT FROM 'connected')
                  FROM (SELECT lead_id, outcome, occurred_at, %(tries)s AS tries,
                               max(occurred_at) FILTER (WHERE %(writes)s) OVER lead
                                   AS wrote_at,
                               max(occurred_at) FILTER (WHERE %(speaks)s) OVER lead
                                   AS spoke_at
                          FROM medspa_touch
                         WHERE lead_id = ANY(%(leads)s)
                        WINDOW lead AS (PARTITION BY lead_id)) touch
                 WHERE tries AND occurred_at >= COALESCE(wrote_at, occurred_at)
              GROUP BY lead_id
                """,
                leads=self.ids,
                tries=_TRIES,
                writes=_WRITES,
                speaks=_SPEAKS,
            )
        )
        return {lead_id: {*(outcomes or ())} - {None} for lead_id, outcomes in rows}


_TRIES = SQL(
    """
    (direction = 'out' AND performer = 'person'
     AND (channel = 'call' OR state = ANY(%s)))
    """,
    list(LEFT),
)
_WRITES = SQL(
    "direction = 'in' AND (meaning IS NULL OR meaning != ALL(%s))",
    list(EXPECTS_NO_ANSWER),
)
_SPEAKS = SQL("direction = 'out' AND (outcome = 'connected' OR channel = 'in_person')")
