"""Any website, landing page or automation tool, in whatever shape it posts."""

import json
from functools import lru_cache

from ..inquiry import NothingSaid, UnreadableBody
from ..reader import card
from ..reader.wire import bodies, forms
from ..reader.wire.limits import TooMuch
from ._page import page as page
from ._received import Received

JSON = "application/json"
FORM = forms.TYPE
LABEL = "Website or other form"
PATH = "/medspa/intake"
CONTENT_TYPES = ()
ANSWER_TYPE = JSON
IS_SIGNED = False


def received(body, content_type="", query=""):
    """Return the :class:`~._received.Received` of a request; see :func:`.bodies.read`.

    What cannot even be unpacked is kept as the text that it looks like.
    """
    try:
        found = bodies.read(body, content_type, query)
    except TooMuch:
        raise
    except UnreadableBody:
        return Received(bodies.decoded(body), "text/plain", query)
    return Received(found.kept, found.kept_type, query, found.files)


def parse(body, content_type="", query="", *, country="", zone="UTC", mapping=None):
    """Turn what is kept of a request into a :class:`~..reader.card.Read`.

    :raises NothingSaid: where no field holds a text.
    :raises TooMuch: when it is over the limits.
    """
    meanings = tuple((mapping or {}).items())
    return _parsed(body, content_type, query, country, zone, meanings)


# a request asks several times, from one transaction to the next
@lru_cache(maxsize=8)
def _parsed(body, content_type, query, country, zone, meanings):
    how = {"country": country, "zone": zone, "mapping": dict(meanings)}
    read = card.parse(body, content_type, query, **how)
    if read.says_nothing:
        raise NothingSaid("The body holds no text.")
    return read


def accepted(receipt, reply):
    """Say that it was kept, and nothing of whom it is from.

    Whether it was a repeat, joined an inquiry or began one would tell who wrote to the
    practice. A form shows no reply.
    """
    return json.dumps({"status": "accepted", "receipt": receipt})


def refused(reason, receipt=""):
    """Say why it was not taken; what was kept all the same has a receipt."""
    said = {"error": reason, "receipt": receipt}
    return json.dumps({name: value for name, value in said.items() if value})
