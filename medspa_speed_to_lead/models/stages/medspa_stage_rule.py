from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, ValidationError

from ...tools.stage_rule import CLOSING_FACTS, Terms
from .crm_lead_fact import FACTS
from .crm_stage import MILESTONES

# facts that no act brings about, only time
TIMED_FACTS = [
    ("silent", "The patient has been silent for some days"),
    ("in_stage", "It has been in its stage for some days"),
]
_RULE_FACTS = [fact for fact in FACTS if fact[0] != "exempted"] + TIMED_FACTS
_OPEN_MILESTONES = [
    milestone for milestone in MILESTONES if milestone[0] not in ("won", "lost")
]
_TARGET_MILESTONES = [milestone for milestone in MILESTONES if milestone[0] != "lost"]
# what a rule must not catch up on: a change of these lets it begin anew
_BEGINNING = frozenset(
    ("active", "fact", "days", "domain", "from_stage_ids", "from_milestone")
    + ("to_stage_id", "to_milestone", "company_id")
)
# context key: which rules led to what is being done, so that none calls itself
CHAIN = "medspa_stage_rules"


class MedspaStageRule(models.Model):
    """What happens to an inquiry when something becomes true of it.

    The first rule that fits a fact is carried out. Rules for silence and for a long
    stay are looked at by a job, each for itself, see :mod:`.medspa_stage_move`.
    """

    _name = "medspa.stage.rule"
    _description = "Stage Rule"
    _inherit = [
        "medspa.reference.mixin",
        "medspa.placed.mixin",
        "medspa.replaced.mixin",
    ]
    _inherit += ["medspa.condition.mixin", "medspa.kept.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(
        default=10, help="The first rule that fits what happened is carried out."
    )
    fact = fields.Selection(_RULE_FACTS, string="When", required=True)
    days = fields.Integer(
        default=7, help="Days of silence, or days in the stage. Whole days of 24 hours."
    )
    from_milestone = fields.Selection(
        _OPEN_MILESTONES,
        string="While In",
        help="Empty: in any stage that is not won or lost.",
    )
    from_stage_ids = fields.Many2many(
        "crm.stage",
        "medspa_stage_rule_from_rel",
        string="Only in These Stages",
        # emptied behind our back, the condition would let everything through
        ondelete="restrict",
    )
    domain = fields.Char(string="Further Conditions")
    to_milestone = fields.Selection(
        _TARGET_MILESTONES, string="Move To", help="Empty: it stays where it is."
    )
    to_stage_id = fields.Many2one(
        "crm.stage",
        string="Exactly to This Stage",
        ondelete="restrict",
        help="Only for inquiries of teams that have this stage.",
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        string="To-Do",
        domain="[('res_model', 'in', (False, 'crm.lead'))]",
        ondelete="restrict",
        help="A to-do of this kind for the owner, due on that day.",
    )
    activity_summary = fields.Char(string="What to Do", translate=True)
    notify = fields.Selection(
        [("owner", "The owner"), ("manager", "The inquiry manager")], string="Tell"
    )
    cadence_id = fields.Many2one(
        "medspa.cadence",
        string="Follow-Up Plan",
        ondelete="restrict",
        help="Begins then, in place of the one that they follow.",
    )
    server_action_id = fields.Many2one(
        "ir.actions.server",
        string="Action",
        domain="[('model_name', '=', 'crm.lead'), ('usage', '=', 'ir_actions_server')]",
        groups="base.group_system",
        copy=False,
        ondelete="restrict",
        help="Runs with all rights, whoever caused it. Only administrators choose it, "
        "and from then on only they change the rule.",
    )
    has_action = fields.Boolean(compute="_compute_has_action", compute_sudo=True)
    applies_from = fields.Datetime(
        readonly=True,
        copy=False,
        default=fields.Datetime.now,
        help="What was due before this moment is history and stays as it is.",
    )
    sentence = fields.Char(
        string="In Words", compute="_compute_sentence", compute_sudo=True
    )

    _days_positive = models.Constraint(
        "CHECK(days > 0)", "A rule can wait for one day or more."
    )

    # in words

    @api.depends("server_action_id")
    def _compute_has_action(self):
        for rule in self:
            rule.has_action = bool(rule.server_action_id)

    @api.depends(
        "fact",
        "days",
        "from_milestone",
        "from_stage_ids",
        "domain",
        "to_milestone",
        "to_stage_id",
        "activity_type_id",
        "activity_summary",
        "cadence_id",
        "notify",
        "server_action_id",
    )
    @api.depends_context("lang")
    def _compute_sentence(self):
        for rule in self:
            when = rule._fact_in_words()
            if where := rule._from_in_words():
                when = self.env._("%(when)s while in %(where)s", when=when, where=where)
            if rule.domain and rule.domain != "[]":
                when = self.env._("%s and the further conditions hold", when)
            acts = rule._acts_in_words()
            rule.sentence = self.env._(
                "When %(when)s: %(acts)s.",
                when=when,
                acts=", ".join(acts) or self.env._("nothing happens"),
            )

    def _words(self, name, key):
        """Return the short word of a milestone: what stands before its colon."""
        words = dict(self._fields[name]._description_selection(self.env))
        return words.get(key, "").split(":")[0]

    def _fact_in_words(self):
        if self.fact == "silent":
            return self.env._("the patient has been silent for %s days", self.days)
        if self.fact == "in_stage":
            return self.env._("it has been in its stage for %s days", self.days)
        words = self._words("fact", self.fact)
        return words[:1].lower() + words[1:]

    def _from_in_words(self):
        if self.from_stage_ids:
            names = self.from_stage_ids.mapped("name")
            return self.env._(" or ").join(f"“{name}”" for name in names)
        words = self._words("from_milestone", self.from_milestone)
        return words and f"“{words}”"

    def _acts_in_words(self):
        target = self.to_stage_id.name or self._words("to_milestone", self.to_milestone)
        acts = []
        if target:
            acts.append(self.env._("move it to “%s”", target))
        if self.cadence_id:
            acts.append(self.env._("begin the plan “%s”", self.cadence_id.name))
        if self.activity_type_id:
            to_do = self.activity_summary or self.activity_type_id.name
            acts.append(self.env._("give the owner the to-do “%s”", to_do))
        if self.notify:
            acts.append(
                self.env._("tell the owner")
                if self.notify == "owner"
                else self.env._("tell the inquiry manager")
            )
        if self.server_action_id:
            acts.append(self.env._("run “%s”", self.server_action_id.name))
        return acts

    # rights

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._check_closing()
        return rules

    def write(self, vals):
        self._check_right_to_change(vals)
        if _BEGINNING & vals.keys():
            vals = {**vals, "applies_from": fields.Datetime.now()}
        result = super().write(vals)
        self._check_closing()
        return result

    def unlink(self):
        self._check_right_to_change({})
        return super().unlink()

    def _check_right_to_change(self, vals):
        """An action runs with all rights. Who may not choose it may not turn it on
        other inquiries either, by changing when and for whom the rule holds."""
        if self.env.su or self.env.user.has_group("base.group_system"):
            return
        is_harmless = vals and vals.keys() <= {"sequence", "active"}
        is_harmless = is_harmless and not vals.get("active")
        guarded = self.filtered("has_action")
        if guarded and not is_harmless:
            raise AccessError(
                self.env._(
                    "The rule “%s” runs an action with all rights: only an "
                    "administrator can change it. You can switch it off.",
                    guarded[0].name,
                )
            )

    # what cannot be

    def _check_closing(self):
        """Not a constraint on fields: it must hold for every way of changing them."""
        for rule in self:
            target = rule.to_stage_id
            if rule.fact in CLOSING_FACTS and (target or rule.to_milestone):
                raise ValidationError(
                    self.env._("What is won or lost is not moved on by a rule.")
                )
            if target.medspa_milestone == "lost":
                raise ValidationError(
                    self.env._(
                        "A rule cannot lose an inquiry: a person does, with the reason."
                    )
                )

    # which one fits

    @api.model
    @tools.ormcache("fact")
    def _terms_of(self, fact):
        """Return the terms of the active rules for a fact, in their order."""
        rules = self.sudo().search([("fact", "=", fact), ("active", "=", True)])
        return tuple(rule._terms() for rule in rules)

    def _terms(self):
        rule_sudo = self.sudo()
        domain = rule_sudo.domain or ""
        return Terms(
            key=rule_sudo.id,
            fact=rule_sudo.fact,
            company=rule_sudo.company_id.id or 0,
            replaced_for=self._replaced().get(rule_sudo.id, frozenset()),
            from_stages=frozenset(rule_sudo.from_stage_ids.ids),
            from_milestone=rule_sudo.from_milestone or "",
            to_stage=rule_sudo.to_stage_id.id or 0,
            to_milestone=rule_sudo.to_milestone or "",
            domain="" if domain == "[]" else domain,
        )

    @api.model
    def _rules_before(self):
        """Return the ids of the rules that led here; a request can send no tuple."""
        chain = self.env.context.get(CHAIN)
        return chain if isinstance(chain, tuple) else ()

    @api.model
    def _first_fitting(self, fact, lead):
        """Return ``(rule, stage id)`` for a fact of one inquiry; both may be empty.

        Costs no query where no rule has further conditions.
        """
        terms_of_fact = self._terms_of(fact)
        if not terms_of_fact:
            return self.browse(), False
        position = lead._stage_position()
        chain = self._rules_before()
        for terms in terms_of_fact:
            if terms.key in chain or not terms.hold_for(position):
                continue
            stage_id = lead._stage_id_for(terms)
            if terms.moves and not stage_id:
                continue
            rule = self.browse(terms.key)
            if rule._fits(lead, terms.domain):
                return rule, stage_id
        return self.browse(), False
