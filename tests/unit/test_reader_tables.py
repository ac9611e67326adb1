"""Tables, mails and wrappings: labels and values that stand apart from each other."""

import base64
import json

import pytest

from medspa_speed_to_lead.tools.reader import card, shapes

PHONE = "+15125550143"
ANN = [
    ("Name", "Ann Lee"),
    ("Phone", "512-555-0143"),
    ("Email", "ann@example.com"),
    ("Skin type", "dry"),
]
HERS = ("Ann Lee", PHONE, "ann@example.com")
LABELS, VALUES = ([pair[n] for pair in ANN] for n in (0, 1))
JSON = json.dumps(dict(ANN))


def read(body, content_type=""):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return card.parse(text, content_type)


def who(body, content_type=""):
    found = read(body, content_type)
    return found.full_name, found.phone, found.email


KEYS = (
    "predefinedField value|attribute value|attribute_name value|fieldName value|"
    "prompt response|prompt answer|variable value|human_label human_value|k v|q a|"
    "header cell|fieldTitle fieldAnswer|identifier value|description value|type value|"
    "name contents|labelText inputValue|ask reply|control value|param data|Col Val"
)


@pytest.mark.parametrize("keys", KEYS.split("|"))
@pytest.mark.parametrize("around", ["", "fields", "data", "answers", "items"])
def test_what_asks_is_told_by_what_it_says(keys, around):
    asked, said = keys.split()
    rows = [{"id": str(n), asked: a, said: b} for n, (a, b) in enumerate(ANN)]
    found = read({around: rows} if around else rows)
    assert (found.full_name, found.phone, found.email) == HERS
    assert ("Skin type", "dry") in found.extra


def test_what_a_row_holds_besides_is_shown():
    rows = [{"k": a, "v": b, "remark": f"of {a}"} for a, b in ANN]
    assert ("Name: Remark", "of Name") in read(rows).extra


def rich(text):
    return [{"type": "text", "text": {"content": text}, "plain_text": text}]


def test_properties_of_a_database_page():
    said = {
        "Name": {"id": "title", "type": "title", "title": rich("Ann Lee")},
        "Phone": {"id": "a", "type": "phone_number", "phone_number": "512-555-0143"},
        "Email": {"id": "b", "type": "email", "email": "ann@example.com"},
        "Your question": {"id": "c", "type": "rich_text", "rich_text": rich("Price?")},
        "Treatments": {
            "id": "d",
            "type": "multi_select",
            "multi_select": [
                {"id": "1", "name": "Botox", "color": "red"},
                {"id": "2", "name": "Filler", "color": "blue"},
            ],
        },
        "Location": {
            "id": "e",
            "type": "select",
            "select": {"id": "3", "name": "Downtown", "color": "blue"},
        },
        "Preferred day": {"id": "f", "type": "date", "date": {"start": "2026-12-10"}},
    }
    found = read({"object": "page", "id": "1", "properties": said})
    assert (found.full_name, found.phone, found.email) == HERS
    assert (found.treatment, found.location) == ("Botox, Filler", "Downtown")
    assert found.message == "Price?"
    assert "2026-12-10" in [answer for _question, answer in found.extra]


TABLES = [
    [LABELS, VALUES],
    {"values": [LABELS, VALUES], "range": "A1:D2"},
    {"headers": LABELS, "values": VALUES},
    {"headers": LABELS, "rows": [VALUES]},
    {"columns": [LABELS], "data": [VALUES]},
    {"namedValues": {a: [b] for a, b in ANN}, "values": VALUES},
    ",".join(LABELS) + "\n" + ",".join(VALUES),
    ";".join(LABELS) + "\n" + ";".join(VALUES) + "\n",
    "\t".join(LABELS) + "\r\n" + "\t".join(VALUES),
    "\n".join(",".join(f'"{one}"' for one in row) for row in (LABELS, VALUES)),
    {"data": ",".join(LABELS) + "\n" + ",".join(VALUES)},
    "\n".join("\t".join(pair) for pair in ANN),
]


