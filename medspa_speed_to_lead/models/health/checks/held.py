from odoo import api, models

from ..health import Trouble


class MedspaHealth(models.AbstractModel):
    """Messages that are held because there were too many."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "held"]

    @api.model
    def _check_held(self):
        touches_sudo = self.env["medspa.touch"].sudo()
        return [
            *self._held_first(touches_sudo),
            *self._held_first_of_teams(touches_sudo),
            *self._held_texts(touches_sudo),
        ]

    def _held_first(self, touches_sudo):
        groups = touches_sudo._read_group(
            touches_sudo._domain_of_held("source_hour"),
            ["first_of_source_id"],
            ["__count"],
        )
        for source_sudo, count in groups:
            words = self.env._(
                "%(count)s first messages of “%(name)s” are held: more than "
                "%(limit)s within an hour went to people who never wrote before. If "
                "somebody misuses the form, close it; else send them from its source.",
                count=count,
                name=source_sudo.name,
                limit=source_sudo.first_messages_per_hour,
            )
            key = f"first:{source_sudo.id}"
            yield Trouble(key, source_sudo.company_id, words, source_sudo)

    def _held_first_of_teams(self, touches_sudo):
        groups = touches_sudo._read_group(
            touches_sudo._domain_of_held("team_hour"),
            ["first_of_team_id"],
            ["__count", "id:min"],
        )
        for team_sudo, count, first_id in groups:
            words = self.env._(
                "%(count)s first messages of the team %(name)s are held: too many "
                "people who never wrote before wrote an email within an hour. Look "
                "whether these are people; then send them from the list of contacts, "
                "filter “Held”.",
                count=count,
                name=team_sudo.name,
            )
            touch_sudo = touches_sudo.browse(first_id)
            company_sudo = touch_sudo.lead_id._practice()
            yield Trouble(f"emails:{team_sudo.id}", company_sudo, words, touch_sudo)

    def _held_texts(self, touches_sudo):
        groups = touches_sudo._read_group(
            touches_sudo._domain_of_held("company_day"),
            ["text_of_company_id"],
            ["__count", "id:min"],
        )
        for company_sudo, count, first_id in groups:
            words = self.env._(
                "%(count)s automatic texts of %(name)s are held: more than %(limit)s "
                "were due on one day. Send them from the list of contacts, filter "
                "“Held”, or raise the limit in the settings.",
                count=count,
                name=company_sudo.name,
                limit=company_sudo.medspa_texts_per_day,
            )
            touch_sudo = touches_sudo.browse(first_id)
            yield Trouble(f"texts:{company_sudo.id}", company_sudo, words, touch_sudo)
