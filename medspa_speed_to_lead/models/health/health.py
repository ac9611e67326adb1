import logging
from typing import Any, NamedTuple

from odoo import api, models

from ...tools.errors import in_words
from ..jobs.commit import commit
from ..jobs.locking import BUSY

_logger = logging.getLogger(__name__)


class Trouble(NamedTuple):
    """Something that does not work, as a check found it now."""

    key: str  # stable as long as it is the same trouble; unique within its check
    company: Any  # res.company; empty: it concerns the whole database
    words: str  # a sentence: what happened, and what to do
    record: Any = None  # what to open, if there is one


class MedspaHealth(models.AbstractModel):
    """The watch over what works by itself: what is broken is said, by name, once.

    A check is a name in ``_checks`` and a method ``_check_<name>``, one file each; it
    only looks. What it finds becomes a ``medspa.health.trouble``, is told to an
    administrator once, and once more when it is over. A check that fails is a trouble
    itself, and leaves what it had found before as it is.
    """

    _name = "medspa.health"
    _description = "Health: Checks of What Works by Itself"

    @api.model
    def _checks(self):
        """Return the names of all checks."""
        return []

    @api.model
    def _cron_look(self):
        """Ask every check, each alone, and tell what is new and what is over."""
        troubles_sudo = self.env["medspa.health.trouble"].sudo()
        broken = []
        for name in self._checks():
            try:
                troubles_sudo._found(name, self._ask(name))
                commit(self.env)
            except BUSY:
                self._start_again()
                _logger.info("health check %s: busy, next time", name)
            except Exception as error:
                self._start_again()
                _logger.exception("health check %s failed", name)
                broken.append(self._trouble_of_check(name, error))
        troubles_sudo._found("check", broken)
        troubles_sudo._end_of_others(["check", *self._checks()])
        commit(self.env)
        troubles_sudo._tell_all()

    def _start_again(self):
        self.env.cr.rollback()
        self.env.invalidate_all(flush=False)

    @api.model
    def _ask(self, name):
        """Return the troubles that a check finds now."""
        return list(getattr(self, f"_check_{name}")())

    def _trouble_of_check(self, name, error):
        return Trouble(
            name,
            self.env["res.company"],
            self.env._(
                "The check “%(check)s” of Health failed, so nobody watches over it: "
                "%(error)s The server's log has the details.",
                check=name,
                error=_as_sentence(error),
            ),
        )


def _as_sentence(error):
    words = in_words(error)
    return words if words.endswith((".", "!", "?")) else f"{words}."
