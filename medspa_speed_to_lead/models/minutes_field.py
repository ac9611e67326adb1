from odoo import fields
from odoo.tools import SQL

PERCENTILES = {"median": 0.5, "p90": 0.9}


class Minutes(fields.Float):
    """Minutes of a stored number of seconds, which the database can aggregate.

    Beside Odoo's own aggregators it knows ``median`` and ``p90``, for models whose
    ``_read_group_select`` asks :func:`percentile`.
    """

    seconds = None  # name of the field it shows
    _description_seconds = property(lambda self: self.seconds)

    def to_sql(self, model, alias):
        seconds = SQL.identifier(
            alias, self.seconds, to_flush=model._fields[self.seconds]
        )
        return SQL("(%s / 60.0)", seconds)


def percentile(model, aggregate_spec, query):
    """Return the SQL of a percentile, ``None`` when another aggregate is asked for."""
    name, _colon, function = aggregate_spec.partition(":")
    if function not in PERCENTILES:
        return None
    return SQL(
        "PERCENTILE_CONT(%s) WITHIN GROUP (ORDER BY %s)",
        PERCENTILES[function],
        model._field_to_sql(model._table, name, query),
    )
