"""A receipt for something that was kept: to us it says what, to anybody else nothing.

No two are alike, not even for the same thing, and all are equally long. Nothing is
stored: who holds the secret reads the number out of it.
"""

import base64
import binascii
import hashlib
import hmac
import secrets

_SCOPE = b"medspa.intake.receipt"
_ONCE, _NUMBER, _PROOF = 12, 8, 10  # bytes
LENGTH = (_ONCE + _NUMBER + _PROOF) * 4 // 3


def seal(secret, number):
    """Return a receipt for a number.

    :param str secret: of the database.
    :param int number: 0 up to eight bytes.
    """
    once = secrets.token_bytes(_ONCE)
    hidden = _mixed(secret, once, number.to_bytes(_NUMBER, "big"))
    sealed = once + hidden + _proof(secret, once + hidden)
    return base64.urlsafe_b64encode(sealed).decode()


def number_in(secret, receipt):
    """Return the number that a receipt was made for, ``None`` if it is none of ours."""
    try:
        sealed = base64.b64decode(receipt.strip(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    said, proof = sealed[:-_PROOF], sealed[-_PROOF:]
    if len(sealed) != _ONCE + _NUMBER + _PROOF:
        return None
    if not hmac.compare_digest(_proof(secret, said), proof):
        return None
    return int.from_bytes(_mixed(secret, said[:_ONCE], said[_ONCE:]), "big")


def _mixed(secret, once, data):
    stream = _digest(secret, b"hide" + once)
    return bytes(a ^ b for a, b in zip(data, stream[:_NUMBER], strict=True))


def _proof(secret, data):
    return _digest(secret, b"prove" + data)[:_PROOF]


def _digest(secret, data):
    key = hmac.digest(secret.encode(), _SCOPE, hashlib.sha256)
    return hmac.digest(key, data, hashlib.sha256)
