"""What a consent box or a yes-or-no question was answered with."""

import re

from . import labels
from .refusals import folded, refuses

_YES = set(
    "true yes y on checked agree agreed accept accepted ok okay sure consent "
    "consented granted given confirmed allow allowed x si optin subscribed subscribe "
    "acepto autorizo ✓ ✔ ☑".split()
) | {
    *("i agree", "opt in", "opted in", "i accept", "i consent", "de acuerdo"),
    *("estoy de acuerdo", "double opt in", "single opt in"),
}
_UNTICKED = set("false off unchecked unticked none na blank empty".split()) | {
    *("", "n a", "not checked", "not selected", "not applicable"),
}
_NO = set(
    "no n nope nah disagree disagreed decline declined refuse refused deny denied "
    "optout never nunca unsubscribe unsubscribed stop withdrawn revoked rejected "
    "rechazado".split()
)
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,9})?")
_AGREES = re.compile(
    r"(?:yes|yeah|yep|si|sure|ok|okay|agree|consent|opt in|accept|receive"
    r"|i (?:do |hereby |expressly )?"
    r"(?:agree|consent|accept|authorize|opt in|want|would like)|(?:id|i d) like"
    r"|by (?:checking|submitting|providing|clicking|ticking|signing)"
    r"|please (?:text|email|send)|(?:text|email|send) me|you (?:can|may)"
    r"|of course|absolutely|definitely|certainly|claro|por supuesto"
    r"|acepto|autorizo|doy mi|estoy de acuerdo|deseo recibir|quiero recibir|al marcar)"
    r"\b"
)
# a state of who never said anything, and politeness, are no refusal
_REFUSES = re.compile(
    r"^(?:nope|nah|nunca|decline|declined|disagree|refuse|refused|opt out|opted out"
    r"|unsubscribed?|stop|revoked|withdrawn"
    r"|never(?! (?:subscribed|opted|asked|agreed))"
    r"|not (?:ok|okay|fine|allowed|really|at this time|now|today|interested)"
    r"|(?:hell|heck) no|mejor no|jamas|ni loc[ao]"
    r"|no(?! (?:problem|problema|worries|issue|issues|hay problema|tengo problema"
    r"|doubt|preference|preferencia|importa|opinion|answer|response|data|selection)))\b"
    r"|\b(?:do not|dont|not to|rather (?:you |we )?(?:not|didnt)|prefer not"
    r"|prefiero que no|i decline|i disagree"
    r"|no (?:deseo|quiero|acepto|autorizo)|opt me out|cannot text"
    r"|not (?:agree|consent|text|email|contact))\b"
)
_DOUBTS = re.compile(
    r"\b(?:but|if|unless|except|maybe|perhaps|later|depends|only|not sure|or no|or not"
    r"|pero|quizas?|tal vez|solo|solamente|o no)\b|^yes no$|^si no$"
)
_ONLY = re.compile(r"\b(?:only|just|solo|solamente|unicamente)\b")
_NAMED = {
    "sms": re.compile(r"\b(?:text|texts|texting|texted|sms|mms|textos?|mensajes)\b"),
    "email": re.compile(r"\b(?:e ?mails?|e ?mailing|e ?mailed|correos?)\b"),
    "call": re.compile(
        r"\b(?:calls?|calling|called|by phone|llam\w+|por telefono|whatsapp)\b"
    ),
}
_OWN = re.compile(r"\b(?:i|me|my|yes|acepto|autorizo|deseo|quiero|consiento|mi|si)\b")
# "No, call me" to a question about texts; "no calls" does not speak of them
_NO_INSTEAD = re.compile(
    r"\s*(?:no|nope|nah)(?:,? (?:thanks|thank you|gracias))?\s*[^\w\s]", re.I
)
# "Absolutely not", "claro que no"
_AGREES_TO_NO = re.compile(
    r"^(?:absolutely|definitely|certainly|of course|ok|okay|yeah|claro"
    r"|por supuesto)(?: que)? (?:not|no)$|^(?:claro|por supuesto) que no\b"
    r"|^(?:absolutely|definitely|certainly|of course) not\b"
)
# beside an agreement: it is none, or none now
_TAKES_BACK = re.compile(
    r"\b(?:not|no(?! (?:problem|problema|worries|issue))|none|never|nothing|out"
    r"|alone|zero|revoke\w*|withdr[ae]w\w*|declin\w*"
    r"|refus\w*|oppos\w*|exclud\w*|instead|rather|leave|stop|stops|nunca|nada|jamas"
    r"|required|requested|pending|expired|missing|unknown|unconfirmed"
    r"|(?:when|once|after|until|before|cuando|despues) (?:i|we|que|me)\b)\b"
)
_MARK = r"☐|☑|☒|✅|✓|✔|✗|✘|❌|\[[ xX✓]?\]|\([ xX✓]?\)"
_DRAWN = re.compile(rf"({_MARK})([^☐☑☒✅✓✔✗✘❌\[\]()]*)")
_MARKS_OFF = re.compile(r"[☐✗✘❌]|\[ ?\]|\( ?\)")
_TICKED_MARKS = set("☑ ☒ ✅ ✓ ✔ [x] [X] [✓] (x) (X) (✓)".split())
_THUMBS_DOWN = set("❌ 👎 🚫 ⛔".split())
# "I agree to receive texts: No", "... (unchecked)"
_ANSWER_BEHIND = re.compile(r".{4,}[:(\[]\s*([^:()\[\]]{1,20}?)\s*[)\]]?\s*", re.S)
_OF_PEOPLE = set(
    "passed|pass|valid|validated|ok|okay|human|clean|ham|success|verified|not spam"
    "|no spam|not a bot|empty|legit".split("|")
)
_SHORT = 7  # words; what is shorter and says yes and no says neither


