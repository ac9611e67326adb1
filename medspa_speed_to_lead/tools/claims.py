"""What a message claims that somebody did: that they tried to reach the patient.

"We just tried to reach you" is said to somebody whom nobody called, unless the message
waits for the call. So the words propose what a template claims, in English and Spanish,
and a person may know better. What may happen ("if we miss you"), shall happen ("we will
call you") or was done by the patient ("you tried to reach us") claims nothing.
"""

import re

from .claim_words import (
    AT_A_VISIT,
    MAY_BE,
    MISSED,
    NOT_DONE,
    OF_A_VISIT,
    TRIED,
    VOICEMAIL,
)

TRIED_TO_REACH, LEFT_VOICEMAIL = "tried", "voicemail"
CLAIMS = [
    (TRIED_TO_REACH, "That we tried to reach them"),
    (LEFT_VOICEMAIL, "That we left a voicemail"),
]
# a claim, and the conditions of a step under which it is true
ALWAYS, AFTER_CALL, AFTER_VOICEMAIL = "always", "after_call", "after_voicemail"
TRUE_UNDER = {
    TRIED_TO_REACH: frozenset((AFTER_CALL, AFTER_VOICEMAIL)),
    LEFT_VOICEMAIL: frozenset((AFTER_VOICEMAIL,)),
}
CONDITIONS = [
    (ALWAYS, "Always"),
    (AFTER_CALL, "Only after an attempted call"),
    (AFTER_VOICEMAIL, "Only after a voicemail"),
]
# how a call ended that did not reach them; a voicemail is left by one of them alone
ATTEMPTED = ("voicemail", "no_answer", "busy")

_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|<t\b[^>]*>", re.DOTALL)
_NEW_LINE = re.compile(r"</?(?:p|div|br|li|ul|ol|h\d|td|tr|table|hr)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>|\{%.*?%\}", re.DOTALL)
_ENTITIES = {"&nbsp;": " ", "&#39;": "'", "&rsquo;": "'", "&amp;": "&", "&quot;": '"'}
_SENTENCE = re.compile(r"[.!?;:\n]+")
# where what is said before no longer belongs to what is said after
_CLAUSE = re.compile(r",|\b(?:but|so|pero)\b| [-–—] ")


def claim_of(*texts: str) -> str | None:
    """Return the strongest claim of what reads as one message.

    :param texts: its subject and body, plain or HTML, with or without placeholders.
    :return: :data:`LEFT_VOICEMAIL`, :data:`TRIED_TO_REACH`, or ``None``.
    """
    plain = "\n".join(_plain(text or "") for text in texts)
    sentences = [" ".join(one.split()) for one in _SENTENCE.split(plain)]
    if any(_claims(VOICEMAIL, one) for one in sentences):
        return LEFT_VOICEMAIL
    of_visit = OF_A_VISIT.search(plain)
    if any(_claims(TRIED, one) or (not of_visit and _missed(one)) for one in sentences):
        return TRIED_TO_REACH
    return None


def strongest(claims) -> str | None:
    """Return the claim that asks for most, of several languages or templates."""
    found = set(claims)
    return next((one for one in (LEFT_VOICEMAIL, TRIED_TO_REACH) if one in found), None)


def is_true(claim: str | None, condition: str) -> bool:
    """Say whether a message may claim this in a step of this condition."""
    return not claim or condition in TRUE_UNDER[claim]


def stricter(*conditions: str) -> str:
    """Return the condition that holds where several do."""
    return max(conditions, key=(ALWAYS, AFTER_CALL, AFTER_VOICEMAIL).index)


def is_met(condition: str, outcomes) -> bool:
    """Say whether a step may go.

    :param outcomes: how the calls ended that were made since they were last heard.
    """
    if condition == AFTER_VOICEMAIL:
        return "voicemail" in outcomes
    return condition != AFTER_CALL or bool(set(ATTEMPTED) & set(outcomes))


def _plain(text):
    text = " ".join(text.split()) if "<" in text else text
    text = _PLACEHOLDER.sub("Xx", text)
    text = _TAG.sub("", _NEW_LINE.sub("\n", text))
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return re.sub("[’‘`´ʼ]", "'", text).lower()


def _claims(patterns, sentence):
    return any(
        not _is_doubtful(sentence, found)
        for pattern in patterns
        for found in pattern.finditer(sentence)
    )


def _missed(sentence):
    return not AT_A_VISIT.search(sentence) and _claims(MISSED, sentence)


def _is_doubtful(sentence, found):
    """Say whether the words around it make it a wish, a plan or a denial."""
    before = _CLAUSE.split(sentence[: found.start()])[-1]
    return bool(MAY_BE.search(before) or NOT_DONE.search(before))
