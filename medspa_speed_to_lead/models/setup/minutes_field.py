from odoo import fields
from odoo.tools import SQL


class Minutes(fields.Float):
    """Minutes of a stored number of seconds, which the database can aggregate."""

    seconds = None  # name of the field it shows
    _description_seconds = property(lambda self: self.seconds)

    def to_sql(self, model, alias):
        seconds = SQL.identifier(
            alias, self.seconds, to_flush=model._fields[self.seconds]
        )
        return SQL("(%s / 60.0)", seconds)
