from datetime import timedelta
from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...tools.providers import PROVIDERS, twilio

# a refusal is noted so often: whoever found the address may call as fast as he can
_NOTED_EVERY = timedelta(minutes=1)
# so long nothing must have been refused before the trouble counts as over
_QUIET = timedelta(hours=1)
_FORGOTTEN = timedelta(days=7)
_SECRETS = sorted({one.SECRET for one in PROVIDERS.values() if one.IS_SIGNED})


class MedspaIntakeSource(models.Model):
    """An entrance whose provider signs what it sends."""

    _inherit = "medspa.intake.source"

    public_url = fields.Char(
        string="Pasted Under",
        copy=False,
        tracking=True,
        help="The beginning of the address as it stands at the provider, such as "
        "https://desk.example.com. It is kept when the address is made, for Odoo's own "
        "address follows whoever logs in as an administrator.",
    )
    refused_at = fields.Datetime(
        string="Last Refused", copy=False, readonly=True, help="For its signature."
    )
    refused_count = fields.Integer(
        string="Minutes with Refusals", copy=False, readonly=True
    )

    is_refusing = fields.Boolean(compute="_compute_is_refusing")
    is_signed = fields.Boolean(compute="_compute_is_signed")
    can_verify = fields.Boolean(compute="_compute_can_verify")

    @api.depends("provider")
    def _compute_is_signed(self):
        for source in self:
            source.is_signed = source._is_signed()

    @api.depends("provider", *(f"company_id.{name}" for name in _SECRETS))
    def _compute_can_verify(self):
        """Say whether the company has what signatures are checked with, never what."""
        for source in self:
            source.can_verify = bool(source._is_signed() and source._secret())

    @api.depends("refused_at")
    def _compute_is_refusing(self):
        refusing = self._find_refusing()
        for source in self:
            source.is_refusing = source._origin in refusing

    @api.constrains("public_url")
    def _check_public_url(self):
        for source in self.filtered("public_url"):
            if (
                not twilio.spellings(source.public_url)
                or urlsplit(source.public_url.strip()).query
            ):
                raise ValidationError(
                    self.env._(
                        "“%s” is no beginning of an address. Enter one such as "
                        "https://desk.example.com.",
                        source.public_url,
                    )
                )

    def _is_signed(self):
        """Say whether only what the provider signed is let in."""
        reader = PROVIDERS.get(self.provider)
        return bool(getattr(reader, "IS_SIGNED", False))

    def _secret(self):
        return self.company_id.sudo()[self._reader().SECRET]

    def _is_genuine(self, token, query, body, headers):
        """Say whether the provider signed this body for this entrance.

        :param str query: of the request, without question mark; it is signed with it.
        :param headers: of the request, by name.
        :raises UnreadableBody: when there is nothing of which a signature could be.
        """
        addresses = self._pasted_addresses(token, query)
        return self._reader().is_genuine(addresses, body, headers, self._secret())

    def _limit_a_minute(self):
        """Return how much may come in within a minute, ``None`` for any amount.

        What is signed was really sent by somebody, and may be a STOP.
        """
        return None if self._is_signed() else self.rate_limit

    def _values_of_new_address(self):
        base = self._public_base()
        return {
            **super()._values_of_new_address(),
            # an administrator can enter anything as Odoo's own address
            "public_url": base if twilio.spellings(base) else False,
            "refused_at": False,
            "refused_count": 0,
        }

    def _pasted_addresses(self, token, query=""):
        """Return every address under which the provider may know this entrance.

        What was pasted there, and Odoo's present one: never what a request claims.
        """
        path = f"{self._reader().PATH}/{token}"
        bases = dict.fromkeys(
            base.strip().rstrip("/")
            for base in (self.public_url, self._public_base())
            if base
        )
        return [
            url for base in bases for url in twilio.spellings(f"{base}{path}", query)
        ]

    def _signature_refused(self):
        """Note that something was refused; at most once a minute, waiting for nobody.

        The answer of the request is its own transaction: nothing else is in it.
        """
        now = fields.Datetime.now()
        self.env.execute_query(
            SQL(
                """
                WITH noted AS (
                     SELECT id FROM medspa_intake_source
                      WHERE id = %(id)s
                        AND (refused_at IS NULL OR refused_at <= %(before)s)
                        FOR NO KEY UPDATE SKIP LOCKED)
                UPDATE medspa_intake_source source
                   SET refused_at = %(now)s,
                       refused_count = COALESCE(refused_count, 0) + 1
                  FROM noted WHERE noted.id = source.id
             RETURNING source.id
                """,
                id=self.id,
                now=now,
                before=now - _NOTED_EVERY,
            )
        )
        self.invalidate_recordset(["refused_at", "refused_count"], flush=False)

    @api.model
    def _find_refusing(self):
        """Return the sources at which signed messages are refused at present.

        It is over when one came in since, and an hour passed without a refusal.
        """
        now = fields.Datetime.now()
        self.flush_model(["active", "refused_at"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM medspa_intake_source source
                 WHERE active AND refused_at > %(forgotten)s
                   AND (refused_at > %(quiet)s OR NOT EXISTS (
                        SELECT FROM medspa_intake_event
                         WHERE source_id = source.id
                           AND received_at > source.refused_at))
                 ORDER BY id
                """,
                forgotten=now - _FORGOTTEN,
                quiet=now - _QUIET,
            )
        )
        return self.browse(row[0] for row in rows)
