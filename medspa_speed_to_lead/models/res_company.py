from datetime import datetime, time, timedelta

from pytz import UTC, timezone

from odoo import fields, models

from ..tools.working_time import AROUND_THE_CLOCK
from .consent.asking_first import asking
from .sms_api import SandboxApi, TwilioClientApi

# when the week begins where nothing says when the practice opens
_WITHOUT_HOURS = time(9)


class ResCompany(models.Model):
    _inherit = "res.company"

    medspa_sending = fields.Boolean(
        string="Automatic Messages",
        help="Emails and texts leave by themselves. Off: each is written down with "
        "its text, and none is sent.",
    )
    medspa_treatment_in_texts = fields.Boolean(
        string="Treatments in Texts",
        help="A text may name the treatment. Whoever sees the phone can read it.",
    )
    medspa_booking_url = fields.Char(
        string="Booking Link", help="Where patients choose a time themselves."
    )
    medspa_late_cancel_hours = fields.Integer(
        string="Late Cancel (hours)",
        default=24,
        help="A patient who cancels within so many hours before a consultation "
        "cancelled late, which is no no-show.",
    )

    sms_provider = fields.Selection(
        selection_add=[("sandbox", "Sandbox: show texts, send none")],
        ondelete={"sandbox": "set default"},
    )

    def _get_sms_api_class(self):
        self.ensure_one()
        ours = {"twilio": TwilioClientApi, "sandbox": SandboxApi}
        api_class = ours.get(self.sms_provider)
        return asking(api_class) if api_class else super()._get_sms_api_class()

    def write(self, vals):
        result = super().write(vals)
        if "resource_calendar_id" in vals:
            # the hours of teams without their own
            self.env["medspa.kept.mixin"]._forget_kept()
            teams = self.env["crm.team"].sudo()
            teams.search(
                [("company_id", "in", (False, *self.ids)), ("speed_to_lead", "=", True)]
            )._replan_waits()
        return result

    # whose week a review tells of, where, and when it begins

    def _review_teams(self):
        """Return the teams that answer the inquiries of this company."""
        self.ensure_one()
        teams_sudo = self.env["crm.team"].sudo().with_company(self)
        return teams_sudo.search(
            [("speed_to_lead", "=", True), ("company_id", "in", (False, self.id))]
        )

    def _review_zone(self):
        """Return the time zone of the practice: that of its first team's hours."""
        calendar_sudo = self._review_teams()[:1]._response_calendar().sudo()
        return (calendar_sudo or self.sudo().resource_calendar_id).tz or "UTC"

    def _review_monday(self, now):
        """Return the Monday of the present week, where the practice is."""
        local = UTC.localize(now).astimezone(timezone(self._review_zone())).date()
        return local - timedelta(days=local.weekday())

    def _review_opening(self, monday):
        """Return when the first team opens on a Monday, or next after it if closed.

        :return: naive UTC; where hours never close, nine o'clock.
        """
        return min(
            (
                _opening(team._response_calendar(), monday)
                for team in self._review_teams()
            ),
            default=local_moment(monday, self._review_zone(), _WITHOUT_HOURS),
        )


def _opening(calendar, day):
    zone = calendar.sudo().tz or "UTC"
    start = local_moment(day, zone)
    timeline = calendar._response_timeline(start, start + timedelta(days=7))
    if timeline is AROUND_THE_CLOCK:
        return local_moment(day, zone, _WITHOUT_HOURS)
    return timeline.next_open(start)


def local_moment(day, zone, hour=time()):
    """Return the naive UTC moment of an hour of a day in a time zone."""
    local = timezone(zone).localize(datetime.combine(day, hour))
    return local.astimezone(UTC).replace(tzinfo=None)
