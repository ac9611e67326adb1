"""Rotation: who is given the next inquiry."""

from collections import Counter
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.rotation import Candidate, Rotation

PLENTY = 10_000
rule = settings(deadline=None, max_examples=60)


def person(key, *, on_duty=True, capacity=PLENTY, load=0, last_ticket=0):
    return Candidate(key, on_duty, capacity, load, last_ticket)


def people(number):
    return [person(key) for key in range(number)]


def deal(rotation, tickets, accepts=lambda key: True):
    return [rotation.pick(ticket, accepts)[0].key for ticket in tickets]


class Team:
    """A team as the database knows it: only what was committed can be seen."""

    def __init__(self, size):
        self.size = size
        self.given = []  # committed (ticket, key)
        self._tickets = count(1)

    def snapshot(self):
        """A transaction begins: it sees this, whatever is committed afterwards."""
        last = dict.fromkeys(range(self.size), 0)
        for ticket, key in self.given:
            last[key] = max(last[key], ticket)
        seen = [person(key, last_ticket=ticket) for key, ticket in last.items()]
        return Rotation(seen, max(last.values()))

    def pick(self, rotation):
        ticket = next(self._tickets)
        return ticket, rotation.pick(ticket)[0].key

    def serve(self):
        """One transaction that nobody disturbs."""
        self.given.append(self.pick(self.snapshot()))

    def lose_ticket(self):
        """A transaction draws a ticket and is rolled back."""
        next(self._tickets)

    @property
    def counts(self):
        return Counter(key for _ticket, key in self.given)


def run_transactions(team, picks, at_once, order):
    """Let up to ``at_once`` transactions begin, pick and commit, each when told to.

    :param order: numbers that say which of the possible steps happens next.
    """
    begun, picked, started = [], [], 0
    steps = iter(order)
    while len(team.given) < picks:
        may_begin = started < picks and len(begun) + len(picked) < at_once
        possible = len(begun) + len(picked) + may_begin
        step = next(steps, 0) % possible
        if step < len(picked):
            team.given.append(picked.pop(step))
        elif step < len(picked) + len(begun):
            picked.append(team.pick(begun.pop(step - len(picked))))
        else:
            begun.append(team.snapshot())
            started += 1


# -- one after the other


def test_who_was_given_one_least_recently_is_next():
    team = [person("a", last_ticket=7), person("b", last_ticket=3), person("c")]
    rotation = Rotation(team, last_seen=7)
    assert deal(rotation, [8, 9, 10, 11]) == ["c", "b", "a", "c"]


def test_at_night_who_is_away_comes_after_who_is_only_off_shift():
    away = Candidate(0, False, PLENTY, last_ticket=1, away=True)
    asleep = Candidate(1, False, PLENTY, last_ticket=9)
    assert deal(Rotation([away, asleep], 9), [10, 11]) == [1, 1]


def test_newcomers_are_served_in_their_order():
    assert deal(Rotation(people(3)), [1, 2, 3]) == [0, 1, 2]


@rule
@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=8, unique=True),
    st.integers(1, 30),
)
def test_serial_picks_go_to_the_least_recent_one(last_tickets, picks):
    team = [person(key, last_ticket=last) for key, last in enumerate(last_tickets)]
    rotation = Rotation(team, max(last_tickets))
    for ticket in range(max(last_tickets) + 1, max(last_tickets) + 1 + picks):
        expected = min(team, key=lambda c: c.last_ticket).key
        chosen, _fits = rotation.pick(ticket)
        assert chosen.key == expected
        assert chosen.last_ticket == ticket


@rule
@given(st.integers(1, 8), st.integers(1, 60))
def test_serial_transactions_deal_in_turn(size, picks):
    team = Team(size)
    for _ in range(picks):
        team.serve()
    assert [key for _ticket, key in team.given] == [n % size for n in range(picks)]


def test_batch_is_dealt_evenly():
    rotation = Rotation(people(5))
    assert Counter(deal(rotation, range(1, 501))) == dict.fromkeys(range(5), 100)


def test_pick_counts_towards_the_load():
    team = people(2)
    rotation = Rotation(team)
    deal(rotation, [1, 2, 3])
    assert [candidate.load for candidate in team] == [2, 1]


# -- at the same time


@rule
@given(st.integers(1, 12), st.integers(0, 50))
def test_simultaneous_inquiries_go_to_different_people(size, seen):
    last = {key: max(0, seen - key) for key in range(size)}
    chosen = [
        Rotation([person(k, last_ticket=t) for k, t in last.items()], seen).pick(ticket)
        for ticket in range(seen + 1, seen + 1 + size)
    ]
    assert sorted(candidate.key for candidate, _fits in chosen) == list(range(size))


def test_second_simultaneous_inquiry_goes_to_the_second_in_turn():
    def seen():
        return [person("a", last_ticket=5), person("b", last_ticket=4), person("c")]

    chosen = [deal(Rotation(seen(), 5), [ticket])[0] for ticket in (6, 7, 8, 9)]
    assert chosen == ["c", "b", "a", "c"]


@rule
@given(st.integers(1, 40), st.binary(max_size=900))
def test_two_people_share_evenly_whatever_the_order_of_commits(at_once, order):
    team = Team(2)
    run_transactions(team, 300, at_once, order)
    assert sum(team.counts.values()) == 300
    assert max(team.counts.values()) <= 0.52 * 300


