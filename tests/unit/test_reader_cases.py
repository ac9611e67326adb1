"""Bodies as real tools post them: what a front desk must find on the card.

`payloads.json` and `more_payloads.json` say what is expected of each. `name` is exact,
`phone` in E.164, `wish` stands in the text or the treatment, `treat` is one of the
practice's treatments, `sms` an agreement to texts, `refused` a refusal, `not_refused`
neither, `utm` the marketing source. `found` says where the shape is documented.
"""

import base64
import json
import time
from pathlib import Path

import pytest

from medspa_speed_to_lead.tools import vocabulary
from medspa_speed_to_lead.tools.reader import card, treatments
from medspa_speed_to_lead.tools.reader.wire import bodies
from medspa_speed_to_lead.tools.reader.wire.limits import LARGEST_TEXT

CASES = Path(__file__).resolve().parents[1] / "cases"
OFFERED = ("Botox", "Microneedling", "Laser hair removal", "Filler")
MILLISECOND = 0.001


def load(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


DOCUMENTED = load("more_payloads.json")
ALL = [*load("payloads.json"), *DOCUMENTED]


def body_of(case):
    text = case["body"]
    return base64.b64decode(text) if case["encoding"] == "base64" else text.encode()


def read(case):
    return card.parse(body_of(case), case["content_type"])


def words_of(inquiry):
    rest = [f"{question}: {answer}" for question, answer in inquiry.extra]
    return "\n".join([inquiry.message, inquiry.treatment, *rest])


def treatments_in(inquiry):
    entries = [(name, vocabulary.words(name)) for name in OFFERED]
    return treatments.find(words_of(inquiry), entries)


FOUND = {
    "name": lambda inquiry: inquiry.full_name,
    "phone": lambda inquiry: inquiry.phone,
    "email": lambda inquiry: inquiry.email.lower(),
    "utm": lambda inquiry: inquiry.utm_source,
    "sms": lambda inquiry: inquiry.sms_consent is True,
    "refused": lambda inquiry: inquiry.sms_consent is False,
    "not_refused": lambda inquiry: inquiry.sms_consent is None,
}


@pytest.mark.parametrize("case", ALL, ids=[case["id"] for case in ALL])
def test_the_patient_is_on_the_card(case):
    inquiry, expected = read(case), dict(case["expected"])
    wish, treatment = expected.pop("wish", ""), expected.pop("treat", None)
    assert {key: FOUND[key](inquiry) for key in expected} == expected
    assert wish in words_of(inquiry)
    assert treatment is None or treatment in treatments_in(inquiry)
    assert not inquiry.is_spam


@pytest.mark.parametrize("case", ALL, ids=[case["id"] for case in ALL])
def test_what_is_kept_of_a_body_says_the_same(case):
    kept = bodies.read(body_of(case), case["content_type"]).kept
    assert len(kept) <= LARGEST_TEXT
    assert card.parse(kept, case["content_type"]) == read(case)


def test_many_tools_are_tried():
    assert len(DOCUMENTED) >= 60
    assert len({case["tool"] for case in DOCUMENTED}) >= 15
    assert all(case["found"].startswith("https://") for case in DOCUMENTED)


def test_a_usual_body_takes_two_milliseconds_at_most():
    usual = [case for case in ALL if case["encoding"] == "text"]
    for case in usual:
        read(case)
    takes = []
    for _attempt in range(5):  # the least disturbed one tells
        start = time.process_time()
        for case in usual:
            read(case)
        takes.append((time.process_time() - start) / len(usual))
    assert min(takes) < 2 * MILLISECOND
