"""From bytes of any notation to who was asked what and what they said."""

import gzip
import json
from urllib.parse import urlencode

import pytest

from medspa_speed_to_lead.tools.reader import shapes
from medspa_speed_to_lead.tools.reader.wire import bodies
from medspa_speed_to_lead.tools.reader.wire.files import divided
from medspa_speed_to_lead.tools.reader.wire.limits import LARGEST_FILES

FORM = "application/x-www-form-urlencoded"
ANN = [("Name", "Ann Lee"), ("Phone", "512-555-0143")]


def said(body, content_type="", query=""):
    read = bodies.read(body, content_type, query)
    return [
        (one.label, one.text)
        for tree in (read.tree, read.query)
        for one in shapes.flatten(tree)
        if one.text
    ]


def in_json(tree):
    return said(json.dumps(tree))


@pytest.mark.parametrize(
    "tree",
    [
        dict(ANN),
        [dict(ANN)],
        {"data": {"fields": dict(ANN)}},
        {"Name": ["Ann Lee"], "Phone": ["512-555-0143"]},
        ANN,
        {"fields": ANN},
        {"payload": json.dumps({"data": json.dumps(dict(ANN))})},
        {"columns": ["Name", "Phone"], "values": ["Ann Lee", "512-555-0143"]},
        [{"label": a, "value": b} for a, b in ANN],
        {"answers": [{"question": a, "answer": b} for a, b in ANN]},
        {"x": {"f1": {"title": "Name", "value": "Ann Lee"}, "Phone": "512-555-0143"}},
        {"Name": {"value": "Ann Lee"}, "Phone": {"value": "512-555-0143"}},
        {"field_data": [{"name": a, "values": [b]} for a, b in ANN]},
        {"user_column_data": [{"column_name": a, "string_value": b} for a, b in ANN]},
        {
            "fields": [{"id": "1", "label": "Name"}, {"id": "2", "label": "Phone"}],
            "entry": {"1": "Ann Lee", "2": "512-555-0143"},
        },
        {
            "questions": [{"id": "1", "title": "Name"}, {"id": "2", "title": "Phone"}],
            "answers": [
                {"questionId": str(n + 1), "value": b} for n, (_, b) in enumerate(ANN)
            ],
        },
    ],
)
def test_every_shape_says_the_same(tree):
    assert in_json(tree) == ANN


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (json.dumps(dict(ANN)), FORM),
        (json.dumps(dict(ANN)), "text/plain;charset=UTF-8"),
        (json.dumps(json.dumps(dict(ANN))), ""),
        ("\ufeff" + json.dumps(dict(ANN)), "application/json"),
        (json.dumps(dict(ANN)).encode("utf-16"), "application/json"),
        (gzip.compress(json.dumps(dict(ANN)).encode(), mtime=0), ""),
        ('{"Name": "Ann Lee", "Phone": "512-555-0143",}', ""),
        ("{'Name': 'Ann Lee', 'Phone': '512-555-0143'}", ""),
        ('{"Name": "Ann Lee", "Phone": "512-555-0143', ""),
        (urlencode(ANN), FORM),
        (urlencode(ANN), ""),
        (urlencode(ANN), "text/plain"),
        (urlencode({"payload": json.dumps(dict(ANN))}), FORM),
        (urlencode({json.dumps(dict(ANN)): ""}), FORM),
        (urlencode({"data": urlencode(ANN)}), FORM),
        ("Name: Ann Lee\r\nPhone: 512-555-0143\r\n", "text/plain"),
        ("Name=Ann Lee\r\nPhone=512-555-0143", "text/plain"),
        ("Name,Phone\nAnn Lee,512-555-0143", "text/csv"),
        ("<p>Name: Ann Lee<br>Phone: 512-555-0143</p>", "text/html"),
        ("<lead><Name>Ann Lee</Name><Phone>512-555-0143</Phone></lead>", ""),
        (
            '<a><f name="Name">Ann Lee</f><f name="Phone">512-555-0143</f></a>',
            "application/xml",
        ),
    ],
)
def test_the_content_says_what_it_is(body, content_type):
    assert said(body, content_type) == ANN


def test_fields_of_the_address_are_read_behind_the_body():
    assert said('{"Name": "Ann Lee"}', query="Phone=512-555-0143") == ANN
    assert said("", query=urlencode(ANN)) == ANN


def test_brackets_are_objects_and_lists():
    body = "contact[name]=Ann&contact[phone]=5&treatments[]=Botox&treatments[]=Filler"
    assert said(body, FORM) == [
        ("name", "Ann"),
        ("phone", "5"),
        ("treatments", "Botox, Filler"),
    ]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Name=José".encode("cp1252"), FORM),
        (b"Name=Jos%E9", FORM),
        (b"Name=Jos%C3%A9", FORM),
        ('{"Name": "José"}'.encode("latin-1"), "application/json; charset=iso-8859-1"),
        ('{"Name": "Jos&eacute;"}', ""),
    ],
)
def test_letters_are_what_they_were(body, content_type):
    assert said(body, content_type) == [("Name", "José")]