@pytest.mark.parametrize("at_once", [2, 7, 40])
def test_two_people_share_evenly_when_the_last_to_begin_commits_first(at_once):
    team = Team(2)
    while len(team.given) < 280:
        rotations = [team.snapshot() for _ in range(at_once)]
        team.given += reversed([team.pick(rotation) for rotation in rotations])
    assert max(team.counts.values()) <= 0.52 * len(team.given)


def test_ticket_older_than_what_is_seen_steps_over_nobody():
    team = [person("a", last_ticket=5), person("b", last_ticket=9)]
    assert deal(Rotation(team, last_seen=9), [7]) == ["a"]
    assert [candidate.last_ticket for candidate in team] == [9, 9]


# -- a ticket that was lost


@rule
@given(st.integers(2, 6), st.lists(st.integers(0, 30), max_size=6))
def test_lost_ticket_shifts_nothing_for_long(size, losses):
    """Each may cost somebody one turn; afterwards all go on in turn."""
    team = Team(size)
    for turn in range(31):
        for _ in range(losses.count(turn)):
            team.lose_ticket()
        team.serve()
    team.given.clear()
    for _ in range(10 * size):
        team.serve()
    assert set(team.counts.values()) == {10}


@pytest.mark.parametrize("size", [2, 3, 5])
def test_lost_ticket_costs_at_most_one_turn(size):
    team = Team(size)
    for _ in range(4 * size):
        team.serve()
    team.lose_ticket()
    for _ in range(4 * size):
        team.serve()
    assert max(team.counts.values()) - min(team.counts.values()) <= 1
    for key in range(size):
        turns = [n for n, (_ticket, k) in enumerate(team.given) if k == key]
        assert max(b - a for a, b in pairwise(turns)) <= size + 1


# -- who comes before whom

FULL, OFF_DUTY, RECENT = {"load": 1}, {"on_duty": False}, {"last_ticket": 9}


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        pytest.param({"key": "fits", **OFF_DUTY, **FULL, **RECENT}, {}, id="accepts"),
        pytest.param({**FULL, **RECENT}, OFF_DUTY, id="on duty"),
        pytest.param(RECENT, FULL, id="capacity"),
        pytest.param({"last_ticket": 8}, RECENT, id="least recent"),
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_each_rank_outweighs_all_that_follow_it(winner, loser, place):
    """Accepts, then on duty, then capacity, then least recent."""
    plain = {"key": "unfit", "capacity": 1}
    team = [person(**{**plain, **loser})]
    team.insert(place, person(**{**plain, **winner}))
    chosen, _fits = Rotation(team, 9).pick(10, lambda key: key == "fits")
    assert chosen is team[place]


def test_capacity_is_used_up_when_the_load_reaches_it():
    assert person("a", capacity=2, load=1).has_capacity
    assert not person("a", capacity=2, load=2).has_capacity
    assert not person("a", capacity=0).has_capacity


def test_full_ones_are_passed_over_within_a_batch():
    team = [person("a", capacity=1), person("b", capacity=3)]
    assert deal(Rotation(team), [1, 2, 3, 4]) == ["a", "b", "b", "b"]


def test_full_team_goes_on_in_turn():
    team = [person("a", capacity=1), person("b", capacity=1)]
    assert deal(Rotation(team), range(1, 7)) == ["a", "b", "a", "b", "a", "b"]


def test_off_duty_is_chosen_when_nobody_is_on_duty():
    team = [person("a", on_duty=False), person("b", on_duty=False)]
    assert deal(Rotation(team), [1, 2, 3]) == ["a", "b", "a"]


@rule
@given(
    st.lists(
        st.builds(
            person,
            st.integers(0, 9),
            on_duty=st.booleans(),
            capacity=st.integers(0, 2),
            load=st.integers(0, 3),
            last_ticket=st.integers(0, 20),
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 40),
    st.sets(st.integers(0, 9)),
)
def test_somebody_is_always_chosen_and_of_the_best_rank(team, ticket, accepted):
    def rank(candidate):
        return (
            candidate.key not in accepted,
            not candidate.on_duty,
            candidate.load >= candidate.capacity,
        )

    best = min(map(rank, team))
    ranks = {id(candidate): rank(candidate) for candidate in team}
    last_seen = max(candidate.last_ticket for candidate in team)
    chosen, fits = Rotation(team, last_seen).pick(ticket, accepted.__contains__)
    assert ranks[id(chosen)] == best
    assert fits == (chosen.key in accepted)


def test_nobody_is_chosen_from_an_empty_team():
    assert Rotation([]).pick(1) == (None, False)


# -- does the chosen one take this kind of inquiry


def test_chosen_one_fits_when_he_accepts():
    chosen, fits = Rotation(people(3)).pick(1, lambda key: key == 2)
    assert (chosen.key, fits) == (2, True)


def test_chosen_one_does_not_fit_when_nobody_accepts():
    chosen, fits = Rotation(people(3)).pick(1, lambda key: False)
    assert (chosen.key, fits) == (0, False)


def test_everybody_accepts_when_nothing_is_asked():
    assert Rotation(people(1)).pick(1)[1] is True


def test_each_pick_asks_anew_who_accepts():
    rotation = Rotation(people(2))
    assert deal(rotation, [1, 2], lambda key: key == 0) == [0, 0]
    assert deal(rotation, [3], lambda key: True) == [1]
