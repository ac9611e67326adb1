"""Where an inquiry came from: its marketing source, else its intake source, else its
channel. Every figure that is divided by where people come from is divided by this.

An origin is one number, so that PostgreSQL reads it off the row of the inquiry without
a join: a marketing source keeps its own id, the others begin far above.
"""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# column of an inquiry, what is added to its id; all stay below 2**31
_FROM = {
    "source_id": 0,
    "intake_source_id": 1_000_000_000,
    "intake_channel_id": 1_500_000_000,
}


def origin_sql(**columns):
    """Return the SQL of an origin; NULL where nothing is known.

    :param columns: the SQL of the ids, by the names above, those that there are.
    """
    return SQL(
        "COALESCE(%s)",
        SQL(", ").join(
            SQL("%s + %s", columns[name], begin) if begin else columns[name]
            for name, begin in _FROM.items()
            if name in columns
        ),
    )


def origin_of(**ids):
    """Return the origin of an inquiry with these ids, ``False`` if none is known."""
    known = (ids[name] + begin for name, begin in _FROM.items() if ids.get(name))
    return next(known, False)


def from_origins(origins):
    """Return the domain of the inquiries of these origins; ``False`` is none known.

    It asks for the columns themselves, which have indexes, and so fits an inquiry as
    well as every report of inquiries.
    """
    found, before, ids = Domain.FALSE, Domain.TRUE, _by_column(origins)
    for name in _FROM:
        if ids[name]:
            found |= before & Domain(name, "in", ids[name])
        before &= Domain(name, "=", False)
    return found | before if False in origins else found


def _by_column(origins):
    """Return ``{column: [id]}`` of origins."""
    ids = {name: [] for name in _FROM}
    for origin in filter(None, origins):
        name = next((n for n in reversed(_FROM) if origin > _FROM[n]), "source_id")
        ids[name].append(origin - _FROM[name])
    return ids


class MedspaOrigin(models.Model):
    """What stands for an origin on a screen: the name of the source or channel."""

    _name = "medspa.origin"
    _description = "Where Inquiries Come From"
    _auto = False
    _order = "id"
    _rec_names_search = ["source_id.name", "intake_source_id.name", "channel_id.name"]
    _depends = {
        "utm.source": [],
        "medspa.intake.source": ["company_id"],
        "medspa.intake.channel": [],
    }

    source_id = fields.Many2one("utm.source", readonly=True)
    intake_source_id = fields.Many2one("medspa.intake.source", readonly=True)
    channel_id = fields.Many2one("medspa.intake.channel", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT id, id AS source_id, NULL::int AS intake_source_id,
                   NULL::int AS channel_id, NULL::int AS company_id
              FROM utm_source
             UNION ALL
            SELECT id + %(source)s, NULL, id, NULL, company_id
              FROM medspa_intake_source
             UNION ALL
            SELECT id + %(channel)s, NULL, NULL, id, NULL
              FROM medspa_intake_channel
            """,
            source=_FROM["intake_source_id"],
            channel=_FROM["intake_channel_id"],
        )

    @api.depends("source_id", "intake_source_id", "channel_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Name it as its source or channel, and say which it is if two are alike."""
        # names of sources are no secret to whoever may see their inquiries
        origins_sudo = self.sudo()
        named = {
            origin_sudo: (
                origin_sudo.source_id
                or origin_sudo.intake_source_id
                or origin_sudo.channel_id
            ).display_name
            for origin_sudo in origins_sudo
        }
        marketing = self._names_among("utm.source", named.values())
        entrances = self._names_among("medspa.intake.source", named.values())
        for origin_sudo, name in named.items():
            if origin_sudo.channel_id and name in marketing | entrances:
                name = self.env._("%s (channel)", name)
            elif origin_sudo.intake_source_id and name in marketing:
                name = self.env._("%s (intake source)", name)
            origin_sudo.display_name = name

    def _names_among(self, model, names):
        """Return which of these names are also names of a model's records."""
        records_sudo = self.env[model].sudo().with_context(active_test=False)
        alike = records_sudo.search_fetch([("name", "in", list(names))], ["name"])
        return set(alike.mapped("name"))
