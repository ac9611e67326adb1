from odoo import api, fields, models
from odoo.exceptions import UserError

# of the week that is over
OF_THE_WEEK = [
    ("inquiries", "New inquiries"),
    ("unanswered", "Of these not answered by a person"),
    ("booked", "Of these booked a consultation"),
    ("no_shows", "Did not come to their consultation"),
]
# at the moment of the review
AT_THE_MOMENT = [
    ("waiting", "Waiting for more than a business day"),
    ("stuck", "Stuck in their stage"),
    ("without_outcome", "Past consultations without outcome"),
    ("silent_sources", "Silent sources"),
]
FIGURES = OF_THE_WEEK + AT_THE_MOMENT
# of the rest fewer is better
MORE_IS_BETTER = ("inquiries", "booked")
# views in which what is counted can be worked on
_VIEWS = {
    "crm.lead": (
        ("crm.crm_case_tree_view_oppor", "list"),
        ("medspa_speed_to_lead.crm_lead_view_kanban_inquiries", "kanban"),
        (None, "form"),
    ),
    "calendar.event": (
        ("medspa_speed_to_lead.medspa_past_consultation_view_list", "list"),
        ("medspa_speed_to_lead.medspa_past_consultation_view_kanban", "kanban"),
        (None, "form"),
    ),
    "medspa.intake.source": ((None, "list"), (None, "form")),
}


class MedspaWeeklyReviewLine(models.Model):
    """One number or one finding of a weekly review, with the records behind it.

    As it was sent: the records are kept by their ids, so that the list that it opens is
    the number that was read, whatever has happened since.
    """

    _name = "medspa.weekly.review.line"
    _description = "Line of a Weekly Review"
    _inherit = ["medspa.recorded.mixin"]
    _order = "review_id DESC, sequence, id"
    _rec_name = "sentence"

    review_id = fields.Many2one(
        "medspa.weekly.review",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="review_id.company_id")
    week_start = fields.Date(related="review_id.week_start", string="Week")
    sequence = fields.Integer(readonly=True)
    figure = fields.Selection(FIGURES, readonly=True)
    rule = fields.Char(readonly=True, help="Which rule found it; empty of a number.")
    sentence = fields.Char(readonly=True)
    advice = fields.Char(readonly=True)
    value = fields.Integer(readonly=True)
    value_before = fields.Integer(string="Week Before", readonly=True)
    is_compared = fields.Boolean(
        readonly=True, help="The week before is known, and may be zero."
    )
    record_model = fields.Char(readonly=True)
    record_ids = fields.Json(readonly=True)

    @api.depends("figure", "sentence")
    def _compute_display_name(self):
        names = dict(self._fields["figure"]._description_selection(self.env))
        for line in self:
            line.display_name = line.sentence or names.get(line.figure)

    @property
    def path(self):
        """Where the records of this line open in Odoo, none if there are none."""
        if not self.record_ids:
            return None
        action = "medspa_speed_to_lead.medspa_weekly_review_line_action"
        return f"/odoo/{self.id}/action-{action}"

    @property
    def change(self):
        """How many more than in the week before; ``None`` where nobody can tell."""
        return self.value - self.value_before if self.is_compared else None

    @property
    def change_in_words(self):
        if self.change is None:
            return self.env._("new")
        return self.env._("same") if not self.change else f"{self.change:+d}"

    @property
    def is_worse(self):
        if not self.change:
            return False
        return (self.change < 0) == (self.figure in MORE_IS_BETTER)

    def action_open_records(self):
        """Open exactly what was counted, as far as the user may see it."""
        self.ensure_one()
        if not self.record_ids:
            raise UserError(self.env._("There was nothing to show for this."))
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self.record_model,
            "views": [
                (view and self.env.ref(view).id, kind)
                for view, kind in _VIEWS[self.record_model]
            ],
            "mobile_view_mode": "kanban",
            "domain": [("id", "in", self.record_ids)],
            # archived ones were counted too
            "context": {"active_test": False, "create": False},
        }
