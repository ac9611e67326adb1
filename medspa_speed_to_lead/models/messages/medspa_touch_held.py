from odoo import fields, models
from odoo.exceptions import AccessError

from ..jobs.waking import trigger

HELD = [
    ("source_hour", "Too many first messages within an hour"),
    ("team_hour", "Too many first emails of a team within an hour"),
    ("company_day", "Too many automatic texts on one day"),
]


class MedspaTouch(models.Model):
    """Automatic messages that are held: more than a practice is likely to want.

    A held message stays planned, for no moment: no job finds it. Owner and clock of
    its inquiry are as ever. Released, it is rendered and asked about like any other.
    """

    _inherit = "medspa.touch"

    held_at = fields.Datetime(string="Held Since", readonly=True)
    held_for = fields.Selection(
        HELD,
        readonly=True,
        help="The limit for which it is held, or was last: it is released from that.",
    )
    released_by_id = fields.Many2one(
        "res.users", readonly=True, ondelete="set null", index="btree_not_null"
    )
    counted_at = fields.Datetime(
        readonly=True, help="When it left, as the limits count it."
    )
    first_of_source_id = fields.Many2one(
        "medspa.intake.source",
        readonly=True,
        ondelete="set null",
        help="Of a first message to who never wrote before.",
    )
    first_of_team_id = fields.Many2one(
        "crm.team",
        readonly=True,
        ondelete="set null",
        help="Of a first message to who wrote an email to the team, and never before.",
    )
    text_of_company_id = fields.Many2one(
        "res.company", readonly=True, ondelete="set null"
    )

    _first_of_source = models.Index(
        "(first_of_source_id, counted_at) WHERE first_of_source_id IS NOT NULL"
    )
    _first_of_team = models.Index(
        "(first_of_team_id, counted_at) WHERE first_of_team_id IS NOT NULL"
    )
    _texts_of_company = models.Index(
        "(text_of_company_id, counted_at) WHERE text_of_company_id IS NOT NULL"
    )
    _held = models.Index("(held_at) WHERE held_at IS NOT NULL")

    def _domain_of_held(self, *kinds):
        domain = [("held_at", "!=", False), ("state", "=", "planned")]
        return [*domain, ("held_for", "in", kinds)] if kinds else domain

    def _hold(self, kind):
        words = dict(self._fields["held_for"]._description_selection(self.env))[kind]
        self.write(
            {
                "held_at": fields.Datetime.now(),
                "held_for": kind,
                "planned_at": False,
                "counted_at": False,
                "reason": self.env._("Held: %s.", words),
                "reason_code": False,
            }
        )

    def action_release_held(self):
        """Let held messages leave; what nobody needs any more says so instead."""
        self.check_access("read")
        if not self.env.user.has_group("sales_team.group_sale_manager"):
            raise AccessError(self.env._("CRM managers let held messages leave."))
        held_sudo = self.sudo().filtered_domain(self._domain_of_held())
        for touch_sudo in held_sudo:
            touch_sudo.write(
                {
                    # as old as it is: what has become stale is left out
                    "planned_at": touch_sudo.held_at,
                    "held_at": False,
                    "reason": False,
                    "released_by_id": self.env.uid,
                }
            )
        for job in {touch_sudo._job() for touch_sudo in held_sudo}:
            trigger(self.env, job)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%s held messages leave now.", len(held_sudo)),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _ended(self):
        """What has come to its end is not held any more."""
        result = super()._ended()
        self.filtered("held_at").write({"held_at": False, "held_for": False})
        return result
