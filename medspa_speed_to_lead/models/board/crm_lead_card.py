import json
import time

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.lru import LRU

# a board asks within two seconds; then a card is read anew
_KEPT_FOR = 10  # seconds
_cards = LRU(1000)  # {(database, audience, inquiry, change): (until, values)}


class CrmLead(models.Model):
    """A card that changed, read once for all boards on which it looks the same.

    A change makes every open board ask in the same moment. Who may see it is asked of
    the database for each of them; what is on it only once for each audience.
    """

    _inherit = "crm.lead"

    @api.model
    def _board_changed_cards(self, domain, changes, specification):
        """Return those of the changed inquiries that belong on a board.

        Not on a read-only copy of the database, which may not have the change yet.

        :param domain: of the board.
        :param changes: list of ``(id, key of its change)``, as they were announced. A
            key cannot be guessed: nobody has cards kept that are older than it.
        :param specification: as ``web_read`` takes it.
        :return: list of dict as ``web_read`` makes them.
        """
        changes = dict(changes)
        cards = self.search(Domain(domain) & Domain("id", "in", list(changes)))
        audience = self._card_audience(specification)
        keys = {
            card: (self.env.cr.dbname, audience, card.id, changes[card.id])
            for card in cards
        }
        now = time.monotonic()
        kept = {card: _cards.get(key, (0, None)) for card, key in keys.items()}
        values = {card: one for card, (until, one) in kept.items() if until > now}
        unknown = cards.filtered(lambda card: card not in values)
        for card, one in zip(unknown, unknown.web_read(specification), strict=True):
            values[card] = one
            if _is_same_for_all(self, one):
                _cards[keys[card]] = (now + _KEPT_FOR, one)
        return [values[card] for card in cards]

    @api.model
    def _card_audience(self, specification):
        """Return all that decides what a user sees on a card which they may see.

        Groups and companies, language and time zone, and which of the records that are
        named on it they may read. Two users with the same see the same.
        """
        names, is_personal = _named(self, specification)
        context = {key: one for key, one in self.env.context.items() if key != "uid"}
        rules = self.env["ir.rule"]
        return (
            self.env.uid if is_personal else None,
            self.env.user._get_group_ids(),
            str(self.env.tz),
            self.env.lang,
            tuple(self.env.companies.ids),
            tuple(repr(rules._compute_domain(name, "read")) for name in sorted(names)),
            json.dumps([specification, context], sort_keys=True, default=str),
        )


def _named(model, specification):
    """Return ``(models that are named, whether a value is the user's own)``."""
    names, is_personal = set(), False
    for name, wanted in specification.items():
        field = model._fields[name]
        is_personal |= "uid" in model.pool.field_depends_context[field]
        if field.relational:
            comodel = model.env[field.comodel_name]
            inner, is_inner_personal = _named(comodel, wanted.get("fields", {}))
            names |= {field.comodel_name, *inner}
            is_personal |= is_inner_personal
    return names, is_personal


def _is_same_for_all(model, values):
    """Say whether a card names nothing but what its fields do.

    Properties can name records of any model, each with rules of its own.
    """
    return not any(
        one.get("comodel")
        for name, value in values.items()
        if model._fields[name].type == "properties"
        for one in value or ()
    )
