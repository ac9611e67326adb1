"""When to ring for what others should come and look at.

Each ring makes everybody who listens look once. Something after a quiet time is rung
for at once. What follows is gathered: each part of who listens is rung for at a moment
of its own, so that they do not all come together, and the moments are the same for all
processes of all servers, so that a part looks once for what happened in any of them.
"""

import math
import threading
import time


class Bell:
    """Ring for a key now, or for each part of who listens at its next moment.

    :param ring: function that is called with the key and the numbers of the parts, in a
        thread of its own when it comes later.
    :param every: seconds between two moments of a part.
    :param parts: how many there are; their moments are evenly apart.
    :param quiet: seconds without a call after which the next one rings at once. A
        process that dies takes along what it would have rung for: in a busy time the
        next one comes soon, in a quiet one it rang at once.
    """

    def __init__(
        self, ring, every, parts, quiet, clock=time.time, later=threading.Timer
    ):
        self._ring = ring
        self._every = every
        self._parts = range(parts)
        self._quiet = quiet
        self._clock = clock
        self._later = later
        self._lock = threading.Lock()
        self._called_at = {}
        self._waiting = set()

    def call(self, key):
        """Ring for this key as soon as it may; once for all calls until then."""
        with self._lock:
            now = self._clock()
            was_quiet = now - self._called_at.get(key, -math.inf) >= self._quiet
            self._called_at[key] = now
            if not was_quiet:
                for part in self._parts:
                    self._ring_later(key, part, now)
        if was_quiet:
            self._ring(key, list(self._parts))

    def _ring_later(self, key, part, now):
        if (key, part) not in self._waiting:
            self._waiting.add((key, part))
            moment = part * self._every / len(self._parts)
            wait = self._every - (now - moment) % self._every
            self._later(wait, self._late, [key, part]).start()

    def _late(self, key, part):
        with self._lock:
            self._waiting.discard((key, part))
        self._ring(key, [part])
