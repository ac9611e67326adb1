"""One module a provider; its name is its value in ``medspa.intake.source.provider``.

A module is found by lying here, unless its name begins with ``_``. It has:

- ``LABEL``: how people choose it, and ``PATH``: of its route, ``/medspa/...``, no other
  provider's; the token of a source follows it
- ``CONTENT_TYPES`` that are taken, in lower case; none: whatever comes, or comes
  without one. Where it depends on the address too, ``is_taken(content_type, query)``
- ``received(body, content_type, query) -> Received``: what is kept of a request, see
  :mod:`._received`; ``body`` in bytes, ``query`` of the address, without question mark.
  Raises ``TooMuch``
- ``parse(body, content_type, query="", **how) -> Inquiry`` of what was kept, with the
  sender's own key if it gave one; raises ``UnreadableBody``, ``NothingSaid`` where
  there is no text at all. ``how``: ``country`` (two letters) and ``zone`` (name) of a
  number or moment that says none, ``mapping`` of fields to meanings, see
  :func:`..reader.card.read`. An inquiry of another kind than a form is a subclass, see
  :class:`..inquiry.Inquiry`
- ``ANSWER_TYPE`` and ``accepted(receipt, reply)``, ``refused(reason, receipt="")``: the
  body of an answer; ``reply`` is what the person is told at once, mostly ``""``
- ``page(is_kept, language)``, where browsers of people send to it: what they show
- ``IS_SIGNED``: whether only what is signed is let in. Then besides:
  ``SECRET``: the field of ``res.company`` with which signatures are checked, and
  ``is_genuine(addresses, body, headers, secret) -> bool``, raises ``UnreadableBody``;
  ``addresses`` are all under which the provider may know the route
"""

from importlib import import_module
from pkgutil import iter_modules

_DEFAULT = "web_form"


def _found():
    names = (one.name for one in iter_modules(__path__) if one.name[0] != "_")
    # people choose it most
    return sorted(names, key=lambda name: (name != _DEFAULT, name))


PROVIDERS = {name: import_module(f"{__name__}.{name}") for name in _found()}


def provider_at(path):
    """Return the provider whose route a path is."""
    return next(
        one for one in PROVIDERS.values() if f"{path}/".startswith(f"{one.PATH}/")
    )
