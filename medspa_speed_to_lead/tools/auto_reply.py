"""Which incoming emails no person wrote: out-of-office and other automatic replies.

Source: RFC 3834 (``Auto-Submitted``), and the headers that common mail systems used
before it or use beside it.
"""

from collections.abc import Mapping

_MARKS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")
_PRECEDENCE = frozenset(("auto_reply", "auto-reply"))
# systems that set no header at all still say it at the beginning of the subject
_SUBJECTS = (
    "out of office",
    "out of the office",
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "respuesta automática",
    "fuera de la oficina",
)


def is_automatic(headers: Mapping[str, str]) -> bool:
    """Say whether an email with these headers is an automatic reply.

    :param headers: by name; anything with ``get``, such as an email message.
    """
    submitted = str(headers.get("Auto-Submitted") or "no").partition(";")[0]
    if submitted.strip().lower() != "no":
        return True
    if any(headers.get(name) for name in _MARKS):
        return True
    if str(headers.get("Precedence") or "").strip().lower() in _PRECEDENCE:
        return True
    subject = " ".join(str(headers.get("Subject") or "").lower().split())
    return subject.startswith(_SUBJECTS)
