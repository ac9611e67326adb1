from odoo import fields, models


class MedspaIntakeSource(models.Model):
    _inherit = "medspa.intake.source"

    first_messages_per_hour = fields.Integer(
        string="First Messages an Hour",
        default=60,
        help="To addresses that never wrote before: anybody can type one into a form. "
        "More than this are held until somebody sends them; the inquiries have their "
        "owner and clock all the same.",
    )
    held_count = fields.Integer(
        string="Held Messages", compute="_compute_held_count", compute_sudo=True
    )

    _first_messages_positive = models.Constraint(
        "CHECK(first_messages_per_hour > 0)",
        "Let at least one first message an hour leave.",
    )

    def _compute_held_count(self):
        counts = dict(
            self.env["medspa.touch"]._read_group(
                [*self._is_held(), ("first_of_source_id", "in", self.ids)],
                ["first_of_source_id"],
                ["__count"],
            )
        )
        for source in self:
            source.held_count = counts.get(source._origin, 0)

    def _is_held(self):
        return self.env["medspa.touch"]._domain_of_held("source_hour")

    def action_release_held(self):
        """Let all leave that is held for this source."""
        self.ensure_one()
        self.check_access("write")
        held = self.env["medspa.touch"].search(
            [*self._is_held(), ("first_of_source_id", "=", self.id)]
        )
        return held.action_release_held()
