"""The jobs that look for what is due, against a rule of Odoo that acts on time.

The rule is `base.automation` on a date, with an action that does nothing: what a
practice would set up without us, before it has told anybody anything.
"""

from functools import partial
from statistics import median

from tests.harness import database

from . import history
from .databases import Side
from .measure import Sample, interleave, middle, watch
from .table import Row, ratio_row, spread

DUE = 1000
RULE = "Bench: nothing"
# what a step does that is due; hand over is measured, and has no budget
# how many times as fast as the rule; handing over writes each inquiry: it is shown
FASTER = {"remind": 3, "alert": 3, "hand_over": None}
RULE_METHOD = "_cron_process_time_based_actions"
CLEAR = "DELETE FROM medspa_escalation"
# a hand-over sets who was silent away: nobody would be left for the next round
RETURNED = "UPDATE crm_team_member SET response_away_until = NULL"
# and one is silent alone, so that the other can take over all of them
ONE_OWNER = """
    UPDATE crm_lead SET user_id = %s
     WHERE id IN (SELECT lead_id FROM medspa_response_cycle
                   WHERE verdict IS NULL AND next_step_at <= now() AT TIME ZONE 'UTC')
       AND EXISTS (SELECT FROM medspa_escalation_step WHERE action = 'hand_over')
"""
NOT_DUE = """
    UPDATE medspa_response_cycle
       SET next_step_at = now() AT TIME ZONE 'UTC' + interval '9 days'
     WHERE verdict IS NULL AND next_step_at <= now() AT TIME ZONE 'UTC'
"""
# the last inquiries wait since a second ago, with a step that comes at once
MAKE_DUE = """
    WITH chosen AS (
         SELECT wait.id, wait.lead_id
           FROM medspa_response_cycle wait JOIN crm_lead lead ON lead.id = wait.lead_id
          WHERE lead.active AND lead.won_status = 'pending'
       ORDER BY wait.id DESC LIMIT %s),
    clock AS (SELECT date_trunc('second', now() AT TIME ZONE 'UTC') AS now),
    waits AS (
         UPDATE medspa_response_cycle wait
            SET verdict = NULL, answered_at = NULL, closed_at = NULL,
                calendar_id = NULL, next_step_at = now,
                started_at = now - interval '1 second',
                warn_at = now + interval '3 minutes',
                due_at = now + interval '5 minutes'
           FROM chosen, clock WHERE chosen.id = wait.id)
    UPDATE crm_lead
       SET response_waiting_since = now - interval '1 second', response_verdict = NULL,
           response_warn_at = now + interval '3 minutes',
           response_due_at = now + interval '5 minutes'
      FROM chosen, clock WHERE chosen.lead_id = crm_lead.id
"""
# as after a run of the job a minute ago: so many dates have passed since
RULE_DUE = """
    UPDATE crm_lead SET date_last_stage_update = now() AT TIME ZONE 'UTC'
                                               - interval '30 seconds'
     WHERE id IN (SELECT id FROM crm_lead WHERE active ORDER BY id DESC LIMIT %s)
"""
RULE_CLEAR = """
    UPDATE base_automation SET last_run = now() AT TIME ZONE 'UTC' - interval '1 minute'
"""
PLAN_TOUCHES = """
    UPDATE medspa_touch SET state = 'planned', purpose = 'acknowledgement',
           performer = 'system', channel = 'email', outcome = NULL,
           planned_at = now() AT TIME ZONE 'UTC' - interval '1 second'
     WHERE id IN (SELECT id FROM medspa_touch ORDER BY id DESC LIMIT %s)
"""
END_TOUCHES = """
    UPDATE medspa_touch SET state = 'skipped', reason = 'bench' WHERE state = 'planned'
"""


def rows(ours: Side, bare: Side, quick: bool):
    few, many = (3_000, 30_000) if quick else (10_000, 1_000_000)
    due = 50 if quick else DUE
    with database.copied() as db:
        small = Side("small", db, True)
        for side, amount in ((small, few), (ours, many), (bare, many)):
            history.fill_up(side, amount)
        add_rule(bare)
        for side in (small, ours):
            _all_on_duty(side)
        yield from _steps(ours, small, bare, due, quick)
        yield from _none_due(ours, bare, quick)
        yield from _touches(ours, bare, due, quick)


def _all_on_duty(side):
    """Somebody works at every hour: else the night would be measured."""
    with side.env() as env:
        days = [
            {"name": "day", "dayofweek": str(day), "hour_from": 0, "hour_to": 24}
            | {"day_period": "morning"}
            for day in range(7)
        ]
        always = env["resource.calendar"].create(
            {
                "name": "Always",
                "company_id": side.practice["company"],
                "attendance_ids": [(5, 0, 0), *((0, 0, day) for day in days)],
            }
        )
        team = env["crm.team"].browse(side.practice["team"])
        team.response_calendar_id = always
        team.crm_team_member_ids.write(
            {"response_calendar_id": always.id, "assignment_max": 10**6}
        )
        policy = env["medspa.response.policy"].search([], order="id", limit=1)
        policy.hours = "always"


