from datetime import time, timedelta

from odoo import api, fields, models, tools

from ...tools.local_time import moment_of, to_local, to_utc

# nobody is reminded of a visit before this, where the practice is
_MORNING = time(8)
# what would come so soon after the booking has just been said
_JUST_SAID = timedelta(hours=2)


class MedspaReminder(models.Model):
    """One message about a coming consultation: when it leaves and what it says.

    A change holds for what is booked or moved from then on.
    """

    _name = "medspa.reminder"
    _description = "Reminder"
    _inherit = [
        "medspa.reference.mixin",
        "medspa.placed.mixin",
        "medspa.replaced.mixin",
    ]
    _inherit += ["medspa.sender.mixin", "medspa.in.use.mixin", "medspa.kept.mixin"]
    _order = "sequence, id"

    _USED_BY = {
        ("medspa.touch", "reminder_id"): (("state", "in", ("planned", "sending")),),
    }

    name = fields.Char(compute="_compute_name")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        ondelete="restrict",
        help="Empty: for every company, beside its own reminders.",
    )
    kind = fields.Selection(
        [
            ("booked", "When it is booked or moved"),
            ("days_before", "Days before"),
            ("same_day", "On the same day"),
        ],
        string="When",
        required=True,
        default="days_before",
    )
    days = fields.Integer(default=2, help="Days before, at the time of the visit.")
    hours = fields.Integer(default=3, help="Hours before, never earlier than 8:00.")

    _ahead = models.Constraint(
        "CHECK(days > 0 AND hours > 0)", "A reminder comes before the visit."
    )

    @api.depends("kind", "days", "hours")
    def _compute_name(self):
        for reminder in self:
            if reminder.kind == "days_before":
                reminder.name = self.env._("%s days before", reminder.days)
            elif reminder.kind == "same_day":
                reminder.name = self.env._("%s hours before, same day", reminder.hours)
            else:
                reminder.name = self.env._("When it is booked or moved")

    # which and when

    @api.model
    def _of_practice(self, company):
        """Return the reminders of a company, in order."""
        return self.sudo().browse(self._ids_of_practice(company.id))

    @api.model
    @tools.ormcache("company_id")
    def _ids_of_practice(self, company_id):
        reminders = self.sudo().search([("company_id", "in", (False, company_id))])
        replaced = self._replaced()
        return tuple(
            one.id for one in reminders if company_id not in replaced.get(one.id, ())
        )

    def _moment(self, start, zone, now):
        """Return when it leaves, naive UTC; ``None`` if it would say nothing new.

        :param start: of the consultation, naive UTC, after ``now``.
        :param str zone: time zone of the practice.
        :param now: when the consultation was booked or moved.
        """
        if self.kind == "booked":
            return now
        if self.kind == "days_before":
            moment = self._days_earlier(start, zone)
        else:
            moment = max(
                start - timedelta(hours=self.hours), self._morning(start, zone)
            )
        return moment if now + _JUST_SAID <= moment < start else None

    def _days_earlier(self, start, zone):
        """The same time by the clock on the wall, whatever daylight saving does."""
        return to_utc(to_local(start, zone) - timedelta(days=self.days), zone)

    def _morning(self, start, zone):
        return moment_of(to_local(start, zone).date(), _MORNING, zone)

    # what

    def _as_sender(self):
        return self.env._("reminder “%s”", self.name)

    def _channels(self):
        """Return the channels for which it has a message."""
        return [
            channel
            for channel in ("email", "sms")
            if self.sudo()._own_template(channel)
        ]
