"""Whatever a form does to a known person, the reader finds them.

A generator picks a spelling for every label, an order, a shape and an encoding.
"""

import json
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.reader import card

LABELS = {
    "name": "name|full name|your name|customer name|contact name|nombre completo|"
    "What's your full name?|nombre y apellidos",
    "first": "first name|fname|given name|your first name|What is your first name?|"
    "primer nombre|contact first name",
    "last": "last name|lname|surname|family name|your last name|apellido|apellidos",
    "phone": "phone|phone number|mobile|cell phone|telephone|your phone|tel|teléfono|"
    "número de teléfono|best contact number|What's your phone number?|celular|móvil",
    "email": "email|e-mail|email address|your email|correo electrónico|correo|"
    "What is your email address?|contact email",
    "message": "message|comments|your message|how can we help?|mensaje|comentarios|"
    "questions or comments|tell us more|¿En qué podemos ayudarle?",
}
NAMES = [
    ("Ana", "Ruiz"),
    ("Jo", "O'Neil"),
    ("Zoë", "van der Berg"),
    ("Mary", "Lee-Day"),
]
PHONES = ["(512) 555-0143", "512-555-0143", "5125550143", "+1 512 555 0143"]
PHONES += [
    "1-512-555-0143",
    "512.555.0143",
    "(512) 555-0143 cell",
    "512 555 0143 ext. 4",
]
WORDS = ["Botox & filler?", "¿Cuánto cuesta?", 'I said "soon" <3', "Price = ?\nThanks"]


def camel(label):
    first, *rest = label.split()
    return first.lower() + "".join(word.title() for word in rest)


CASINGS = [
    str,
    str.upper,
    str.title,
    camel,
    lambda label: label.replace(" ", "_"),
    lambda label: label.replace(" ", "-"),
    lambda label: label + ":",
    lambda label: label + " *",
    lambda label: "your-" + label.replace(" ", "-"),
    lambda label: "q3_" + camel(label),
    lambda label: f"{label} (required)",
    lambda label: f"3. {label}",
    lambda label: f"<b>{label}</b>",
    lambda label: f"  {label}\u00a0",
]
HOLDERS = [
    "data",
    "payload",
    "form_response",
    "submission",
    "fields",
    "answers",
    "body",
]
# what tools tell of themselves and of the practice
BESIDE = [
    {},
    {"form": {"id": "7", "name": "Botox special"}},
    {"owner": {"name": "Maya Brooks", "email": "maya@lumen.example"}},
    {"page": {"title": "Botox", "url": "https://lumen.example/botox"}},
    {"workflow": {"name": "New lead"}, "status": "new"},
    {"company": {"name": "Lumen", "phone": "(512) 555-0100"}},
]
PAIRS = [
    ("label", "value"),
    ("title", "answer"),
    ("question", "answer"),
    ("name", "value"),
    ("key", "value"),
    ("fieldLabel", "fieldValue"),
    ("question_text", "response"),
    ("column_name", "string_value"),
]


@st.composite
def labels(draw, meaning):
    label = draw(st.sampled_from(LABELS[meaning].split("|")))
    return draw(st.sampled_from(CASINGS))(label)


@st.composite
def people(draw):
    """A person and ``[(label, value)]`` in any order and spelling."""
    first, last = draw(st.sampled_from(NAMES))
    email = f"{draw(st.sampled_from(['ana', 'a.ruiz+spa']))}@example.com"
    said = [
        (draw(labels("phone")), draw(st.sampled_from(PHONES))),
        (draw(labels("email")), email),
        (draw(labels("message")), draw(st.sampled_from(WORDS))),
    ]
    if draw(st.booleans()):
        said.append((draw(labels("name")), f"{first} {last}"))
    else:
        said += [(draw(labels("first")), first), (draw(labels("last")), last)]
    if draw(st.booleans()):
        said.append(("form_name", "Book a consult"))
    if draw(st.booleans()):
        said.append(("ip", "203.0.113.7"))
    words = said[2][1]
    return f"{first} {last}", email, words, draw(st.permutations(said))


def as_pairs(said, label, value):
    return [{"id": str(n), label: a, value: b} for n, (a, b) in enumerate(said)]


def as_joined(said):
    """Questions beside answers."""
    fields = [
        {"id": f"f{n}", "title": a, "type": "x"} for n, (a, _b) in enumerate(said)
    ]
    answers = [{"field": {"id": f"f{n}"}, "text": b} for n, (_a, b) in enumerate(said)]
    return {"definition": {"title": "Consult", "fields": fields}, "answers": answers}


@st.composite
def trees(draw, said):
    shape = draw(st.integers(0, 8))
    if shape == 0:
        tree = dict(said)
    elif shape == 1:
        tree = as_pairs(said, *draw(st.sampled_from(PAIRS)))
    elif shape == 2:
        tree = as_joined(said)
    elif shape == 3:
        tree = [[a, b] for a, b in said]
    elif shape == 4:
        tree = {a: [b] for a, b in said}
    elif shape == 5:
        tree = {a: {"value": b, "type": "x"} for a, b in said}
    elif shape == 6:
        tree = {
            f"field_{n}": one for n, one in enumerate(as_pairs(said, "title", "value"))
        }
    elif shape == 7:
        tree = {"columns": [a for a, _b in said], "values": [b for _a, b in said]}
    else:
        tree = [{a: b} for a, b in said]
    for holder in draw(st.lists(st.sampled_from(HOLDERS), max_size=3)):
        tree = {holder: tree}
        if draw(st.booleans()):
            tree = {
                "id": "8802",
                "type": "new",
                **tree,
                **draw(st.sampled_from(BESIDE)),
            }
        if draw(st.booleans()):
            tree = {holder: json.dumps(tree)}
    return [tree] if draw(st.booleans()) else tree


def as_json(draw, said):
    body = json.dumps(draw(trees(said)), ensure_ascii=draw(st.booleans()))
    kinds = ["application/json", "text/plain", "", "application/x-www-form-urlencoded"]
    return ("\ufeff" if draw(st.booleans()) else "") + body, draw(
        st.sampled_from(kinds)
    )


def as_form(draw, said):
    shape = draw(st.sampled_from(["{}", "contact[{}]", "form[fields][{}]", "{}[]"]))
    return urlencode([(shape.format(a), b) for a, b in said]), draw(
        st.sampled_from(["application/x-www-form-urlencoded", "", "text/plain"])
    )


def as_json_in_form(draw, said):
    body = json.dumps(draw(trees(said)))
    return urlencode({draw(st.sampled_from(["payload", "rawRequest"])): body}), ""


def as_parts(_draw, said):
    parts = "".join(
        f'--xYz\r\nContent-Disposition: form-data; name="{a}"\r\n\r\n{b}\r\n'
        for a, b in said
    )
    return parts + "--xYz--\r\n", "multipart/form-data; boundary=xYz"


def as_xml(_draw, said):
    rows = "".join(f'<field name="{escape(a)}">{escape(b)}</field>' for a, b in said)
    return f"<?xml version='1.0'?><lead>{rows}</lead>", "text/xml"


@given(data=st.data(), person=people())
@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
def test_a_known_person_is_found(data, person):
    name, email, words, said = person
    kinds = [as_json, as_form, as_json_in_form, as_parts, as_xml]
    body, kind = data.draw(st.sampled_from(kinds))(data.draw, said)
    read = card.parse(body, kind)
    assert (read.full_name, read.phone, read.email) == (name, "+15125550143", email), (
        body
    )
    assert words in read.message or any(words in text for _label, text in read.extra), (
        body
    )
