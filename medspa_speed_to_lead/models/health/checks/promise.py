from datetime import timedelta

from odoo import api, fields, models

from ..health import Trouble

# as long as this after the last such inquiry it is a trouble
_LATELY = timedelta(days=7)


class MedspaHealth(models.AbstractModel):
    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "promise", "team_off"]

    @api.model
    def _check_promise(self):
        """Find the teams whose inquiries fit no policy."""
        built_in = self.env["medspa.response.policy"]._built_in()
        counts = (
            self.env["crm.lead"]
            .sudo()
            .with_context(active_test=False)
            ._read_group(
                [
                    ("response_policy_id", "in", built_in.ids),
                    ("intake_received_at", ">", fields.Datetime.now() - _LATELY),
                ],
                ["company_id", "team_id"],
                ["__count"],
            )
        )
        return [
            Trouble(
                f"{company.id}:{team.id}",
                company,
                self.env._(
                    "No policy fits %(count)s inquiries of “%(team)s” of the last "
                    "seven days: the built-in promise of five minutes holds for "
                    "them. Make a policy that fits all that no other does.",
                    count=count,
                    team=team.name,
                ),
                team,
            )
            for company, team, count in counts
        ]

    @api.model
    def _check_team_off(self):
        """Find the sources whose inquiries get neither owner nor clock nor message."""
        sources_sudo = self.env["medspa.intake.source"].sudo()
        answers = [("active", "=", True), ("speed_to_lead", "=", True)]
        feeding = sources_sudo.search([("team_id", "not any", answers)])
        return [
            Trouble(
                str(source.id),
                source.company_id,
                self.env._(
                    "What comes in through “%(name)s” goes to the team “%(team)s”, "
                    "which does not use Speed to Lead: nobody owns it, no clock runs. "
                    "Give the source another team, or archive it.",
                    name=source.name,
                    team=source.team_id.name,
                ),
                source,
            )
            for source in feeding
        ]
