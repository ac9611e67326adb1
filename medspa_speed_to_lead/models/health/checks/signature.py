from odoo import api, models

from ..health import Trouble


class MedspaHealth(models.AbstractModel):
    """Signed messages that are refused: patients' texts, a STOP among them."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "signature"]

    @api.model
    def _check_signature(self):
        sources_sudo = self.env["medspa.intake.source"].sudo()
        return [
            Trouble(
                str(source_sudo.id),
                source_sudo.company_id,
                self._words_of_refusals(source_sudo),
                source_sudo,
            )
            for source_sudo in sources_sudo._find_refusing()
        ]

    def _words_of_refusals(self, source_sudo):
        hook = f"_words_of_{source_sudo.provider}_refusals"
        if hasattr(self, hook):
            return getattr(self, hook)(source_sudo)
        return self.env._(
            "What arrives at “%(name)s” is refused, for its signature is missing or "
            "wrong. See that the provider knows the present address of the source, and "
            "that both have the same secret.",
            name=source_sudo.name,
        )

    def _words_of_twilio_refusals(self, source_sudo):
        if not source_sudo.can_verify:
            return self.env._(
                "Texts to “%(name)s” are refused: the company has no Twilio auth "
                "token. Enter it in the settings.",
                name=source_sudo.name,
            )
        return self.env._(
            "Texts to “%(name)s” are refused, for their signature is missing or "
            "wrong. See that the address at Twilio begins as it does on the source, "
            "and that the auth token of the company is the present one. If texts "
            "arrive all the same, somebody has found the address: make a new one.",
            name=source_sudo.name,
        )