def answer(values, *, is_choice=False, channel=""):
    """Return what a consent box or question was answered with.

    A box that is empty, off or missing is *not agreed*: no agreement, no refusal. A
    refusal is a choice of the person: "No" to a question, "do not text me".

    :param values: texts; of several the last that says something, for a hidden 0 or no
        stands before its box.
    :param bool is_choice: it is a question with the answers yes and no: off is a no.
    :param str channel: ``sms`` or ``email``, where the answer may name one of them.
    :return: ``True``, ``False``, or ``None`` for no answer.
    """
    said = [_answer(value, is_choice, channel) for value in values]
    told = [one for one in said if one is not None]
    return told[-1] if told else None


def _answer(value, is_choice, channel):
    value = _picked(value)
    if value.strip() in _THUMBS_DOWN:
        return False
    behind = _ANSWER_BEHIND.fullmatch(value)
    if behind and (off := _bare(behind[1], folded(behind[1]))) is not None and not off:
        return off if off is False else None
    text = folded(value)
    bare = _bare(value, text)
    if bare == "":
        return False if is_choice and text in ("false", "0", "off") else None
    if bare is not None or not text or value.rstrip().endswith("?"):
        return bare
    named = {name for name, words in _NAMED.items() if words.search(text)}
    if channel and named and channel not in named:
        is_short = text.count(" ") <= _SHORT
        is_no = _ONLY.search(text) or _NO_INSTEAD.match(value)
        return False if is_short and is_no else None
    if channel in _NAMED and refuses(value, channel):
        return None if _AGREES.match(text) else False
    return _in_words(value, text, channel if channel in named else "")


def _picked(value):
    """Return what of drawn boxes is ticked: ``No`` of ``☐ Yes ☑ No``."""
    drawn = _DRAWN.findall(value)
    if not drawn or (len(drawn) == 1 and not drawn[0][1].strip()):
        return value  # a mark alone, or words in brackets
    if not any(_MARKS_OFF.fullmatch(mark) for mark, _words in drawn):
        return value
    return " ".join(words for mark, words in drawn if mark in _TICKED_MARKS)


def _in_words(value, text, channel):
    """Return the answer that a text is, which names a channel or none."""
    if _AGREES_TO_NO.search(text):
        return False
    agrees, no = _AGREES.match(text), _REFUSES.search(text)
    if text.count(" ") > _SHORT:
        # a box's own words: "I agree to ... If you do not want texts, reply STOP."
        granted = agrees and labels.granted(value)
        if granted and (not channel or _NAMED[channel].search(granted)):
            return True
        return False if no and not agrees else None
    if _ONLY.search(text) and channel and not no and text.count(" ") < 4:
        return True
    if agrees and _TAKES_BACK.search(text[agrees.end() :]):
        return None
    if _DOUBTS.search(text):
        return None if agrees or not no else False
    return None if agrees and no else True if agrees else False if no else None


def _bare(value, text):
    """Return ``True`` or ``False`` for one word, ``""`` for a box that is off.

    :return: ``None`` where it is more than that.
    """
    stripped = value.strip()
    if _NUMBER.fullmatch(stripped):
        number = float(stripped.replace(",", "."))
        return True if number == 1 else "" if number == 0 else None
    if (not text and stripped) or stripped.endswith("?"):
        return None
    if text in _UNTICKED:
        return ""
    return True if text in _YES else False if text in _NO else None


def is_bare_answer(value):
    """Say whether a text is yes or no and nothing else."""
    return _bare(value, folded(value)) is not None


def is_answer(values, channel=""):
    """Say whether texts are what a box or a yes-or-no question is answered with."""
    told = answer(values, channel=channel) is not None
    return told or all(map(is_bare_answer, values))


def is_own_words(value):
    """Say whether a text is said by a person of themselves, and is no notice."""
    return bool(_OWN.search(folded(value)))


def flag(value):
    """Return whether something is so, ``None`` where a text does not say."""
    bare = _bare(value, folded(value))
    return None if bare is None or not value.strip() else bool(bare)


def says_human(value):
    """Say whether a text is what a check for programs writes of a person."""
    return folded(value) in _OF_PEOPLE
