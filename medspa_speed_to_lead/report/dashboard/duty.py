"""How many people are on duty by weekday and hour, from the hours of their shifts."""

from datetime import datetime, time, timedelta

from pytz import timezone

WEEKS = 4  # looked at, the last ones of a period
_HOUR = timedelta(hours=1)
_HALF_AN_HOUR = 1800
UTC = timezone("UTC")


def people_on_duty(teams, days):
    """Return ``{("1".."7", "00".."23"): people}`` where there are any.

    A member is on duty in an hour of a weekday when their shift, else the team's hours,
    covers at least half of it in at least half of the last weeks of the period. So a
    holiday does not count as a day off for ever. Paused members are not on duty;
    somebody in two teams is one person. Time off is not looked at.

    :param teams: of the practice, each with its own time zone.
    :param days: :class:`..tools.period.Days`.
    """
    teams_sudo = teams.sudo()
    members_sudo = teams_sudo.crm_team_member_ids.filtered(
        lambda member: member.active and not member.assignment_optout
    )
    hours_of = {}  # by calendar and zone: members share them
    on_duty = {}
    for member_sudo in members_sudo:
        team_sudo = member_sudo.crm_team_id
        zone = timezone(team_sudo._response_calendar().sudo().tz or "UTC")
        calendar = member_sudo._duty_calendar()
        key = (calendar.id, zone.zone)
        if key not in hours_of:
            hours_of[key] = _usual_hours(calendar, zone, days)
        for hour in hours_of[key]:
            on_duty.setdefault(hour, set()).add(member_sudo.user_id.id)
    return {hour: len(users) for hour, users in on_duty.items()}


def _usual_hours(calendar, zone, days):
    """Return the hours of the week, where the practice is, that are mostly open."""
    first = max(days.first, days.last - timedelta(days=7 * WEEKS - 1))
    start = _midnight(first, zone)
    stop = _midnight(days.last + timedelta(days=1), zone)
    timeline = calendar._response_timeline(start, stop)
    seen, covered = {}, {}
    at = start
    while at < stop:
        local = UTC.localize(at).astimezone(zone)
        key = (str(local.isoweekday()), f"{local.hour:02}")
        seen[key] = seen.get(key, 0) + 1
        if timeline.measure(at, at + _HOUR) >= _HALF_AN_HOUR:
            covered[key] = covered.get(key, 0) + 1
        at += _HOUR
    return [key for key, times in covered.items() if 2 * times >= seen[key]]


def _midnight(day, zone):
    local = zone.localize(datetime.combine(day, time.min))
    return local.astimezone(UTC).replace(tzinfo=None)
