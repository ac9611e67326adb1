"""Whether a follow-up plan waits for its practice before its next step.

Until a person has tried to reach them no automatic message of a plan leaves: it is the
practice that is late, not the patient who is silent. Calls go on, for they are how a
person tries; one that is open is made before anything else comes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

UNTRIED, CALL_OPEN = "untried", "call"
WAITS_FOR = [
    (UNTRIED, "Somebody to try to reach them"),
    (CALL_OPEN, "An open call"),
]
# for so long an open call holds what comes after it
_CALL_HOLDS = timedelta(hours=24)


@dataclass(frozen=True)
class Hold:
    """What a plan waits for.

    :param why: :data:`UNTRIED` or :data:`CALL_OPEN`.
    :param until: when it waits no longer, whatever happens; ``None``: until a person
        does something.
    """

    why: str
    until: datetime | None = None


def hold(
    now: datetime, is_call: bool, was_tried: bool, call_open_since: datetime | None
) -> Hold | None:
    """Return what a step that is due waits for, ``None``: for nothing.

    :param is_call: the step is a call; a message, or the end of the plan, else.
    :param was_tried: a person tried to reach them since they last wrote.
    :param call_open_since: when the plan's open call became a task, if one is open.
    """
    if not is_call and not was_tried:
        return Hold(UNTRIED)
    if call_open_since and now < call_open_since + _CALL_HOLDS:
        return Hold(CALL_OPEN, call_open_since + _CALL_HOLDS)
    return None
