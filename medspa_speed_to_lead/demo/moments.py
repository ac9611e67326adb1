"""When the things of a story happen, in the opening hours of its location.

A story says it so that it is true whenever the demo is loaded:

========== ==========================================================================
``-14``    so many working minutes before loading: before the closing, if closed now
``~3``     so many minutes on the wall clock before loading, open or not
``6d 14:12`` at that time, six open days before today
``Mon 09:12`` on the last Monday before today; ``Mon-2``: a week before that one
``+4``     so many working minutes after what came before
``+1d 9:30`` at that time, one open day after what came before
``visit``  when they come to the practice
========== ==========================================================================
"""

import re
from datetime import time, timedelta

from ..tools.local_time import midnight, moment_of, to_local

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FAR = timedelta(days=60)
_SPOKEN = re.compile(
    r"(?P<sign>[-+~])?(?:(?P<minutes>[\d.]+)"
    r"|(?P<days>\d+)d (?P<at>[\d:]+)"
    r"|(?P<weekday>[A-Z][a-z]{2})(?:-(?P<week>\d))? (?P<on>[\d:]+))"
)


class Hours:
    """The opening hours of one location around the moment of loading.

    :param calendar: of the location.
    :param now: the moment of loading, naive UTC like all moments here.
    """

    def __init__(self, calendar, now):
        self._now = now
        self._zone = calendar.tz
        self._begin = now - _FAR
        self._timeline = calendar._response_timeline(self._begin, now + _FAR)

    def moment(self, said, after=None):
        """Return the moment that a story says, see the module.

        :param after: what came before, where that counts.
        """
        spoken = _SPOKEN.fullmatch(said)
        if not spoken:
            raise ValueError(f"no moment: {said!r}")
        sign = spoken["sign"]
        if spoken["minutes"]:
            seconds = float(spoken["minutes"]) * 60
            if sign == "+":
                return self._timeline.add(after, seconds)
            if sign == "~":
                return self._now - timedelta(seconds=seconds)
            return self._before(seconds)
        if spoken["weekday"]:
            return self._at(
                self._weekday(spoken["weekday"], spoken["week"]), spoken["on"]
            )
        days = int(spoken["days"])
        start, step = (after, days) if sign == "+" else (self._now, -days)
        return self._at(self._open_day(start, step), spoken["at"])

    def visit(self, said):
        """Return an appointment: ``2d 17:30`` is to come, ``-2d 17:30`` was."""
        days, at = said.split("d ")
        return self._at(self._open_day(self._now, int(days)), at)

    def local(self, moment):
        return to_local(moment, self._zone)

    def _before(self, seconds):
        worked = self._timeline.measure(self._begin, self._now)
        return self._timeline.add(self._begin, worked - seconds)

    def _at(self, day, clock):
        hour, minute = map(int, clock.split(":"))
        return moment_of(day, time(hour, minute), self._zone)

    def _weekday(self, name, week):
        today = self.local(self._now).date()
        back = (today.weekday() - _DAYS.index(name) - 1) % 7 + 1
        return today - timedelta(days=back + 7 * (int(week or 1) - 1))

    def _open_day(self, moment, count):
        """Return the day of ``moment``, or the ``count``-th open day from there."""
        day = self.local(moment).date()
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self._is_open_on(day)
        return day

    def _is_open_on(self, day):
        begin = midnight(day, self._zone)
        return self._timeline.measure(begin, begin + timedelta(hours=23)) > 0
