import hashlib
import hmac
from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from ..intake.medspa_intake_event import REPEAT_MINUTES

_ERASED = "erased:"


class MedspaIntakeEvent(models.Model):
    """A form that sends the same once more does not bring an erased person back.

    What is left of an erased event is a digest, keyed with the database's secret: it
    recognises what it was made of, and nobody can try numbers until one fits.
    """

    _inherit = "medspa.intake.event"

    @api.model
    def _find_erased(self, values):
        key = Domain("external_id", "=", self._erased_key(values))
        if not values["external_id"]:
            # without a key of the sender's the same may be said anew
            since = values["received_at"] - timedelta(minutes=REPEAT_MINUTES)
            key &= Domain("received_at", ">", since)
        same = Domain("source_id", "=", values["source_id"]) & key
        found_sudo = super()._find_erased(values)
        return found_sudo or self.sudo().search(same, order="id", limit=1)

    @api.model
    def _erased_key(self, values):
        """Return what stands for the key and the words of a submission."""
        if (values["external_id"] or "").startswith(_ERASED):
            return values["external_id"]  # of an event that is erased once more
        if values["external_id"]:
            said = f"{values['external_id']}|{values['content_hash'] or ''}"
        else:
            said = f"|{values['body_hash']}"
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        digest = hmac.new(secret.encode(), said.encode(), hashlib.sha256)
        return f"{_ERASED}{digest.hexdigest()}"
