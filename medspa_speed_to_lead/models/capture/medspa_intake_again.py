from markupsafe import Markup

from odoo import fields, models

from ..intake.medspa_intake_mapping import labelled
from ..rights.system import system_partner

_COUNTED_DAYS = 30


class MedspaIntakeEvent(models.Model):
    """The same person asks again: their inquiry goes on, and they wait again.

    The inquiry keeps where it came from first; where they came from this time is kept
    here, so that a source and a campaign can count whom they brought back.
    """

    _inherit = "medspa.intake.event"

    is_again = fields.Boolean(
        string="Asked Again",
        readonly=True,
        help="Who sent this had an open inquiry, which goes on.",
    )
    campaign_id = fields.Many2one("utm.campaign", readonly=True, ondelete="set null")
    medium_id = fields.Many2one("utm.medium", readonly=True, ondelete="set null")
    utm_source_id = fields.Many2one(
        "utm.source", string="Marketing Source", readonly=True, ondelete="set null"
    )

    _again_idx = models.Index("(source_id, received_at) WHERE is_again")

    def _attach(self, lead, inquiry):
        """What they say stands on their inquiry, and its owner is told."""
        values = self._lead_values(inquiry)
        self._keep_as_again(values)
        treatments = self._treatments(inquiry)
        if treatments - lead.treatment_ids:
            lead.treatment_ids |= treatments
            lead._intake_learn_treatment_words(values["intake_treatment_words"])
        differing = lead._learn_from_again(values, self._person(inquiry))
        again = self.env._("Wrote again through %s:", self.source_id.name)
        lead.message_post(
            body=Markup("<p>%s</p>") % again
            + labelled(self._in_words(lead, differing))
            + self._lead_description(inquiry, treatments),
            author_id=system_partner(self.env).id,
            subtype_xmlid="mail.mt_note",
        )
        self._tell_of_again(lead, again)
        lead._register_touch(
            {
                "direction": "in",
                "channel": "chat",
                "occurred_at": self._raised_hand_at(inquiry),
            }
        )

    def _keep_as_again(self, values):
        self.write(
            {
                "is_again": True,
                "campaign_id": values.get("campaign_id"),
                "medium_id": values.get("medium_id"),
                "utm_source_id": values.get("source_id"),
            }
        )

    def _in_words(self, lead, differing):
        """Return ``(label, "new (before: old)")`` of what they say about themselves."""
        labels = {
            "contact_name": self.env._("Name"),
            "phone": self.env._("Phone"),
            "email_from": self.env._("Email"),
        }
        for name, new, old in differing:
            words = new
            if old and lead[name] == old:
                words = self.env._("%(new)s (still used: %(old)s)", new=new, old=old)
            elif old:
                words = self.env._("%(new)s (before: %(old)s)", new=new, old=old)
            yield labels[name], words

    def _tell_of_again(self, lead, again):
        notice = self.env["medspa.notice"]
        notice._tell(
            lead,
            self.env._("A patient wrote again: %s", notice._in_neutral_words(lead)),
            lead._notice_in_a_line(again),
        )


class MedspaIntakeSource(models.Model):
    _inherit = "medspa.intake.source"

    asked_again_count = fields.Integer(
        string="Asked Again",
        compute="_compute_asked_again_count",
        help="Of the last 30 days: people whose inquiry was open already and went on. "
        "They are no inquiries of their own.",
    )

    def _compute_asked_again_count(self):
        counts = self._count_marked("is_again", _COUNTED_DAYS)
        for source in self:
            source.asked_again_count = counts.get(source._origin.id, 0)

    def action_view_asked_again(self):
        return self._view_marked("is_again")
