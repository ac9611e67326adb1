"""What the report models count alike, as SQL.

A report is ``SELECT columns FROM (rows) f``: each row says what is true of one thing,
the columns count them. PostgreSQL makes one query of both, and leaves out what is not
asked for.
"""

from odoo.tools import SQL

from .medspa_origin import origin_sql

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
# an inquiry ``l`` that is in the figures at all, a mystery or not
_COUNTS = SQL("l.intake_received_at IS NOT NULL AND l.response_exempt_reason IS NULL")
# NOT IN: PostgreSQL looks each up in memory, where NOT EXISTS asks for each anew.
_REAL = SQL(
    "%s AND l.id NOT IN (SELECT lead_id FROM medspa_mystery WHERE lead_id IS NOT NULL)",
    _COUNTS,
)
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
# and what is made of them
DIVISIONS = (*DIMENSIONS, "origin_id")


def counts(env):
    """Return the condition of an inquiry ``l`` that is in the figures.

    A mystery is in none, also while it runs; but whoever must not know which these are
    would see it by what is missing: their figures hold it until it ends, when it counts
    no more for anybody.
    """
    return _REAL if env["medspa.mystery"]._is_told() else _COUNTS


def dimensions():
    """Return the columns of an inquiry ``l`` by which every report can be divided."""
    columns = {name: SQL.identifier("l", name) for name in DIMENSIONS}
    origin = origin_sql(**columns)
    return SQL("%s, %s AS origin_id", SQL(", ").join(columns.values()), origin)


def local_columns(day, is_known):
    """Return what the local moment of a row gives, by name.

    :param day: what the column of the day is called.
    :param is_known: the day is a fact; else it is that of the local moment.
    """
    local_day = SQL.identifier("f", day) if is_known else SQL("f.local_at::date")
    return {
        day: local_day,
        "weekday": SQL("EXTRACT(ISODOW FROM %s)::text", local_day),
        "hour": SQL("to_char(f.local_at, 'HH24')"),
    }


def local_at(env, moment):
    """Return the SQL of a naive UTC moment where the practice of an inquiry ``l`` is.

    Its time zone is that of the team's opening hours, else of the hours of its company
    (of the present one, if it has none, as the clock does), else UTC: the hours in
    which promises are counted. A practice has few teams: their zones are written into
    the query, which joins nothing for them. Where all are the same, it is a constant.
    """
    teams, companies = _zones(env)
    otherwise = companies.get(env.company.id, "UTC")
    arms = [
        *_arms(SQL("l.team_id"), {key: own for key, own, _company in teams if own}),
        *_arms(SQL("l.company_id"), companies),
        *_arms(
            SQL("l.team_id"),
            {key: companies.get(company) for key, _own, company in teams if company},
        ),
    ]
    zone = SQL("%s", otherwise)
    if any(of_arm != otherwise for _condition, of_arm in arms):
        zone = SQL(
            "CASE %s ELSE %s END",
            SQL(" ").join(SQL("WHEN %s THEN %s", *arm) for arm in arms),
            otherwise,
        )
    return SQL("timezone(%s, timezone('UTC', %s))", zone, moment)


def _zones(env):
    """Return ``[(team id, zone of its own hours, company id)], {company id: zone}``."""
    for model, names in (
        ("crm.team", ("company_id", "response_calendar_id")),
        ("res.company", ("resource_calendar_id",)),
        ("resource.calendar", ("tz",)),
    ):
        env[model].flush_model(names)
    rows = env.execute_query(
        SQL(
            """
            SELECT 'team', team.id, hours.tz, team.company_id
              FROM crm_team team
              LEFT JOIN resource_calendar hours ON hours.id = team.response_calendar_id
             UNION ALL
            SELECT 'company', company.id, COALESCE(hours.tz, 'UTC'), NULL
              FROM res_company company
              LEFT JOIN resource_calendar hours
                     ON hours.id = company.resource_calendar_id
             ORDER BY 1, 2
            """
        )
    )
    teams = [row[1:] for row in rows if row[0] == "team"]
    return teams, {row[1]: row[2] for row in rows if row[0] == "company"}


def _arms(column, zones):
    """Return ``[(condition, zone)]``, one for each zone of ``{id: zone}``."""
    ids = {}
    for key, zone in zones.items():
        if zone:
            ids.setdefault(zone, []).append(key)
    return [(SQL("%s IN %s", column, tuple(keys)), zone) for zone, keys in ids.items()]


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