@pytest.mark.parametrize("body", TABLES)
def test_a_row_below_its_columns(body):
    found = read(body)
    assert (found.full_name, found.phone, found.email) == HERS
    assert "dry" in [answer for _question, answer in found.extra]


def test_a_cell_with_a_line_break():
    assert read('Name,Phone,Message\nAnn,5125550143,"Hi\nthere"').message == "Hi\nthere"


@pytest.mark.parametrize("key", ["values", "row", "data", ""])
def test_cells_without_columns(key):
    cells = ["12/1/2026 10:00:00", *VALUES]
    found = read({key: cells} if key else cells)
    assert (found.full_name, found.phone, found.email) == HERS
    assert "dry" in [answer for _question, answer in found.extra]


def test_several_choices_are_no_row():
    assert read({"name": "A", "treatments": ["Botox", "Filler", "Peel"]}).treatment
    found = read({"name": "A", "emails": ["a@b.co", "c@d.co", "e@f.co"]})
    assert found.emails == ("a@b.co", "c@d.co", "e@f.co")


LINES = [f"{a}: {b}" for a, b in ANN]
MAIL = "New entry\n" + "\n".join(LINES) + "\nMessage: Hi,\nBotox?\n\n--\nSent by Forms"
CELL_ROWS = "".join(f"<tr><td><b>{a}</b></td><td>{b}</td></tr>" for a, b in ANN)
MAILS = {
    "body": MAIL,
    "text": MAIL,
    "body-plain": MAIL,
    "content": MAIL,
    "body_html": "<p>" + MAIL.replace("\n", "<br>") + "</p>",
    "html": f"<html><style>p {{}}</style><table>{CELL_ROWS}</table></html>",
    "message": "\n\n".join(f"{a}\n{b}" for a, b in ANN),
    "payload": "; ".join(LINES),
}


@pytest.mark.parametrize("key", MAILS)
def test_a_mail_with_a_form_in_it(key):
    head = {"from": "Forms <forms@lumen.example>", "to": "desk@lumen.example"}
    found = read({"subject": "New entry", **head, key: MAILS[key]})
    assert (found.full_name, found.phone, found.email) == HERS
    assert found.emails == ("ann@example.com",)
    assert any("dry" in answer for _question, answer in found.extra)
    if "Botox" in MAILS[key]:
        assert found.message == "Hi,\nBotox?"
        assert any("Sent by Forms" in answer for _question, answer in found.extra)


def test_a_form_in_a_mail_without_an_email_is_not_answered_to_its_sender():
    mail = {"from": "forms@lumen.example", "body": "Name: Ann Lee\nPhone: 5125550143"}
    assert who(mail) == ("Ann Lee", PHONE, "")


def test_a_mail_of_a_person_is_from_them():
    mail = {"from": "Ann Lee <ann@example.com>", "text": "Hi,\nhow much is Botox?"}
    found = read(mail)
    assert (found.email, found.message) == ("ann@example.com", mail["text"])


@pytest.mark.parametrize(
    "message",
    [
        "Two questions:\nfirst: price\nsecond: pain",
        "Time: any; day: Friday",
        "I called; nobody answered; please call me",
        "Botox, filler\nand lips, maybe",
        "Dear team,\nlips, please.\nPhone: after 5\nEmail: works too\nThanks",
        "Name: same; phone: call after 5",
    ],
)
def test_words_of_a_person_are_no_form(message):
    assert read({"name": "Ann", "message": message}).message == message


