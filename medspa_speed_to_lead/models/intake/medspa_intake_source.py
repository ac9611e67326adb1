import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.base.models.res_partner import _tz_get

from ...tools.providers import PROVIDERS

TOKEN_BYTES = 32
# the address at which the outside world reaches us, where it is not Odoo's own
PUBLIC_URL_PARAMETER = "medspa_speed_to_lead.public_url"


def _hashed(token):
    """Tokens are random and long: a plain digest is as hard to turn back as they."""
    return hashlib.sha256(token.encode()).hexdigest()


class MedspaIntakeSource(models.Model):
    """One entrance for inquiries: its address, and what every inquiry there gets."""

    _name = "medspa.intake.source"
    _description = "Intake Source"
    _inherit = ["medspa.reference.mixin", "mail.thread", "mail.activity.mixin"]
    _inherit += ["medspa.in.use.mixin"]
    _order = "sequence, id"

    _USED_BY = {
        ("medspa.intake.event", "source_id"): (),
        ("crm.lead", "intake_source_id"): (),
        ("medspa.mystery", "source_id"): (),
        ("medspa.spend", "intake_source_id"): (),
    }

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    provider = fields.Selection(
        [
            *((name, one.LABEL) for name, one in PROVIDERS.items()),
            ("manual", "Entered by hand"),
        ],
        default="web_form",
        required=True,
    )
    team_id = fields.Many2one(
        "crm.team",
        required=True,
        check_company=True,
        domain="[('speed_to_lead', '=', True)]",
        tracking=True,
        help="Whose inquiries these are. An inquiry that names another location of "
        "this company goes to the team of that name.",
    )
    channel_id = fields.Many2one(
        "medspa.intake.channel",
        required=True,
        default=lambda self: self.env["medspa.intake.channel"]._find_by_code(
            "website_form"
        ),
    )
    treatment_ids = fields.Many2many(
        "medspa.treatment", help="Given to every inquiry from here."
    )
    campaign_id = fields.Many2one("utm.campaign")
    medium_id = fields.Many2one("utm.medium")
    utm_source_id = fields.Many2one("utm.source", string="Marketing Source")
    tz = fields.Selection(
        _tz_get,
        string="Time Zone of the Form",
        help="The zone of times that the form sends without one. Empty: the "
        "practice's.",
    )
    consent_text = fields.Text(
        string="Consent Wording",
        help="What people agree to at this entrance, word for word, where the form "
        "does not send it along.",
    )
    rate_limit = fields.Integer(
        string="Inquiries a Minute",
        default=600,
        help="More than this are refused and asked to come back. Repeats of the same "
        "inquiry do not count.",
    )
    test_mode = fields.Boolean(
        help="Inquiries from here are marked as a test: no clock, no figures."
    )
    token_hash = fields.Char(copy=False, groups=fields.NO_ACCESS)
    token_hint = fields.Char(string="Ends With", copy=False, readonly=True)
    address = fields.Char(compute="_compute_address")
    last_used_at = fields.Datetime(string="Last Used", compute="_compute_usage")
    event_count = fields.Integer(string="Events", compute="_compute_usage")
    error_count = fields.Integer(string="Failed", compute="_compute_usage")
    event_ids = fields.One2many("medspa.intake.event", "source_id")

    _token_unique = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL")
    _rate_positive = models.Constraint(
        "CHECK(rate_limit > 0)", "Let at least one inquiry a minute in."
    )
    _check_company_auto = True

    @api.depends("token_hint", "provider")
    def _compute_address(self):
        for source in self:
            listens = source.token_hint and source.provider in PROVIDERS
            source.address = listens and source._address_of(f"…{source.token_hint}")

    def _compute_usage(self):
        """Read the last use off the events: a stamp on the source would make every
        two simultaneous inquiries collide. A mystery does not make a silent source
        speak."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT source.id, last.received_at, counted.total, counted.failed
                  FROM unnest(%(ids)s::int[]) AS source(id)
                  LEFT JOIN LATERAL (
                       SELECT received_at FROM medspa_intake_event event
                        WHERE source_id = source.id AND %(counted)s
                     ORDER BY received_at DESC LIMIT 1) last ON TRUE
                 CROSS JOIN LATERAL (
                       SELECT count(*) AS total,
                              count(*) FILTER (WHERE state = 'error') AS failed
                         FROM medspa_intake_event event
                        WHERE source_id = source.id AND %(counted)s
                       ) counted
                """,
                ids=self.ids,
                counted=self.env["medspa.intake.event"]._counted(SQL("event.id")),
            )
        )
        usage = {source_id: values for source_id, *values in rows}
        for source in self:
            last_used_at, total, failed = usage.get(source._origin.id, (False, 0, 0))
            source.last_used_at = last_used_at
            source.event_count = total
            source.error_count = failed

    def _address_of(self, token):
        """Return the public address; who signs what he sends signs this very text."""
        return f"{self._public_base()}{self._reader().PATH}/{token}"

    def _public_base(self):
        """Return at which address the outside world reaches Odoo at present."""
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        base = parameters_sudo.get_param(PUBLIC_URL_PARAMETER) or self.get_base_url()
        return base.strip().rstrip("/")

    def _rotate_token(self):
        """Make a new secret address; the old one stops working at once.

        :return: the token. It is stored hashed: this is the only time it is known.
        """
        self.ensure_one()
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.sudo().token_hash = _hashed(token)
        self.write({"token_hint": token[-4:], **self._values_of_new_address()})
        return token

    def _values_of_new_address(self):
        """Return what a new address begins with; see the other concerns."""
        return {}

    def action_rotate_token(self):
        self.ensure_one()
        self.check_access("write")
        address = self._address_of(self._rotate_token())
        self.message_post(body=self.env._("A new address was made; the old one ended."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("The address of %s", self.name),
            "res_model": "medspa.intake.source.address",
            "view_mode": "form",
            "target": "new",
            "context": {"default_source_id": self.id, "default_address": address},
        }

    def action_view_events(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "medspa_speed_to_lead.medspa_intake_event_action"
        )
        return {**action, "domain": self._shown_events(), "context": {}}

    def _view_marked(self, mark):
        """Return the action that shows the events with a mark, a boolean field."""
        action = self.action_view_events()
        return {**action, "domain": [*action["domain"], (mark, "=", True)]}

    def _count_marked(self, mark, days):
        """Return ``{source id: how many}`` of the events of the last days with a mark:
        an index of its own holds these alone."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT source_id, count(*) FROM medspa_intake_event
                 WHERE %s AND source_id = ANY(%s) AND received_at > %s
                 GROUP BY source_id
                """,
                SQL.identifier(mark),
                self.ids,
                fields.Datetime.now() - timedelta(days=days),
            )
        )
        return dict(rows)

    def _shown_events(self):
        """Return the domain of the events that people see: a mystery's is none."""
        mysteries_sudo = self.env["medspa.mystery"].sudo()
        sent = mysteries_sudo.search([("source_id", "=", self.id)]).event_id.ids
        return [("source_id", "=", self.id), ("id", "not in", sent)]

    @api.model
    def _find_by_token(self, token, path):
        """Return the active source of a token with full rights, or an empty one.

        :param path: where it was called. An address is good for its own route only:
            at another one nobody would ask for a signature.
        """
        providers = [name for name, one in PROVIDERS.items() if one.PATH == path]
        sources_sudo = self.sudo()
        return sources_sudo.search(
            [("token_hash", "=", _hashed(token)), ("provider", "in", providers)],
            limit=1,
        )

    def _read(self, body, content_type, query="", meanings=None):
        """Return the inquiry in what was kept of a request.

        :param dict meanings: of fields by path; by default those that were chosen.
        :raises UnreadableBody: where there is none.
        """
        if not self._is_query_believed():
            query = ""
        how = {
            "country": self.company_id.country_id.code or "",
            "zone": self._time_zone(),
            "mapping": self._field_meanings() if meanings is None else meanings,
        }
        return self._reader().parse(body, content_type, query, **how)

    def _is_query_believed(self):
        """Say whether the fields of the address are from who sent the body: whoever
        knows the address may add to it. Extended by proofs."""
        return True

    def _time_zone(self):
        """Return the name of the zone of times that come without one."""
        team = self.team_id.with_company(self.company_id)
        return self.tz or team._response_calendar().tz or "UTC"

    def _field_meanings(self):
        """Return ``{path: meaning}`` as a person chose them: none.

        A hook, extended by what maps fields; called whenever something is read. See
        :data:`..tools.reader.card.MEANINGS`.
        """
        return {}

    def _reader(self):
        """Return the module that understands what arrives here.

        :raises UserError: if nothing does, as the source was switched meanwhile.
        """
        reader = PROVIDERS.get(self.provider)
        if not reader:
            raise UserError(
                self.env._(
                    "“%s” is for what is entered by hand now: what arrived at its "
                    "address before cannot be read. Choose its provider again, then "
                    "retry.",
                    self.name,
                )
            )
        return reader
