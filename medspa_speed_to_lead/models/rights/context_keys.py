"""All keys of ours in a context, and what each may do.

A context comes with a request: whoever calls by RPC chooses it, and it follows into
what is done with full rights. So a key never gives a right by being there. Three kinds:

``MARK``
    says how something comes about. It holds the value :data:`OURS`, which no request
    can send, and counts for nothing with any other.
``ASKS``
    says what the user asks for, like an argument: it is checked as an argument is.
``SHOWS``
    changes what is shown, of what the user may read anyway.

A key that is not in this list fails a test.
"""

from enum import Enum, unique


@unique
class _Mark(Enum):
    """What comes in by JSON or XML-RPC is text, a number, a list or a mapping."""

    OURS = "set by the addon itself"


OURS = _Mark.OURS
MARK, ASKS, SHOWS = "mark", "asks", "shows"

KEYS = {
    # no person writes what is written now: a server action does
    "medspa_automatic": MARK,
    # this email is an automatic reply
    "medspa_auto_reply": MARK,
    # the facts of a meeting are being written, of merged inquiries for the second
    "medspa_link": MARK,
    "medspa_merging": MARK,
    # hours are being changed: deadlines are planned anew after the last write
    "medspa_hours_change": MARK,
    # the event or email comes from a mystery: it joins nobody's inquiry
    "medspa_mystery": MARK,
    # an email goes on with this inquiry instead of making one
    "medspa_goes_on": MARK,
    # this message opens the inquiry
    "medspa_opens": MARK,
    # the job has come round to this event again
    "medspa_last_try": MARK,
    # a card is duplicated: nobody raised a hand
    "medspa_copied": MARK,
    # a person chose the stages of the team: it gets no others
    "medspa_stages_chosen": MARK,
    # somebody said so themselves: a line of the ledger says it already
    "medspa_said": MARK,
    # the lines of a file of costs that were read already
    "medspa_spend_told": ASKS,
    # who pressed Send: counts only if it is the present user
    "medspa_released_by": ASKS,
    # why a manager moves an inquiry all the same: only theirs counts, and is logged
    "medspa_stage_override": ASKS,
    # the plan to begin, which the user must be able to read
    "medspa_cadence_id": ASKS,
    # rules that led here, so that none runs in a circle: only a tuple counts, and what
    # comes in by a request is a list
    "medspa_stage_rules": MARK,
    # another moment, policy or meeting for the words of a message
    "medspa_now": SHOWS,
    "medspa_policy_id": SHOWS,
    "medspa_event_id": SHOWS,
    "medspa_text": SHOWS,
    # which screen asks, for which inquiry
    "medspa_inquiry_id": SHOWS,
    "medspa_desk": SHOWS,
    "medspa_from_form": SHOWS,
    "medspa_open_at_once": SHOWS,
    "medspa_show_away": SHOWS,
}


def is_ours(record, key):
    """Say whether the addon itself has set a mark in the context of a record."""
    return record.env.context.get(key) is OURS
