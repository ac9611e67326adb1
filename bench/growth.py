"""Creating one inquiry in a practice with a long history."""

from statistics import median

from tests.harness import database

from .creation import create
from .databases import Side
from .measure import block, interleave
from .table import Row

TURNS = """
    INSERT INTO medspa_rotation_turn (team_id, user_id, ticket, given_at)
    SELECT %(team)s, (%(users)s)[1 + n %% 2], n,
           now() AT TIME ZONE 'UTC' - (%(amount)s - n) * interval '80 days' / %(amount)s
      FROM generate_series(1, %(amount)s) n
"""
LEADS = """
    INSERT INTO crm_lead (name, type, team_id, company_id, active, won_status, stage_id,
                          phone_sanitized, email_normalized, create_date)
    SELECT 'Old ' || n, 'opportunity', %(team)s, %(company)s, true, 'pending',
           (SELECT min(id) FROM crm_stage), '+1737' || (2000000 + n),
           'old' || n || '@patient.example', now()
      FROM generate_series(1, %(amount)s) n
"""
CONTACTS = """
    INSERT INTO res_partner (name, complete_name, active,
                             phone_sanitized, email_normalized)
    SELECT 'Old ' || n, 'Old ' || n, true, '+1737' || (2000000 + n),
           'old' || n || '@patient.example'
      FROM generate_series(1, %(amount)s) n
"""


def rows(ours: Side, bare: Side, quick: bool):
    """The same history goes into both, so that Odoo's own growth cancels out."""
    before = _measure(ours, bare, quick)
    _fill(ours, bare, 20_000 if quick else 1_000_000, 20_000 if quick else 200_000)
    after = _measure(ours, bare, quick)
    growth = median(after.ratios) / median(before.ratios)
    yield Row(
        "create one, after 1,000,000 turns and 200,000 people",
        f"{median(after.ratios):.2f} x bare",
        f"{median(before.ratios):.2f} x bare",
        f"{growth:.2f} x",
        "<= 1.2 x",
        round(growth, 2) <= 1.2,
    )


def _measure(ours, bare, quick):
    return interleave(
        "growth",
        lambda: block(lambda: create(ours, 1), 6),
        lambda: block(lambda: create(bare, 1), 6),
        3 if quick else 8,
    )


def _fill(ours, bare, turns, people):
    for side in (ours, bare):
        with database.connected(side.db) as cursor:
            ids = side.practice
            values = {"team": ids["team"], "company": ids["company"], "amount": people}
            cursor.execute(LEADS, values)
            cursor.execute(CONTACTS, values)
            if side.with_addon:
                values |= {"users": ids["users"], "amount": turns}
                cursor.execute("DELETE FROM medspa_rotation_turn")
                cursor.execute(TURNS, values)
                cursor.execute(
                    "SELECT setval('ir_sequence_' || "
                    "lpad(response_sequence_id::text, 3, '0'), %s) "
                    "FROM crm_team WHERE id = %s",
                    [turns, ids["team"]],
                )
            cursor.execute("VACUUM ANALYZE")
