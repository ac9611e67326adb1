"""The job of the follow-up plans: a thousand due among a million inquiries, and none.

Emails leave for real, to a mail server beside it; a call becomes a to-do of its owner.
"""

from functools import partial

from odoo.tools import config

from tests.harness import database
from tests.harness.fake_smtp import FakeSmtp

from . import history
from .databases import Side
from .measure import Comparison, Sample, interleave, middle
from .sweep import (
    DUE,
    END_TOUCHES,
    RULE_CLEAR,
    RULE_METHOD,
    add_rule,
    beside,
    none_due_rows,
    run,
)
from .table import Row, ratio_row

MODEL, METHOD = "medspa.enrollment", "_cron_follow_up"
# open inquiries of the past, the last ones, reached by email
FORGET = """
    DELETE FROM mail_activity WHERE res_model = 'crm.lead' AND summary IS NOT NULL;
    DELETE FROM medspa_touch WHERE enrollment_id IS NOT NULL;
    DELETE FROM medspa_enrollment
"""
ADDRESSES = """
    UPDATE crm_lead SET email_from = 'p' || id || '@patient.example',
                        email_normalized = 'p' || id || '@patient.example'
     WHERE id IN (SELECT id FROM crm_lead WHERE active AND won_status = 'pending'
                ORDER BY id DESC LIMIT %s)
"""
MAKE_DUE = """
    INSERT INTO medspa_enrollment (lead_id, cadence_id, step_id, state, started_at,
                                   last_at, next_at)
    SELECT lead.id, step.cadence_id, step.id, 'running', now, now, now
      FROM medspa_cadence_step step,
           date_trunc('second', now() AT TIME ZONE 'UTC' - interval '1 second') now,
           (SELECT id FROM crm_lead WHERE active AND won_status = 'pending'
          ORDER BY id DESC LIMIT %s) lead
     WHERE step.cadence_id = %s
"""
TAKEN = """
    SELECT count(*) FROM medspa_touch touch
      JOIN medspa_enrollment enrollment ON enrollment.id = touch.enrollment_id
     WHERE touch.state = %s OR (touch.channel = 'call' AND touch.state <> 'skipped')
"""


def rows(ours: Side, bare: Side, quick: bool):
    few, many = (3_000, 30_000) if quick else (10_000, 1_000_000)
    due = 50 if quick else DUE
    with database.copied() as db, FakeSmtp() as mailbox:
        config["smtp_server"], config["smtp_port"] = "127.0.0.1", mailbox.port
        config["email_from"] = "desk@practice.example"
        small = Side("small", db, True)
        for side, amount in ((small, few), (ours, many), (bare, many)):
            history.fill_up(side, amount)
        add_rule(bare)
        for channel in ("call", "email"):
            plans = {side.name: make_plan(side, channel) for side in (small, ours)}
            yield from _due(ours, small, plans, channel, due, quick)
        yield from _none_due(ours, bare, quick)


def make_plan(side, channel):
    """A plan of one step, which may leave at any hour; return its id."""
    with side.env() as env:
        env["res.company"].browse(side.practice["company"]).medspa_sending = True
        ready = env.ref("medspa_speed_to_lead.cadence_new_inquiry")
        template = ready.step_ids.email_template_id[-1:]
        step = {"channel": channel, "delay": 0, "delay_unit": "minutes"}
        if channel == "email":
            step["email_template_id"] = template.id
        return (
            env["medspa.cadence"]
            .create(
                {
                    "name": f"Bench {channel}",
                    "hold_until_tried": False,
                    "step_ids": [(0, 0, step)],
                }
            )
            .id
        )


def follow_up(side, plans, channel, due) -> Sample:
    sample = run(
        *(side, MODEL, METHOD),
        *((FORGET,), (ADDRESSES, due), (MAKE_DUE, due, plans[side.name])),
    )
    with database.connected(side.db) as cursor:
        cursor.execute(TAKEN, ["sent"])
        (taken,) = cursor.fetchone()
    if taken != due:
        raise RuntimeError(f"{taken} {channel} steps of {due} were taken")
    return sample


def _due(ours, small, plans, channel, due, quick):
    work = f"follow-up, {due:,} due: {channel}"
    growth = interleave(
        work,
        partial(follow_up, ours, plans, channel, due),
        partial(follow_up, small, plans, channel, due),
        1 if quick else 3,
    )
    yield ratio_row(f"{work}, {beside(ours, small)}", growth, 1.2)
    yield _throughput_row(work, growth, due)


def _throughput_row(work, growth: Comparison, due):
    sample = middle(growth.ours)
    return Row(
        f"{work}: each",
        f"{sample.ms / due:.1f} ms",
        "-",
        f"{due / sample.ms * 1000:.0f} a second, {sample.queries / due:.1f} queries",
        "",
        None,
    )


def _none_due(ours, bare, quick):
    comparison = interleave(
        "follow-up, none due",
        partial(run, ours, MODEL, METHOD, (END_TOUCHES,), (FORGET,)),
        partial(run, bare, "base.automation", RULE_METHOD, (RULE_CLEAR,)),
        3 if quick else 15,
        warm_up=2,
    )
    work = f"follow-up, none due, {history.count(ours):,} inquiries"
    yield from none_due_rows(work, comparison)
