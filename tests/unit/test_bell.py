"""A board hears of a change at once, and of many changes together."""

import threading

import pytest

from medspa_speed_to_lead.tools.bell import Bell


class Hand:
    """A clock and timers that move by hand."""

    def __init__(self):
        self.now = 1000.2
        self.timers = []
        self.rung = []

    def clock(self):
        return self.now

    def later(self, seconds, function, values):
        self.timers.append((self.now + seconds, function, values))
        return self

    def start(self):
        pass

    def ring(self, key, parts):
        self.rung.append((round(self.now, 3), key, *parts))

    def bell(self, parts=1):
        """A bell of a process of its own."""
        return Bell(
            self.ring,
            every=0.5,
            parts=parts,
            quiet=2,
            clock=self.clock,
            later=self.later,
        )

    def call(self, bell, *moments):
        for moment in moments:
            self.move(moment)
            bell.call("board")

    def move(self, until):
        due = sorted((t for t in self.timers if t[0] <= until), key=lambda t: t[0])
        self.timers = [timer for timer in self.timers if timer[0] > until]
        for self.now, function, values in due:
            function(*values)
        self.now = until


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def bell(hand):
    return hand.bell()


def test_after_a_quiet_time_it_rings_at_once(hand, bell):
    bell.call("board")
    hand.move(1002.2)
    bell.call("board")
    assert hand.rung == [(1000.2, "board", 0), (1002.2, "board", 0)]
    assert not hand.timers


def test_what_follows_waits_for_the_next_common_moment(hand, bell):
    bell.call("board")
    hand.move(1000.3)
    bell.call("board")
    assert len(hand.rung) == 1
    hand.move(1001)
    assert hand.rung == [(1000.2, "board", 0), (1000.5, "board", 0)]


def test_many_calls_ring_once(hand, bell):
    bell.call("board")
    hand.call(bell, 1000.6, 1000.7, 1000.9)
    hand.move(1003)
    assert hand.rung == [(1000.2, "board", 0), (1001, "board", 0)]


def test_a_busy_time_goes_on_without_a_ring_at_once(hand, bell):
    bell.call("board")
    hand.call(bell, 1001.6, 1003.1, 1004.7)
    hand.move(1006)
    assert [moment for moment, *_rest in hand.rung] == [1000.2, 1002, 1003.5, 1005]


def test_two_processes_ring_at_the_same_moment(hand):
    one, other = hand.bell(), hand.bell()
    hand.call(one, 1000.2)
    hand.call(other, 1000.25)
    hand.call(one, 1000.3)
    hand.call(other, 1000.4)
    hand.move(1002)
    assert [moment for moment, *_rest in hand.rung] == [1000.2, 1000.25, 1000.5, 1000.5]


def test_each_key_has_its_own_quiet(hand, bell):
    bell.call("one")
    bell.call("other")
    assert hand.rung == [(1000.2, "one", 0), (1000.2, "other", 0)]


def test_all_parts_hear_at_once_after_a_quiet_time(hand):
    hand.bell(parts=5).call("board")
    assert hand.rung == [(1000.2, "board", 0, 1, 2, 3, 4)]


def test_in_a_busy_time_each_part_has_moments_of_its_own(hand):
    bell = hand.bell(parts=5)
    bell.call("board")
    hand.call(bell, 1000.21, 1000.25, 1000.38)
    hand.move(1001)
    assert hand.rung[1:] == [
        (1000.3, "board", 3),
        (1000.4, "board", 4),
        (1000.5, "board", 0),
        (1000.6, "board", 1),
        (1000.7, "board", 2),
        (1000.8, "board", 3),  # it was rung for before the last call
    ]


def test_a_timer_of_threads_rings_by_itself():
    rung = []
    bell = Bell(lambda key, _parts: rung.append(key), every=0.01, parts=1, quiet=1)
    bell.call("board")
    bell.call("board")
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(5)
    assert rung == ["board", "board"]
