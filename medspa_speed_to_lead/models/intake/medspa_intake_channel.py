from typing import NamedTuple

from odoo import api, fields, models, tools

from ...tools import vocabulary


class Lookup(NamedTuple):
    """The ids of channels."""

    by_word: dict  # their names and codes, normalised
    by_medium: dict  # by the id of a medium


class MedspaIntakeChannel(models.Model):
    _name = "medspa.intake.channel"
    _description = "Intake Channel"
    _inherit = ["medspa.reference.mixin", "medspa.placed.mixin", "medspa.shared.mixin"]
    _inherit += ["medspa.in.use.mixin", "medspa.kept.mixin"]
    _order = "sequence, id"

    _USED_BY = {
        ("medspa.intake.source", "channel_id"): (),
        ("medspa.response.policy", "channel_ids"): (),
        ("crm.lead", "intake_channel_id"): (),
    }

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="How forms and connections name this channel, e.g. paid_ad.",
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    icon = fields.Char(
        default="fa-comment-o", help="Font Awesome name shown on the card."
    )
    medium_ids = fields.Many2many(
        "utm.medium",
        string="Marketing Mediums",
        help="A lead that arrives with one of these mediums and no channel of its own "
        "is counted under this channel.",
    )

    acknowledge = fields.Boolean(
        string="Send a First Message",
        default=True,
        help="Off where a person is talking to the patient already: a call, a walk-in.",
    )

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))",
        "Another channel already uses this code.",
    )

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Read from memory: each board that opens asks for them."""
        for channel in self:
            kept = channel._origin._on_cards() if channel._origin else None
            channel.display_name = kept[0] if kept else channel.name

    @tools.ormcache("self.id", "self.env.lang")
    def _on_cards(self):
        """Return ``(name, icon)``."""
        channel_sudo = self.sudo()
        return channel_sudo.name, channel_sudo.icon

    @api.model
    def _find_by_code(self, text):
        """Return the channel whose code or name is ``text``, or an empty one."""
        word = vocabulary.normalised(text or "")
        return self.browse(self._lookup().by_word.get(word))

    @api.model
    def _find_by_medium(self, medium_id):
        return self.browse(self._lookup().by_medium.get(medium_id))

    @tools.ormcache("self.id")
    def _expects_acknowledgement(self):
        return self.sudo().acknowledge

    @api.model
    @tools.ormcache("self.env.lang")
    def _lookup(self):
        """Return the :class:`Lookup` of the active channels."""
        lookup = Lookup({}, {})
        for channel in self.sudo().search(
            [("active", "=", True)], order="sequence DESC, id DESC"
        ):
            for word in (channel.name, channel.code, channel.code.replace("_", " ")):
                lookup.by_word[vocabulary.normalised(word)] = channel.id
            lookup.by_medium.update(dict.fromkeys(channel.medium_ids.ids, channel.id))
        return lookup
