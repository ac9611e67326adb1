"""What a condition over inquiries may ask."""

import pytest

from medspa_speed_to_lead.tools.condition_fields import (
    FIELDS,
    LINKED,
    OWN,
    BadCondition,
    fields_of,
    read,
)


@pytest.mark.parametrize("text", ["", None, "[]", " [] ", "[(1, '=', 1)]"])
def test_nothing_is_asked(text):
    assert read(text) in ([], [(1, "=", 1)])


def test_terms_are_returned_as_written():
    text = "['|', ('city', '=', 'Austin'), ['treatment_ids.category_id', 'in', [1, 2]]]"
    terms = ["|", ("city", "=", "Austin"), ("treatment_ids.category_id", "in", [1, 2])]
    assert read(text) == terms
    assert fields_of(read(text)) == {"city", "treatment_ids"}


@pytest.mark.parametrize("path", sorted(FIELDS))
def test_each_listed_field_may_be_asked(path):
    assert read(repr([(path, "=", False)]))


def test_what_is_linked_begins_on_the_inquiry():
    assert {path.split(".")[0] for path in LINKED} <= OWN


@pytest.mark.parametrize(
    "path",
    [
        "company_id.sms_twilio_auth_token",
        "company_id.partner_id.vat",
        "intake_source_id.token_hash",
        "intake_event_id.payload",
        "team_id.member_ids",
        "user_id.password",
        "user_id.login",
        "create_uid.name",
        "mystery_ids",
        "touch_ids.body",
        "message_ids.body",
        "partner_id.email",
        "calendar_event_ids.description",
        "x_custom",
        "city.name",
        "create_date.year_number",
        "",
        7,
        None,
    ],
)
@pytest.mark.parametrize("operator", ["=", "=like", "any", "in"])
def test_nothing_else_may(path, operator):
    with pytest.raises(BadCondition):
        read(repr([(path, operator, "5%")]))


def test_custom_field_of_the_inquiry_may():
    assert read("[('x_vip', '=', True)]", custom={"x_vip"})
    with pytest.raises(BadCondition, match="field"):
        read("[('x_vip.name', '=', 'a')]", custom={"x_vip"})


@pytest.mark.parametrize(
    "operator",
    ["any", "any!", "not any", "not any!", "parent_of", "child_of", "inselect"]
    + ["smells like", "", None, 1, "IN", "= ", [1]],
)
def test_no_way_around_by_an_operator(operator):
    with pytest.raises(BadCondition, match="operator"):
        read(repr([("team_id", operator, [("company_id.name", "=", "a")])]))


@pytest.mark.parametrize(
    "text",
    ["not a domain", "[('city'", "[('city', '=')]", "[('city', '=', city)]", "7"]
    + ["['city']", "['^', ('city', '=', 1)]", "{'a': 1}", "(" * 500, "[[[]]]"]
    + [r"[('city', '=like', '%\\')]"]
    + ["[('city', '=', [['a']])]", "[('city', '=', {'a': 1})]", "[('city','=',b'a')]"],
)
def test_what_is_no_condition(text):
    with pytest.raises(BadCondition):
        read(text)
