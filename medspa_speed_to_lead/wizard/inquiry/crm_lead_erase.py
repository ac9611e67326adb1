from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date

_LISTED = 20


class CrmLeadErase(models.TransientModel):
    """Erase a person who asked for it: what they said and who they are.

    Kept: that they opted out, or we would write to them again, and the anonymous
    figures, or the past would change. The dialog says before what it finds, and what
    stays and why.
    """

    _name = "crm.lead.erase"
    _inherit = ["medspa.dialog"]
    _description = "Erase a Person"

    lead_id = fields.Many2one("crm.lead", required=True)
    erase_contact = fields.Boolean(
        string="Erase the contact card too",
        help="Leave off for a patient whose record must be kept.",
    )
    found = fields.Html(compute="_compute_found")
    stays = fields.Html(string="What Stays", compute="_compute_found")

    def action_erase(self):
        self.ensure_one()
        self.lead_id.check_access("write")
        self.env["medspa.erase"]._erase(self.lead_id, contacts=self.erase_contact)
        return {"type": "ir.actions.act_window_close"}

    @api.depends("lead_id", "erase_contact")
    def _compute_found(self):
        erase = self.env["medspa.erase"]
        for dialog in self:
            lead = dialog.lead_id
            if not lead or not lead.has_access("write"):
                dialog.found = dialog.stays = False
                continue
            traces = erase._trace(lead)
            dialog.found = dialog._found_in_words(traces)
            dialog.stays = _listed(erase._what_stays(traces, dialog.erase_contact))

    def _found_in_words(self, traces):
        """List the inquiries that one may read; of the others say only how many."""
        env = self.env
        mine = env["crm.lead"].with_context(active_test=False)
        mine = mine.search([("id", "in", traces.leads.ids)])
        lines = [
            env._(
                "%(name)s, of %(day)s",
                name=lead.display_name,
                day=format_date(env, lead.intake_received_at or lead.create_date),
            )
            for lead in mine[:_LISTED]
        ]
        if len(mine) > _LISTED:
            lines.append(env._("and %s more", len(mine) - _LISTED))
        others = len(traces.leads) - len(mine)
        if others:
            lines.append(
                env._("%s of teams or companies whose inquiries you do not see", others)
            )
        return _listed(lines)


def _listed(lines):
    items = (Markup("<li>%s</li>") % line for line in lines)
    return Markup("<ul>%s</ul>") % Markup("").join(items)
