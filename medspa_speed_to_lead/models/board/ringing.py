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

from ...tools.bell import Bell

_EVERY = 1.4  # seconds, in a busy time; a change is to be seen within two
_QUIET = 2
_PARTS = 4
# for a while, set by `bench/boards.py` alone: Odoo rings at once for each transaction
PLAIN = "medspa.board_plain"


def part_of(user_id):
    """Return the channel on which the browsers of a user are rung for.

    No message is ever sent on it: who is rung for looks on all of their channels.
    """
    return _channel(user_id % _PARTS)


def _channel(part):
    return f"medspa_bell_{part}"


def send(channel, kind, message):
    """Send a message over the bus; it is in the database with this transaction, and
    rung for after it.

    :param channel: a record that is a channel of the bus, of users who all listen to
        their :func:`part_of`.
    """
    cr = channel.env.cr
    channel._bus_send(kind, message)
    if channel.env["ir.config_parameter"].sudo().get_param(PLAIN):
        return
    sent_on = channel_with_db(cr.dbname, channel)
    cr.postcommit.data["bus.bus.channels"].discard(sent_on)  # Odoo would ring at once
    cr.postcommit.add(partial(_bell.call, cr.dbname))


def _ring(dbname, parts):
    channels = [channel_with_db(dbname, _channel(part)) for part in parts]
    (payload,) = get_notify_payloads(channels)
    function = SQL.identifier(ODOO_NOTIFY_FUNCTION)
    with db_connect("postgres").cursor() as cr:
        cr.execute(SQL("SELECT %s('imbus', %s)", function, payload))


_bell = Bell(_ring, every=_EVERY, parts=_PARTS, quiet=_QUIET)
