import random

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

# nobody may foresee or repeat what is drawn; tests put a seeded one here
DRAW = random.SystemRandom()
STATES = [
    ("planned", "Planned"),
    ("sending", "Being sent"),
    ("running", "Running"),
    ("ended", "Ended"),
    ("failed", "Did not get in"),
    ("cancelled", "Cancelled"),
]
DOORS = [("form", "Form"), ("text", "Text"), ("email", "Email")]
PROVIDER = {"form": "web_form", "text": "twilio"}  # of the sources behind a door
# what a manager may write, and only before it is sent
EDITABLE = frozenset(
    ("name", "treatment", "subject", "message", "email", "phone", "agrees_to_texts")
    + ("answers", "run_days")
)


class MedspaMystery(models.Model):
    """One test inquiry: a made-up person comes in through a real door.

    To the practice it is an inquiry like any other: owner, clock, first messages,
    escalation and follow-up run as ever. That it is none is written only here, which
    CRM managers alone may read: every figure leaves out the leads of this table.
    """

    _name = "medspa.mystery"
    _description = "Mystery Inquiry"
    _inherit = ["medspa.reference.mixin", "medspa.recorded.mixin"]
    _inherit += ["medspa.once.mixin"]
    _order = "sent_at DESC, id DESC"

    name = fields.Char(string="Who", required=True, help="First and last name.")
    persona_id = fields.Many2one(
        "medspa.mystery.persona", readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    team_id = fields.Many2one(
        "crm.team", required=True, readonly=True, ondelete="restrict"
    )
    door = fields.Selection(DOORS, required=True, readonly=True)
    source_id = fields.Many2one(
        "medspa.intake.source", string="Through", readonly=True, ondelete="restrict"
    )
    treatment = fields.Char(string="Asks For")
    subject = fields.Char()
    message = fields.Text(string="What They Write", required=True)
    agrees_to_texts = fields.Boolean(
        default=True, help="Ticks the box under the form: you may text me."
    )
    run_days = fields.Integer(
        string="Ends After (days)",
        default=3,
        required=True,
        help="Then the inquiry is put away by itself and colleagues are told.",
    )

    # what became of it
    state = fields.Selection(STATES, default="planned", required=True, readonly=True)
    error = fields.Char(string="What Happened", readonly=True)
    sent_at = fields.Datetime(string="Sent", readonly=True)
    ends_at = fields.Datetime(string="Ends", readonly=True)
    ended_at = fields.Datetime(string="Ended", readonly=True)
    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", readonly=True, ondelete="set null"
    )
    event_id = fields.Many2one(
        "medspa.intake.event",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    owner_id = fields.Many2one(related="lead_id.user_id", string="Owner")
    external_id = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    token_hash = fields.Char(readonly=True, groups=fields.NO_ACCESS)

    # what figures leave out: read by every one of them, so it is an index
    _lead_once = models.UniqueIndex(
        "(lead_id) WHERE lead_id IS NOT NULL", "This inquiry is a mystery already."
    )
    _key = models.UniqueIndex("(external_id) WHERE external_id IS NOT NULL")
    _days_positive = models.Constraint(
        "CHECK(run_days > 0)", "Let it run for at least a day."
    )

    # figures

    @api.model
    def _leave_out(self, field="id"):
        """Return the domain of what is no mystery, for whoever may not read these.

        :param field: of the model that is searched, which names a lead.
        """
        ours = self.sudo().with_context(active_test=False)
        query = ours._search([("lead_id", "!=", False)])
        return Domain(
            field, "not in", query.subselect(SQL.identifier(query.table, "lead_id"))
        )

    @api.model
    def _is_told(self):
        """Say whether a count is for the system, or for who may know of mysteries.

        Full rights say nothing of it: Odoo reads names with them for anybody.
        """
        return self.env.uid == SUPERUSER_ID or self.sudo(False).has_access("read")

    @api.model
    def _is_none(self, ours, theirs):
        """Return the condition of what is no mystery, for a count that people see.

        Whoever must not know which these are would see it by what a count leaves out.

        :param ours: column of a mystery.
        :param theirs: what is the same of the counted.
        """
        if not self._is_told():
            return SQL("TRUE")
        return SQL(
            "NOT EXISTS (SELECT FROM medspa_mystery WHERE medspa_mystery.%s = %s)",
            ours,
            theirs,
        )

    # writing: facts by the system only, words before it is sent

    def write(self, vals):
        if not self.env.su:
            self._check_editable(vals)
        return super().write(vals)

    def _check_editable(self, vals):
        self.check_access("write")
        if not vals.keys() <= EDITABLE:
            raise AccessError(
                self.env._("What happened to a mystery inquiry is not changed by hand.")
            )
        if any(
            mystery.state not in ("planned", "cancelled", "failed") for mystery in self
        ):
            raise UserError(
                self.env._("It has been sent: its words are what they were.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_unsent(self):
        if any(mystery.state in ("sending", "running", "ended") for mystery in self):
            raise UserError(
                self.env._(
                    "A mystery inquiry that was sent stays, or it would come back into "
                    "the figures."
                )
            )

    @api.constrains("door", "source_id", "team_id", "company_id")
    def _check_door(self):
        for mystery in self:
            source = mystery.source_id
            if mystery.door == "email":
                fits = not source
            else:
                fits = (
                    source.provider == PROVIDER[mystery.door]
                    and source.company_id == mystery.company_id
                    and source.team_id == mystery.team_id
                )
            if not fits or mystery.team_id.company_id not in (
                mystery.company_id,
                self.env["res.company"],
            ):
                raise ValidationError(self.env._("This is no such door."))

    # buttons

    def _check_state(self, *states):
        self.check_access("write")
        if any(mystery.state not in states for mystery in self):
            raise UserError(self.env._("This cannot be done any more. Please reload."))

    def action_view_inquiry(self):
        self.ensure_one()
        return self.lead_id.get_formview_action()
