"""How many people were on duty by weekday and hour, for dashboard and weekly review."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from functools import cache

from ..tools import duty
from ..tools.local_time import midnight, to_local

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def people_on_duty(teams, days):
    """Return ``{("1".."7", "00".."23"): people}`` where there are any.

    Counted by :mod:`..tools.duty`, from the shifts, else the team's hours, and the
    personal time off of the members, each in the time zone of their team. Paused
    members are not on duty; somebody in two teams is one person.

    :param teams: of the practice.
    :param days: :class:`..tools.period.Days`, of which the last weeks are looked at.
    """
    days = duty.last_weeks(days)
    members_sudo = teams.sudo().crm_team_member_ids.filtered(
        lambda member: member.active and not member.assignment_optout
    )
    time_off = _time_off(members_sudo, days)
    hours_in = cache(lambda zone: _hours(zone, days))
    known = {}  # members share what they have alike
    users_there = defaultdict(set)
    for member_sudo in members_sudo:
        user_id = member_sudo.user_id.id
        calendar = member_sudo._duty_calendar()
        zone = member_sudo.crm_team_id._response_calendar().sudo().tz or "UTC"
        works = calendar, zone, tuple(time_off[user_id])
        if works not in known:
            known[works] = _hours_there(calendar, time_off[user_id], hours_in(zone))
        for hour in known[works]:
            users_there[hour].add(user_id)
    there = {hour: len(users) for hour, users in users_there.items()}
    return {
        (str(weekday), f"{hour:02}"): people
        for (weekday, hour), people in duty.usual(there, days).items()
    }


def _time_off(members, days):
    """Return ``{user id: [(start, stop)]}``, naive UTC, wherever they are."""
    start = datetime.combine(days.first - _DAY, time.min)
    stop = datetime.combine(days.last + 2 * _DAY, time.min)
    found = defaultdict(list)
    for leave_sudo in members._time_off(members.user_id, start, stop):
        found[leave_sudo.resource_id.user_id.id].append(
            (leave_sudo.date_from, leave_sudo.date_to)
        )
    return found


def _hours_there(calendar, time_off, hours):
    timeline = calendar._response_timeline(hours[0].start, hours[-1].start + _HOUR)
    return duty.hours_there(timeline, time_off, hours)


def _hours(zone, days):
    """Return each hour of these days where the practice is."""
    start, stop = midnight(days.first, zone), midnight(days.last + _DAY, zone)
    found = []
    while start < stop:
        local = to_local(start, zone)
        found.append(duty.HourOfDay(local.date(), local.hour, start))
        start += _HOUR
    return found
