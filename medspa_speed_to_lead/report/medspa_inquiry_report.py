from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..models.intake.crm_lead import ARRIVALS
from .counting import DIVISIONS
from .inquiry_rows import inquiry_rows

# working minutes until the first answer: key, name, at most so many seconds
BUCKETS = [
    ("within_1", "Within 1 minute", 60),
    ("within_5", "1 to 5 minutes", 300),
    ("within_15", "5 to 15 minutes", 900),
    ("within_60", "15 to 60 minutes", 3600),
    ("over_60", "Over 60 minutes", None),
]
UNANSWERED = "unanswered"
# by these arrivals hours are judged: later ones are answered at the next opening
WHILE_OPEN = ("open", "break")


class MedspaInquiryReport(models.Model):
    """One row an inquiry that counts; its id is the inquiry's.

    Every figure about inquiries is defined here, and what it counts in
    :mod:`.inquiry_rows`, nowhere else (docs/figures.md).
    A column ending in ``_count`` is 1 or 0, to be added up; one ending in ``_rate`` is
    1, 0 or NULL, to be averaged: NULL is outside of the denominator. Durations are
    minutes, moments UTC, days and hours those of the team's opening hours.
    """

    _name = "medspa.inquiry.report"
    _description = "Inquiry Figures"
    _inherit = ["medspa.dimension.mixin"]
    _auto = False
    _order = "intake_received_at DESC, id DESC"
    _depends = {
        "crm.lead": [
            "stage_id",
            "expected_revenue",
            "intake_arrival",
            "intake_received_on",
            "treatment_ids",
            "response_waiting_since",
            "response_due_at",
            "response_verdict",
            "response_first_at",
            "response_first_user_id",
            "response_first_channel",
            "response_first_seconds",
            "response_first_working_seconds",
            "response_first_staff_seconds",
            "response_contacted_at",
            "consultation_state",
        ],
        "calendar.event": ["consultation_lead_id", "consultation_outcome"],
        "medspa.response.cycle": [
            "lead_id",
            "sequence",
            "late_arrival",
            "missed_by_id",
        ],
        "res.company": ["currency_id"],
    }

    # what an inquiry is

    responder_id = fields.Many2one("res.users", string="First Answered By")
    missed_by_id = fields.Many2one(
        "res.users",
        help="Who owned the inquiry when the promise was broken. Empty where we "
        "learned of it too late.",
    )
    # its id is the inquiry's, so the treatments are in the same table
    treatment_ids = fields.Many2many(
        "medspa.treatment",
        "crm_lead_medspa_treatment_rel",
        "lead_id",
        "treatment_id",
        related=None,
    )
    stage_id = fields.Many2one("crm.stage")
    lost_reason_id = fields.Many2one("crm.lost.reason")
    intake_received_at = fields.Datetime(string="Received")
    received_on = fields.Date(
        string="Day", help="The day it arrived, where the practice is."
    )
    arrival = fields.Selection(ARRIVALS, string="Arrived While")
    first_bucket = fields.Selection(
        [(key, name) for key, name, _seconds in BUCKETS]
        + [(UNANSWERED, "Not answered")],
        string="Answered Within",
        help="In minutes that you are open.",
    )
    response_channel = fields.Selection(
        selection="_selection_touch_channel", string="First Answered By Means Of"
    )
    promise = fields.Selection(
        [
            ("on_time", "Kept"),
            ("late", "Answered too late or never"),
            ("overdue", "Overdue now"),
            ("waiting", "Still in time"),
            ("none", "Excluded"),
        ],
        help="What became of the promise to answer this inquiry the first time.",
    )
    late_arrival = fields.Boolean(
        string="We Learned Too Late",
        help="The promise was broken before the inquiry reached the system.",
    )

    # how many

    inquiry_count = fields.Integer(string="Inquiries")
    judged_count = fields.Integer(
        string="Promises Decided",
        help="First answers in time or late, and those overdue now.",
    )
    on_time_count = fields.Integer(string="On Time")
    late_count = fields.Integer(
        string="Missed", help="First answered late, closed unanswered, or overdue now."
    )
    answered_count = fields.Integer(string="Answered")
    contacted_count = fields.Integer(
        string="Contacted", help="The patient spoke with us, or wrote back."
    )
    waiting_count = fields.Integer(string="Waiting Now")
    overdue_count = fields.Integer(string="Overdue Now")
    closed_arrival_count = fields.Integer(string="Arrived While Closed")
    qualified_count = fields.Integer(
        string="Qualified", help="All but those lost as unqualified."
    )
    booked_count = fields.Integer(string="Booked")
    showed_count = fields.Integer(string="Showed")
    no_show_count = fields.Integer(string="No-Show")
    won_count = fields.Integer(string="Won")
    closed_count = fields.Integer(string="Showed and Won")

    # shares: never averages of averages

    answered_rate = fields.Float(string="Answered, Share", aggregator="avg")
    contacted_rate = fields.Float(string="Contacted, Share", aggregator="avg")
    on_time_rate = fields.Float(string="On Time, Share", aggregator="avg")
    staff_on_time_rate = fields.Float(
        string="On Time Once We Knew, Share",
        aggregator="avg",
        help="Without those that the system learned of too late.",
    )
    within_1_rate = fields.Float(string="Within 1 Minute, Share", aggregator="avg")
    within_5_rate = fields.Float(string="Within 5 Minutes, Share", aggregator="avg")
    within_15_rate = fields.Float(string="Within 15 Minutes, Share", aggregator="avg")
    within_60_rate = fields.Float(string="Within 60 Minutes, Share", aggregator="avg")
    closed_arrival_rate = fields.Float(
        string="Arrived While Closed, Share", aggregator="avg"
    )
    booking_rate = fields.Float(aggregator="avg")
    show_rate = fields.Float(aggregator="avg")
    close_rate = fields.Float(
        aggregator="avg",
    )
    conversion_rate = fields.Float(aggregator="avg")

    # how long, in minutes

    working_mean = fields.Float(string="First Answer, Average (min)", aggregator="avg")
    working_median = fields.Float(
        string="First Answer, Median (min)", aggregator="median"
    )
    working_p90 = fields.Float(
        string="First Answer, 9 of 10 Within (min)", aggregator="p90"
    )
    elapsed_mean = fields.Float(string="On the Clock, Average (min)", aggregator="avg")
    elapsed_median = fields.Float(
        string="On the Clock, Median (min)", aggregator="median"
    )
    elapsed_p90 = fields.Float(
        string="On the Clock, 9 of 10 Within (min)",
        aggregator="p90",
        help="Day and night, from the moment they raised a hand.",
    )
    system_mean = fields.Float(
        string="Until We Knew, Average (min)",
        aggregator="avg",
        help="Day and night, from the raised hand until the inquiry was in the system.",
    )
    staff_mean = fields.Float(string="Once We Knew, Average (min)", aggregator="avg")
    staff_median = fields.Float(
        string="Once We Knew, Median (min)",
        aggregator="median",
        help="Minutes that you are open, from when the system knew of it.",
    )

    # money

    revenue = fields.Monetary(string="Won Revenue")
    currency_id = fields.Many2one("res.currency")

    @api.model
    def _selection_touch_channel(self):
        return self.env["medspa.touch"]._fields["channel"].selection

    @api.model
    def _first_day(self, domain=()):
        """Return the day of the first inquiry that one may see, ``False`` if none."""
        # the day is never empty; said, it lets the database look into its index
        known = Domain("received_on", "!=", False) & Domain(domain)
        return self.search(known, order="received_on", limit=1).received_on

    # how it is counted

    # kept with the inquiry, so that PostgreSQL can look it up and knows how many there
    # are: what it would have to work out first it can neither find nor foresee
    _day = "received_on"
    _as_is = (
        *("id", "lead_id", *DIVISIONS),
        *("responder_id", "missed_by_id", "stage_id", "lost_reason_id"),
        *("intake_received_at", "received_on", "arrival", "response_channel"),
        *("promise", "late_arrival", "currency_id"),
    )
    _counts = {
        "inquiry_count": "TRUE",
        "judged_count": "judged",
        "on_time_count": "on_time",
        "late_count": "missed",
        "answered_count": "answered",
        "contacted_count": "contacted",
        "waiting_count": "waiting",
        "overdue_count": "overdue",
        "closed_arrival_count": "arrived_closed",
        "qualified_count": "qualified",
        "booked_count": "booked",
        "showed_count": "showed",
        "no_show_count": "no_show",
        "won_count": "won",
        "closed_count": "won AND showed",
    }
    _rates = {
        "answered_rate": ("answered", "TRUE"),
        "contacted_rate": ("contacted", "TRUE"),
        "on_time_rate": ("on_time", "judged"),
        "staff_on_time_rate": ("on_time", "judged AND NOT late_arrival"),
        "within_1_rate": ("working_seconds <= 60", "judged"),
        "within_5_rate": ("working_seconds <= 300", "judged"),
        "within_15_rate": ("working_seconds <= 900", "judged"),
        "within_60_rate": ("working_seconds <= 3600", "judged"),
        "closed_arrival_rate": ("arrived_closed", "arrival IS NOT NULL"),
        "booking_rate": ("booked", "qualified"),
        "show_rate": ("showed", "showed OR no_show"),
        "close_rate": ("won", "showed"),
        "conversion_rate": ("won", "qualified"),
    }
    _minutes = {
        "working_mean": "working_seconds",
        "working_median": "working_seconds",
        "working_p90": "working_seconds",
        "elapsed_mean": "elapsed_seconds",
        "elapsed_median": "elapsed_seconds",
        "elapsed_p90": "elapsed_seconds",
        "system_mean": "system_seconds",
        "staff_mean": "staff_seconds",
        "staff_median": "staff_seconds",
    }

    def _other_columns(self):
        bucket = SQL(" ").join(
            SQL("WHEN working_seconds <= %s THEN %s", seconds, key)
            for key, _name, seconds in BUCKETS
            if seconds
        )
        return {
            "first_bucket": SQL(
                "CASE WHEN NOT answered THEN %s %s ELSE %s END",
                UNANSWERED,
                bucket,
                BUCKETS[-1][0],
            ),
            "revenue": SQL("CASE WHEN won THEN expected_revenue END"),
        }

    def _row_query(self):
        return inquiry_rows(self.env)
