"""Bodies of any shape, of which the maker knows what was put in, and broken ones."""

import gzip
import json
import random
from dataclasses import dataclass, field
from urllib.parse import urlencode
from xml.sax.saxutils import escape

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
BOUNDARY = "----fuzz"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
CHARSETS = ("", "; charset=utf-8", "; charset=hex", "; charset=x")
LABELS = {
    "name": ("name", "Full Name", "your-name", "Nombre completo", "q1_fullName"),
    "email": ("email", "E-mail *", "Email Address", "correo", "your-email"),
    "phone": ("phone", "Phone Number", "cell_phone", "Teléfono", "What's your phone?"),
    "message": ("message", "Comments", "mensaje", "How can we help?", "your-message"),
}
OTHERS = (
    "Favorite season",
    "Skin goal",
    "best_time",
    "q9",
    "Why now?",
    "¿Cuándo?",
    "Extra",
)
ODD = [
    *(None, True, False, 0, -1, 10**40, 1e308, "", " ", "\x00", "\ud800", "\u202e"),
    *([], {}, [[]], {"a": [1, {"b": None}]}, ["x", "y"], "'; DROP TABLE crm_lead; --"),
    *("<script>x</script>", "é" * 300, "{{ 7*7 }}", "%s%n", "2026-13-45T99:99", "🙂"),
]
KNOWN = (
    "user_id stage_id company_id response_first_at submitted_at sms_consent intent "
    "external_id is_test channel location utm_source utm_campaign gclid"
).split()


@dataclass
class Body:
    """``words``: what a person must find on the card; none where it was damaged."""

    data: bytes
    content_type: str
    words: list[str] = field(default_factory=list)


def word(number):
    """Return a word of letters that is in no other body."""
    letters = []
    for _ in range(5):
        number, rest = divmod(number, 20)
        letters.append("bcdfghjklmnpqrstvwxz"[rest] + "aeiou"[rest % 5])
    return "".join(letters)


def person(dice, number):
    """Return ``(pairs, words)`` of one person and what they say."""
    mark = word(number)
    phone = f"512{2_000_000 + number}"
    values = {
        "name": f"Nora {mark.title()}",
        "email": f"{mark}@patient.example",
        "phone": dice.choice((phone, f"+1 {phone}", f"({phone[:3]}) {phone[3:]}")),
        "message": f"I wonder about {mark}ask and so on",
    }
    pairs = [(dice.choice(LABELS[key]), value) for key, value in values.items()]
    words = [mark.title(), f"{mark}@patient.example", phone, f"{mark}ask"]
    for place, label in enumerate(dice.sample(OTHERS, dice.randint(0, 3))):
        said = f"{mark}{'xyz'[place]}"
        pairs.append((label, f"it is {said} for me"))
        words.append(said)
    dice.shuffle(pairs)
    return pairs, words


# -- shapes


def flat(pairs):
    return json.dumps(dict(pairs)), JSON


def nested(pairs):
    return json.dumps({"event": "x", "data": {"fields": dict(pairs)}}), JSON


def listed(pairs):
    fields = [{"label": label, "value": value} for label, value in pairs]
    return json.dumps({"formId": 7, "answers": fields}), JSON


def in_a_list(pairs):
    return json.dumps([dict(pairs)]), "text/plain"


def in_a_text(pairs):
    return json.dumps(json.dumps(dict(pairs), ensure_ascii=False)), ""


def form(pairs):
    return urlencode(pairs), FORM


def in_brackets(pairs):
    return urlencode([(f"fields[{label}]", value) for label, value in pairs]), FORM


def multipart(pairs):
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
        for k, v in pairs
    )
    return "".join(parts) + f"--{BOUNDARY}--\r\n", MULTIPART


def xml(pairs):
    fields = (
        f"<field><label>{escape(k)}</label><value>{escape(v)}</value></field>"
        for k, v in pairs
    )
    return f"<form>{''.join(fields)}</form>", "application/xml"


def lines(pairs):
    return "\n".join(f"{label.strip('?*')}: {value}" for label, value in pairs), ""


SHAPES = (flat, nested, listed, in_a_list, in_a_text, form, in_brackets, multipart)
SHAPES += (xml, lines)


def whole(dice, number):
    """Return a :class:`Body` as some tool posts it."""
    pairs, words = person(dice, number)
    text, kind = dice.choice(SHAPES)(pairs)
    data = text.encode()
    if dice.random() < 0.1:
        data = gzip.compress(data)
    return Body(data, kind, words)


def broken(dice, number):
    """Return a :class:`Body` with odd values, damaged or not."""
    values = dict(person(dice, number)[0])
    for name in dice.sample(KNOWN, dice.randint(0, 6)):
        values[name] = dice.choice(ODD)
    if dice.random() < 0.6:
        raw, kind = json.dumps(values), JSON
    else:
        shape = dice.choice((form, multipart))
        raw, kind = shape([(k, _storable(v)) for k, v in values.items()])
    data = raw.encode("utf-8", "replace")
    if dice.random() < 0.9:
        data = _damaged(dice, data)
    return Body(data, kind + dice.choice(CHARSETS))


def _storable(value):
    return str(value).encode("utf-8", "replace").decode()


def _damaged(dice, data):
    data = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del data[at:]
            case 2:
                data[at:at] = b"[" * dice.choice((1, 50, 5000))
            case 3:
                data[at:at] = data[: dice.randrange(60)]
            case 4:
                data[at:at] = bytes([dice.randrange(32)])
    return bytes(data[:60_000])


def bodies(seed, amount):
    """Yield so many bodies, half of them whole."""
    dice = random.Random(seed)
    for number in range(amount):
        yield dice.choice((whole, broken))(dice, number)


def is_said(wanted, said):
    """Say whether a word, an address or a number stands in a text."""
    if wanted.isdigit():
        return wanted in "".join(filter(str.isdigit, said))
    return wanted.casefold() in said.casefold()
