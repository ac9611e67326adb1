from datetime import timedelta

from odoo import fields, models
from odoo.tools import format_date, format_time

from ...tools.local_time import to_local
from ...tools.promise_words import date_in_words


class CrmLead(models.Model):
    """What everybody asks of an inquiry: whose it is, who it is about, whether it is
    over, and what a moment is called where the practice is."""

    _inherit = "crm.lead"

    def _practice(self):
        """Return the company that this inquiry was made to."""
        return self.company_id or self.team_id.company_id or self.env.company

    def _practice_zone(self):
        """Return the time zone of the practice: that of its hours."""
        return self.team_id._response_calendar().sudo().tz or "UTC"

    def _practice_is_patient(self, partner=None, email=None, phone=None):
        """Say whether a contact, an email or a phone is the person who inquired."""
        contact = self.partner_id
        return (
            bool(partner and partner == contact)
            or bool(
                email and email in (self.email_normalized, contact.email_normalized)
            )
            or bool(phone and phone in (self.phone_sanitized, contact.phone_sanitized))
        )

    def _practice_is_closed(self):
        """Say whether it is won, lost or archived."""
        return not self.active or self.won_status != "pending"

    # moments, in words

    def _practice_now(self):
        """Return the moment at which a message is read; a preview asks for another."""
        return self.env.context.get("medspa_now") or fields.Datetime.now()

    def _practice_day_and_time(self, moment, allday=False, is_short=False):
        """Return “Thursday, March 5 at 2:30 PM”, where the practice is; in short “Thu,
        Mar 5 at 2:30 PM”."""
        day = moment.date() if allday else self._practice_local(moment).date()
        words = date_in_words(day, self.env.lang, is_short)
        if allday:
            return words
        return self.env._(
            "%(day)s at %(time)s", day=words, time=self._practice_time_in_words(moment)
        )

    def _practice_moment_in_words(self, moment, now):
        """Return “9:05 AM”, “tomorrow at 9:05 AM” or “on Monday at 9:05 AM”."""
        time = self._practice_time_in_words(moment)
        day, today = (
            self._practice_local(moment).date(),
            self._practice_local(now).date(),
        )
        if day == today:
            return self.env._("today at %s", time) if moment < now else time
        if day == today + timedelta(days=1):
            return self.env._("tomorrow at %s", time)
        name = "EEEE" if day < today + timedelta(days=7) else "EEEE, MMMM d"
        return self.env._(
            "on %(day)s at %(time)s",
            day=format_date(self.env, day, date_format=name),
            time=time,
        )

    def _practice_time_in_words(self, moment):
        """Return “2:30 PM”, where the practice is."""
        time = format_time(
            self.env, moment, tz=self._practice_zone(), time_format="short"
        )
        # one unusual space would make a text three times as long on the wire
        return time.replace("\u202f", " ")

    def _practice_local(self, moment):
        """Return a moment (naive UTC) as the clocks of the practice show it."""
        return to_local(moment, self._practice_zone())
