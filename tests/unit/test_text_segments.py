"""A text is sent in plain letters, and its segments are known before it leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.text_segments import plain, segments

TYPED = "’‘“”–—…•\u00a0\u202f™®´`"
ANYTHING = st.text(max_size=400)
ORDINARY = st.text("abc XYZ 019 .,!?'\"-()@$\n", max_size=400)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("L’Avenue — we’re here…", "L'Avenue - we're here..."),
        ("“Hi” she said", '"Hi" she said'),
        ("10:05\u202fAM", "10:05 AM"),
        ("Botox® Glow™", "Botox Glow"),
        ("Hi María, ¿mañana?", "Hi Maria, ¿mañana?"),
        ("José y Zoë", "José y Zoe"),
        ("Hi María 😀", "Hi María 😀"),
        ("Łukasz", "Łukasz"),
        ("", ""),
    ],
)
def test_typographic_marks_become_plain(typed, sent):
    assert plain(typed) == sent


@given(ANYTHING)
def test_plain_is_plain_already(text):
    assert plain(plain(text)) == plain(text)


@given(ORDINARY)
def test_ordinary_text_is_left_alone(text):
    assert plain(text) == text


@given(ORDINARY, st.lists(st.sampled_from(TYPED), max_size=20))
def test_no_typographic_mark_costs_anything(text, marks):
    typed = text + "".join(marks)
    assert segments(plain(typed)) == segments(plain(typed).encode("ascii").decode())


@given(ANYTHING)
def test_plain_text_never_costs_more_but_for_its_dots(text):
    dots = text.count("…") * 2 + text.count("©") * 2
    assert segments(plain(text)) <= max(segments(text), segments(text + "." * dots))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("’" * 70, 1),
        ("’" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("ñ" * 160, 1),
    ],
)
def test_segments_are_those_of_the_carrier(text, count):
    assert segments(text) == count
