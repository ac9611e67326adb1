from odoo import api, models
from odoo.tools import SQL

from .counting import count, local_columns, minutes, rate

PERCENTILES = {"median": 0.5, "p90": 0.9}
_DIRECTIONS = frozenset(
    f"{way}{nulls}"
    for way in ("ASC", "DESC")
    for nulls in ("", " NULLS FIRST", " NULLS LAST")
)


class MedspaFigureMixin(models.AbstractModel):
    """What the report models share: figures that stay right in every group.

    * ``median`` and ``p90`` are aggregators like ``avg``.
    * A rate is a column of 1, 0 and NULL, where NULL is outside of the denominator:
      its average over any group is the sum divided by the sum.
    * Groups are put into order after they were added up. Odoo would join the name of
      each owner to each inquiry, only to sort a dozen groups by it.
    * The groups of a selection come as it is declared, not by its keys.
    """

    _name = "medspa.figure.mixin"
    _description = "Figures"

    # how a report counts its facts; see `_row_query`
    _as_is = ()  # columns that are facts
    _day = None  # what the column of the local day is called
    _counts = {}  # column: the fact that is counted
    _rates = {}  # column: (the fact, of which)
    _minutes = {}  # column: seconds

    @property
    def _table_query(self):
        columns = {name: SQL.identifier("f", name) for name in self._as_is}
        if self._day:
            columns |= local_columns(self._day, self._day in self._as_is)
        columns |= {name: count(fact) for name, fact in self._counts.items()}
        columns |= {name: rate(*facts) for name, facts in self._rates.items()}
        columns |= {name: minutes(seconds) for name, seconds in self._minutes.items()}
        columns |= self._other_columns()
        return SQL(
            "SELECT %s FROM (%s) f",
            SQL(", ").join(
                SQL("%s AS %s", column, SQL.identifier(name))
                for name, column in columns.items()
            ),
            self._row_query(),
        )

    def _row_query(self):
        """Return the SQL of one row each: what is true of it at this moment.

        Each join is to a side that has one row at most: PostgreSQL leaves out those
        that a question does not need.
        """
        raise NotImplementedError

    def _other_columns(self):
        """Return ``{column: SQL}`` of what the tables above cannot say."""
        return {}

    def _read_group_select(self, aggregate_spec, query):
        name, _colon, function = aggregate_spec.partition(":")
        if function not in PERCENTILES:
            return super()._read_group_select(aggregate_spec, query)
        return SQL(
            "PERCENTILE_CONT(%s) WITHIN GROUP (ORDER BY %s)",
            PERCENTILES[function],
            self._field_to_sql(self._table, name, query),
        )

    def _read_group_orderby(self, order, groupby_terms, query):
        if not order:
            return super()._read_group_orderby(order, groupby_terms, query)
        parts = [
            self._selection_order(name, direction, groupby_terms)
            or super(MedspaFigureMixin, self)._read_group_orderby(
                f"{name} {direction}", groupby_terms, query
            )
            for name, direction in _terms(order)
        ]
        return SQL(", ").join(parts)

    def _selection_order(self, name, direction, groupby_terms):
        """Return the SQL that orders the groups of a selection, else nothing."""
        if not self._is(name, "selection") or name not in groupby_terms:
            return None
        return SQL(
            "array_position(%s::text[], %s::text) %s",
            self._fields[name].get_values(self.env),
            groupby_terms[name],
            SQL(direction if direction in _DIRECTIONS else "ASC"),
        )

    @api.model
    def _read_group(
        self,
        domain,
        groupby=(),
        aggregates=(),
        having=(),
        offset=0,
        limit=None,
        order=None,
    ):
        is_late = not offset and not limit and self._orders_late(order, groupby)
        groups = super()._read_group(
            domain,
            groupby,
            aggregates,
            having=having,
            offset=offset,
            limit=limit,
            order=None if is_late else order,
        )
        return self._in_order(groups, groupby, order) if is_late else groups

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        specs = {spec for groupby in grouping_sets for spec in groupby}
        is_late = self._orders_late(order, specs)
        results = super()._read_grouping_sets(
            domain, grouping_sets, aggregates, order=None if is_late else order
        )
        if not is_late:
            return results
        return [
            self._in_order(groups, groupby, order)
            for groups, groupby in zip(results, grouping_sets, strict=True)
        ]

    # order after aggregating

    def _is(self, spec, kind):
        return spec in self._fields and self._fields[spec].type == kind

    def _orders_late(self, order, groupby):
        """Say whether an order asks for names that groups can be sorted by here."""
        names = {name for name, _direction in _terms(order)}
        by_name = any(self._is(name, "many2one") for name in names)
        return by_name and names <= set(groupby)

    def _in_order(self, groups, groupby, order):
        """Return groups as PostgreSQL would have sorted them, empty ones last."""
        places = {spec: place for place, spec in enumerate(groupby)}
        # the last term first: Python's sort keeps the order of equals
        for name, direction in reversed(_terms(order)):
            if name not in places:
                continue
            values = [group[places[name]] for group in groups]
            rank = self._rank(name, values)
            order_of = sorted(
                range(len(groups)),
                key=lambda one, rank=rank, values=values: rank(values[one]),
                reverse=direction.startswith("DESC"),
            )
            groups = [groups[one] for one in order_of]
        return groups

    def _rank(self, name, values):
        """Return the function that makes the value of a group comparable."""
        if self._is(name, "many2one"):
            records = self.env[self._fields[name].comodel_name].concat(*set(values))
            # only their order is asked for: names are read by whoever shows them
            records_sudo = records.sudo().with_context(active_test=False)
            sorted_ids = records_sudo.search([("id", "in", records.ids)]).ids
            values_by_rank = {key: place for place, key in enumerate(sorted_ids)}
            return lambda value: (not value, values_by_rank.get(value.id, 0))
        if self._is(name, "selection"):
            keys = self._fields[name].get_values(self.env)
            return lambda value: (not value, keys.index(value) if value else 0)
        # zero and midnight are values
        return lambda value: (
            (True, 0) if value is False or value is None else (False, value)
        )


def _terms(order):
    """Return ``[(name, direction)]`` of an order, e.g. ``("user_id", "DESC")``."""
    parts = [part.split() for part in (order or "").split(",") if part.strip()]
    return [(name, " ".join(words).upper() or "ASC") for name, *words in parts]
