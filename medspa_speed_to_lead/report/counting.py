"""What the report models count alike, as SQL.

A report is ``SELECT columns FROM (facts) f``: the facts say what is true of each row,
the columns count them. PostgreSQL makes one query of both, and leaves out what is not
asked for.
"""

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
# an inquiry ``l`` that is in the figures at all
COUNTS = SQL("l.intake_received_at IS NOT NULL AND l.response_exempt_reason IS NULL")
# an inquiry ``l`` that could have become a patient; ``lost`` is its lost reason
QUALIFIED = SQL(
    "(l.won_status IS DISTINCT FROM 'lost' OR lost.medspa_unqualified IS NOT TRUE)"
)
LOST_REASON = SQL("LEFT JOIN crm_lost_reason lost ON lost.id = l.lost_reason_id")
# by what every report can be divided
DIMENSIONS = (
    *("company_id", "team_id", "user_id", "source_id", "medium_id", "campaign_id"),
    *("intake_source_id", "intake_channel_id", "intake_intent", "intake_patient_type"),
)


def dimensions():
    """Return the columns of an inquiry ``l`` by which every report can be divided."""
    return SQL(", ").join(SQL.identifier("l", name) for name in DIMENSIONS)


def local_columns(day):
    """Return what the local moment of a row gives, by name.

    :param day: what the column of the day is called.
    """
    return {
        day: SQL("f.local_at::date"),
        "weekday": SQL("EXTRACT(ISODOW FROM f.local_at)::text"),
        "hour": SQL("to_char(f.local_at, 'HH24')"),
    }


def local_at(moment):
    """Return the SQL of a naive UTC moment where the practice is, see `local_joins`."""
    return SQL(
        "timezone(COALESCE(team_hours.tz, company_hours.tz, 'UTC'),"
        " timezone('UTC', %s))",
        moment,
    )


def local_joins(company):
    """Return the joins of an inquiry ``l`` that know its time zone.

    It is that of the team's opening hours, else of its company's, else UTC: the hours
    in which promises are counted. Every join is by a key. They come before other joins:
    PostgreSQL leaves out the last of a chain first.

    :param company: of inquiries that belong to none, as the clock takes it.
    """
    return SQL(
        """
        LEFT JOIN crm_team team ON team.id = l.team_id
        LEFT JOIN resource_calendar team_hours
               ON team_hours.id = team.response_calendar_id
        LEFT JOIN res_company company
               ON company.id = COALESCE(l.company_id, team.company_id, %s)
        LEFT JOIN resource_calendar company_hours
               ON company_hours.id = company.resource_calendar_id
        """,
        company.id,
    )


def count(fact):
    """Return the column that adds up how often a fact is true: 1 or 0."""
    return SQL("CASE WHEN %s THEN 1 ELSE 0 END", SQL(fact))


def rate(fact, denominator):
    """Return the column whose average is a share: 1, 0, or NULL for what is outside."""
    return SQL(
        "CASE WHEN %s THEN CASE WHEN %s THEN 1 ELSE 0 END END",
        SQL(denominator),
        SQL(fact),
    )


def minutes(seconds):
    return SQL("(%s / 60.0)::float8", SQL(seconds))
