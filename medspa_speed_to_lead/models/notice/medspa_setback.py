from odoo import models


class MedspaSetback(models.Model):
    """What was not done on an inquiry is of its practice, and a colleague is told."""

    _inherit = "medspa.setback"

    def _company_of(self, record, lead):
        return lead._practice() if lead else super()._company_of(record, lead)

    def _give_to_do(self):
        result = super()._give_to_do()
        self.env["medspa.notice"]._todo(
            self.lead_id,
            self.env._("Something was not done by itself"),
            self.env._(
                "The job “%(job)s” failed on this inquiry %(tries)s times and has "
                "stopped trying. Please look at the inquiry and do what is missing. An "
                "administrator can read the reason under Configuration > Speed to Lead "
                "> Set Aside, and have it tried again.",
                job=self.cron_id.cron_name,
                tries=self.tries,
            ),
        )
        return result
