"""A clock that the loading of the demo moves through the weeks that it tells of."""

import threading
from contextlib import contextmanager

from odoo import fields


class Clock:
    """The moment at which the loading thread is; ``None`` is the real one."""

    def __init__(self, cr):
        self._cr = cr
        self.moment = None

    def go_to(self, moment):
        """Let it be ``moment`` (naive UTC): for our rules, and for create dates."""
        self.moment = moment
        self._cr._now = moment


@contextmanager
def moved_clock(cr):
    """Yield a :class:`Clock` that rules which ask for the present moment read.

    Owners by shift, verdicts, escalations: all of it is then worked out by the code
    that works it out every day, and not written down. Other threads of the server
    keep the real time. Defaults of Odoo's fields do too, as they hold on to the
    original function: whoever creates records gives those moments himself.
    """
    clock = Clock(cr)
    original, before = fields.Datetime.__dict__["now"], cr._now
    real_now, loading = original.__func__, threading.get_ident()

    def now(*args):
        moved = clock.moment if threading.get_ident() == loading else None
        return moved or real_now()

    fields.Datetime.now = staticmethod(now)
    try:
        yield clock
    finally:
        fields.Datetime.now = original
        cr._now = before
