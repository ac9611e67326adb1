"""What the stages of a practice probably mean."""

import pytest

from medspa_speed_to_lead.tools.stage_names import propose


def meanings(*names, won=None):
    return propose([(name, name == won) for name in names])


@pytest.mark.parametrize(
    ("name", "milestone"),
    [
        ("New", "new"),
        ("Website leads", "new"),
        ("Inquiries", "new"),
        ("Not contacted yet", "new"),
        ("To call", "new"),
        ("Contacted", "contacted"),
        ("Spoke by phone", "contacted"),
        ("In Touch!", "contacted"),
        ("Consult booked", "consultation"),
        ("Appointment Scheduled", "consultation"),
        ("Consultation", "consultation"),
        ("Ghosted", "no_response"),
        ("No Response", "no_response"),
        ("No-answer", "no_response"),
        ("Unresponsive", "no_response"),
        ("Nurture", "nurture"),
        ("Not now", "nurture"),
        ("Long-term follow up", "nurture"),
        ("Closed lost", "lost"),
        ("Unqualified", "lost"),
        ("Consult lost", "lost"),
        # neither is what it sounds like
        ("No show", ""),
        ("Consult completed", ""),
        ("Quote sent", ""),
        ("Renewals", ""),
    ],
)
def test_name_says_what_it_means(name, milestone):
    # behind another: the first one is New for want of a better word
    assert meanings("Party", name, won="Party") == ["won", milestone]


def test_first_stage_is_new_where_no_name_says_so():
    assert meanings("Stage A", "Stage B") == ["new", ""]


def test_first_stage_that_means_something_else_keeps_it():
    assert meanings("Contacted", "Stage B") == ["contacted", ""]


def test_won_is_what_odoo_calls_won():
    assert meanings("New", "Sold", "Party", won="Party") == ["new", "", "won"]


def test_milestone_is_proposed_once():
    names = ("New", "Consult requested", "Consult booked")
    assert meanings(*names) == ["new", "consultation", ""]


def test_no_stage_means_nothing():
    assert propose([]) == []
