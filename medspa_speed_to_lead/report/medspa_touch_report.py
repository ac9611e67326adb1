from odoo import fields, models
from odoo.tools import SQL

from ..models.touch.medspa_touch import LEFT
from ..tools.reason import REASONS
from .counting import DIVISIONS, counts, dimensions, local_at


class MedspaTouchReport(models.Model):
    """One row a contact with the patient of an inquiry that counts, planned or made.

    Its id is the touch's. Weekday and hour are when it was, or is planned for.
    """

    _name = "medspa.touch.report"
    _description = "Contact Figures"
    _inherit = ["medspa.dimension.mixin"]
    _auto = False
    _order = "moment DESC, id DESC"
    _depends = {
        "medspa.touch": [
            "lead_id",
            "direction",
            "channel",
            "performer",
            "user_id",
            "purpose",
            "state",
            "outcome",
            "reason",
            "reason_code",
            "planned_at",
            "occurred_at",
            "act_key",
            "enrollment_id",
            "step_id",
        ],
        "medspa.enrollment": ["cadence_id"],
    }

    direction = fields.Selection(selection=lambda self: self._choices("direction"))
    moment = fields.Datetime(string="When", help="When it was, or is planned for.")
    touched_on = fields.Date(string="Day", help="Where the practice is.")
    channel = fields.Selection(
        selection=lambda self: self._choices("channel"), string="Means"
    )
    performer = fields.Selection(
        selection=lambda self: self._choices("performer"), string="By"
    )
    actor_id = fields.Many2one("res.users", string="Person")
    purpose = fields.Selection(selection=lambda self: self._choices("purpose"))
    state = fields.Selection(selection=lambda self: self._choices("state"))
    outcome = fields.Selection(
        selection=lambda self: self._choices("outcome"), string="Call Ended"
    )
    cadence_id = fields.Many2one("medspa.cadence", string="Follow-up Plan")
    step_id = fields.Many2one("medspa.cadence.step")
    reason = fields.Char(string="Why")
    not_sent = fields.Selection(
        [
            *REASONS,
            ("failed", "It did not arrive"),
            ("unknown", "Nobody knows whether it left"),
            ("other", "Something else"),
        ],
        string="Why Not",
        help="Why an automatic message or a planned call did not reach the patient.",
    )

    touch_count = fields.Integer(string="Contacts")
    reached_count = fields.Integer(string="Made", help="It left, or took place.")
    not_sent_count = fields.Integer(string="Not Made")
    due_count = fields.Integer(
        string="Follow-ups Due",
        help="Steps of follow-up plans whose moment came, however they ended.",
    )
    followed_up_count = fields.Integer(string="Follow-ups Done")
    planned_count = fields.Integer(string="Planned")

    completion_rate = fields.Float(
        string="Follow-ups Done, Share",
        aggregator="avg",
        help="Done of due. A step that was taken another way counts once; one that "
        "was taken back before its moment, since the patient replied, was never due.",
    )
    sent_rate = fields.Float(
        string="Automatic Messages Sent, Share",
        aggregator="avg",
        help="Of those that were to go and have come to an end.",
    )

    def _choices(self, name):
        return self.env["medspa.touch"]._fields[name]._description_selection(self.env)

    _day = "touched_on"
    _as_is = (
        *("id", "lead_id", *DIVISIONS),
        *("direction", "moment", "channel", "performer", "actor_id", "purpose"),
        *("state", "outcome", "cadence_id", "step_id", "reason", "not_sent"),
    )
    _counts = {
        "touch_count": "TRUE",
        "reached_count": "reached",
        "not_sent_count": "not_sent IS NOT NULL",
        "due_count": "due",
        "followed_up_count": "due AND reached",
        "planned_count": "state = 'planned'",
    }
    _rates = {
        "completion_rate": ("reached", "due"),
        "sent_rate": ("reached", "automatic AND (reached OR not_sent IS NOT NULL)"),
    }

    def _row_query(self):
        return SQL(
            """
            SELECT t.id, t.lead_id, %(dimensions)s, t.direction,
                   COALESCE(t.occurred_at, t.planned_at) AS moment,
                   %(local_at)s AS local_at, t.channel, t.performer,
                   t.user_id AS actor_id, t.purpose, t.state, t.outcome,
                   plan.cadence_id, t.step_id, t.reason,
                   t.state = ANY(%(left)s) AS reached,
                   t.performer = 'system' AND t.channel <> 'call' AS automatic,
                   CASE WHEN t.direction = 'out' AND t.performer = 'system' THEN
                        CASE WHEN t.state = 'skipped'
                             THEN COALESCE(t.reason_code, 'other')
                             WHEN t.state IN ('failed', 'unknown') THEN t.state END
                        END AS not_sent,
                   t.purpose = 'follow_up' AND other_way.id IS NULL
                   AND (t.state = ANY(%(left)s)
                        OR (t.planned_at <= %(now)s
                            AND (t.occurred_at IS NULL
                                 OR t.occurred_at >= t.planned_at))) AS due
              FROM medspa_touch t
              JOIN crm_lead l ON l.id = t.lead_id
              LEFT JOIN medspa_enrollment plan ON plan.id = t.enrollment_id
              LEFT JOIN medspa_touch other_way
                     ON other_way.act_key = t.act_key || ':otherwise'
                    AND other_way.act_key IS NOT NULL
             WHERE %(counts)s
            """,
            dimensions=dimensions(),
            local_at=local_at(self.env, SQL("COALESCE(t.occurred_at, t.planned_at)")),
            left=list(LEFT),
            now=SQL("%s::timestamp", fields.Datetime.now()),
            counts=counts(self.env),
        )
