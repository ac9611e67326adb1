"""Writing what is none of our business, and teams that never switched it on."""

from .creation import _numbers, lead_values
from .databases import Side
from .measure import Sample, block, interleave, watch
from .table import queries_row, ratio_row

BATCH = 500


class Writer:
    """One write on leads that are there, the commit included."""

    def __init__(self, side: Side, amount: int, switched_on: bool):
        self.side = side
        with side.env() as env:
            plain = {} if switched_on else {"team_id": side.practice["plain_team"]}
            owner = side.practice["users"][0]
            values = [
                {**lead_values(side, next(_numbers)), "user_id": owner, **plain}
                for _ in range(amount)
            ]
            self.ids = env["crm.lead"].create(values).ids

    def write(self, **values) -> Sample:
        with self.side.env() as env:
            leads = env["crm.lead"].browse(self.ids)
            with watch(env.cr) as sample:
                leads.write(values)
                env.cr.commit()
        return sample

    def write_reference(self) -> Sample:
        return self.write(referred=f"friend {next(_numbers)}")

    def assign(self) -> Sample:
        users = self.side.practice["users"]
        return self.write(user_id=users[next(_numbers) % 2])


def create_plain(side: Side) -> Sample:
    """Create one lead in a team without the switch."""
    with side.env() as env:
        values = {
            **lead_values(side, next(_numbers)),
            "team_id": side.practice["plain_team"],
            "user_id": side.practice["users"][0],
        }
        for name in ("treatment_ids", "intake_source_id"):
            values.pop(name, None)
        with watch(env.cr) as sample:
            env["crm.lead"].create(values)
            env.cr.commit()
    return sample


def rows(ours: Side, bare: Side, quick: bool):
    rounds = 4 if quick else 25
    yield from _write_rows(ours, bare, rounds, 1, "write another field", True)
    yield from _write_rows(
        ours, bare, 4 if quick else 15, BATCH, "write another field of 500", True
    )
    yield from _compared(
        "team without the switch: create",
        lambda: create_plain(ours),
        lambda: create_plain(bare),
        rounds,
    )
    yield from _write_rows(
        ours, bare, rounds, 1, "team without the switch: write", False
    )
    one, other = (Writer(side, 1, switched_on=False) for side in (ours, bare))
    yield from _compared(
        "team without the switch: assign", one.assign, other.assign, rounds
    )


def _write_rows(ours, bare, rounds, amount, work, switched_on):
    one, other = (Writer(side, amount, switched_on) for side in (ours, bare))
    yield from _compared(work, one.write_reference, other.write_reference, rounds)


def _compared(work, take, take_bare, rounds):
    comparison = interleave(
        work, lambda: block(take, 12), lambda: block(take_bare, 12), rounds
    )
    yield ratio_row(work, comparison, 1.05)
    yield queries_row(f"{work}: queries", comparison, 0)
