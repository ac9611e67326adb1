from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools import submission
from ...tools.inquiry import UnreadableBody

DOUBT_DAYS = 30
_PAGES_WITHIN = timedelta(days=1)  # of one form
# an address may be flooded with one key; more of them are not looked through
_LOOKED_THROUGH = 20


class MedspaIntakeEvent(models.Model):
    """What the sender's own key is worth: a repeat, a further word of the same person,
    or somebody else under a key that was used before."""

    _inherit = "medspa.intake.event"

    is_key_reused = fields.Boolean(
        string="Key Used Before",
        readonly=True,
        help="The sender gave this the key of another inquiry. It was taken as an "
        "inquiry of its own.",
    )

    _key_reused_idx = models.Index("(source_id, received_at) WHERE is_key_reused")

    def _capture(self):
        result = super()._capture()
        if self._others_of_key().lead_id - self.lead_id:
            self.is_key_reused = True
        return result

    def _lock_keys(self):
        """One at a time under one key as well: the second finds what the first made."""
        keys = super()._lock_keys()
        if self.external_id:
            keys.add(f"medspa.key:{self.source_id.id}:{self.external_id}")
        return keys

    def _find_open_inquiry_of_key(self, inquiry):
        """Return the open inquiry that the same person sent in under this key."""
        person, leads = self._person(inquiry), self.env["crm.lead"]
        for other in self._others_of_key():
            try:
                said = other._person(other._parsed())
            except UnreadableBody:  # blanked by now
                continue
            is_next = (
                self.received_at - other.received_at <= _PAGES_WITHIN
                and submission.is_next_page(self.external_id, said, person)
            )
            if is_next or submission.is_same_person(said, person):
                leads |= other.lead_id
        company = self.source_id.company_id
        return leads.filtered(
            lambda lead: (
                lead._is_open_inquiry() and lead.company_id in (company, company[:0])
            )
        )[:1]

    def _others_of_key(self):
        """Return the other inquiries under this key, the latest first."""
        if not self.external_id:
            return self.browse()
        return self.search(
            [
                ("source_id", "=", self.source_id.id),
                ("external_id", "=", self.external_id),
                ("lead_id", "!=", False),
                ("id", "!=", self.id),
            ],
            order="id DESC",
            limit=_LOOKED_THROUGH,
        )

    @api.model
    def _received_values(self, source_sudo, body, content_type, key="", **more):
        values = super()._received_values(
            source_sudo, body, content_type, key=key, **more
        )
        content_hash = ""
        # whoever signs what he sends says himself what is one message
        is_told = key or source_sudo._is_signed()
        if values["external_id"] and not is_told:
            said = (values["body"], content_type, values["query"] or "")
            content_hash = submission.fingerprint(source_sudo._read(*said))
        return {**values, "content_hash": content_hash}


class MedspaIntakeSource(models.Model):
    _inherit = "medspa.intake.source"

    reused_key_count = fields.Integer(
        string="Keys Used Again", compute="_compute_reused_key_count"
    )

    def _compute_reused_key_count(self):
        """Count the inquiries of the last days that came under a key used before."""
        counts = self._count_marked("is_key_reused", DOUBT_DAYS)
        for source in self:
            source.reused_key_count = counts.get(source._origin.id, 0)

    @api.model
    def _find_reusing_keys(self):
        """Return the sources with such inquiries; an index holds these alone."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT event.source_id FROM medspa_intake_event event
                  JOIN medspa_intake_source source ON source.id = event.source_id
                 WHERE event.is_key_reused AND source.active
                   AND event.received_at > %s
                """,
                fields.Datetime.now() - timedelta(days=DOUBT_DAYS),
            )
        )
        return self.browse(source_id for (source_id,) in rows)

    def action_view_reused_keys(self):
        return self._view_marked("is_key_reused")
