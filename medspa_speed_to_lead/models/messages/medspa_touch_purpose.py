from odoo import models

from ...tools.cadence import next_day
from ...tools.reason import Reason
from ..jobs.waking import ACKNOWLEDGE, FOLLOW_UP

# what each is to the law; a follow-up is what its plan says
_CONSENT = {"acknowledgement": "conversational", "reminder": "informational"}


class MedspaTouch(models.Model):
    """What differs between the automatic messages: what for, and in which words.

    An acknowledgement answers their own inquiry, a follow-up belongs to a plan, a
    reminder to a consultation. How they are sent is the same for all.
    """

    _inherit = "medspa.touch"

    def _job(self):
        """Return the xmlid of the job that sends it."""
        return ACKNOWLEDGE if self.purpose == "acknowledgement" else FOLLOW_UP

    def _consent_purpose(self):
        """Return for what the person must have agreed to hear from us."""
        if self.purpose == "follow_up":
            return self.enrollment_id.cadence_id.purpose or "promotional"
        return _CONSENT[self.purpose]

    def _why_not_wanted(self, now):
        """Return why nobody needs this message any more, or ``None``."""
        if self.purpose == "follow_up":
            return self._why_no_follow_up(now)
        if self.purpose == "reminder":
            return self.lead_id._why_no_reminder(self, now)
        return self.lead_id._why_no_acknowledgement(self.channel, now)

    def _message_template(self, now):
        """Return the template of emails or texts, an empty record if there is none."""
        if self.purpose == "follow_up":
            return self._follow_up_template()
        if self.purpose == "reminder":
            return self.lead_id._reminder_template(self)
        return self.lead_id._acknowledgement_template(self.channel, now)

    def _told_lead(self):
        """Return the inquiry as the message speaks of it."""
        if self.purpose == "reminder":
            return self.lead_id._for_reminder(self)
        return self.lead_id

    def _refused(self, reason, now):
        """They may not be written to on this channel, now or later."""
        if self.purpose == "follow_up":
            self._use_fallback(reason, now)
        else:
            self._end("skipped", reason)

    def _why_not_these_words(self, content):
        """Return why these very words should not go to this person, or ``None``."""
        if self.purpose == "follow_up" and self._says_the_same_as_before(content):
            return Reason("twice", self.env._("They had the same message just before."))
        return self._forbidden_words(content)

    def _better_later(self, now):
        """Return ``(moment, why)`` if it may go now, but should not, else ``None``."""
        if self.purpose == "follow_up" and self._a_person_wrote_today(now):
            tomorrow = next_day(now, self.lead_id._practice_zone())
            return tomorrow, self.env._("A colleague wrote to them today.")
        return None
