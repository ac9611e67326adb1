"""A file in the words of a form is a file, and an empty box is no field."""

import base64
import json
from urllib.parse import urlencode

import pytest

from medspa_speed_to_lead.tools.providers import web_form
from medspa_speed_to_lead.tools.reader.wire.limits import MOST_FIELDS, TooMuch

FORM = "application/x-www-form-urlencoded"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 1_000
CODE = base64.b64encode(PNG).decode()
URL = f"data:image/png;base64,{CODE}"
SAID = {"name": "Nora Diaz", "photo": URL, "phone": "512-555-0143"}
PARTS = "".join(
    f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
    for name, value in SAID.items()
)
BODIES = {
    "json": (json.dumps(SAID), "application/json"),
    "escaped": (json.dumps(SAID).replace("/", "\\/"), ""),
    "form": (urlencode(SAID), FORM),
    "raw form": ("&".join(f"{name}={value}" for name, value in SAID.items()), FORM),
    "parts": (f"{PARTS}--x--", "multipart/form-data; boundary=x"),
    "with a charset": (
        json.dumps({**SAID, "photo": f"data:image/png;charset=utf-8;base64,{CODE}"}),
        "",
    ),
    "pairs": (json.dumps([{"label": k, "value": v} for k, v in SAID.items()]), ""),
}


def read(body, kind=""):
    kept = web_form.received(body.encode(), kind)
    return kept, web_form.parse(kept.body, kept.content_type, country="US")


@pytest.mark.parametrize(("body", "kind"), BODIES.values(), ids=BODIES)
def test_an_image_in_a_text_is_a_file_and_the_rest_is_read(body, kind):
    kept, inquiry = read(body, kind)
    assert (inquiry.full_name, inquiry.phone) == ("Nora Diaz", "+15125550143")
    (file,) = kept.files
    assert file.kind == "image/png"
    assert file.content == PNG
    assert file.name == "image-1.png"
    assert len(kept.body) < 1_000
    assert "image-1.png" in kept.body


def test_what_is_no_image_is_named_and_not_kept():
    url = f"data:application/zip;base64,{base64.b64encode(b'PK' * 500).decode()}"
    kept, inquiry = read(json.dumps({"name": "Nora", "file": url}))
    assert inquiry.full_name == "Nora"
    assert [(one.name, one.kind) for one in kept.files] == [("application-1.zip", "")]


def test_a_broken_image_loses_no_inquiry():
    kept, inquiry = read(json.dumps({"name": "Nora", "file": URL[:-3] + "=_-"}))
    assert inquiry.full_name == "Nora"
    assert len(kept.files) == 1


def test_a_word_about_data_is_a_word():
    words = "I saw data:image/png;base64,abc in my email"
    kept, inquiry = read(json.dumps({"name": "Nora", "message": words}))
    assert inquiry.message == words
    assert not kept.files


def empty_and(filled):
    said = {f"q{n}": "" for n in range(MOST_FIELDS)}
    return {**said, **{f"x{n}": "a" for n in range(filled)}, "name": "Nora"}


def as_parts(said):
    parts = (
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in said.items()
    )
    return "".join(parts) + "--x--"


@pytest.mark.parametrize(
    ("write", "kind"),
    [
        (json.dumps, ""),
        (urlencode, FORM),
        (as_parts, "multipart/form-data; boundary=x"),
    ],
)
def test_empty_boxes_are_not_counted_against_the_most_fields(write, kind):
    _kept, inquiry = read(write(empty_and(3)), kind)
    assert inquiry.full_name == "Nora"
    with pytest.raises(TooMuch):
        read(write(empty_and(MOST_FIELDS + 1)), kind)
