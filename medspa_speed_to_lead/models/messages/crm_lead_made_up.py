from odoo import api, models


class CrmLead(models.Model):
    """A patient for who tries something before the first inquiry has come."""

    _inherit = "crm.lead"

    @api.model
    def _made_up(self, team):
        """Return an inquiry that is stored nowhere.

        :param team: where it would come in; empty: the first that follows inquiries.
        """
        teams = self.env["crm.team"]
        team = team or teams.search([("speed_to_lead", "=", True)], limit=1)
        treatments = self.env["medspa.treatment"]
        return self.new(
            {
                "name": self.env._("Made-up inquiry"),
                "contact_name": "Maya Ellison",
                "email_from": "maya.ellison@example.com",
                "phone": "+1 202-555-0142",
                "team_id": team.id,
                "company_id": team.company_id.id or self.env.company.id,
                "treatment_ids": treatments.search([], limit=1).ids,
                "user_id": False,
            }
        )
