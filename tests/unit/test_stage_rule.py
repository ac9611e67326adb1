"""Of which stages a rule speaks."""

from medspa_speed_to_lead.tools.stage_rule import Position, Terms

HERE = Position(stage=3, milestone="contacted", company=1)


def holds(position=HERE, **terms):
    return Terms(key=1, **{"fact": "booked", **terms}).hold_for(position)


def test_empty_rule_holds_in_every_open_stage():
    assert holds()
    assert holds(Position(stage=9))


def test_rule_speaks_of_its_milestone_only():
    assert holds(from_milestone="contacted")
    assert not holds(from_milestone="new")


def test_certain_stages_go_before_the_milestone():
    assert holds(from_stages=frozenset({3}), from_milestone="new")
    assert not holds(from_stages=frozenset({4}), from_milestone="contacted")


def test_rule_of_a_company_leaves_the_others_alone():
    assert holds(company=1)
    assert not holds(company=2)


def test_nothing_leads_out_of_won_and_lost():
    for position in (
        Position(stage=3, milestone="won"),
        Position(stage=3, milestone="lost"),
        Position(stage=3, milestone="contacted", closed=True),
    ):
        assert not holds(position)
        assert not holds(position, from_stages=frozenset({3}))
        assert holds(position, fact="won")
        assert holds(position, fact="lost")
