"""Any website, landing page or automation tool: JSON or a posted form."""

import json
import re
from dataclasses import fields
from datetime import UTC, datetime
from itertools import takewhile
from urllib.parse import parse_qsl

from ..inquiry import Inquiry, UnreadableBody

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
LABEL = "Website or other form"
PATH = "/medspa/intake"
CONTENT_TYPES = (JSON, FORM, MULTIPART)
ANSWER_TYPE = JSON
IS_SIGNED = False

MAX_FIELDS = 200
MAX_TEXT = {"message": 20_000, "consent_text": 4_000}
MAX_OTHER_TEXT = 500
INTENTS = ("general", "pricing", "consultation")

# C0 and C1 controls but tab and newline, lone surrogates, and the invisible marks
# that reorder text on screen: none of them belongs in a name or can be stored safely
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# Form parts are read here, not by the email package: that one fails on a malformed
# header, and takes minutes for some that fit into a small body
_BOUNDARY = re.compile(r'\bboundary=(?:"([^"]+)"|([^\s;"]+))', re.I)
_PART = r"^content-disposition:[^\n]*?;\s*"
_PART_NAME = re.compile(_PART + r'name=(?:"([^"\n]*)"|([^\s;"]+))', re.I | re.M)
_PART_FILE = re.compile(_PART + r"filename\*?=", re.I | re.M)
_YES = {"1", "true", "yes", "y", "on", "checked", "agree", "agreed", "i agree"}
_NO = {"0", "false", "no", "n", "off", "", "unchecked", "disagree"}
_KNOWN = {f.name for f in fields(Inquiry)} - {"extra", "is_spam"}
_FLAGS = {"sms_consent", "email_consent", "is_test"}
# Fields that no person sees, as the makers of forms name them: what fills them in is a
# program. No name that may be a real question, such as "website", "fax" or "hp".
_TRAPS = set(
    "_gotcha gotcha honeypot _honeypot honey_pot _honey_pot honeypot_field "
    "honeypotfield _honey bot_field botfield botcheck bot_check _hp _hp_field hp_field "
    "hpfield wpforms[hp] fax_only contact_me_by_fax_only".split()
)
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]$")


def parse(body, content_type):
    """Turn a raw body into an :class:`Inquiry`.

    :param str body: the text as received (multipart included).
    :param str content_type: the full header, with charset or boundary.
    :raises UnreadableBody: when it is not what the content type says, holds no
        fields, or nothing by which a person could be answered.
    """
    inquiry = _to_inquiry(_read_fields(body, content_type))
    if inquiry.is_empty and not inquiry.is_spam:
        raise UnreadableBody(
            "The body holds no name, email, phone or message of a person."
        )
    return inquiry


def external_id(body, content_type):
    """Return the sender's own key of this submission, ``""`` if it gave none.

    :raises UnreadableBody: as :func:`parse` does for a body that is no fields.
    """
    return _to_inquiry(_read_fields(body, content_type)).external_id


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


def _read_fields(body, content_type):
    kind = content_type.partition(";")[0].strip().lower()
    if kind == JSON:
        pairs = _read_json(body)
    elif kind == MULTIPART:
        pairs = _read_multipart(body, content_type)
    elif kind == FORM:
        pairs = _read_form(body)
    else:
        kind = clean(kind, 100) or "unknown"
        raise UnreadableBody(f"Bodies of type {kind} cannot be read.")
    if not pairs:
        raise UnreadableBody("The body holds no fields.")
    return pairs


def _read_json(body):
    try:
        data = json.loads(body)
    except RecursionError:
        raise UnreadableBody("The JSON is nested too deeply.") from None
    except ValueError as error:
        raise UnreadableBody(f"The body is not valid JSON: {error}.") from None
    if not isinstance(data, dict):
        raise UnreadableBody("The JSON must be one object with named fields.")
    if len(data) > MAX_FIELDS:
        raise UnreadableBody(f"More than {MAX_FIELDS} fields were sent.")
    return data


def _read_form(body):
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise UnreadableBody(f"More than {MAX_FIELDS} fields were sent.") from None
    return _joined(pairs)


def _read_multipart(body, content_type):
    parts = _split_parts(body.replace("\r\n", "\n"), content_type)
    if len(parts) > MAX_FIELDS:
        raise UnreadableBody(f"More than {MAX_FIELDS} fields were sent.")
    pairs = []
    for part in parts:
        head, _blank_line, value = part.partition("\n\n")
        name = _PART_NAME.search(head)
        if name and not _PART_FILE.search(head):
            pairs.append((name[1] or name[2] or "", value))
    return _joined(pairs)


def _split_parts(body, content_type):
    boundary = _BOUNDARY.search(content_type)
    if boundary:
        line = re.escape(boundary[1] or boundary[2])
        _preamble, *parts = re.split(rf"^--{line}(?=\n|--)", body, flags=re.M)
        if parts:
            # what follows the closing line, "--boundary--", is no part
            return list(takewhile(lambda part: not part.startswith("--"), parts))
    raise UnreadableBody("The form parts cannot be told apart (boundary).")


def _joined(pairs):
    """A field sent several times (tick boxes of treatments) becomes one list."""
    result = {}
    for name, value in pairs:
        result.setdefault(name, []).append(value)
    return {name: v[0] if len(v) == 1 else v for name, v in result.items()}


def _to_inquiry(values):
    known, extra, is_spam = {}, [], False
    for raw_name, value in values.items():
        name = str(raw_name).strip().lower()
        if name in _KNOWN and name not in known:
            known[name] = _known(name, value)
            if known[name] not in (None, ""):
                continue
        is_spam = is_spam or (_is_trap(name) and _is_filled(value))
        # nobody's field, or a value that its field cannot hold
        extra.append((clean(raw_name, 100), clean(value, MAX_TEXT["message"])))
    said = tuple(pair for pair in extra if pair[1])
    return Inquiry(**known, is_spam=is_spam, extra=said)


def _is_trap(name):
    name = name.replace("-", "_")
    inner = _IN_BRACKETS.search(name)
    return name in _TRAPS or bool(inner and inner[1] in _TRAPS)


def _is_filled(value):
    """Say whether somebody filled in what stands empty, or ticked it."""
    return bool(clean(value)) and _flag(value) is not False


def _known(name, value):
    """The value of a known field; ``None`` or ``""`` where it cannot be understood."""
    if name in _FLAGS:
        return _flag(value)
    if name == "submitted_at":
        return _moment(value)
    if isinstance(value, bool):  # many tools send false for empty: a tick is no text
        return ""
    if name == "intent":
        intent = clean(value).lower()
        return intent if intent in INTENTS else ""
    return clean(value, MAX_TEXT[name]) if name in MAX_TEXT else _line(value)


def _line(value):
    return " ".join(clean(value).split())


def clean(value, limit=MAX_OTHER_TEXT):
    """Any value as clean text: what a form sent is shown, never interpreted."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(v, list | dict) for v in value):
        value = ", ".join(filter(None, (clean(v, limit) for v in value)))
    elif isinstance(value, list | dict):
        value = _dumped(value)
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    text = _UNWANTED.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip()[:limit].rstrip()


def _dumped(value):
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return ""


def _flag(value):
    """A consent box: ``True``, ``False``, or ``None`` where it cannot be told."""
    if isinstance(value, bool) or value is None:
        return value
    word = clean(value).lower()
    return True if word in _YES else False if word in _NO else None


def _moment(value):
    """An ISO 8601 moment as naive UTC; without an offset it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(clean(value))
        if moment.tzinfo:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment.replace(microsecond=0) if moment.year >= 2000 else None
