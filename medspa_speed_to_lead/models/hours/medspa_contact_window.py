from datetime import time

from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

from ...tools.contact_window import DAY_END, KINDS, PROMPT, Rule, Window
from ...tools.places import region_of_address

APPLIES_TO = {
    "all": KINDS,
    "not_prompt": KINDS - {PROMPT},
    "follow_up": KINDS - {PROMPT, "conversational"},
    "promotional": frozenset(("promotional",)),
}


class MedspaContactWindow(models.Model):
    """Hours in which texts may reach people of a place: a law, or the practice's own.

    All rows that speak of a place hold together; the strictest of them counts.
    """

    _name = "medspa.contact.window"
    _description = "Contact Hours"
    _inherit = ["medspa.reference.mixin", "medspa.placed.mixin", "medspa.shared.mixin"]
    _inherit += ["mail.thread", "medspa.kept.mixin"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(tracking=True)
    sequence = fields.Integer(default=10)
    country_id = fields.Many2one(
        "res.country", help="Empty: everywhere.", tracking=True
    )
    state_id = fields.Many2one(
        "res.country.state",
        domain="[('country_id', '=?', country_id)]",
        help="Empty: in the whole country.",
        tracking=True,
    )
    weekday_from = fields.Float(
        string="Monday to Friday From", default=8, tracking=True
    )
    weekday_to = fields.Float(string="Monday to Friday To", default=20, tracking=True)
    saturday_closed = fields.Boolean(string="None on Saturdays", tracking=True)
    saturday_from = fields.Float(default=8, tracking=True)
    saturday_to = fields.Float(default=20, tracking=True)
    sunday_closed = fields.Boolean(string="None on Sundays", tracking=True)
    sunday_from = fields.Float(default=8, tracking=True)
    sunday_to = fields.Float(default=20, tracking=True)
    holidays_closed = fields.Boolean(
        string="None on Holidays",
        help="The federal holidays of the United States, and those of the state.",
        tracking=True,
    )
    daily_cap = fields.Integer(
        string="At Most",
        help="Automatic texts to one number within 24 hours. Zero: no limit.",
        tracking=True,
    )
    applies_to = fields.Selection(
        [
            ("all", "Every text"),
            ("not_prompt", "Every text but answers within minutes"),
            ("follow_up", "Follow-ups and advertising"),
            ("promotional", "Advertising only"),
        ],
        default="all",
        required=True,
        help="Answers within minutes of their own message may go at any hour where "
        "these hours do not count for them.",
        tracking=True,
    )
    effective_date = fields.Date(
        string="In Force From",
        help="Empty: before anybody here looked.",
        tracking=True,
    )
    source = fields.Char(
        string="Who Says So",
        help="By whom we know what it asks.",
        tracking=True,
    )

    _hours_in_order = models.Constraint(
        """CHECK(
            0 <= weekday_from AND weekday_from < weekday_to AND weekday_to <= 24
            AND 0 <= saturday_from AND saturday_from < saturday_to AND saturday_to <= 24
            AND 0 <= sunday_from AND sunday_from < sunday_to AND sunday_to <= 24
        )""",
        "Hours end after they begin, on the same day.",
    )
    _cap_not_negative = models.Constraint(
        "CHECK(daily_cap >= 0)", "Zero or more texts within 24 hours."
    )

    @api.constrains("country_id", "state_id")
    def _check_state_of_country(self):
        for window in self.filtered("state_id"):
            if window.state_id.country_id != window.country_id:
                raise ValidationError(
                    self.env._(
                        "%(state)s is not in %(country)s.",
                        state=window.state_id.name,
                        country=window.country_id.name or self.env._("any country"),
                    )
                )

    @api.model
    def _default_company(self):
        """What holds for everybody is the administrator's, as laws are."""
        everywhere = self.env.su or self.env.user._keeps_law_rows()
        return self.env["res.company"] if everywhere else self.env.company

    @api.ondelete(at_uninstall=False)
    def _unlink_except_law(self):
        if any(not window.company_id for window in self):
            raise UserError(
                self.env._(
                    "Hours that hold for every company are archived, not deleted: who "
                    "did so, and when, stays."
                )
            )

    @api.onchange("state_id")
    def _onchange_state_id(self):
        if self.state_id:
            self.country_id = self.state_id.country_id

    @api.model
    def _rules_for(self, company):
        """Return the rules that a company's texts keep, as a tuple of ``Rule``."""
        return tuple(
            rule for owner, rule in self._rules() if owner in (False, company.id)
        )

    @api.model
    @tools.ormcache("self.env.lang")
    def _rules(self):
        """Return ``((company id or False, rule), ...)`` of all active rows.

        Kept, so that a text costs no query for its hours.
        """
        windows = self.sudo().search([("active", "=", True)])
        return tuple((window.company_id.id, window._rule()) for window in windows)

    def _rule(self):
        return Rule(
            name=self.name,
            region=self._region(),
            weekday=self._hours("weekday"),
            saturday=None if self.saturday_closed else self._hours("saturday"),
            sunday=None if self.sunday_closed else self._hours("sunday"),
            holidays_closed=self.holidays_closed,
            daily_cap=self.daily_cap,
            kinds=APPLIES_TO[self.applies_to],
            since=self.effective_date or None,
            paused_until=self.paused_until or None,
        )

    def _region(self):
        return region_of_address(self.country_id.code or "", self.state_id.code or "")

    def _hours(self, day):
        return Window(_clock(self[f"{day}_from"]), _clock(self[f"{day}_to"]))


def _clock(hours):
    minutes = round(hours * 60)
    return DAY_END if minutes >= 24 * 60 else time(*divmod(minutes, 60))
