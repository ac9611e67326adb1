"""Creating inquiries: owner, clock, first messages against a lead with an owner."""

from itertools import count

from .databases import Side
from .measure import Sample, block, interleave, watch
from .table import queries_row, ratio_row

BATCH = 500
_numbers = count(1)


def lead_values(side: Side, number: int) -> dict:
    """What the intake makes of a form; bare Odoo is told the owner."""
    ids = side.practice
    values = {
        "name": f"Patient {number}",
        "type": "opportunity",
        "contact_name": f"Patient {number}",
        "email_from": f"patient{number}@patient.example",
        "phone": f"+1 512-{2_000_000 + number % 8_000_000}",
        "description": "Do you have time on Friday?",
        "team_id": ids["team"],
        "company_id": ids["company"],
    }
    if not side.with_addon:
        return {**values, "user_id": ids["users"][number % 2]}
    return {
        **values,
        "user_id": False,
        "treatment_ids": [(6, 0, [ids["treatment"]])],
        "intake_source_id": ids["source"],
    }


def create(side: Side, amount: int) -> Sample:
    """Create so many in one call; the commit is part of it."""
    with side.env() as env:
        # what every request has loaded before it comes to its own work
        env["crm.team"].browse(side.practice["team"]).company_id.mapped("name")
        values = [lead_values(side, next(_numbers)) for _ in range(amount)]
        with watch(env.cr) as sample:
            env["crm.lead"].create(values)
            env.cr.commit()
    return sample


def check_first_messages(side: Side):
    """What is measured must be the whole: an email and a text wait to be sent."""
    create(side, 1)
    with side.env() as env:
        lead = env["crm.lead"].search([], order="id DESC", limit=1)
        planned = lead.touch_ids.filtered(lambda touch: touch.state == "planned")
        if sorted(planned.mapped("channel")) != ["email", "sms"]:
            raise RuntimeError(f"the inquiry plans {planned.mapped('channel')}")


def rows(ours: Side, bare: Side, quick: bool):
    check_first_messages(ours)
    rounds = 3 if quick else 12
    one = interleave(
        "create one",
        lambda: block(lambda: create(ours, 1), 8),
        lambda: block(lambda: create(bare, 1), 8),
        rounds,
    )
    yield ratio_row("create one inquiry with acknowledgement", one, 1.5)
    yield queries_row("create one inquiry with acknowledgement: queries", one, 10)
    many = interleave(
        "create 500",
        lambda: create(ours, BATCH).per(BATCH),
        lambda: create(bare, BATCH).per(BATCH),
        1 if quick else 4,
    )
    yield ratio_row("create 500 with acknowledgement in one call, each", many, 1.3)
    yield queries_row("create 500 with acknowledgement: queries each", many, 3)
