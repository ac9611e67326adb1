"""Ringing for open boards: at once, or in a busy time for many changes together.

Odoo has every browser of a channel look for its messages whenever a transaction has
sent one. With a hundred boards and five inquiries a second that alone keeps a processor
busy.
"""

from functools import partial

from odoo.sql_db import db_connect
from odoo.tools import SQL

from odoo.addons.bus.models.bus import (
    ODOO_NOTIFY_FUNCTION,
    channel_with_db,
    get_notify_payloads,
)

from ..tools.bell import Bell

_EVERY = 0.5  # seconds, in a busy time; a change is to be seen within two
_QUIET = 2


def send(channel, kind, message):
    """Send a message over the bus; it is in the database with this transaction, and
    rung for after it.

    :param channel: a record that is a channel of the bus.
    """
    cr = channel.env.cr
    channel._bus_send(kind, message)
    key = channel_with_db(cr.dbname, channel)
    cr.postcommit.data["bus.bus.channels"].discard(key)  # Odoo would ring by itself
    cr.postcommit.add(partial(_bell.call, key))


def _ring(key):
    (payload,) = get_notify_payloads([key])
    function = SQL.identifier(ODOO_NOTIFY_FUNCTION)
    with db_connect("postgres").cursor() as cr:
        cr.execute(SQL("SELECT %s('imbus', %s)", function, payload))


_bell = Bell(_ring, every=_EVERY, quiet=_QUIET)
