"""What a form says of consent: agreed, refused or nothing, and in which words."""

from .. import opt_out
from . import labels
from .consent.refusals import refuses
from .fields import CONSENTS
from .person import filled
from .words.phrases import CLICK_IDS

_NO_WORDS = {
    *("consent_text", "technical", "page", "referrer", *CLICK_IDS),
    *("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"),
}
_FEW = 5  # words: nothing is said besides
_MESSAGES = ("message", "wish")
_REFUSAL_BOXES = {"sms": "no_texts", "email": "no_emails"}


def consents_of(fields):
    """Return both consents and their wording.

    A refusal holds against an agreement in another box.
    """
    found, wording = {}, ""
    for meaning, channel in zip(CONSENTS, ("sms", "email"), strict=False):
        asked = [one for one in fields if one.meaning in (meaning, "consents")]
        told = _told(asked, channel)
        said = {*told} - {None}
        if _is_refused(fields, channel):
            said.add(False)
        found[meaning] = False if False in said else True if said else None
        for one, has_told in zip(asked, told, strict=True):
            if has_told is not None:
                words = _wording(one)
                # what says more than yes or no stays among the rest
                one.used = one.text == words or len(one.text.split()) < _FEW
                wording = wording or words
            # a box that is not ticked says nothing
            one.used = one.used or one.is_plain
    said = filled(fields, "consent_text")
    for one in said[:1]:
        one.used = True
    return {**found, "consent_text": (said[0].text if said else wording)[:4_000]}


def _is_refused(fields, channel):
    """Say whether a ticked box, or words anywhere, refuse texts or emails."""
    boxes = filled(fields, _REFUSAL_BOXES[channel], "no_contact")
    ticked = [one for one in boxes if one.answer() is True]
    for one in boxes:
        one.used = one in ticked
    if ticked:
        return True
    written = [one for one in fields if _is_written(one)]
    if any(refuses(one.text, channel) for one in written):
        return True
    # a word alone, "STOP", is no message and yet stands where one belongs
    messages = (one.text for one in written if labels.meaning(one.said) in _MESSAGES)
    return channel == "sms" and any(map(_is_stop, messages))


def _is_stop(message):
    """Say whether a message is what somebody who wants no texts would text."""
    said = labels.words(message[:100])
    if len(message) > 100 or len(said) > _FEW or said[:1] == ("no",):
        return False
    return opt_out.meaning(message) == "stop" and not refuses(message, "email")


def _is_written(field):
    """Say whether a field may hold a person's own words, and no page or campaign's."""
    return field.meaning not in _NO_WORDS and not labels.is_of_page(field.said.label)


def _told(asked, channel):
    """Return what each field of a consent was answered with.

    The words or the value of a box agree to nothing where the box itself is off.
    """
    told = [one.answer(channel) for one in asked]
    off = [one for one in asked if one.text and one.is_off]
    boxes = [
        one.scope for one in off if one.scope and labels.is_of_tick(one.said.label)
    ]
    plain = any(
        one.is_plain and answer for one, answer in zip(asked, told, strict=True)
    )
    return [
        None if answer and (one.scope in boxes or (off and not plain)) else answer
        for one, answer in zip(asked, told, strict=True)
    ]


def _wording(field):
    """Return the words of a box: its label, or what stands in its value."""
    words = max((field.said.label, *field.said.values), key=len)
    return words if len(words.split()) > 2 else ""