ESCAPED = JSON.replace('"', '\\"')
WRAPPED = [
    f"cb({JSON})",
    f"/**/jQuery_12.cb( [{JSON}] );",
    f")]}}',\n{JSON}",
    ESCAPED,
    {"payload": ESCAPED},
    json.dumps(json.dumps(json.dumps(JSON))),
    {"data": json.dumps(JSON)},
    base64.b64encode(JSON.encode()).decode(),
    "; ".join(LINES),
    " | ".join(LINES),
    ";".join(f"{a}={b}" for a, b in ANN),
    "\n".join(LINES),
    "---\n" + "\n".join(f'{a}: "{b}"' for a, b in ANN),
    "contact:\n" + "\n".join(f"  {a}: {b}" for a, b in ANN),
    "\n".join(f"**{a}:** {b}" for a, b in ANN),
    "\n\n".join(f"{a}\n{b}" for a, b in ANN[:3]) + "\nSkin type: dry",
]


@pytest.mark.parametrize("body", WRAPPED)
@pytest.mark.parametrize("kind", ["", "text/plain", "application/json"])
def test_a_form_in_any_wrapping(body, kind):
    found = read(body, kind)
    assert (found.full_name, found.phone, found.email) == HERS
    said = [answer for _question, answer in found.extra]
    assert any("dry" in answer for answer in said)


def test_a_list_and_a_block_in_lines():
    found = read(
        "name: Ann\ntreatments:\n  - Botox\n  - Filler\nmessage: |\n  Hi\n  you"
    )
    assert (found.treatment, found.message) == ("Botox, Filler", "Hi\nyou")


# -- bodies of further tools, each for a kind of its own


def test_who_holds_the_booking_is_not_written_to():
    ann = {"name": "Ann Lee", "email": "ann@example.com"}
    host = {"name": "Maya Brooks", "email": "maya@lumen.example"}
    found = read({"organizer": host, "attendees": [ann], "sender": host})
    assert (found.full_name, found.emails) == ("Ann Lee", ("ann@example.com",))


def test_a_sender_in_a_chat_is_the_patient_where_nobody_else_is():
    chat = {
        "content": "How much is Botox?",
        "sender": {"name": "Ann Lee", "phone_number": "+15125550143"},
        "inbox": {"name": "Lumen website"},
        "account": {"name": "Lumen"},
    }
    assert who(chat) == ("Ann Lee", PHONE, "")


def test_questions_under_their_ids_are_joined_to_answers():
    asked = {"57": {"questionName": "Question 1", "question": "Which area?"}}
    said = {"57": {"answer": None, "answerOptions": [{"optionId": 1, "name": "Lines"}]}}
    found = read({"email": "a@b.co", "questions": asked, "answers": said})
    assert ("Which area?", "Lines") in found.extra
    assert not found.message


def test_the_words_of_a_question_are_no_name():
    asked = "What is your name?"
    answer = {"comment": "", "created": "2026-11-30T00:00:00Z", "value": "Ann Lee"}
    page = {"name": asked, "questions": [{"text": asked, "answers": [answer]}]}
    assert read({"pages": [page]}).full_name == "Ann Lee"


def test_lines_in_a_list_are_lines():
    blocks = [{"type": "mrkdwn", "text": f"*{a}:*\n{b}"} for a, b in ANN]
    assert who({"blocks": [{"type": "section", "fields": blocks}]}) == HERS
    assert who({"answers": LINES}) == HERS


def test_the_name_before_an_address_is_its_owners():
    mail = {"from": "Ann Lee <ann@example.com>", "to": "desk@lumen.example"}
    found = read({**mail, "text": "How much is Botox?"})
    assert (found.full_name, found.email) == ("Ann Lee", "ann@example.com")
    assert ("From", mail["from"]) in found.extra


def test_pairs_whose_first_value_has_words_of_a_label_are_pairs():
    rows = [
        ["phone", "(512) 555-0143 cell"],
        ["email", "ana@patient.example"],
        ["first name", "Ana"],
    ]
    found = card.read(shapes.flatten({"payload": rows}))
    assert (found.first_name, found.email) == ("Ana", "ana@patient.example")
    assert found.phone
