"""Who says that the number is somebody else's, and who only refuses texts."""

import pytest

from medspa_speed_to_lead.tools.wrong_number import says_wrong_number


@pytest.mark.parametrize(
    "text",
    [
        "wrong number",
        "Wrong number, who is this?",
        "Sorry wrong #",
        "You have the wrong person. Stop.",
        "This isn't Nora's number",
        "This is no longer her phone",
        "This is not Nora",
        "Número equivocado",
        "equivocado de número",
    ],
)
def test_number_is_somebody_elses(text):
    assert says_wrong_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "STOP",
        "Stop texting me",
        "I'm not interested",
        "This is not what I asked for",
        "Not my favourite number of units",
        "No me manden mensajes",
        "You sent me the wrong form",
        "this isn't working for me",
    ],
)
def test_refusal_alone_says_nothing_of_the_number(text):
    assert not says_wrong_number(text)
