from odoo import api, fields, models

ACTIONS = [
    ("remind", "Remind the owner"),
    ("alert", "Alert the manager"),
    ("hand_over", "Hand over to the next on duty"),
]


class MedspaEscalationStep(models.Model):
    """What happens so many minutes before or after a deadline nobody has kept yet."""

    _name = "medspa.escalation.step"
    _description = "Escalation Step"
    _inherit = ["medspa.reference.mixin", "medspa.placed.mixin", "medspa.kept.mixin"]
    _order = "policy_id, offset_minutes, sequence, id"

    name = fields.Char(compute="_compute_name")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    policy_id = fields.Many2one(
        "medspa.response.policy", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="policy_id.company_id")
    offset_minutes = fields.Integer(
        string="Minutes",
        help="Working minutes after the deadline; negative: before it.",
    )
    action = fields.Selection(ACTIONS, required=True, default="remind")

    @api.depends("offset_minutes", "action")
    def _compute_name(self):
        actions = dict(self._fields["action"]._description_selection(self.env))
        for step in self:
            minutes = step.offset_minutes
            step.name = (
                self.env._(
                    "%(minutes)s min before: %(action)s",
                    minutes=-minutes,
                    action=actions.get(step.action),
                )
                if minutes < 0
                else self.env._(
                    "%(minutes)s min after: %(action)s",
                    minutes=minutes,
                    action=actions.get(step.action),
                )
            )

    # a change of steps changes when open waits come up next

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.policy_id._replan_steps()
        return steps

    def write(self, vals):
        policies = self.policy_id
        result = super().write(vals)
        (policies | self.policy_id)._replan_steps()
        return result

    def unlink(self):
        policies = self.policy_id
        result = super().unlink()
        policies.exists()._replan_steps()
        return result
