"""Whose a name or an address is, by the words beside it: the patient's or another's.

An email or a phone of the practice that is taken for the patient's makes the practice
answer to itself.
"""

import re

from . import known
from .spelling import words

# whose address it is with one of them: the practice's, and nobody else's
_PRACTICE = set(
    "our clinic location branch studio store support notification notifications notify "
    "receiver destination forward forwarding desk toll website site dealer nuestro "
    "nuestra clinica sucursal sede ubicacion consultorio destinatario".split()
)
_ADDRESSES = known.EMAIL | known.PHONE | known.NUMBER
# it may be the patient's as well: taken where no other is named
_PERHAPS = set(
    "from sender office business account organizer work secondary second alternate "
    "alternative other 2 home daytime day evening trabajo otro casa".split()
)
# "a number where our nurse can reach you": who asks, not whose it is
_ASKING = re.compile(
    r"\b(?:call|reach|text|contact|email|message|notify|send|back|respond|reply|with)"
    r" (?:to )?you\b|\b(?:te|le) (?:llam|contact|escrib|envi|mand)"
)
_STAFF = set(
    "spa salon medspa practice staff team provider practitioner doctor physician nurse "
    "injector stylist manager rep representative specialist medico".split()
)
# "Phone (our team will call you)": why it is asked
_REASON = re.compile(
    r"[(\[][^()\[\]]{0,200}\b(?:we|us|our|will|well|we'll)\b[^()\[\]]{0,200}[)\]]", re.I
)
# "name of the person", "patient's name"; of anything else it is that thing's
_PERSONS = set(
    "person patient client customer guest visitor lead contact user member participant "
    "subscriber applicant attendee invitee respondent caller requester submitter buyer "
    "prospect candidate student model bride persona paciente cliente usuario "
    "solicitante contacto invitado titular".split()
)
_OF = set("of de del".split())
_KINDS_OF_NAMES = set(
    "full legal complete first last middle given family sur real birth true preferred "
    "nick display whole best fore and contact completo legal whats my on as".split()
)
_EXPLICIT = set("your full legal complete patient paciente completo first last".split())
_BY_WHICH_ONE_GOES = set(
    "preferred nick nickname display goes go called call apodo".split()
)
# what has a name and is no person, beside those that forms and tools speak of
_THINGS = known.THINGS | set(
    "medication medications medicine medicines drug drugs supplement allergy allergies "
    "medicamento medicamentos alergia city ciudad street calle school escuela surgery "
    "cirugia coupon promo product products brand county country state diagnosis "
    "condition hospital clinic location branch office studio store spa service "
    "services hear heard previous former anterior hotel building".split()
)
# a form or an event may hold what the person said; a page or a campaign does not
_OWNERS = known.THINGS - set("form forms event account tracking source session".split())
_PLACES = set("location clinic branch store studio office sucursal sede".split())


def without_reason(label):
    """Return a label without what it says of why it is asked."""
    return _REASON.sub(" ", label) if "(" in label or "[" in label else label


def is_others(in_order):
    """Say whether words name somebody or something else than who writes."""
    said = set(in_order) | {word.removesuffix("s") for word in in_order}
    others = said & known.OTHERS
    if others and others <= _STAFF | {"doctors"} and _is_asking(in_order):
        return False
    return bool(others)


def _is_asking(in_order):
    return bool(_ASKING.search(" ".join(in_order)))


def is_practices(in_order):
    """Say whether an address is the practice's own: "our phone", "to email".

    The word for it stands beside that for the address: "Email for our news" is the
    patient's.
    """
    if is_destination(in_order):
        return True
    place = next((n for n, w in enumerate(in_order) if w in _ADDRESSES), None)
    if place is None or _is_asking(in_order):
        return False
    behind = in_order[place + 1 :]
    of = next((n for n, word in enumerate(behind) if word in _OF), len(behind))
    owners = {*in_order[max(0, place - 2) : place], *behind[of + 1 : of + 4]}
    if len(in_order) == 2:  # "phone_clinic"
        owners.update(in_order)
    return bool(owners & _PRACTICE)


def is_destination(in_order):
    """Say whether an address is where a tool sends the form: "send_to_email"."""
    said = set(in_order)
    if len(in_order) > 3 or said & {"reply", "respond"}:
        return False
    return "to" in (in_order[0], in_order[-1]) or {"send", "to"} <= said


def is_persons_name(in_order):
    """Say whether a label with "name" in it asks for a person's."""
    said = set(in_order)
    if said & _THINGS:
        return False
    place = next(n for n, word in enumerate(in_order) if word in known.NAME)
    behind = in_order[place + 1 :]
    if behind[:1] and behind[0] in _OF:
        of_what = set(behind[1:]) - known.FILLING
        return not of_what or bool(of_what & _PERSONS)
    return True


def doubt(meaning, label):
    """Return how doubtful it is that what a label asks for is the patient's own.

    :return: 0 where nothing is said against it, more for what comes after the others.
    """
    in_order = words(label)
    said = set(in_order)
    if meaning in ("phone", "email", "contact"):
        return 1 if said & _PERHAPS else 0
    if meaning == "name":
        return 2 if said & _BY_WHICH_ONE_GOES or _is_of_something(in_order) else 0
    return 0


def _is_of_something(in_order):
    """Say whether "name" stands behind a word that is no kind of name and no person."""
    place = next((n for n, word in enumerate(in_order) if word in known.NAME), 0)
    before = in_order[place - 1] if place else ""
    is_known = before in _PERSONS | _KINDS_OF_NAMES | known.FILLING | known.BEFORE
    return len(before) > 3 and not is_known


def is_explicit(label):
    """Say whether a label asks for a name beyond doubt; a form has a "name", too."""
    return bool(set(words(label)) & _EXPLICIT)


def names_another(label):
    """Say whether words name somebody else: "Emergency contact"."""
    return bool(set(words(label)) & known.OTHERS)


def is_of_another(within):
    """Say whether a field belongs to somebody or something else than who writes.

    :return: 2 for a thing or another person, 1 for who perhaps is the same, else 0.
    """
    worst = 0
    for place in within:
        said = set(words(place))
        if said & known.HOLDERS:
            continue
        if said & known.PERHAPS and not said & known.OTHERS:
            worst = max(worst, 1)
        elif said & known.OTHERS or (len(said) < 3 and said & (_OWNERS | _PLACES)):
            worst = 2
    return worst
