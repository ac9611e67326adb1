"""The dashboard of a long history: one call, against a plain statement for each block.

The plain SQL is what somebody would write by hand for each block: over the tables, with
the practice's day and time zone written into it, and without anybody's rights. Ours
answers all blocks in one call, names, openings and record rules included.
"""

from datetime import date, timedelta
from functools import partial

from tests.harness import database

from . import history
from .browsing import add_user
from .databases import Side
from .measure import Sample, interleave, watch
from .reports import CONSULTATIONS, ORIGIN
from .table import ratio_row, same_row

SOURCES = 8
# whole days, so that both sides count the same inquiries whenever they run
PERIODS = {"the last 28 days": 28, "a whole year": 365}
NEED_SOURCES = """
    INSERT INTO utm_source (name) SELECT 'Bench source ' || n
      FROM generate_series(1, %(amount)s) n
     WHERE NOT EXISTS (SELECT FROM utm_source WHERE name = 'Bench source 1')
"""
SPREAD = """
    WITH sources AS (
         SELECT array_agg(id ORDER BY id) AS ids FROM utm_source
          WHERE name LIKE 'Bench source %%')
    UPDATE crm_lead SET source_id = ids[1 + day_open::int %% %(amount)s],
           response_contacted_at = CASE WHEN day_open::int %% 3 <> 1
                                   THEN response_first_at END
      FROM sources WHERE intake_received_at IS NOT NULL AND source_id IS NULL
"""
# what is true of an inquiry, once for all statements; each takes what it needs of it
FACTS = f"""
    SELECT l.id, {ORIGIN} AS origin, l.user_id, l.intake_received_on AS day,
           l.intake_arrival,
           EXTRACT(ISODOW FROM l.intake_received_on) AS weekday,
           EXTRACT(HOUR FROM timezone('America/Chicago',
                   timezone('UTC', l.intake_received_at))) AS hour,
           l.response_first_at IS NOT NULL AS answered,
           l.response_contacted_at IS NOT NULL AS contacted,
           l.response_first_working_seconds / 60.0::float8 AS minutes,
           COALESCE(l.response_first_staff_seconds,
                    l.response_first_working_seconds) / 60.0::float8 AS staff_minutes,
           EXTRACT(EPOCH FROM l.create_date - l.intake_received_at) / 60.0 AS learned,
           CASE WHEN l.response_verdict IN ('on_time', 'late')
                THEN (l.response_verdict = 'on_time')::int
                WHEN l.response_waiting_since IS NOT NULL
                     AND l.response_due_at < now() AT TIME ZONE 'UTC' THEN 0
                END AS on_time,
           l.won_status = 'won' AS won, l.expected_revenue
      FROM crm_lead l
     WHERE l.intake_received_at IS NOT NULL AND l.response_exempt_reason IS NULL
       AND l.intake_received_on BETWEEN %(first)s AND %(last)s
"""
VISITS = """
    LEFT JOIN (SELECT consultation_lead_id AS lead_id,
                      bool_or(consultation_outcome = 'showed') AS showed,
                      bool_or(consultation_outcome = 'no_show') AS no_show
                 FROM calendar_event WHERE consultation_lead_id IS NOT NULL
                GROUP BY 1) visits ON visits.lead_id = f.id
"""
LATER = """
    avg((visits.lead_id IS NOT NULL)::int),
    avg(CASE WHEN showed OR no_show THEN showed::int END),
    avg(CASE WHEN showed THEN won::int END)
"""
MEDIAN = "percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes)"
P90 = "percentile_cont(0.9) WITHIN GROUP (ORDER BY minutes)"
BUCKET = """
    CASE WHEN NOT answered THEN 6 WHEN minutes <= 1 THEN 1 WHEN minutes <= 5 THEN 2
         WHEN minutes <= 15 THEN 3 WHEN minutes <= 60 THEN 4 ELSE 5 END
"""
WITHIN = ", ".join(
    f"avg(CASE WHEN on_time IS NOT NULL THEN (answered AND minutes <= {n})::int END)"
    for n in (1, 5, 15, 60)
)
TOTALS = f"""
    SELECT count(*), avg(answered::int), avg(contacted::int), avg(on_time), {MEDIAN},
           {P90}, {LATER}, avg(won::int), sum(CASE WHEN won THEN expected_revenue END),
           {WITHIN} FROM facts f {VISITS}
"""
# block: statement, over the facts of a period
BLOCKS = {
    "totals": TOTALS,
    "funnel": f"""
        SELECT answered, contacted, visits.lead_id IS NOT NULL, showed, won, count(*)
          FROM facts f {VISITS} GROUP BY 1, 2, 3, 4, 5""",
    "trend": f"""
        SELECT date_trunc(%(unit)s, day), count(*), {MEDIAN}, {P90}, avg(on_time),
               avg(CASE WHEN on_time IS NOT NULL
                   THEN (answered AND minutes <= 5)::int END)
          FROM facts f GROUP BY 1""",
    "hours": f"""
        SELECT weekday, hour, count(*), {MEDIAN}, avg(on_time),
               sum((intake_arrival <> 'open')::int) FROM facts f GROUP BY 1, 2""",
    "arrivals": "SELECT intake_arrival, count(*) FROM facts f GROUP BY 1",
    "speed": f"""
        SELECT {BUCKET}, count(*), {LATER} FROM facts f {VISITS} GROUP BY 1""",
    "sources": f"""
        SELECT origin, count(*), {MEDIAN}, avg(contacted::int), avg(on_time),
               {LATER}, sum(CASE WHEN won THEN expected_revenue END)
          FROM facts f {VISITS} GROUP BY 1""",
    "people": """
        SELECT user_id, count(*), sum(answered::int), avg(learned), avg(on_time),
               percentile_cont(0.5) WITHIN GROUP (ORDER BY staff_minutes)
          FROM facts f GROUP BY 1""",
    "missed": """
        SELECT COALESCE(first_wait.missed_by_id, f.user_id), count(*)
          FROM facts f
          JOIN medspa_response_cycle first_wait
               ON first_wait.lead_id = f.id AND first_wait.sequence = 1
         WHERE on_time = 0 AND first_wait.late_arrival IS NOT TRUE GROUP BY 1""",
}
# of the period before
BEFORE = {
    "totals before": TOTALS,
    "sources before": "SELECT origin, count(*) FROM facts f GROUP BY 1",
}
BESIDES = {
    "waiting": """
        SELECT count(*) FROM crm_lead
         WHERE response_waiting_since IS NOT NULL AND response_exempt_reason IS NULL""",
    "follow-up": """
        SELECT t.direction, t.performer, t.user_id, t.state, t.reason_code, count(*)
          FROM medspa_touch t JOIN crm_lead l ON l.id = t.lead_id
         WHERE l.response_exempt_reason IS NULL
           AND timezone('America/Chicago', timezone('UTC',
                   COALESCE(t.occurred_at, t.planned_at)))::date
               BETWEEN %(first)s AND %(last)s
         GROUP BY 1, 2, 3, 4, 5""",
    "not counted": """
        SELECT response_exempt_reason, count(*) FROM crm_lead
         WHERE intake_received_on BETWEEN %(first)s AND %(last)s
           AND response_exempt_reason IS NOT NULL GROUP BY 1""",
    "imported": """
        SELECT count(*) FROM crm_lead
         WHERE intake_received_at IS NULL AND create_date::date
               BETWEEN %(first)s AND %(last)s""",
}


