"""What a mail server reports of an email of ours: whom it did not reach.

Sources: RFC 3464 and 6533 (delivery status), RFC 3463 (status codes), RFC 3798 (read
receipts), and what mail servers write that know none of these.
"""

import re
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from email.utils import parseaddr

_STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
# multipart reports that are about something else than delivery
_OTHER_PARTS = (
    *("message/disposition-notification", "message/global-disposition-notification"),
    *("message/feedback-report", "message/tracking-status"),
)
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
# enhanced status codes, and the old ones of three digits
_CODE = (
    r"(?<![\d.+(-])%s(?:\.\d{1,3}\.\d{1,3}(?![\d.]*\d)"
    # a phone number begins like an old code
    r"|(?:[0-7]\d)(?![\d.]*\d)(?!-\d{4}|[-. )]+\d{3}[-. ]?\d{4}))"
)
_FOR_GOOD, _FOR_NOW = re.compile(_CODE % 5), re.compile(_CODE % 4)
_DELAYED = re.compile(
    r"\b(?:delayed|delay\)|still (?:be )?try(?:ing)?|will (?:keep|continue|be) "
    r"(?:on )?(?:try|retr)|not yet (?:been )?delivered|temporarily deferred|"
    r"warning: (?:could not send|message .*delayed)|"
    r"do(?:es)? not need to (?:re)?send)",
    re.IGNORECASE,
)
_DAEMONS = ("mailer-daemon", "postmaster", "mail-daemon", "microsoftexchange")


@dataclass(frozen=True)
class Report:
    """What became of an email to one recipient."""

    addresses: tuple[str, ...]  # as we wrote it first, if the report says so
    has_failed: bool


def failures(message: Message) -> list[Report] | None:
    """Return to whom an email did not arrive, by the report of a mail server.

    What is delayed, relayed, expanded or delivered is no failure; neither is a read
    receipt.

    :param message: what came to us as a bounce.
    :return: ``None`` if it failed, but the report does not say in a form for machines
        for whom.
    """
    kinds = {part.get_content_type() for part in message.walk()}
    reports = [
        report
        for part in message.walk()
        if part.get_content_type() in _STATUS_PARTS
        for report in _read(part)
    ]
    if reports:
        return [report for report in reports if report.has_failed]
    if kinds.intersection(_OTHER_PARTS) or not _says_failed(message):
        return []
    named = message.get("X-Failed-Recipients", "")  # Exim
    addresses = [_address(one) for one in str(named).split(",")]
    return [Report((one,), True) for one in addresses if one] or None


def _read(part):
    """Yield a report for each recipient that a status part speaks of."""
    payload = part.get_payload()
    blocks = payload if isinstance(payload, list) else [payload]
    text = "\n\n".join(
        one if isinstance(one, str) else one.as_string() for one in blocks
    )
    for words in _BLANK_LINE.split(text):
        block = message_from_string(words.strip())
        if not (block["Final-Recipient"] or block["Action"] or block["Status"]):
            continue  # about the email as a whole
        addresses = (
            _address(block[name]) for name in ("Original-Recipient", "Final-Recipient")
        )
        known = tuple(dict.fromkeys(filter(None, addresses)))
        yield Report(known, _has_failed(block["Action"], block["Status"]))


def _has_failed(action, status):
    """Say it by the action; by the status where the server gives none."""
    words = re.findall(r"[a-z]+", str(action or "").lower())
    if words:
        return words[0] == "failed"
    return str(status or "").strip().startswith("5")


def _address(field):
    """Return the address of a field such as ``rfc822; nora@patient.example``."""
    value = str(field or "").rpartition(";")[2].strip()
    address = parseaddr(value)[1]
    return address.lower() if "@" in address else ""


def _says_failed(message):
    """Say whether a report that only people can read speaks of a failure."""
    if message.get("X-Failed-Recipients"):
        return True
    sender = parseaddr(str(message.get("From", "")))[1].lower()
    words = f"{message.get('Subject', '')}\n{_text_of(message)}"
    if _DELAYED.search(words):
        return False
    if _FOR_GOOD.search(words):
        return True
    return not _FOR_NOW.search(words) and sender.startswith(_DAEMONS)


def _text_of(message):
    """Return the words of the report, without the email that came back."""
    for part in message.walk():
        if part.get_content_type() in ("text/plain", "text/html"):
            raw = part.get_payload(decode=True) or b""
            return raw.decode("utf-8", "replace")[:20_000]
    return ""
