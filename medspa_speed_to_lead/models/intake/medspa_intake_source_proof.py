from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.providers import _proof as proofs


class MedspaIntakeSource(models.Model):
    """A form whose tool proves who it is, besides knowing the address: if wanted."""

    _inherit = "medspa.intake.source"

    proof = fields.Selection(
        [
            (proofs.STANDARD, "Signature (Standard Webhooks)"),
            (proofs.HEADER, "Secret in a header"),
            (proofs.BASIC, "User name and password"),
        ],
        string="Verification",
        copy=False,
        tracking=True,
        help="What the tool sends besides the address. Anything without it is refused. "
        "A form on a web page can keep no secret: leave it empty there.",
    )
    proof_header = fields.Char(string="Header", copy=False, tracking=True)
    proof_secret = fields.Char(copy=False, groups=fields.NO_ACCESS)
    proof_typed = fields.Char(
        string="Secret",
        compute="_compute_proof_typed",
        inverse="_inverse_proof_typed",
        copy=False,
        help="Kept out of sight once it is saved. User name and password are written "
        "as name:password.",
    )
    has_proof_secret = fields.Boolean(compute="_compute_proof_typed")

    @api.depends("proof")
    def _compute_proof_typed(self):
        """Show nobody what it is."""
        for source in self:
            source.proof_typed = False
            source.has_proof_secret = bool(source._origin.sudo().proof_secret)

    def _inverse_proof_typed(self):
        for source in self.filtered("proof_typed"):
            # sudo: nobody reads it, those who may write the source may change it
            source.sudo().proof_secret = source.proof_typed.strip()
        self.invalidate_recordset(["proof_typed", "has_proof_secret"], flush=False)

    @api.constrains("proof", "proof_header", "proof_typed")
    def _check_proof(self):
        for source in self.filtered("proof"):
            secret = source.sudo().proof_secret
            if not secret:
                raise ValidationError(self.env._("Enter the secret."))
            if source.proof == proofs.HEADER and not source.proof_header:
                raise ValidationError(self.env._("Enter the name of the header."))
            if source.proof == proofs.HEADER and not proofs.fits_header(
                source.proof_header, secret
            ):
                raise ValidationError(
                    self.env._(
                        "A header has a name without spaces, and holds letters without "
                        "accents, digits and signs only."
                    )
                )
            if source.proof == proofs.STANDARD and not proofs.secret_bytes(secret):
                raise ValidationError(
                    self.env._("The secret of a signature begins with whsec_.")
                )
            if source.proof == proofs.BASIC and ":" not in secret:
                raise ValidationError(
                    self.env._("Write user name and password as name:password.")
                )

    def _brings_proof(self, headers):
        """Say whether a request brings what is asked for, right or wrong."""
        name = self.proof_header or ""
        return not self.proof or proofs.is_there(self.proof, headers, name)

    def _is_proven(self, headers, body):
        """Say whether a request comes from the tool that the practice set up.

        :param headers: of the request, by name.
        :param bytes body: as received.
        """
        if not self.proof:
            return True
        secret, name = self.sudo().proof_secret, self.proof_header or ""
        now = fields.Datetime.now()
        return proofs.is_right(self.proof, headers, body, secret, name, now)

    def _is_query_believed(self):
        """A signature of this kind is of the body alone."""
        return super()._is_query_believed() and self.proof != proofs.STANDARD

    def _proven_key(self, headers):
        """Return the key that the tool signed with its message, ``""`` for none."""
        return proofs.key_of(self.proof, headers)

    def _proof_headers(self, body, key):
        """Return the headers with which our own test inquiries prove who they are."""
        if not self.proof:
            return {}
        secret, name = self.sudo().proof_secret, self.proof_header or ""
        now = fields.Datetime.now()
        return proofs.headers_of(self.proof, body, secret, name, key, now)
