"""Keeps secrets out of the log of requests.

Odoo writes the path of every request into its log, and the path of ours holds what
nobody else may know: the secret address of a source, the signature of a link, the words
of a patient behind the question mark of a form's address.
"""

import logging
import re

from ..tools.providers import PROVIDERS

_PATHS = "|".join(re.escape(one.PATH).replace("/", "/+") for one in PROVIDERS.values())
_REST = r"[^\s\"'?]+"
_SECRET = re.compile(
    rf"(?P<path>{_PATHS})(?:(?P<slash>/+){_REST})?(?:(?P<query>\?)[^\s\"']+)?"
    r"|(?P<name>[?&;]token=)[^\s\"'&;]+",
    re.I,
)


def _hidden(found):
    """Return what is shown of it, each secret as ***."""
    shown = found["path"] or ""
    marks = (found["slash"], found["query"], found["name"])
    return shown + "".join(f"{mark}***" for mark in marks if mark)


class SecretPaths(logging.Filter):
    """Writes *** in place of the secret; the rest of the line stays as it is."""

    def filter(self, record):
        message = record.getMessage()
        if "/medspa/" in message.lower():
            hidden = _SECRET.sub(_hidden, message)
            if hidden != message:
                record.msg, record.args = hidden, ()
        return True


def install(name="werkzeug"):
    """Let the log of requests hide our secrets; once, however often it is called."""
    logger = logging.getLogger(name)
    if not any(isinstance(one, SecretPaths) for one in logger.filters):
        logger.addFilter(SecretPaths())


install()
