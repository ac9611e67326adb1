"""Fills both databases with the same long history of leads, by SQL.

Eight stages, twenty owners, a fifth won, 7% archived, a to-do on each third; ours have
a wait each besides, of which somewhat less than one in fifty is still open, a call on
each third and a treatment on each second. Which is which depends on the number of a
lead in the history, not on its id: both sides show the same cards.
"""

from tests.harness import database

from .databases import Side
from .progress import show

STAGES, OWNERS = 8, 20
PLACES = """
    INSERT INTO crm_stage (name, sequence, is_won, fold)
    SELECT jsonb_build_object('en_US', 'Bench ' || n), 100 + n, n = %(stages)s, false
      FROM generate_series(1, %(stages)s) n
     WHERE NOT EXISTS (SELECT FROM crm_stage WHERE name->>'en_US' = 'Bench 1')
"""
# a board opens ten columns: on both sides those that hold the history
FOLDED = """
    UPDATE crm_stage SET fold = name->>'en_US' NOT LIKE 'Bench %%'
"""
LEADS = """
    WITH own AS (SELECT * FROM crm_stage WHERE name->>'en_US' LIKE 'Bench %%'),
         stages AS (
         SELECT array_agg(id ORDER BY sequence) AS ids, count(*)::int AS amount
           FROM own WHERE NOT is_won),
         won AS (SELECT id FROM own WHERE is_won),
         past AS (
         SELECT n, date_trunc('second', now() AT TIME ZONE 'UTC') - interval '1 hour'
                    - (%(last)s - n) * interval '1 year' / %(last)s AS at,
                n %% 50 = 3 AND n %% 5 <> 0 AND n %% 14 <> 0 AS waits,
                date_trunc('second', now() AT TIME ZONE 'UTC')
                    + (n %% 3000 - 1000) * interval '1 minute' AS due
           FROM generate_series(%(first)s, %(last)s) n)
    INSERT INTO crm_lead (name, contact_name, type, team_id, company_id, user_id,
           active, won_status, probability, automated_probability, stage_id, priority,
           phone, phone_sanitized, expected_revenue, prorated_revenue, color,
           create_date, write_date, create_uid, write_uid, date_open,
           date_last_stage_update, day_open {columns})
    SELECT 'Patient of the past', 'Patient of the past', 'opportunity', %(team)s,
           %(company)s, (%(owners)s)[1 + n %% %(amount_owners)s],
           n %% 14 <> 0 OR n %% 5 = 0,
           CASE WHEN n %% 5 = 0 THEN 'won' WHEN n %% 14 = 0 THEN 'lost'
                ELSE 'pending' END,
           CASE WHEN n %% 5 = 0 THEN 100 ELSE 20 END, 20,
           CASE WHEN n %% 5 = 0 THEN won.id
                ELSE stages.ids[1 + n / 7 %% stages.amount] END,
           (n %% 4)::text, '+1 737-' || (2000000 + n), '+1737' || (2000000 + n),
           n %% 900, n %% 900, 0, at, at, 1, 1, at, at, n {values}
      FROM past, stages, won {tables}
"""
# ours in the same insert: a table that is updated as a whole is no longer the same
OUR_LEADS = {
    "columns": """, intake_received_at, intake_channel_id, intake_intent,
           intake_patient_type, response_policy_id, response_waiting_since,
           response_warn_at, response_due_at, response_verdict, response_first_at,
           response_first_user_id, response_first_seconds,
           response_first_working_seconds, response_first_staff_seconds,
           intake_arrival, intake_received_on""",
    "values": """, at, channel.id, 'general', 'new', policy.id,
           CASE WHEN waits THEN at END,
           CASE WHEN waits THEN due - interval '2 minutes' END,
           CASE WHEN waits THEN due END,
           CASE WHEN NOT waits THEN CASE WHEN n %% 3 = 0 THEN 'late' ELSE 'on_time' END
           END,
           CASE WHEN NOT waits THEN at + interval '4 minutes' END,
           CASE WHEN NOT waits THEN (%(owners)s)[1 + n %% %(amount_owners)s] END,
           CASE WHEN NOT waits THEN 240 + n %% 7919 END,
           CASE WHEN NOT waits THEN 240 + n * 31 %% 7919 END,
           CASE WHEN NOT waits THEN 240 + n * 31 %% 7919 END,
           CASE WHEN n %% 3 = 0 THEN 'closed' ELSE 'open' END,
           timezone('America/Chicago', timezone('UTC', at))::date""",
    "tables": """,
           (SELECT min(id) AS id FROM medspa_response_policy WHERE active) policy,
           (SELECT min(id) AS id FROM medspa_intake_channel) channel""",
}
NOT_OURS = dict.fromkeys(OUR_LEADS, "")
TODOS = """
    INSERT INTO mail_activity (res_model, res_model_id, res_id, res_name, user_id,
           activity_type_id, date_deadline, active, automated, create_date)
    SELECT 'crm.lead', model.id, lead.id, lead.name, lead.user_id, type.res_id,
           current_date + lead.day_open::int %% 9 - 4, true, false, lead.create_date
      FROM crm_lead lead, ir_model model, ir_model_data type
     WHERE model.model = 'crm.lead' AND type.module = 'mail' AND lead.active
       AND type.name = 'mail_activity_data_todo' AND lead.day_open::int %% 3 = 1
       AND lead.id > %(after)s
"""
WAITS = """
    INSERT INTO medspa_response_cycle (lead_id, sequence, company_id, team_id,
           policy_id, calendar_id, started_at, warn_at, due_at, next_step_at,
           answered_at, closed_at, answered_by_id, verdict, elapsed_seconds,
           working_seconds, late_arrival, create_date)
    SELECT id, 1, company_id, team_id, response_policy_id, %(calendar)s, create_date,
           coalesce(response_warn_at, create_date + interval '3 minutes'),
           coalesce(response_due_at, create_date + interval '5 minutes'),
           response_due_at + interval '60 days', response_first_at, response_first_at,
           CASE WHEN response_verdict IS NOT NULL THEN user_id END, response_verdict,
           response_first_seconds, response_first_working_seconds, false, create_date
      FROM crm_lead WHERE id > %(after)s
"""
TOUCHES = """
    INSERT INTO medspa_touch (lead_id, direction, performer, user_id, channel, purpose,
           state, outcome, occurred_at)
    SELECT id, 'out', 'person', user_id, 'call', 'reply', 'done', 'no_answer',
           create_date
      FROM crm_lead WHERE id > %(after)s AND day_open::int %% 3 = 0
"""
TREATMENTS = """
    INSERT INTO crm_lead_medspa_treatment_rel (lead_id, treatment_id)
    SELECT id, %(treatment)s FROM crm_lead
     WHERE id > %(after)s AND day_open::int %% 6 < 3
"""


