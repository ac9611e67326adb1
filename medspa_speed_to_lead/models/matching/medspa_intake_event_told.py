import logging
from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models

from ...tools.inquiry import NothingSaid
from ..jobs.locking import BUSY

_logger = logging.getLogger(__name__)

MATCH, FAILED = "match_fields", "failed_forms"
# a program that posts anything it likes fills no board
CARDS_A_DAY = 20


class MedspaIntakeEvent(models.Model):
    """Whoever sets up a source is told once that its forms are not understood, and not
    for each form; the to-do closes by itself when one is."""

    _inherit = "medspa.intake.event"

    def _place_unread(self, inquiry):
        """Make no more than so many cards a day of what names nobody.

        What comes then is kept and counted: it can be read again like the others.
        """
        self.is_unread = True
        if self._tells_how_to_reach(inquiry) or self._cards_of_the_day() < CARDS_A_DAY:
            return super()._place_unread(inquiry)
        self._tell_once(MATCH, is_full=True)
        return self.env["crm.lead"]

    def _cards_of_the_day(self):
        """Return how many unread forms of the source made a card in 24 hours."""
        since = fields.Datetime.now() - timedelta(hours=24)
        return self.search_count(
            [
                ("source_id", "=", self.source_id.id),
                ("is_unread", "=", True),
                ("received_at", ">", since),
                ("lead_id", "!=", False),
                ("lead_id.response_exempt_reason", "!=", False),
            ],
            limit=CARDS_A_DAY,
        )

    def _tell_of_unread(self, lead):
        result = super()._tell_of_unread(lead)
        self._tell_once(MATCH)
        return result

    def _fail(self, error, retry=True):
        result = super()._fail(error, retry=retry)
        if not isinstance(error, NothingSaid):
            self._tell_once(FAILED)
        return result

    def _captured(self, lead):
        result = super()._captured(lead)
        # a test says nothing of what patients send
        if not self.is_unread and lead.response_exempt_reason != "test":
            self._understood()
        return result

    def _understood(self):
        """A form of the source was understood: the reason of the to-dos is gone."""
        self.env["medspa.notice"]._close_once(self.source_id, MATCH, FAILED)

    def _tell_once(self, act_key, is_full=False):
        """Give the to-do; whatever fails there, the form is kept."""
        try:
            with self.env.cr.savepoint():
                self.source_id._give_form_todo(act_key, is_full)
        except BUSY:
            raise
        except Exception:
            _logger.exception("event %s: nobody was told of it", self.id)


class MedspaIntakeSource(models.Model):
    _inherit = "medspa.intake.source"

    def _give_form_todo(self, act_key, is_full):
        summary, note = self._form_todo_in_words(act_key, is_full)
        notice = self.env["medspa.notice"]
        who = self._who_sets_it_up()
        return notice._todo_once(self, act_key, summary, note, who)

    def _form_todo_in_words(self, act_key, is_full):
        """Return the title and the text of the to-do."""
        env = self.env
        if act_key == FAILED:
            title = env._("Forms of %s failed", self.name)
            words = env._(
                "Something arrived at this source and no inquiry could be made of it. "
                "See why, mend it, and press Retry."
            )
        else:
            title = env._(
                "Match the fields of %s: forms arrive that we cannot read", self.name
            )
            words = env._(
                "Forms arrive that don't say in a field we know who sent them. Each "
                "has a card called “Unread form”. Say which field is the name, the "
                "phone and the email, and they are read again."
            )
        full = env._(
            "More than %s arrived within a day: further ones are kept and counted on "
            "this screen, without a card each.",
            CARDS_A_DAY,
        )
        link = Markup('<p><a href="%s">%s</a></p>') % (
            f"/odoo/intake-sources/{self.id}/match-fields",
            env._("Match the fields"),
        )
        parts = (words, full) if is_full else (words,)
        return title, Markup("").join(Markup("<p>%s</p>") % one for one in parts) + link

    def _who_sets_it_up(self):
        """Return who is told, in order: who leads the team, then the CRM managers, of
        those who may change the source."""
        team_sudo = self.team_id.sudo()
        managers = self.env.ref("sales_team.group_sale_manager").sudo().all_user_ids
        leaders = team_sudo.response_manager_id | team_sudo.user_id
        return [leaders & managers, managers.sorted("id")]
