"""Day, weekday and hour of a moment where the practice is, as columns of a report."""

from odoo.tools import SQL

WEEKDAYS = [
    ("1", "Monday"),
    ("2", "Tuesday"),
    ("3", "Wednesday"),
    ("4", "Thursday"),
    ("5", "Friday"),
    ("6", "Saturday"),
    ("7", "Sunday"),
]
HOURS = [
    (f"{hour:02}", f"{(hour - 1) % 12 + 1} {'am' if hour < 12 else 'pm'}")
    for hour in range(24)
]


def local_columns(local_at):
    """Return the columns that a local moment gives, by name."""
    return {
        "received_on": SQL("(%s)::date", local_at),
        "weekday": SQL("EXTRACT(ISODOW FROM %s)::text", local_at),
        "hour": SQL("to_char(%s, 'HH24')", local_at),
    }


def local_joins(env, moment):
    """Return ``local_at`` and ``local_joins`` for a query on ``crm_lead l``.

    The time zone is that of the team's opening hours, else of its company's, else UTC:
    the same hours in which promises are counted. Every join is by a key.

    :param moment: SQL of a naive UTC moment.
    """
    return {
        "local_at": SQL(
            "timezone(COALESCE(team_hours.tz, company_hours.tz, 'UTC'),"
            " timezone('UTC', %s))",
            moment,
        ),
        "local_joins": SQL(
            """
            LEFT JOIN crm_team team ON team.id = l.team_id
            LEFT JOIN resource_calendar team_hours
                   ON team_hours.id = team.response_calendar_id
            LEFT JOIN res_company company
                   ON company.id = COALESCE(l.company_id, team.company_id, %s)
            LEFT JOIN resource_calendar company_hours
                   ON company_hours.id = company.resource_calendar_id
            """,
            env.company.id,
        ),
    }
