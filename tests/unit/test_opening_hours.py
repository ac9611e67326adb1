"""Opening hours are read as a practice writes them, and said as it reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.opening_hours import UnclearHours, read, spoken

TABLE = {
    "Mon-Fri 9-6": "Mon-Fri 9 AM-6 PM",
    "mon - fri 9am-6pm": "Mon-Fri 9 AM-6 PM",
    "Monday to Friday 9:30 to 5": "Mon-Fri 9:30 AM-5 PM",
    "Monday through Thursday: 10 a.m. - 7 p.m.": "Mon-Thu 10 AM-7 PM",
    "Weekdays 8-5, Sat 10-2": "Mon-Fri 8 AM-5 PM, Sat 10 AM-2 PM",
    "Mon-Fri 9-6, lunch 12-1": "Mon-Fri 9 AM-12 PM and 1 PM-6 PM",
    "Mon-Fri 9-6; Sat 10-4; lunch 12-12:30": "Mon-Fri 9 AM-12 PM and 12:30 PM-6 PM, "
    "Sat 10 AM-12 PM and 12:30 PM-4 PM",
    "Mon-Fri 9-6, lunch 12-1, Sat 10-4": "Mon-Fri 9 AM-12 PM and 1 PM-6 PM, "
    "Sat 10 AM-4 PM",
    "Tue, Thu 12-8": "Tue 12 PM-8 PM, Thu 12 PM-8 PM",
    "Mon & Wed 9-5": "Mon 9 AM-5 PM, Wed 9 AM-5 PM",
    "Mon-Fri 9-12 and 1-5": "Mon-Fri 9 AM-12 PM and 1 PM-5 PM",
    "Mon-Fri 9-12, 1-5": "Mon-Fri 9 AM-12 PM and 1 PM-5 PM",
    "Mon-Fri 09:00-18:00": "Mon-Fri 9 AM-6 PM",
    "Mon-Fri 9–6\nSat 10–3\nSun closed": "Mon-Fri 9 AM-6 PM, Sat 10 AM-3 PM",
    "Mon-Sat 9-6, Wed closed": "Mon-Tue 9 AM-6 PM, Thu-Sat 9 AM-6 PM",
    "daily 8am-8pm": "Mon-Sun 8 AM-8 PM",
    "every day 24 hours": "Mon-Sun 24 hours",
    "Sat-Mon 10-2": "Mon 10 AM-2 PM, Sat-Sun 10 AM-2 PM",
    "Fri noon-midnight": "Fri 12 PM-12 AM",
    "Tues 7:15-3:45": "Tue 7:15 AM-3:45 PM",
    "Weds 1-5": "Wed 1 PM-5 PM",
    "Thurs 6am-2pm": "Thu 6 AM-2 PM",
    "Open Mon-Fri from 9 until 6": "Mon-Fri 9 AM-6 PM",
}


@pytest.mark.parametrize("text", TABLE)
def test_hours_are_read_as_they_are_written(text):
    assert spoken(read(text)) == TABLE[text]


@pytest.mark.parametrize(
    "text",
    ["", "9-6", "Mon-Fri", "Mon-Fry 9-6", "Mon 25-30", "Mon 9-6 and 10-4", "lunch 12-1"]
    + ["Mon 9", "Mon 6pm-9am", "by appointment", "Mon-Fri 9-6, lunch", "Mon 9:75-10"]
    + ["Mon closed", "Mon-Fri 13 pm-14", "closed"],
)
def test_what_says_no_hours_is_not_guessed(text):
    with pytest.raises(UnclearHours):
        read(text)


@st.composite
def spans(draw):
    cuts = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    return [(a * 15, b * 15) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


@given(st.lists(spans(), min_size=7, max_size=7).filter(any))
def test_what_is_said_is_read_as_it_was(week):
    assert read(spoken(week)) == week


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        assert any(read(text))
    except UnclearHours as unclear:
        assert unclear.part is not None
