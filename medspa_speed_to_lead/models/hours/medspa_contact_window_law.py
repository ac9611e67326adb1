from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# laws move: what nobody looked at for so long is said to an administrator
_GOOD_FOR = timedelta(days=365)


class MedspaContactWindow(models.Model):
    """Where a row comes from: which law, in our words, and who read it when.

    Hours of the practice's own name no law.
    """

    _inherit = "medspa.contact.window"

    statute = fields.Char(
        string="Law",
        help="As it is cited, such as RCW 19.158.040. Empty: hours of your own.",
        tracking=True,
    )
    summary = fields.Text(
        string="In Our Words",
        help="What it asks, whom it leaves out, and where sources disagree.",
        tracking=True,
    )
    quote = fields.Text(
        string="Word for Word",
        help="Only what somebody read in the text of the law itself.",
        tracking=True,
    )
    url = fields.Char(
        string="Where to Read It", help="The address of that text.", tracking=True
    )
    evidence = fields.Selection(
        [("seen", "Text seen"), ("second_hand", "Second-hand")],
        string="How We Know",
        help="Text seen: somebody read the law. Second-hand: others say what it asks; "
        "read it before you rely on it.",
        tracking=True,
    )
    checked_on = fields.Date(
        help="When somebody last looked whether it still holds.", tracking=True
    )
    is_check_due = fields.Boolean(
        compute="_compute_is_check_due", search="_search_is_check_due"
    )

    @api.depends("statute", "checked_on")
    def _compute_is_check_due(self):
        due = self.filtered_domain(self._due_for_a_check())
        for window in self:
            window.is_check_due = window in due

    def _search_is_check_due(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        return self._due_for_a_check()

    @api.model
    def _due_for_a_check(self):
        before = fields.Date.context_today(self) - _GOOD_FOR
        is_old = Domain("checked_on", "=", False) | Domain("checked_on", "<", before)
        return Domain("statute", "!=", False) & is_old

    def action_checked(self):
        """Note that somebody looked today, and that it still holds."""
        self.checked_on = fields.Date.context_today(self)
