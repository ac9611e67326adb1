from odoo import models

from ..jobs.waking import ACKNOWLEDGE, FOLLOW_UP


class MedspaTouch(models.Model):
    """What differs between the automatic messages, by hooks named by their purpose.

    How they are sent is the same for all. What for and in which words is said in the
    wing that owns the purpose, one file each, by methods ``_<purpose>_<what>`` that
    take and return what ``_<what>`` here does. A purpose that is sent defines
    ``consent_purpose``, ``why_not_wanted`` and ``message_template``; of the others it
    defines those in which it differs from ``_any_<what>``.
    """

    _inherit = "medspa.touch"

    def _by_purpose(self, what, *args):
        """Do what the purpose of this touch calls for, and return what came of it.

        :raises NotImplementedError: it is none that is sent.
        """
        hook = getattr(self, f"_{self.purpose}_{what}", None)
        hook = hook or getattr(self, f"_any_{what}", None)
        if not hook:
            raise NotImplementedError(f"medspa.touch has no _{self.purpose}_{what}")
        return hook(*args)

    def _job(self):
        """Return the xmlid of the job that sends it: only first messages have one of
        their own."""
        return ACKNOWLEDGE if self.purpose == "acknowledgement" else FOLLOW_UP

    # what each purpose says

    def _consent_purpose(self):
        """Return for what the person must have agreed to hear from us."""
        return self._by_purpose("consent_purpose")

    def _why_not_wanted(self, now):
        """Return why nobody needs this message any more, or ``None``."""
        return self._by_purpose("why_not_wanted", now)

    def _message_template(self, now):
        """Return the template of emails or texts, an empty record if there is none."""
        return self._by_purpose("message_template", now)

    # what most have in common

    def _told_lead(self):
        """Return the inquiry as the message speaks of it."""
        return self._by_purpose("told_lead")

    def _any_told_lead(self):
        return self.lead_id

    def _refused(self, reason, now):
        """They may not be written to on this channel, now or later."""
        self._by_purpose("refused", reason, now)

    def _any_refused(self, reason, now):
        self._skip(reason)

    def _why_not_these_words(self, content):
        """Return why these very words should not go to this person, or ``None``."""
        own = self._by_purpose("why_not_these_words", content)
        return own or self._forbidden_words(content)

    def _any_why_not_these_words(self, content):
        return None

    def _better_later(self, now):
        """Return ``(moment, why)`` if it may go now, but should not, else ``None``."""
        return self._by_purpose("better_later", now)

    def _any_better_later(self, now):
        return None

    def _is_first(self):
        """Say whether it is the first that they get from us."""
        return self._by_purpose("is_first")

    def _any_is_first(self):
        return False
