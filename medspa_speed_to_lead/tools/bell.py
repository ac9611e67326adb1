"""When to ring for what others should come and look at.

Each ring makes everybody who listens look once. Something after a quiet time is rung
for at once. What follows is gathered to moments that are the same for all processes of
all servers, so that they ring together, and those who listen look once for all of it.
"""

import math
import threading
import time


class Bell:
    """Ring for a key now, or at the next common moment.

    :param ring: function that is called with the key, in a thread of its own when it
        comes later.
    :param every: seconds between two common moments.
    :param quiet: seconds without a call after which the next one rings at once. A
        process that dies takes along what it would have rung for: in a busy time the
        next one comes soon, in a quiet one it rang at once.
    """

    def __init__(self, ring, every, quiet, clock=time.time, later=threading.Timer):
        self._ring = ring
        self._every = every
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
            if key in self._waiting:
                return
            if not was_quiet:
                self._waiting.add(key)
                self._later(self._every - now % self._every, self._late, [key]).start()
                return
        self._ring(key)

    def _late(self, key):
        with self._lock:
            self._waiting.discard(key)
        self._ring(key)
