"""An answer on an inquiry that waited for 60 days against the same save in plain Odoo.

Plain Odoo is told to move the card where ours moves it by itself: that is the work of
a stage change, not of a clock.
"""

from collections.abc import Callable

from tests.harness import database

from .creation import _numbers, lead_values
from .databases import Side
from .measure import Sample, block, interleave, watch
from .table import queries_row, ratio_row

AGE = "60 days"
CONTACTS = 60  # so many calls and notes lie between the two
OLD = "UPDATE crm_lead SET create_date = create_date - %(age)s::interval WHERE {leads}"
NOTES = """
    INSERT INTO mail_message (model, res_id, message_type, subtype_id, author_id, body,
                              date, create_date, is_internal)
    SELECT 'crm.lead', crm_lead.id, 'comment', note.res_id, 1, '<p>Nobody at home</p>',
           moment, moment, true
      FROM crm_lead, ir_model_data note,
           generate_series(now() AT TIME ZONE 'UTC' - %(age)s::interval,
                           now() AT TIME ZONE 'UTC',
                           %(age)s::interval / %(contacts)s) moment
     WHERE {leads} AND note.module = 'mail' AND note.name = 'mt_note'
"""
CALLS = """
    INSERT INTO medspa_touch (lead_id, direction, performer, user_id, channel, purpose,
                              state, outcome, occurred_at)
    SELECT crm_lead.id, 'out', 'person', user_id, 'call', 'reply', 'done',
           'no_answer', moment
      FROM crm_lead,
           generate_series(now() AT TIME ZONE 'UTC' - %(age)s::interval,
                           now() AT TIME ZONE 'UTC',
                           %(age)s::interval / %(contacts)s) moment
     WHERE {leads}
"""
# it was not the system that was late
NOT_LATE = """
    UPDATE medspa_response_cycle SET late_arrival = false, missed_by_id = NULL
      FROM crm_lead WHERE lead_id = crm_lead.id AND {leads}
"""


class Desk:
    """The inquiries of one side, answered one after the other by their owner."""

    def __init__(self, side: Side, amount: int):
        self.side = side
        self.owner = side.practice["users"][0]
        self.lead_ids = self._received_long_ago(amount)
        self._queue = []

    def _received_long_ago(self, amount):
        with self.side.env() as env:
            leads = env["crm.lead"].create([self._values(env) for _ in range(amount)])
            self.next_stage_id = _next_stage(leads[0]).id
            lead_ids = leads.ids
        statements = [OLD, NOTES, *([CALLS, NOT_LATE] if self.side.with_addon else [])]
        values = {"ids": lead_ids, "age": AGE, "contacts": CONTACTS}
        with database.connected(self.side.db) as cursor:
            for statement in statements:
                cursor.execute(
                    statement.format(leads="crm_lead.id = ANY(%(ids)s)"), values
                )
            cursor.execute("VACUUM ANALYZE")
        return lead_ids

    def _values(self, env):
        values = lead_values(self.side, next(_numbers)) | {"user_id": self.owner}
        contact = env["res.partner"].create(
            {"name": values["contact_name"], "email": values["email_from"]}
        )
        values["partner_id"] = contact.id
        if self.side.with_addon:
            env.cr.execute(
                "SELECT (now() AT TIME ZONE 'UTC')::timestamp(0) - %s::interval", [AGE]
            )
            (values["intake_received_at"],) = env.cr.fetchone()
        return values

    def all_wait(self):
        """Everybody waits: for the first answer, or because they wrote again."""
        self._queue = list(self.lead_ids)
        if not self.side.with_addon:
            return
        with self.side.env() as env:
            for lead in env["crm.lead"].browse(self.lead_ids):
                if not lead.response_waiting_since:
                    lead._register_touch({"direction": "in", "channel": "email"})

    def answer(self, act: Callable, moves: bool) -> Sample:
        """One save of the owner, the commit included."""
        with self.side.env() as env:
            lead = env["crm.lead"].with_user(self.owner).browse(self._queue.pop())
            with watch(env.cr) as sample:
                act(lead)
                if moves and not self.side.with_addon:
                    lead.stage_id = self.next_stage_id
                env.cr.commit()
            self._check(lead)
        return sample

    def _check(self, lead):
        """Nobody waits any more, and the card stands where it stands in the other."""
        if lead.stage_id.id != self.next_stage_id or (
            self.side.with_addon and lead.response_waiting_since
        ):
            raise RuntimeError(f"{self.side.name}: {lead.display_name} is not answered")


def _next_stage(lead):
    """The stage of an answered inquiry: Contacted, or the second of plain Odoo."""
    stages = lead.env["crm.stage"]
    if hasattr(stages, "_ids_of_milestone"):
        return stages.browse(stages._ids_of_milestone(lead.team_id.id, "contacted")[0])
    return stages.search([], order="sequence, id")[1]


def write(lead):
    lead.message_post(
        body="Dear patient, Friday at ten is free.",
        partner_ids=lead.partner_id.ids,
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
    )


def call(lead):
    """Bare Odoo knows no calls: whoever made one leaves a note."""
    if hasattr(lead, "action_log_call"):
        lead.action_log_call("connected")
    else:
        lead._message_log(body="Called: connected")


def rows(ours: Side, bare: Side, quick: bool):
    rounds, times = (2, 3) if quick else (12, 6)
    for act, work, at_most in (
        (write, "message that answers after 60 days", 1.5),
        (call, "call that answers after 60 days", None),
    ):
        desks = [Desk(side, (rounds + 1) * times) for side in (ours, bare)]
        yield from _compared(desks, act, True, rounds, times, work, at_most)
        yield from _compared(
            desks, act, False, rounds, times, f"{work.split()[0]} that answers again"
        )


def _compared(desks, act, moves, rounds, times, work, at_most=None):
    for desk in desks:
        desk.all_wait()
    one, other = (
        lambda desk=desk: block(lambda: desk.answer(act, moves), times)
        for desk in desks
    )
    comparison = interleave(work, one, other, rounds)
    yield ratio_row(work, comparison, at_most)
    yield queries_row(f"{work}: queries", comparison)