def add_rule(side):
    """Add the rule that acts on a date that has an index; it is the only one."""
    with side.env() as env:
        model_id = env["ir.model"]._get_id("crm.lead")
        env["base.automation"].search([]).active = False
        env["base.automation"].create(
            {
                "name": RULE,
                "model_id": model_id,
                "trigger": "on_time",
                "trg_date_id": env["ir.model.fields"]
                ._get("crm.lead", "date_last_stage_update")
                .id,
                "trg_date_range": 0,
                "trg_date_range_type": "minutes",
                "action_server_ids": [
                    (
                        0,
                        0,
                        {
                            "name": RULE,
                            "model_id": model_id,
                            "state": "code",
                            "code": "pass",
                            "usage": "base_automation",
                        },
                    )
                ],
            }
        )


def run(side, model, method, *prepare) -> Sample:
    """Run a job on what these statements prepare; its commits are part of it."""
    with database.connected(side.db) as cursor:
        for statement, *values in prepare:
            cursor.execute(statement, values)
    with side.env(allowed_company_ids=None) as env:
        with watch(env.cr) as sample:
            getattr(env[model], method)()
    return sample


def run_rule(side, due):
    return run(
        *(side, "base.automation", RULE_METHOD),
        *((RULE_CLEAR,), (RULE_DUE, due)),
    )


def escalate(side, due):
    sample = run(
        *(side, "medspa.escalation", "_cron_escalate"),
        *((CLEAR,), (RETURNED,), (NOT_DUE,), (MAKE_DUE, due)),
        (ONE_OWNER, side.practice["users"][0]),
    )
    with database.connected(side.db) as cursor:
        cursor.execute("SELECT count(user_id) FROM medspa_escalation")
        (taken,) = cursor.fetchone()
    if taken != due:
        raise RuntimeError(f"{taken} steps of {due} were taken")
    return sample


def send(side, due):
    return run(
        *(side, "medspa.touch", "_cron_send_acknowledgements"),
        *((END_TOUCHES,), (PLAN_TOUCHES, due)),
    )


def choose_step(side, action):
    """Give every policy this one step, which comes when the wait begins."""
    with side.env() as env:
        policies = env["medspa.response.policy"].search([])
        policies.escalation_step_ids.unlink()
        for policy in policies:
            step = {"action": action, "offset_minutes": -policy.target_minutes}
            policy.escalation_step_ids = [(0, 0, step)]


def _steps(ours, small, bare, due, quick):
    for action, faster in FASTER.items():
        # what has no budget is measured once: it takes a minute on each side
        rounds, warm_up = (2 if quick else 5, 1) if faster else (1, 0)
        for side in (ours, small):
            choose_step(side, action)
        work = f"sweep, {due:,} due: {action}"
        against_rule = interleave(
            work,
            partial(escalate, ours, due),
            partial(run_rule, bare, due),
            rounds,
            warm_up,
        )
        yield _faster_row(f"{work}, against a rule", against_rule, faster)
        growth = interleave(
            work,
            partial(escalate, ours, due),
            partial(escalate, small, due),
            rounds,
            warm_up,
        )
        yield ratio_row(
            f"{work}, {beside(ours, small)}",
            growth,
            1.2 if faster else None,
        )


def beside(ours, small):
    return f"{history.count(ours):,} inquiries against {history.count(small):,}"


def _faster_row(work, comparison, at_least):
    faster = median(1 / ratio for ratio in comparison.ratios)
    ours, bare = middle(comparison.ours), middle(comparison.bare)
    return Row(
        work,
        f"{ours.ms:.0f} ms, {ours.queries:.0f} queries",
        f"{bare.ms:.0f} ms, {bare.queries:.0f} queries",
        f"{faster:.2f} x faster",
        f">= {at_least} x" if at_least else "",
        faster >= at_least if at_least else None,
        spread([1 / ratio for ratio in comparison.ratios]),
    )


def _none_due(ours, bare, quick):
    rounds = 3 if quick else 15
    jobs = {
        "escalation": ("medspa.escalation", "_cron_escalate", NOT_DUE),
        "first messages": ("medspa.touch", "_cron_send_acknowledgements", END_TOUCHES),
    }
    for name, (model, method, statement) in jobs.items():
        work = f"sweep, none due, {history.count(ours):,} inquiries: {name}"
        comparison = interleave(
            work,
            partial(run, ours, model, method, (statement,)),
            partial(run, bare, "base.automation", RULE_METHOD, (RULE_CLEAR,)),
            rounds,
            warm_up=2,
        )
        yield from none_due_rows(work, comparison)


def none_due_rows(work, comparison):
    yield ratio_row(work, comparison, 1)
    queries = middle(comparison.ours).queries
    yield Row(
        f"{work}: queries",
        f"{queries:.0f} queries",
        f"{middle(comparison.bare).queries:.0f} queries",
        f"{queries:.0f}",
        "<= 16",
        queries <= 16,
        counted=True,
    )


def _touches(ours, bare, due, quick):
    """Each is decided and committed alone; here all are decided not to be sent."""
    comparison = interleave(
        f"first messages, {due:,} due",
        partial(send, ours, due),
        partial(run_rule, bare, due),
        1 if quick else 3,
    )
    yield _faster_row(
        f"{due:,} first messages due, none wanted, against a rule", comparison, None
    )