def test_entities_are_decoded_once():
    assert in_json({"a": "&amp;lt; ?b=1&copy=2"}) == [("a", "&lt; ?b=1&copy=2")]


def test_choices_are_the_words_of_their_ids():
    field = {"key": "q4", "label": "Texts", "value": ["o1"]}
    options = [{"id": "o1", "text": "Yes, text me"}, {"id": "o2", "text": "No"}]
    assert in_json({"fields": [{**field, "options": options}]}) == [
        ("Texts", "Yes, text me")
    ]


def test_a_question_without_an_answer_is_not_said():
    fields = [{"id": "1", "title": "Name"}, {"id": "2", "title": "Age"}]
    answers = [{"field": {"id": "1"}, "type": "text", "text": "Ann"}]
    assert in_json({"fields": fields, "answers": answers}) == [("Name", "Ann")]


def test_what_only_looks_like_questions_is_said():
    tree = {"items": [{"id": "7", "title": "Gift card"}]}
    assert in_json(tree) == [("items", "Gift card")]


def test_nothing_in_an_object_of_a_pair_is_lost():
    tree = {"rows": [{"label": "Name", "value": "Ann", "remark": "prefers mornings"}]}
    assert in_json(tree) == [("Name", "Ann"), ("remark", "prefers mornings")]


SECTIONS = [
    {"name": "Intake", "values": [{"name": "Skin", "value": "dry"}]},
    {
        "id": "7",
        "name": "Intake",
        "values": [{"id": "1", "name": "Skin", "value": "dry"}],
    },
    {"title": "About you", "answers": [{"question": "Skin", "answer": "dry"}]},
    {"label": "Intake", "responses": [{"label": "Skin", "value": ["dry"]}]},
    {"label": "Intake", "value": [{"label": "Skin", "value": "dry"}]},
    {"question": "Group", "answer": [{"label": "Skin", "text": "dry"}]},
    {"values": [{"name": "Skin", "value": "dry"}]},
]


@pytest.mark.parametrize("section", SECTIONS)
def test_answers_under_a_name_of_their_own_are_no_choices(section):
    assert in_json({"forms": [section]}) == [("Skin", "dry")]


CHOICES = [
    [{"label": "Botox", "value": "1"}, {"label": "Lip filler", "value": "lip_filler"}],
    [{"label": "Botox", "value": "tox"}, {"label": "Lip filler", "value": "filler"}],
    [{"name": "Botox", "value": True}, {"name": "Lip filler", "value": "opt_2"}],
    [{"id": "4", "text": "Botox"}, {"id": "5", "text": "Lip filler"}],
]


@pytest.mark.parametrize("picked", CHOICES)
@pytest.mark.parametrize("key", ["value", "values", "answer"])
def test_choices_with_keys_of_their_own_are_no_answers(picked, key):
    tree = {"fields": [{"label": "Treatments", key: picked}]}
    assert in_json(tree) == [("Treatments", "Botox, Lip filler")]


def test_a_path_is_the_same_for_every_body_of_a_form():
    def paths(answers):
        tree = {"answers": [{"ref": r, "label": r, "value": v} for r, v in answers]}
        return {one.text: one.path for one in shapes.flatten(tree)}

    both = paths([("first", "Ann"), ("phone", "512")])
    assert paths([("phone", "512")])["512"] == both["512"] == "answers.phone"


# -- files

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def part(disposition, value, kind=b""):
    head = b"Content-Disposition: form-data; " + disposition
    head += b"\r\nContent-Type: " + kind if kind else b""
    return b"--bnd\r\n" + head + b"\r\n\r\n" + value + b"\r\n"


def with_files(*files):
    parts = [part(b'name="name"', b"Ann")]
    parts += [
        part(b'name="photo"; filename="%s"' % name, content, kind)
        for name, content, kind in files
    ]
    return bodies.read(b"".join(parts) + b"--bnd--\r\n", "")


def test_a_photo_leaves_the_fields_alone():
    read = with_files((b"face.png", PNG, b"image/png"))
    assert read.tree == {"name": "Ann", "photo": "face.png"}
    assert [(one.name, one.kind, one.content) for one in read.files] == [
        ("face.png", "image/png", PNG)
    ]
    assert read.kept == "name=Ann&photo=face.png"


def test_what_a_file_is_its_content_says():
    read = with_files(
        (b"a.png", b"<script>", b"image/png"),
        (b"b.pdf", b"%PDF-1.7", b"x/y"),
        (b"c.jpg", b"\xff\xd8\xff", b""),
    )
    kept, named = divided(read.files)
    assert [one.name for one in kept] == ["b.pdf", "c.jpg"]
    assert [one.name for one in named] == ["a.png"]


def test_what_does_not_fit_is_named():
    large = b"%PDF-" + b"x" * (LARGEST_FILES - 100)
    read = with_files((b"a.pdf", large, b""), (b"b.png", PNG, b""))
    kept, named = divided(read.files)
    assert [one.name for one in kept] == ["a.pdf"]
    assert [one.name for one in named] == ["b.png"]


def test_an_empty_file_box_is_nothing():
    assert with_files((b"", b"", b"")).files == ()
