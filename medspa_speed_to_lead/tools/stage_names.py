"""What the stages of a practice probably mean, from the names that it gave them."""

import re

# The first line that fits decides, so the clearer words stand first: "not contacted"
# is no contact, "consult lost" is lost. Words are the beginnings of words.
_WORDS = [
    ("lost", "lost|dead|junk|spam|disqualif|unqualif|not interested|declin|reject"),
    ("new", "not contacted|uncontacted|untouched|not called|to call|to contact"),
    (
        "no_response",
        "no response|no reply|no answer|ghost|unrespons|unreach|not reached|"
        "never answered|left voicemail|gone quiet|silent|stopped answering",
    ),
    ("", "no show|noshow|missed|cancel|consult done|consult complete|attended|showed"),
    ("won", "won|sold|converted|paid|purchas|bought|treated|became|member|client"),
    ("consultation", "consult|appointment|appt|booked|scheduled|visit"),
    (
        "nurture",
        "nurtur|later|long term|on hold|paused|not now|not ready|cold|re engage|"
        "reactivat|thinking|waitlist|wait list",
    ),
    (
        "contacted",
        "contacted|in touch|in contact|spoke|talk|reached|answered|engaged|replied|"
        "connected|conversation|in progress|working",
    ),
    ("new", "new|inquir|enquir|inbound|incoming|fresh|raw|open|lead"),
]
_PATTERNS = [(milestone, re.compile(rf"\b(?:{words})")) for milestone, words in _WORDS]


def propose(stages):
    """Return a milestone, or an empty string, for each stage of a team.

    Each milestone is proposed once, for the first that fits. The stage that Odoo calls
    won is Won whatever its name, and where none is New the first one is.

    :param stages: ``[(name, is it Odoo's won stage), ...]`` in their order.
    """
    milestones = []
    for name, is_won in stages:
        meant = "won" if is_won else _meaning(name)
        # a stage named Won in which Odoo wins nothing is not won
        is_new_word = meant not in milestones and (meant != "won" or is_won)
        milestones.append(meant if is_new_word else "")
    if "new" not in milestones and milestones and not milestones[0]:
        milestones[0] = "new"
    return milestones


def _meaning(name):
    words = re.sub(r"[\W_]+", " ", name.lower()).strip()
    for milestone, pattern in _PATTERNS:
        if pattern.search(words):
            return milestone
    return ""