def rows(ours: Side, bare: Side, quick: bool):
    amount = 100_000 if quick else 1_000_000
    _need(ours, amount)
    user_id = add_user(ours, "bench_dashboard", "sales_team.group_sale_manager")
    for words, days in PERIODS.items():
        work = f"dashboard of {words}, {amount:,} inquiries, against SQL"
        period = _period(days)
        comparison = interleave(
            work,
            partial(_ours, ours, user_id, period),
            partial(_plain, ours, period),
            3 if quick else 5,
        )
        yield ratio_row(work, comparison, 1.2)
        yield _same(ours, user_id, period, f"dashboard of {words}: figures")


def _period(days):
    last = date.today() - timedelta(days=1)
    first = last - timedelta(days=days - 1)
    return first, last


def _ours(side, user_id, period) -> Sample:
    with side.env() as env:
        env = env(user=user_id, su=False)
        env.user.has_group("base.group_user")
        with watch(env.cr) as sample:
            _read(env, period)
    return sample


def _read(env, period):
    first, last = map(str, period)
    return env["medspa.dashboard"].read_figures({"date_from": first, "date_to": last})


def _plain(side, period) -> Sample:
    with side.env() as env, watch(env.cr) as sample:
        for statement, values in _statements(period):
            env.cr.execute(statement, values)
            env.cr.fetchall()
    return sample


def _statements(period):
    first, last = period
    days = (last - first).days + 1
    unit = "day" if days <= 31 else "month"
    before = {"first": first - timedelta(days=days), "last": first - timedelta(days=1)}
    now = {"first": first, "last": last, "unit": unit}
    for statement in BLOCKS.values():
        yield f"WITH facts AS ({FACTS}) {statement}", now
    for statement in BEFORE.values():
        yield f"WITH facts AS ({FACTS}) {statement}", before
    for statement in BESIDES.values():
        yield statement, now


def _same(side, user_id, period, work):
    """A fast answer that is another one would be no answer."""
    statement, values = next(_statements(period))
    with side.env() as env:
        env.cr.execute(statement, values)
        count, answered, contacted, on_time, median, p90, *_more = env.cr.fetchone()
        figures = _read(env(user=user_id, su=False), period)
    tiles = {tile["key"]: tile["value"] for tile in figures["tiles"]}
    pairs = [
        (tiles["inquiries"], count),
        (tiles["answered_rate"], answered),
        (tiles["contacted_rate"], contacted),
        (tiles["on_time"], on_time),
        (tiles["median"], median),
        (tiles["p90"], p90),
    ]
    same = all(abs(float(one) - float(other)) < 1e-6 for one, other in pairs)
    ours = f"{tiles['inquiries']:,} inquiries"
    return same_row(work, ours, f"{count:,} inquiries", same)


def _need(side, amount):
    """Fill the history up, with sources and consultations."""
    history.fill_up(side, amount)
    with database.connected(side.db) as cursor:
        cursor.execute(NEED_SOURCES, {"amount": SOURCES})
        cursor.execute(SPREAD, {"amount": SOURCES})
        cursor.execute("SELECT FROM calendar_event WHERE consultation_lead_id > 0")
        if not cursor.rowcount:
            cursor.execute(CONSULTATIONS, {})
        # as a table is that was filled inquiry by inquiry
        cursor.execute("VACUUM FULL ANALYZE crm_lead")
        cursor.execute("VACUUM ANALYZE")
