from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...models.mystery import medspa_mystery
from ...models.mystery.medspa_mystery import DOORS, PROVIDER
from ...models.mystery.medspa_mystery_address import ANSWERS
from ...models.mystery.medspa_mystery_plan import APART
from ...tools.mystery import draw_moments

MOST = 20  # at once: more would be noise at the front desk


class MedspaMysteryPlan(models.TransientModel):
    """Plan mystery inquiries: through which door, how many, between when, as whom."""

    _name = "medspa.mystery.plan"
    _inherit = ["medspa.dialog"]
    _description = "Plan Mystery Inquiries"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    door = fields.Selection(DOORS, default="form", required=True)
    source_id = fields.Many2one(
        "medspa.intake.source",
        string="Through",
        compute="_compute_source_id",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    provider = fields.Char(compute="_compute_provider")
    team_id = fields.Many2one(
        "crm.team",
        string="To",
        compute="_compute_team_id",
        compute_sudo=False,
        store=True,
        readonly=False,
        domain="[('speed_to_lead', '=', True),"
        " ('company_id', 'in', (company_id, False))]",
    )
    team_address = fields.Char(string="Address", compute="_compute_team_address")
    problem = fields.Char(compute="_compute_problem")
    count = fields.Integer(string="How Many", default=1, required=True)
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.context_today(self),
    )
    date_to = fields.Date(
        string="To Day",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=7),
    )
    hour_from = fields.Float(string="From Hour", default=8.0, required=True)
    hour_to = fields.Float(string="To Hour", default=20.0, required=True)
    open_only = fields.Boolean(
        string="Only While We Are Open",
        default=True,
        help="Off: also in the evening, at the weekend, in the lunch break.",
    )
    persona_ids = fields.Many2many(
        "medspa.mystery.persona",
        string="As",
        domain="[('company_id', 'in', (company_id, False))]",
        help="Drawn by lot. Empty: anybody, first who asks for what you offer.",
    )
    answers = fields.Selection(
        ANSWERS, string="Answers Go", default="nowhere", required=True
    )
    email = fields.Char()
    phone = fields.Char()
    run_days = fields.Integer(string="Ends After (days)", default=3, required=True)

    @api.depends("door", "company_id")
    def _compute_source_id(self):
        for plan in self:
            provider = PROVIDER.get(plan.door)
            if not provider:
                plan.source_id = False
            elif plan.source_id.provider != provider:
                plan.source_id = self.env["medspa.intake.source"].search(
                    [
                        ("provider", "=", provider),
                        ("company_id", "=", plan.company_id.id),
                        ("token_hint", "!=", False),
                    ],
                    limit=1,
                )

    @api.depends("door")
    def _compute_provider(self):
        for plan in self:
            plan.provider = PROVIDER.get(plan.door)

    @api.depends("door", "source_id", "company_id")
    def _compute_team_id(self):
        for plan in self:
            if plan.source_id:
                plan.team_id = plan.source_id.team_id
            elif not plan.team_id.speed_to_lead:
                plan.team_id = self.env["crm.team"].search(
                    [
                        ("speed_to_lead", "=", True),
                        ("company_id", "in", (plan.company_id.id, False)),
                        ("alias_name", "!=", False),
                    ],
                    limit=1,
                )

    @api.depends("team_id")
    def _compute_team_address(self):
        for plan in self:
            plan.team_address = plan.team_id.alias_id.alias_full_name

    @api.depends("door", "source_id", "team_id")
    def _compute_problem(self):
        for plan in self:
            plan.problem = plan._problem_in_words()

    def _problem_in_words(self):
        """Return why nobody could come in by this door, or ``False``."""
        if self.door != "email" and not self.source_id:
            return self.env._("There is no such source yet: make one first.")
        if not self.team_id:
            return self.env._("No team has an email address yet.")
        mysteries = self.env["medspa.mystery"]
        return mysteries._why_closed(self.door, self.source_id, self.team_id) or False

    def action_plan(self):
        """Draw the moments and who comes, once; nobody sees the moments."""
        self.ensure_one()
        self._check()
        moments = draw_moments(
            medspa_mystery.DRAW, self._intervals(), self.count, APART
        )
        if not moments:
            raise UserError(
                self.env._("There is no such hour left in these days. Choose others.")
            )
        personas = self._draw_personas()
        # sudo: moment, addresses and state are facts that nobody writes by hand
        mysteries_sudo = self.env["medspa.mystery"].sudo()
        for moment, persona in zip(moments, personas, strict=True):
            mysteries_sudo += mysteries_sudo.create(self._values(moment, persona))
        mysteries_sudo._wake()
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("Planned. You will see here what they got."),
            undo=mysteries_sudo.sudo(False),
            method="action_undo_plan",
            after={
                "type": "ir.actions.act_window_close",
                "infos": {"noReload": False},
            },
        )

    def _check(self):
        mysteries = self.env["medspa.mystery"]
        mysteries.check_access("write")
        # what is created below is created with full rights
        self.source_id.check_access("read")
        self.team_id.check_access("read")
        if self.company_id not in self.env.companies:
            raise AccessError(self.env._("That is not a company of yours."))
        problem = self._problem_in_words()
        if problem:
            raise UserError(problem)
        if not 1 <= self.count <= MOST:
            raise UserError(self.env._("Plan between 1 and %s at once.", MOST))
        if self.date_to < self.date_from or not (
            0 <= self.hour_from < self.hour_to <= 24
        ):
            raise UserError(self.env._("These days or hours end before they begin."))

    def _intervals(self):
        return self.env["medspa.mystery"]._intervals(
            self.team_id.with_company(self.company_id),
            (self.date_from, self.date_to),
            (self.hour_from, self.hour_to),
            self.open_only,
        )

    def _draw_personas(self):
        """Return one persona for each inquiry.

        First come those who ask for what the practice offers, then all others, and
        nobody comes again while somebody is left who never did: a name that returns
        would be known.
        """
        everybody = self.persona_ids or self._everybody()
        if not everybody:
            raise UserError(self.env._("There is nobody to come: add a persona first."))
        mysteries_sudo = self.env["medspa.mystery"].sudo()
        before = mysteries_sudo.search([("company_id", "=", self.company_id.id)])
        fresh = everybody - before.persona_id
        find = self.env["medspa.treatment"]._find_in_text
        fitting = fresh.filtered(lambda one: find(one.treatment, self.company_id))
        drawn = _shuffled(fitting) + _shuffled(fresh - fitting)
        while len(drawn) < self.count:
            drawn += _shuffled(everybody)
        return drawn[: self.count]

    def _everybody(self):
        personas = self.env["medspa.mystery.persona"].search(
            [("company_id", "in", (self.company_id.id, False))]
        )
        return personas.filtered("text_message") if self.door == "text" else personas

    def _values(self, moment, persona):
        is_text = self.door == "text"
        message = persona.text_message if is_text else persona.message
        return {
            "name": persona.name,
            "persona_id": persona.id,
            "company_id": self.company_id.id,
            "team_id": self.team_id.id,
            "door": self.door,
            "source_id": self.source_id.id,
            "treatment": persona.treatment,
            "subject": persona.subject if self.door == "email" else False,
            "message": message or persona.message,
            "answers": self.answers,
            "date_from": self.date_from,
            "date_to": self.date_to,
            "hour_from": self.hour_from,
            "hour_to": self.hour_to,
            "open_only": self.open_only,
            "planned_at": moment,
            "run_days": self.run_days,
            **self._addresses(persona),
        }

    def _addresses(self, persona):
        """Return where answers to this one come to, as far as its door tells."""
        mysteries = self.env["medspa.mystery"]
        if self.answers == "mine":
            addresses = {"email": self.email, "phone": self.phone}
        else:
            addresses = {
                "email": mysteries._reserved_email(persona.name),
                "phone": mysteries._fictional_phone(
                    self.team_id.with_company(self.company_id), self.company_id
                ),
            }
        if self.door == "text":
            addresses["email"] = False
            if not addresses["phone"]:
                raise UserError(
                    self.env._(
                        "In this country there are no numbers kept free for tests. "
                        "Give a number of your own."
                    )
                )
        if self.door == "email":
            addresses["phone"] = False
        return addresses


def _shuffled(personas):
    lot = list(personas)
    medspa_mystery.DRAW.shuffle(lot)
    return lot