def colleagues(side: Side) -> list[int]:
    """Return those who own the leads: the practice's own two and others."""
    with side.env() as env:
        others = env["res.users"].search([("login", "like", "bench_owner%")])
        owners = env["res.users"].browse(side.practice["users"]) + others
        if len(owners) < OWNERS:
            made = env["res.users"].create(
                [
                    {
                        "name": f"Owner {number}",
                        "login": f"bench_owner{number}",
                        "email": f"owner{number}@bench.example",
                        "notification_type": "inbox",
                        "company_id": side.practice["company"],
                        "company_ids": [(6, 0, [side.practice["company"]])],
                        "group_ids": [
                            (6, 0, env.ref("sales_team.group_sale_salesman").ids)
                        ],
                    }
                    for number in range(len(owners), OWNERS)
                ]
            )
            owners += made
        return owners.ids


def fill(side: Side, amount: int, first: int = 1) -> None:
    """Add leads number `first` to `amount` of a history."""
    show(f"history of {side.name}: {amount:,} leads")
    owners = colleagues(side)
    with database.connected(side.db) as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM crm_lead")
        values = {
            **side.practice,
            "owners": owners,
            "amount_owners": len(owners),
            "stages": STAGES,
            "first": first,
            "last": amount,
            "after": cursor.fetchone()[0],
        }
        leads = LEADS.format(**(OUR_LEADS if side.with_addon else NOT_OURS))
        ours = (WAITS, TOUCHES, TREATMENTS) if side.with_addon else ()
        for statement in (PLACES, FOLDED, leads, TODOS, *ours):
            cursor.execute(statement, values)
        cursor.execute("VACUUM ANALYZE")


def count(side: Side) -> int:
    """Return how many leads there are."""
    with database.connected(side.db) as cursor:
        cursor.execute("SELECT count(*) FROM crm_lead")
        return cursor.fetchone()[0]


def fill_up(side: Side, amount: int) -> None:
    """See to it that there are at least so many leads."""
    there = count(side)
    if there < amount:
        fill(side, amount, there + 1)
