from odoo import api, models

from ..health import Trouble


class MedspaHealth(models.AbstractModel):
    """Replies by email that nobody here hears."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "reply"]

    @api.model
    def _check_reply(self):
        companies_sudo = self.env["res.company"].sudo()
        sending = companies_sudo.search([("medspa_sending", "=", True)])
        return [trouble for one in sending for trouble in self._replies_to(one)]

    def _replies_to(self, company):
        """Yield what keeps the replies to a company's emails from its inquiries."""
        teams = self.env["crm.team"].search(
            [
                ("speed_to_lead", "=", True),
                ("company_id", "in", (False, company.id)),
            ]
        )
        catchall = company.alias_domain_id.catchall_email
        deaf = teams.filtered(lambda team: not (team.alias_email or catchall))
        if deaf:
            words = self.env._(
                "Replies by email cannot be heard: %(teams)s of %(company)s has no "
                "email address here, so they go to a colleague's own mailbox. Set an "
                "alias domain under Settings > General Settings, and the team's email "
                "under CRM > Configuration > Sales Teams.",
                teams=", ".join(deaf.mapped("name")),
                company=company.name,
            )
            yield Trouble("no_address", company, words, deaf[:1])
        elif teams and not self._hears_emails():
            words = self.env._(
                "Replies by email cannot be heard: no incoming mail server is set up, "
                "and no email has come in so far. Set one up under Settings > "
                "Technical > Incoming Mail Servers, or send an email to %s and see it "
                "come.",
                teams[0].alias_email or catchall,
            )
            yield Trouble("no_server", company, words)

    def _hears_emails(self):
        """Say whether emails are fetched, or any has come in by another way."""
        servers = self.env["fetchmail.server"].sudo()
        if servers.search_count([("state", "=", "done")], limit=1):
            return True
        touches = self.env["medspa.touch"].sudo().with_context(active_test=False)
        came_in = [("direction", "=", "in"), ("channel", "=", "email")]
        return bool(touches.search_count(came_in, limit=1))
