"""What a label means: whose name, which address, the wish, a consent, or nothing.

:func:`meaning` looks at the words beside a field, then at its other names, then at
what it stands in. It never looks at the value: see :mod:`card`.
"""

import re
from dataclasses import replace
from functools import lru_cache

from ..spam_signs import TREATMENT
from .consent import labels as labels_consent
from .words import known, phrases, whose
from .words.spelling import words

_ID = re.compile(
    r"[a-z]{0,12}[_-]?[0-9a-f]{4,40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
_ADDRESSES = ("phone", "email", "contact")
_NAMES = ("name", "first_name", "last_name")
_CONSENTS = ("sms_consent", "email_consent", "consents")
_IN_BRACKETS = re.compile(r"(.{1,100})\[([^\[\]]{1,100})\]")
_KEYS = re.compile(r"([^\[\]\s]{1,100})((?:\[[^\[\]\s]{1,100}\])+)")
_IN_A_KEY = re.compile(r"\[([^\[\]]+)\]")
_PARTS_OF_NAMES = {"fname": "first_name", "firstname": "first_name"}
_PARTS_OF_NAMES |= {"lname": "last_name", "lastname": "last_name"}
_SENTENCE = 4  # words from which on a label is read by its words, not as a phrase


def _squeezed_words(said):
    """Return words without filling ones and blanks; all of them if only those."""
    told = [word for word in said if word not in known.FILLING]
    return "".join(told or said)


def _table(phrases_by_meaning):
    """Return ``{letters: meaning}``; what is written out goes before what is short."""
    listed = [
        (phrase, meaning)
        for meaning, written in phrases_by_meaning.items()
        for phrase in written.split(",")
    ]
    table = {}
    for squeeze in ("".join, _squeezed_words):
        for phrase, meaning in listed:
            table.setdefault(squeeze(words(phrase)), meaning)
    return table


_PHRASES = _table(
    {
        **phrases.PHRASES,
        **phrases.ALONE,
        **{name: name.replace("_", " ") for name in phrases.CLICK_IDS},
        **{f"click {name}": said for said, name in phrases.CLICK_ID_NAMES.items()},
    }
)
_PARTS = {place: _table(parts) for place, parts in phrases.PARTS.items()}
_UTM_PARTS = _table(phrases.UTM_PARTS)
_TRAPS = {"".join(words(trap)) for trap in phrases.TRAPS.split(",")}
_TECHNICAL = _table({"technical": phrases.TECHNICAL})


def is_unlabelled(label):
    """Say whether a label says nothing: ``field_3``, ``q12``, ``070f24a``."""
    said = [word for word in words(label) if not word.isdigit()]
    return all(word in known.NO_LABEL for word in said) or bool(
        re.search(r"\d", label) and _ID.fullmatch(label.strip().lower())
    )


def is_question(label):
    """Say whether a key is what was asked, and not only a place: "fields", "0"."""
    said = [word for word in words(label) if not word.isdigit()]
    return not is_unlabelled(label) and not set(said) <= known.HOLDERS


def is_trap(label, within):
    """Say whether no person sees a field of this name."""
    if found := _IN_BRACKETS.fullmatch(label):
        label, within = found[2], (found[1],)
    if label.strip().lower() in phrases.HIDDEN:
        return True
    squeezed = "".join(words(label))
    return squeezed in _TRAPS or (squeezed == "hp" and within[-1:] == ("wpforms",))


def is_of_submission(label):
    """Say whether a moment is that of writing, beyond doubt."""
    return bool(set(words(label)) & known.SUBMITTED)


def is_of_page(label):
    """Say whether a field holds words of a page: its title, its policy."""
    said = set(words(label))
    return bool(said & {"privacy", "policy", "terms"} or {"page", "title"} <= said)


def is_of_visit(label, text):
    """Say whether a scheduler's "type" names a treatment: "Lip Filler Consult"."""
    return words(label) == ("type",) and bool(TREATMENT.search(text.casefold()))


def is_of_tick(label):
    """Say whether a field says whether a box is ticked."""
    return bool(set(words(label)) & {"checked", "granted", "agreed", "ticked"})


def is_copy(label):
    """Say whether a field repeats words that stand beside a box or button."""
    said = words(label)
    is_text = said[-1:] == ("text",) and set(said) & {"tcpa", "checkbox", "legal"}
    return bool(is_text or set(said) & known.COPIES)


def is_of_browser(label):
    """Say whether a form adds a field of this name by itself: "User agent"."""
    return bool(set(words(label)) & known.BROWSER)


def meaning(said):
    """Return what a field means, ``""`` where its names do not tell.

    :param Said said: see :mod:`shapes`.
    :return: a key of :data:`words.phrases.PHRASES` or of its parts, ``consents`` for
        texts and emails together, ``trap``, ``technical``, or the name of a click id.
    """
    if is_trap(said.label, said.within):
        return "trap"
    if found := _KEYS.fullmatch(said.label):  # "item_meta[6][first]"
        folders = _IN_A_KEY.findall(found[2])
        within = (*said.within, found[1], *folders[:-1])
        return meaning(replace(said, label=folders[-1], within=within))
    for label in (said.label, *said.names):
        found = _in_place(label, said.within) or of_label(label)
        if found == "note":  # "I agree" within the question what to
            around = _by_place(said)
            return around if around in _CONSENTS else found
        if found:
            return found
        if any(map(is_trap, said.names, [()] * len(said.names))):
            return "trap"
    return _by_place(said)


def _in_place(label, within):
    """Return what a part means by what it stands in: "first" of a name."""
    squeezed = "".join(words(label))
    if squeezed in ("first", "last"):
        place = set(words(within[-1])) - known.NO_LABEL if within else set()
        if {one for one in place if not one.isdigit()} <= known.PERSONS:
            return f"{squeezed}_name"
    if not within:
        return ""
    place = "".join(words(within[-1]))
    if place in known.UTM_PLACES and squeezed in _UTM_PARTS:
        return _UTM_PARTS[squeezed]
    around = of_label(within[-1])
    if around in ("first_name", "last_name"):
        around = "" if squeezed in _PHRASES else around
        return around if squeezed in ("value", "text", "0") else ""
    if around in _PARTS:
        return _PARTS[around].get(squeezed, "")
    if around == "message":  # what is called "body" may hold a whole form
        return around if squeezed in ("text", "value") else ""
    if around in ("treatment", "location", "channel", "utm_campaign", "page"):
        return around if squeezed in ("name", "title", "label", "text", "value") else ""
    return ""


def _by_place(said):
    """Return the meaning of what a nameless field stands in."""
    if not said.within:
        return ""
    around = of_label(said.within[-1])
    is_nameless = is_unlabelled(said.label) or not said.label
    if around in _CONSENTS:
        holds = is_nameless or labels_consent.holds_one(words(said.label))
        is_wording = set(words(said.label)) & known.WORDING
        return around if holds else "consent_text" if is_wording else "note"
    if around in ("phone", "email"):
        return around
    return around if is_nameless and around not in ("technical", "contact") else ""


@lru_cache(maxsize=4096)
def of_label(label):
    """Return what a label means by itself, ``""`` where it does not tell."""
    said = words(label)
    if not said:
        return ""
    whole, squeezed = "".join(said), _squeezed_words(said)
    if whole in _TECHNICAL and whole not in _PHRASES:
        return "technical"
    if labels_consent.is_setting(label, said):
        return "note"
    found = _PHRASES.get(whole) or _PHRASES.get(squeezed) or _PHRASES.get(_core(said))
    if found in _ADDRESSES and whose.is_practices(said):
        return "note"
    if found == "consent_text" and "to" in said:
        found = ""  # "Do you consent to text?"
    if found:
        return found.removeprefix("click ")
    bare = whose.without_reason(label)
    if bare != label and (found := of_label(bare)) in (*_ADDRESSES, *_NAMES):
        return found
    if is_unlabelled(label):
        return ""
    if said[-1] in known.OF_IDS and " " not in label.strip():
        return "technical"
    if refused := labels_consent.refused(said):
        return refused
    if whose.is_destination(said) and _which_address(set(said)):
        return "note"
    return labels_consent.asked(label, words) or _by_words(set(said), said)


def _core(said):
    """Return the words between those that only say that it is a field of a form."""
    start, end = 0, len(said)
    while start < end - 1 and said[start] in known.BEFORE:
        start += 1
    while end > start + 1 and said[end - 1] in known.BEHIND:
        end -= 1
    core = said[start:end]
    # "form name" is the form's own
    return "" if said[:start] == ("form",) else "".join(core)


def _by_words(said, in_order):
    """Return the meaning of a longer label by the words in it."""
    if whose.is_others(in_order):
        return "note"
    if "utm" in said:
        found = [_UTM_PARTS[word] for word in in_order if word in _UTM_PARTS]
        return found[0] if found else ""
    if said & known.NUMBER and said & known.CALL:
        return "note" if whose.is_practices(in_order) else "phone"
    is_asking = len(in_order) > _SENTENCE
    if not said & known.NOT_AN_ADDRESS:
        found = _which_address(said)
        if found:
            return "note" if whose.is_practices(in_order) else found
    if part := next((_PARTS_OF_NAMES[w] for w in in_order if w in _PARTS_OF_NAMES), ""):
        return part
    if said & known.NAME and not said & known.TREATMENT:
        if whose.is_persons_name(in_order):
            return _which_name(said)
        return "" if said & known.LOCATION else "note"
    for meaning, marks in (
        ("wish", known.WISH),
        ("treatment", known.TREATMENT),
        ("location", known.LOCATION),
        ("message", known.MESSAGE),
    ):
        if said & marks and not (said & known.PREFERENCE and meaning == "message"):
            if is_asking or not said & known.THINGS:
                return meaning
    return ""


def _which_address(said):
    has_email = said & known.EMAIL or ("e" in said and "mail" in said)
    if has_email and said & known.PHONE:
        return "contact"
    return "email" if has_email else "phone" if said & known.PHONE else ""


def _which_name(said):
    if said & {"first", "given", "pila"} and not said & {"last"}:
        return "first_name"
    if said & {"last", "family", "sur"} and not said & {"first"}:
        return "last_name"
    if said & {"middle"}:
        return "middle_name"
    return "name"


def consent(text):
    """Return the consent that a text speaks of, ``""`` for none to texts or emails."""
    found = labels_consent.asked(text, words)
    return "" if found == "note" else found
