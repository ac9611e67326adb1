"""How a form's tool proves that it is the one that the practice set up.

``standard``: the headers of https://www.standardwebhooks.com, ``header``: a shared
secret in a header, ``basic``: user name and password.
"""

import base64
import binascii
import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta

STANDARD, HEADER, BASIC = "standard", "header", "basic"
TOLERANCE = timedelta(minutes=5)
_ID, _TIME, _SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
_VERSION = "v1"
_PREFIX = "whsec_"
_HEADER_NAME = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
_LONGEST_KEY = 200
_MOST_SIGNATURES = 10  # some while a secret is changed


def is_there(kind, headers, name=""):
    """Say whether a request brings any proof of a kind.

    :param headers: of the request, by name.
    :param str name: of the header, for ``header``.
    """
    wanted = {STANDARD: _SIGNATURE, HEADER: name, BASIC: "Authorization"}[kind]
    return bool(headers.get(wanted))


def is_right(kind, headers, body, secret, name="", now=None):
    """Say whether a request proves that it knows a secret.

    :param bytes body: as received.
    :param str secret: ``whsec_...``, the value of the header, or ``user:password``.
    :param datetime now: naive UTC.
    """
    if not secret:
        return False
    if kind == STANDARD:
        return _is_signed(headers, body, secret, now)
    expected = headers_of(kind, body, secret, name)
    ((header, value),) = expected.items()
    said = headers.get(header) or ""
    if kind == BASIC:
        # the scheme is in any case
        scheme, _blank, said = said.partition(" ")
        said = f"{scheme.capitalize()} {said.strip()}"
    return _same(said, value)


def key_of(kind, headers):
    """Return the sender's own key of a message that is signed, else ``""``."""
    return headers.get(_ID, "")[:_LONGEST_KEY] if kind == STANDARD else ""


def headers_of(kind, body, secret, name="", key="", now=None):
    """Return the headers with which a request proves that it knows a secret."""
    if kind == HEADER:
        return {name: secret}
    if kind == BASIC:
        return {"Authorization": f"Basic {_encoded(secret.encode())}"}
    stamp = str(int((now or _now()).replace(tzinfo=UTC).timestamp()))
    signature = f"{_VERSION},{_signature(key, stamp, body, secret)}"
    return {_ID: key, _TIME: stamp, _SIGNATURE: signature}


def fits_header(name, value):
    """Say whether a header can have this name and hold this value as it is."""
    is_plain = value.isascii() and value.isprintable()
    return bool(_HEADER_NAME.fullmatch(name)) and is_plain


def secret_bytes(secret):
    """Return the bytes with which is signed, ``None`` where a text is no such secret.

    It is written in base64, with or without ``whsec_``.
    """
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def _is_signed(headers, body, secret, now):
    key, stamp = headers.get(_ID, ""), headers.get(_TIME, "")
    if not key or not stamp.isascii() or not stamp.isdigit() or len(stamp) > 11:
        return False
    at = datetime.fromtimestamp(int(stamp), UTC).replace(tzinfo=None)
    if abs((now or _now()) - at) > TOLERANCE:
        return False
    expected = _signature(key, stamp, body, secret)
    said = headers.get(_SIGNATURE, "").split()[:_MOST_SIGNATURES]
    # all are compared, whichever fits
    fits = [_same(one, f"{_VERSION},{expected}") for one in said]
    return any(fits)


def _signature(key, stamp, body, secret):
    signed = b".".join((key.encode("latin-1", "replace"), stamp.encode(), body))
    found = hmac.new(secret_bytes(secret) or secret.encode(), signed, hashlib.sha256)
    return _encoded(found.digest())


def _same(one, other):
    return hmac.compare_digest(
        one.encode("utf-8", "replace"), other.encode("utf-8", "replace")
    )


def _encoded(raw):
    return base64.b64encode(raw).decode()


def _now():
    return datetime.now(UTC).replace(tzinfo=None)
