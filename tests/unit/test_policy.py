"""Policies: which promise an inquiry is given."""

from dataclasses import replace

import pytest

from medspa_speed_to_lead.tools.policy import Conditions, Traits

FACTS = Traits(
    company=1,
    team=2,
    channel=3,
    categories=frozenset({4, 5}),
    intent="pricing",
    patient_type="returning",
)
OTHER = Traits(
    company=10,
    team=20,
    channel=30,
    categories=frozenset({40}),
    intent="consultation",
    patient_type="new",
)
CONDITIONS = {
    "company": 1,
    "teams": frozenset({2, 7}),
    "channels": frozenset({3, 8}),
    "categories": frozenset({4, 9}),
    "intent": "pricing",
    "patient_type": "returning",
}
FACT_OF = {"teams": "team", "channels": "channel"}

each_condition = pytest.mark.parametrize("name", CONDITIONS)


@pytest.mark.parametrize("traits", [FACTS, OTHER, Traits()])
def test_policy_without_conditions_takes_every_inquiry(traits):
    assert Conditions(key=1).hold_for(traits)


@each_condition
def test_condition_alone_takes_what_it_names(name):
    assert Conditions(key=1, **{name: CONDITIONS[name]}).hold_for(FACTS)


@each_condition
def test_condition_alone_refuses_everything_else(name):
    alone = Conditions(key=1, **{name: CONDITIONS[name]})
    assert not alone.hold_for(OTHER)
    assert not alone.hold_for(Traits())


@each_condition
def test_one_condition_that_fails_refuses_the_inquiry(name):
    conditions = Conditions(key=1, **CONDITIONS)
    fact = FACT_OF.get(name, name)
    assert conditions.hold_for(FACTS)
    assert not conditions.hold_for(replace(FACTS, **{fact: getattr(OTHER, fact)}))


@each_condition
def test_condition_left_empty_is_not_asked(name):
    conditions = Conditions(key=1, **CONDITIONS)
    empty = replace(conditions, **{name: type(CONDITIONS[name])()})
    fact = FACT_OF.get(name, name)
    assert empty.hold_for(replace(FACTS, **{fact: getattr(OTHER, fact)}))


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ({4}, True),
        ({5}, True),
        ({4, 5}, True),
        ({4, 99}, True),
        ({99}, False),
        ({45}, False),
    ],
)
def test_one_common_category_is_enough(asked, held):
    conditions = Conditions(key=1, categories=frozenset(asked))
    assert conditions.hold_for(FACTS) is held


def test_inquiry_without_category_matches_no_policy_of_a_category():
    conditions = Conditions(key=1, categories=frozenset({4}))
    assert conditions.hold_for(replace(FACTS, categories=frozenset())) is False


@pytest.mark.parametrize(("company", "held"), [(0, True), (1, True), (10, False)])
def test_policy_of_a_company_is_for_that_company_only(company, held):
    assert Conditions(key=1, company=company).hold_for(FACTS) is held


def test_domain_is_left_to_whoever_has_the_record():
    assert Conditions(key=1, domain="[('probability', '>', 200)]").hold_for(FACTS)


def test_plain_inquiry_is_a_general_question_of_a_new_patient():
    assert Conditions(key=1, intent="general", patient_type="new").hold_for(Traits())
