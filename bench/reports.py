"""Reports of a long history: ours against the plain SQL, and against Odoo's grouping.

The plain SQL asks the same of the same table, with the practice's time zone written
into it and without anybody's rights. Odoo's own grouping is that of its leads, by one
who sees all of them, as the reporting of CRM does it.
"""

from functools import partial

from odoo.tools import SQL

from tests.harness import database

from . import history
from .browsing import add_user
from .databases import Side
from .measure import interleave, watch
from .table import ratio_row, same_row

MEDIANS = ["__count", "working_median:median", "working_p90:p90"]
SUMS = ["__count", "revenue:sum"]
LEAD_SUMS = ["__count", "expected_revenue:sum"]
RATES = [
    *("__count", "working_median:median", "working_p90:p90", "on_time_rate:avg"),
    *("contacted_rate:avg", "booking_rate:avg", "show_rate:avg", "close_rate:avg"),
    "conversion_rate:avg",
]
# one of twenty is booked for a consultation; of these one of four does not come
CONSULTATIONS = """
    INSERT INTO calendar_event (name, active, start, stop, user_id, privacy, show_as,
           consultation_lead_id, consultation_outcome, create_date, opportunity_id)
    SELECT 'Talk', true, create_date + interval '3 days',
           create_date + interval '3 days 1 hour', user_id, 'public', 'busy', id,
           CASE day_open::int %% 4 WHEN 0 THEN 'no_show' ELSE 'showed' END,
           create_date, id
      FROM crm_lead WHERE intake_received_at IS NOT NULL AND day_open::int %% 21 = 7
"""
MONTH = SQL(
    "date_trunc('month', timezone('America/Chicago',"
    " timezone('UTC', intake_received_at)))"
)
# where an inquiry came from, as the report has it
ORIGIN = """COALESCE(source_id, intake_source_id + 1000000000,
                     intake_channel_id + 1500000000)"""
PERCENTILES = SQL(
    "count(*), percentile_cont(0.5) WITHIN GROUP"
    " (ORDER BY (response_first_working_seconds / 60.0)::float8),"
    " percentile_cont(0.9) WITHIN GROUP"
    " (ORDER BY (response_first_working_seconds / 60.0)::float8)"
)
# by SQL that knows all of it in advance: what everything in the default pivot costs
EVERYTHING = SQL(
    f"""
    SELECT {ORIGIN}, %s,
           avg(CASE WHEN response_verdict IS NOT NULL
                    THEN (response_verdict = 'on_time')::int END),
           avg((response_contacted_at IS NOT NULL)::int),
           avg((visits.lead_id IS NOT NULL)::int),
           avg(CASE WHEN showed OR no_show THEN showed::int END),
           avg(CASE WHEN showed THEN (won_status = 'won')::int END),
           avg((won_status = 'won')::int)
      FROM crm_lead LEFT JOIN (
           SELECT consultation_lead_id AS lead_id,
                  bool_or(consultation_outcome = 'showed') AS showed,
                  bool_or(consultation_outcome = 'no_show') AS no_show
             FROM calendar_event WHERE consultation_lead_id IS NOT NULL
            GROUP BY 1) visits ON visits.lead_id = crm_lead.id
     WHERE intake_received_at IS NOT NULL AND response_exempt_reason IS NULL
     GROUP BY 1 ORDER BY 1
    """,
    PERCENTILES,
)


def rows(ours: Side, bare: Side, quick: bool):
    amount = 100_000 if quick else 1_000_000
    _need(ours, amount)
    user_id = add_user(ours, "bench_leader", "sales_team.group_sale_manager")
    rounds = 3 if quick else 7
    report = partial(_grouped, ours, user_id, "medspa.inquiry.report")
    leads = partial(_grouped, ours, user_id, "crm.lead")

    def against_sql(work, groupby, aggregates, query, at_most):
        work = f"report {work}, {amount:,} inquiries, against SQL"
        comparison = interleave(
            work,
            partial(report, groupby, aggregates),
            partial(_plain, ours, query),
            rounds,
        )
        return ratio_row(work, comparison, at_most)

    def against_odoo(work, groupby, lead_groupby, at_most):
        work = f"report {work}, {amount:,} inquiries, against Odoo's grouping"
        comparison = interleave(
            work,
            partial(report, groupby, SUMS),
            partial(leads, lead_groupby, LEAD_SUMS),
            rounds,
        )
        return ratio_row(work, comparison, at_most)

    yield against_sql(
        "by month, median and p90",
        ["received_on:month"],
        MEDIANS,
        _percentiles_by(MONTH),
        1.2,
    )
    yield against_sql(
        "by user, median and p90",
        ["user_id"],
        MEDIANS,
        _percentiles_by(SQL("user_id")),
        1.2,
    )
    yield against_sql("by source, everything", ["origin_id"], RATES, EVERYTHING, 1.2)
    yield against_odoo("by user", ["user_id"], ["user_id"], 0.6)
    yield against_odoo(
        "by user and month",
        ["user_id", "received_on:month"],
        ["user_id", "create_date:month"],
        0.6,
    )
    yield _same(ours, user_id, amount)


def _need(side, amount):
    history.fill_up(side, amount)
    with database.connected(side.db) as cursor:
        cursor.execute(CONSULTATIONS, {})
        cursor.execute("VACUUM ANALYZE calendar_event")


def _percentiles_by(group):
    return SQL(
        """
        SELECT %s, %s FROM crm_lead
         WHERE intake_received_at IS NOT NULL AND response_exempt_reason IS NULL
         GROUP BY 1 ORDER BY 1
        """,
        group,
        PERCENTILES,
    )


def _plain(side, query):
    with side.env() as env, watch(env.cr) as sample:
        env.execute_query(query)
    return sample


def _grouped(side, user_id, model, groupby, aggregates):
    """Ask as a request does, with what the request itself has read before."""
    with side.env() as env:
        env = env(user=user_id, su=False, context={**env.context, "tz": "US/Central"})
        env.user.has_group("base.group_user")
        with watch(env.cr) as sample:
            env[model].with_context(active_test=False).formatted_read_group(
                [], groupby, aggregates
            )
    return sample


def _same(side, user_id, amount):
    """A fast answer that is another one would be no answer."""
    with side.env() as env:
        expected = env.execute_query(_percentiles_by(SQL("user_id")))
        report = env(user=user_id, su=False)["medspa.inquiry.report"]
        found = report._read_group([], ["user_id"], MEDIANS)
    same = {user.id: figures for user, *figures in found} == {
        user: figures for user, *figures in expected
    }
    work = f"report by user, {amount:,} inquiries: figures"
    return same_row(work, f"{len(found)} groups", f"{len(expected)} groups", same)
