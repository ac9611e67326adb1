from odoo import fields, models
from odoo.tools import SQL

from ..models.consultation.calendar_event_outcome import OUTCOMES
from .counting import (
    DIVISIONS,
    LOST_REASON,
    QUALIFIED,
    counts,
    dimensions,
    local_at,
)


class MedspaConsultationReport(models.Model):
    """One row a consultation of an inquiry that counts; its id is the meeting's.

    Weekday and hour are those of the consultation.
    """

    _name = "medspa.consultation.report"
    _description = "Consultation Figures"
    _inherit = ["medspa.dimension.mixin"]
    _auto = False
    _order = "start DESC, id DESC"
    _depends = {
        "calendar.event": [
            "consultation_lead_id",
            "consultation_outcome",
            "start",
            "stop",
            "user_id",
        ]
    }

    host_id = fields.Many2one("res.users", string="With")
    start = fields.Datetime(string="Consultation")
    held_on = fields.Date(string="Day", help="Where the practice is.")
    outcome = fields.Selection(
        [
            ("coming", "Still to come"),
            ("unresolved", "Without an outcome"),
            *(choice for choice in OUTCOMES if choice[0] != "pending"),
        ]
    )
    days_ahead = fields.Float(
        string="Days Ahead, Average",
        aggregator="avg",
        help="From booking it to the consultation.",
    )

    consultation_count = fields.Integer(string="Consultations")
    coming_count = fields.Integer(string="Still to Come")
    unresolved_count = fields.Integer(
        string="Without Outcome", help="Over, and nobody said whether they showed."
    )
    showed_count = fields.Integer(string="Showed")
    no_show_count = fields.Integer(string="No-Show")
    called_off_count = fields.Integer(
        string="Called Off", help="Cancelled, in time or late."
    )
    late_cancel_count = fields.Integer(string="Cancelled Late")
    rescheduled_count = fields.Integer(string="Moved")
    won_count = fields.Integer(string="Showed and Won")

    show_rate = fields.Float(
        aggregator="avg",
        help="Of those who showed or did not. Called off, still to come and without "
        "outcome are in neither.",
    )
    close_rate = fields.Float(aggregator="avg")

    _day = "held_on"
    _as_is = (
        *("id", "lead_id", *DIVISIONS),
        *("host_id", "start", "outcome", "days_ahead"),
    )
    _counts = {
        "consultation_count": "TRUE",
        "coming_count": "outcome = 'coming'",
        "unresolved_count": "outcome = 'unresolved'",
        "showed_count": "showed",
        "no_show_count": "no_show",
        "called_off_count": "outcome IN ('cancelled', 'late_cancel')",
        "late_cancel_count": "outcome = 'late_cancel'",
        "rescheduled_count": "outcome = 'rescheduled'",
        "won_count": "showed AND won",
    }
    _rates = {
        "show_rate": ("showed", "showed OR no_show"),
        "close_rate": ("won", "showed"),
    }

    def _row_query(self):
        return SQL(
            """
            SELECT e.id, l.id AS lead_id, %(dimensions)s, e.user_id AS host_id, e.start,
                   %(local_at)s AS local_at,
                   CASE WHEN e.consultation_outcome <> 'pending'
                        THEN e.consultation_outcome
                        WHEN e.stop < %(now)s THEN 'unresolved'
                        ELSE 'coming' END AS outcome,
                   GREATEST(0, EXTRACT(EPOCH FROM e.start - e.create_date) / 86400.0
                           )::float8 AS days_ahead,
                   %(qualified)s AND e.consultation_outcome = 'showed' AS showed,
                   %(qualified)s AND e.consultation_outcome = 'no_show' AS no_show,
                   l.won_status = 'won' AS won
              FROM calendar_event e
              JOIN crm_lead l ON l.id = e.consultation_lead_id
              %(lost_reason)s
             WHERE %(counts)s
            """,
            dimensions=dimensions(),
            local_at=local_at(self.env, SQL("e.start")),
            lost_reason=LOST_REASON,
            qualified=QUALIFIED,
            now=SQL("%s::timestamp", fields.Datetime.now()),
            counts=counts(self.env),
        )
