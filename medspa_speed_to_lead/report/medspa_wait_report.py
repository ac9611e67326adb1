from odoo import fields, models
from odoo.tools import SQL

from ..models.response.clock_state import STATES, is_late_sql, open_state_sql
from .counting import DIVISIONS, counts, dimensions, local_at


class MedspaWaitReport(models.Model):
    """One row a wait of an inquiry that counts; its id is the cycle's.

    The first wait begins with the inquiry, a later one with what the patient writes
    afterwards. Weekday and hour are those at which it began.
    """

    _name = "medspa.wait.report"
    _description = "Wait Figures"
    _inherit = ["medspa.dimension.mixin"]
    _auto = False
    _order = "started_at DESC, id DESC"
    _depends = {
        "medspa.response.cycle": [
            "lead_id",
            "sequence",
            "policy_id",
            "started_at",
            "warn_at",
            "due_at",
            "answered_at",
            "answered_by_id",
            "missed_by_id",
            "late_arrival",
            "elapsed_seconds",
            "working_seconds",
            "verdict",
        ]
    }

    policy_id = fields.Many2one("medspa.response.policy", string="Promise")
    kind = fields.Selection(
        [("first", "First answer"), ("later", "Later answer")], string="Waited For"
    )
    started_at = fields.Datetime(string="Waiting Since")
    started_on = fields.Date(string="Day", help="Where the practice is.")
    due_at = fields.Datetime(string="Answer By")
    answered_at = fields.Datetime()
    responder_id = fields.Many2one("res.users", string="Answered By")
    missed_by_id = fields.Many2one(
        "res.users",
        help="Who owned the inquiry when the promise was broken. Empty where we "
        "learned of it too late.",
    )
    late_arrival = fields.Boolean(string="We Learned Too Late")
    state = fields.Selection([*STATES, ("void", "Excluded")])

    wait_count = fields.Integer(string="Waits")
    judged_count = fields.Integer(
        string="Promises Decided", help="Answered in time or late, or overdue now."
    )
    on_time_count = fields.Integer(string="On Time")
    late_count = fields.Integer(string="Missed")
    answered_count = fields.Integer(string="Answered")
    waiting_count = fields.Integer(string="Waiting Now")
    overdue_count = fields.Integer(string="Overdue Now")

    on_time_rate = fields.Float(string="On Time, Share", aggregator="avg")
    staff_on_time_rate = fields.Float(
        string="On Time Once We Knew, Share",
        aggregator="avg",
        help="Without those that the system learned of too late.",
    )

    working_mean = fields.Float(string="Wait, Average (min)", aggregator="avg")
    working_median = fields.Float(
        string="Wait, Median (min)",
        aggregator="median",
        help="Minutes that you are open, of the waits that were answered.",
    )
    working_p90 = fields.Float(string="Wait, 9 of 10 Within (min)", aggregator="p90")
    elapsed_mean = fields.Float(string="On the Clock, Average (min)", aggregator="avg")
    elapsed_median = fields.Float(
        string="On the Clock, Median (min)", aggregator="median"
    )
    elapsed_p90 = fields.Float(
        string="On the Clock, 9 of 10 Within (min)", aggregator="p90"
    )

    _day = "started_on"
    _as_is = (
        *("id", "lead_id", *DIVISIONS),
        *("policy_id", "kind", "started_at", "due_at", "answered_at"),
        *("responder_id", "missed_by_id", "late_arrival", "state"),
    )
    _counts = {
        "wait_count": "TRUE",
        "judged_count": "judged",
        "on_time_count": "on_time",
        "late_count": "missed",
        "answered_count": "answered",
        "waiting_count": "waiting",
        "overdue_count": "state = 'overdue'",
    }
    _rates = {
        "on_time_rate": ("on_time", "judged"),
        "staff_on_time_rate": ("on_time", "judged AND NOT late_arrival"),
    }
    _minutes = {
        "working_mean": "working_seconds",
        "working_median": "working_seconds",
        "working_p90": "working_seconds",
        "elapsed_mean": "elapsed_seconds",
        "elapsed_median": "elapsed_seconds",
        "elapsed_p90": "elapsed_seconds",
    }

    def _row_query(self):
        overdue = SQL("(c.verdict IS NULL AND %s)", is_late_sql(SQL("c.due_at")))
        missed = SQL("(COALESCE(c.verdict = 'late', FALSE) OR %s)", overdue)
        return SQL(
            """
            SELECT c.id, c.lead_id, %(dimensions)s, c.policy_id,
                   CASE WHEN c.sequence = 1 THEN 'first' ELSE 'later' END AS kind,
                   c.started_at, %(local_at)s AS local_at, c.due_at, c.answered_at,
                   c.answered_by_id AS responder_id,
                   CASE WHEN %(missed)s AND c.late_arrival IS NOT TRUE
                        THEN COALESCE(c.missed_by_id, l.user_id) END AS missed_by_id,
                   c.late_arrival IS TRUE AS late_arrival,
                   COALESCE(c.verdict, %(open_state)s) AS state,
                   COALESCE(c.verdict = 'on_time', FALSE) OR %(missed)s AS judged,
                   COALESCE(c.verdict = 'on_time', FALSE) AS on_time,
                   %(missed)s AS missed,
                   c.answered_at IS NOT NULL AS answered,
                   c.verdict IS NULL AS waiting,
                   CASE WHEN c.answered_at IS NOT NULL THEN c.working_seconds END
                        AS working_seconds,
                   CASE WHEN c.answered_at IS NOT NULL THEN c.elapsed_seconds END
                        AS elapsed_seconds
              FROM medspa_response_cycle c
              JOIN crm_lead l ON l.id = c.lead_id
             WHERE %(counts)s
            """,
            dimensions=dimensions(),
            local_at=local_at(self.env, SQL("c.started_at")),
            open_state=open_state_sql(SQL("c.warn_at"), SQL("c.due_at")),
            missed=missed,
            counts=counts(self.env),
        )
