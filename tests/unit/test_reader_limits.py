"""Nothing that fits into a body takes long, fails otherwise than in words, or grows."""

import gzip
import json
import random
import time
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.inquiry import UnreadableBody
from medspa_speed_to_lead.tools.reader import card
from medspa_speed_to_lead.tools.reader.wire.limits import LARGEST_TEXT, TooMuch

# seconds of the processor: 0.1 on a quiet one, and tests run two at a time
MOST = 0.25


def fill(unit, before="", size=LARGEST_TEXT):
    return (before + unit * (size // len(unit) + 1))[:size]


def many(count, label, value):
    return json.dumps({label.format(n): value.format(n) for n in range(count)})


def in_json(**values):
    return json.dumps(values, ensure_ascii=False)


def texts_in_texts():
    text = '{"name": "Ann"}'
    while len(json.dumps({"a": text})) < LARGEST_TEXT:
        text = json.dumps({"a": text})
    return text


def questions(count):
    fields = [{"id": f"f{n}", "title": f"T {n}", "type": "text"} for n in range(count)]
    answers = [{"field": {"id": f"f{n}"}, "value": "v"} for n in range(count // 3)]
    return json.dumps({"fields": fields, "answers": answers})


PART = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
noise = random.Random(16)
HEAVY = {
    "brackets": fill("["),
    "braces": fill('{"a":'),
    "quotes": fill('"'),
    "escapes": fill('\\"', "{"),
    "escapes in a text": fill('\\"', '{"'),
    "commas": fill(",", "["),
    "commas and blanks": fill(", ", "{"),
    "blanks": fill(" ", "{"),
    "lines": fill("\n", "{"),
    "colons": fill("a:", "{"),
    "a long word": fill("a", "{"),
    "ampersands": fill("&"),
    "short fields": fill("a=b&"),
    "escaped": fill("%41", "a="),
    "plus signs": fill("+", "phone="),
    "many brackets": fill("a[b][c]=1&", size=9_990),
    "labelled lines": fill("a: b\n"),
    "bare lines": fill("a\n"),
    "elements": fill("<a>"),
    "attributes": "<r>" + '<a b="c">x</a>' * 3_000 + "</r>",
    "digits": fill("5", "phone="),
    "groups of digits": fill("512-555-", "phone="),
    "at signs": fill("a@", "email="),
    "blanks before an address": fill("a ", "email=", LARGEST_TEXT - 9) + "a@b.com",
    "entities": fill("&amp;", "message="),
    "half entities": in_json(message=fill("&#", size=60_000)),
    "a long key": '{"' + fill("aB", size=LARGEST_TEXT - 9) + '":"1"}',
    "numbers": many(999, "field_{}", "5125550101"),
    "names that are numbers": many(990, "name {}", "5125550101"),
    "addresses": many(900, "email or phone of q{}", "x{}@example.com"),
    "phones": many(990, "phone {}", "512-555-0{0:03} after 5 or 512-555-1{0:03}"),
    "consents": many(900, "Consent {} to texts", "do not do not"),
    "moments": many(900, "submitted at {}", "Nov 30, 2026 1:04 am"),
    "pages": many(700, "page url {}", "https://a.b/?utm_source=x&a=b&a=b"),
    "queries": many(300, "k{}", "a=b&c=d"),
    "a long query": in_json(x="a=b&" * 15_000 + "c=d"),
    "lines of pairs": in_json(x="a = b\n" * 9_000),
    "marks on letters": in_json(**{"consent to text": "\u0301\u0327" * 14_000}),
    "choices": in_json(treatment=["x"] * 15_000),
    "questions": questions(700),
    "texts in texts": texts_in_texts(),
    "styles": in_json(html=fill("<style>", "<p>", LARGEST_TEXT - 99) + ">"),
    "cells": fill("</td>" + " " * 39, "<p>"),
    "cells in a text": in_json(html=fill("</td> <td ", "<p>", 60_000) + "</p>"),
    "rows": json.dumps([["Name", "Phone"]] + [["a", "b"]] * 4_000),
    "rows of objects": json.dumps([{"k": f"Phone {n}", "v": "a"} for n in range(999)]),
    "one line": in_json(x="Name: a; Phone: b; " * 3_000),
    "pairs in lines": in_json(x="Name: a\nPhone: b\n" * 3_000),
    "labels in lines": in_json(x="Name\n" * 10_000),
    "separators": in_json(x=";:" * 2_400, y="|=" * 2_400, z=",\n" * 20_000),
    "quoted cells": in_json(x='"a,' * 3_000 + "\n" + '"b;' * 100),
    "a call": fill("(", "cb({"),
    "a name of a call": fill("a.", "/**/"),
    "base64": fill("eyJ"),
    "keys in brackets": in_json(**{"a" + "[b]" * 90 + str(n): "1" for n in range(200)}),
    "sections": json.dumps(
        {"f": [{"name": "I", "values": [{"name": "x", "value": "y z"}] * 400}] * 3}
    ),
    "boxes": json.dumps({"treatments": {f"T{n}": "1" for n in range(900)}}),
    "parts": PART * 900 + "--x--",
    "a head": "--x\r\nContent-Disposition: form-data;" + ";" * 60_000,
    "lines between parts": "\n--x" * 16_000,
    "noise": "".join(noise.choice('{}[]":,\\=&%+<>ab1 \n') for _ in range(65_536)),
}


def parse(body, content_type=""):
    try:
        return card.parse(body, content_type)
    except UnreadableBody:
        return None


@pytest.mark.parametrize("name", HEAVY)
def test_nothing_takes_long(name):
    content_type = "multipart/form-data; boundary=x" if "part" in name else ""
    takes = []
    for _attempt in range(3):
        start = time.process_time()
        parse(HEAVY[name], content_type)
        takes.append(time.process_time() - start)
    assert min(takes) < MOST


@pytest.mark.parametrize(
    "body",
    [
        fill("a", size=LARGEST_TEXT + 1),
        fill("a=b&"),
        many(1_001, "k{}", "v"),
        "[" * 40 + "1" + "]" * 40,
        "<a>" * 40 + "</a>" * 40,
        fill("["),
        gzip.compress(b"a" * (LARGEST_TEXT + 1), mtime=0),
        gzip.compress(b"\0" * 50_000_000, mtime=0),
        PART * 1_001 + "--x--",
        '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
        + fill("a")
        + "\r\n--x--",
    ],
)
def test_what_is_over_the_limits_says_so(body):
    sent = body.encode() if isinstance(body, str) else body
    with pytest.raises(TooMuch):
        card.parse(sent)


def test_a_broken_packing_is_unreadable():
    with pytest.raises(UnreadableBody):
        card.parse(b"\x1f\x8bnothing of the kind")


def test_a_quotation_mark_across_two_lines_is_a_text():
    assert parse('a,"b\nc,d').message


def test_an_entity_in_xml_is_never_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a><name>&b;</name></a>'
    assert "bbbb" not in parse(bomb).full_name


@pytest.mark.parametrize("charset", ["unicode_escape", "punycode", "utf-7", "no-such"])
def test_a_charset_of_no_browser_is_not_used(charset):
    read = parse(b'{"name": "Jos\xc3\xa9"}', f"application/json; charset={charset}")
    assert read.full_name == "José"


@given(body=st.binary(max_size=400), kind=st.sampled_from(["", "text/xml", "a/b; x"]))
@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
def test_bytes_of_any_kind_are_read_or_refused_in_words(body, kind):
    parse(body, kind)


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from("name value label id type fields answers email q1".split())
            | st.text(max_size=8),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(tree=trees)
@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
def test_trees_of_any_kind_are_read(tree):
    parse(json.dumps(tree))


def test_memory_does_not_grow():
    for _ in range(20):
        parse(many(50, "label {}", "value"))
    tracemalloc.start()
    for n in range(300):
        parse(many(50, f"label {n} {{}}", "value"))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000
