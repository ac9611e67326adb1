from odoo import fields, models
from odoo.fields import Domain

from ..setup.prefetch import PREFETCH


class CrmLead(models.Model):
    """An inquiry of a patient who may need a clinician now.

    It stands on top of the board, alerts until a colleague takes it, and nothing is
    sent to them automatically until a colleague releases it. It starts no wait.
    """

    _inherit = "crm.lead"

    # empty ones come last, on the board as in the database
    urgent_since = fields.Datetime(copy=False, readonly=True, prefetch=PREFETCH)
    urgent_alert_at = fields.Datetime(
        string="Next Urgent Alert", copy=False, readonly=True, prefetch=PREFETCH
    )
    urgent_taken_by_id = fields.Many2one(
        "res.users",
        string="Urgent: Taken By",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
    )
    urgent_reply_offered = fields.Boolean(compute="_compute_urgent_reply_offered")

    _urgent_idx = models.Index("(urgent_since) WHERE urgent_since IS NOT NULL")
    _urgent_alert_idx = models.Index(
        "(urgent_alert_at) WHERE urgent_alert_at IS NOT NULL"
    )

    def _compute_urgent_reply_offered(self):
        for lead in self:
            practice_sudo = lead._practice().sudo()
            lead.urgent_reply_offered = bool(practice_sudo.medspa_urgent_template_id)

    # what colleagues do

    def action_urgent_take(self):
        """A colleague is on it: nobody is alerted any more."""
        self.check_access("write")
        for lead in self.filtered("urgent_since"):
            lead.sudo().write(
                {"urgent_taken_by_id": self.env.uid, "urgent_alert_at": False}
            )
            lead._message_log(
                body=self.env._("%s is on this urgent message.", self.env.user.name)
            )

    def action_urgent_release(self):
        """It is dealt with: automatic messages may go again."""
        self._urgent_end(
            self.env._(
                "%s closed the urgent message. Automatic messages may go again.",
                self.env.user.name,
            )
        )

    def action_urgent_dismiss(self):
        """It was no emergency: it counts as any message does, and they wait for us."""
        ended = self._urgent_end(
            self.env._("%s says that it was not urgent.", self.env.user.name)
        )
        excluded_sudo = ended.sudo().filtered(
            lambda lead: lead.response_exempt_reason == "urgent"
        )
        excluded_sudo.write({"response_exempt_reason": False})
        ended._response_patient_waits(fields.Datetime.now())

    def _urgent_end(self, words):
        """Return those of these inquiries that were urgent until now."""
        self.check_access("write")
        ended = self.filtered("urgent_since")
        ended.sudo().write(
            {
                "urgent_since": False,
                "urgent_alert_at": False,
                "urgent_taken_by_id": False,
            }
        )
        for lead in ended:
            lead._message_log(body=words)
        return ended

    def action_urgent_reply(self):
        """Open a text with the prepared reply; the colleague reads and sends it."""
        action = self.action_text()
        template_sudo = self._practice().sudo().medspa_urgent_template_id
        action["context"]["default_template_id"] = template_sudo.id
        return action

    # what others ask

    def _urgent_holds(self):
        """Say whether this person has an urgent message that nobody has released."""
        self.ensure_one()
        lead_sudo = self.sudo()
        theirs = [Domain("id", "=", lead_sudo.id)]
        for name in ("phone_sanitized", "email_normalized"):
            if lead_sudo[name]:
                theirs.append(Domain(name, "=", lead_sudo[name]))
        domain = Domain("urgent_since", "!=", False) & Domain.OR(theirs)
        every_sudo = lead_sudo.with_context(active_test=False)
        return bool(every_sudo.search_count(domain, limit=1))

    def _response_patient_waits(self, since):
        """What is urgent is nobody's sales wait."""
        return super(
            CrmLead, self.filtered(lambda lead: not lead.sudo().urgent_since)
        )._response_patient_waits(since)

    def _merge_dependences(self, opportunities):
        """What is urgent stays so, on the inquiry that is left."""
        urgent_sudo = (self | opportunities).sudo().filtered("urgent_since")
        values = {}
        if urgent_sudo:
            taken = all(lead.urgent_taken_by_id for lead in urgent_sudo)
            first = min(urgent_sudo, key=lambda lead: lead.urgent_since)
            values = {
                "urgent_since": first.urgent_since,
                "urgent_alert_at": not taken and fields.Datetime.now(),
                "urgent_taken_by_id": taken and first.urgent_taken_by_id.id,
            }
        result = super()._merge_dependences(opportunities)
        if values:
            self.sudo().write(values)
        return result
