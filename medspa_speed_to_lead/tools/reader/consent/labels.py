"""Which consent the words of a label ask for, refuse, or only speak of."""

import re

from ..words import known
from .refusals import folded, refuses

_SENTENCE_END = re.compile(r"(?<=[a-z)\]]{3})[.!?]+\s+(?=[^\W\d_a-z]|¿|\d)")
_NOT = re.compile(
    r"(?:(?:i|please|yes) )?(?:do not|dont|no (?:deseo|quiero|acepto)) "
    r"(?:text|sms|email|contact|send|want|wish|call or text|recibir|agree|consent)\b"
)
_IN_BRACKETS = re.compile(r"[(\[*:–—-]\s*(?:required|requerido|obligatorio)", re.I)
_QUESTION = re.compile(
    r"(?:did|have|has|had|were|was|is|are|am|what|when|where|how|who|which|why|will"
    r"|does|do|can|could|may|might|would|should|que|como|cuando|donde|cual|quien"
    r"|cuant\w+|puede|pueden|recibio|ha|han|tiene|(?:le|te) (?:molesta|importa))\b"
)
_PERMISSION = re.compile(
    r"(?:may|can|could|might|should) (?:we|our)\b.*\b(?:text|send|contact|message"
    r"|reach|email|e mail|use|sms)\b"
    r"|(?:may|can|could) (?!i\b).*\b(?:text|send|contact|message|reach|email) you\b"
    r"|would you (?:like|want|be (?:ok|okay|willing|open))\b"
    r"(?! to (?:text|email|call|chat)\b)"
    r"|do you (?:want|agree|consent|accept|wish|authorize|authorise|allow|opt|give)\b"
    r"(?! to (?:(?:text|email) us|text or))"
    r"|(?:do|may) we have (?:your )?(?:permission|consent|ok)\b"
    r"|(?:is|are) (?:\w+ ){0,3}(?:ok|okay|alright|fine|comfortable|willing)\b"
    r"|pueden? (?!recibir).*\b(?:enviar|mandar|contactar|escribir)(?:le|te)s?\b"
)
_AGREEMENT = re.compile(
    r"\b(?:agrees?|consents?|permission|opt|optin|receive|allow|authori[sz]e|subscribe"
    r"|accepts?|acept[ao]s?|autori[zc][oae]s?|consentimiento|consiento|consiente"
    r"|recibir|permiso|de acuerdo|podemos|podriamos|podran|desea|deseo|by (?:checking"
    r"|ticking|submitting|providing))\b"
    r"|\b(?:ok|okay) to\b|\b(?:texts?|sms|texting|emails?|emailing) (?:is |are )?"
    r"(?:ok|okay)\b|\b(?:text|email|send|message) me\b|\byou (?:can|may)\b"
    r"|^(?:yes )?(?:i|id) (?:want|would like|like)\b|^yes\b"
    r"|\bsend ?(?:schedule|account|promotional|transactional)"
)
# what happens, or what a phone can do
_ABLE = re.compile(
    r"\b(?:(?:you|we|that|it) (?:(?:will|may|can|also|should) )*|can )receive\b"
)
_TERMS = set(
    "terms policy policies privacy conditions terminos condiciones politica politicas "
    "privacidad".split()
)
_RECEIVING = set(
    "receive receiving recibir contact contacted send sent sending get getting me "
    "texted enviar enviarme enviarnos mandarme contactarme".split()
)
_BOX = set("agree consent acepto autorizo accept subscribe".split())


def refused(in_order):
    """Return what a box refuses: "Do not text me", "sms_opt_out"; else ``""``.

    :param tuple in_order: the words of a label.
    """
    said, text = set(in_order), " ".join(in_order)
    texts, emails = said & known.TEXTS, said & known.EMAILS
    is_short = len(in_order) < 6
    if is_short and said & known.UNSUBSCRIBED:
        return "no_texts" if texts else "no_emails"
    if is_short and said & known.WITHDRAWN and not texts | emails:
        return ""
    is_out = said & known.OUT or ("out" in said and said & {"opt", "opted"})
    is_out = is_out or said & known.WITHDRAWN
    is_not = _NOT.match(text) and (texts or emails or said & known.REACH)
    if said & known.REFUSING:
        is_not = is_not or refuses(text, "sms") or refuses(text, "email")
    if not (is_short and is_out) and not is_not:
        return ""
    if texts and not emails:
        return "no_texts"
    return "no_emails" if emails and not texts else "no_contact"


def is_setting(label, in_order):
    """Say whether it is a setting of a form, of which nobody was asked.

    "SMS consent (required)" is a box; ``sms_consent_required`` is none.
    """
    said = set(in_order)
    if not said & (known.TEXTS | known.EMAILS) or not said & known.CONSENT:
        return False
    # "optional_sms" is a box, "sms_consent_optional" says that one is
    found = {word for word in in_order[in_order[0] == "optional" :]} & known.SETTING
    if found <= known.REQUIRED and " " in label and _IN_BRACKETS.search(label):
        return False
    return bool(found)


def holds_one(in_order):
    """Say whether a part of a consent is its answer, and no setting of its box."""
    said = set(in_order)
    if said <= known.HOLD_A_CONSENT:
        return True
    return not said & known.SETTING and bool(_AGREEMENT.search(" ".join(in_order)))


def asked(label, words):
    """Return which consent a label asks for.

    :param words: how a text is taken apart.
    :return: ``sms_consent``, ``email_consent``, ``consents``, ``note`` for another
        one, ``""`` for none.
    """
    found = [_asked(one, words(one)) for one in _SENTENCE_END.split(label)]
    told = [one for one in found if one not in ("", "note")]
    return told[0] if told else "note" if "note" in found else ""


def granted(text):
    """Return what a box's own words, sent as its value, agree to.

    :return: words, ``""`` where it is no contact: terms, a policy.
    """
    sentences = (folded(one, 1_000).split() for one in _SENTENCE_END.split(text))
    told = [_before_a_no(tuple(one)) for one in sentences]
    return " ".join(" ".join(one) for one in told if _is_of_contact(one))


def _is_of_contact(in_order):
    agrees = _AGREEMENT.search(" ".join(in_order))
    said = set(in_order)
    return bool(agrees) and not (_is_of_terms(said) or said & known.OTHER_CONSENTS)


def _is_of_terms(said):
    return bool(said & _TERMS) and not said & _RECEIVING


def _before_a_no(in_order):
    for place, word in enumerate(in_order):
        if word in known.NEGATED or word in known.LEFT_OUT:
            return in_order[:place]
    return in_order


def _asked(label, in_order):
    said = set(in_order)
    if said & known.PREFERENCE and not said & {"agree", "consent", "receive", "acepto"}:
        return ""
    text = " ".join(in_order)
    is_question = _QUESTION.match(text)
    if not said & known.CONSENT or not (is_question or _AGREEMENT.search(text)):
        return ""
    if is_setting(label, in_order) or not _asks_for_it(in_order, text, is_question):
        return "note" if said & (known.TEXTS | known.EMAILS | _BOX) else ""
    granted = set(_before_a_no(in_order))
    texts, emails = granted & known.TEXTS, granted & known.EMAILS
    if texts and emails:
        return "consents"
    if texts:
        return "sms_consent"
    if emails:
        # who wants no newsletter may still be answered
        return "note" if said & known.PROMOTION else "email_consent"
    return "note" if said & (_BOX | known.TEXTS) else ""


def _asks_for_it(in_order, text, is_question):
    """Say whether a sentence agrees to something, or asks for an agreement."""
    said = set(in_order)
    if _is_of_terms(said) or said & known.OTHER_CONSENTS:
        return False
    if is_question:
        return bool(_PERMISSION.match(text))
    told = _ABLE.sub("", " ".join(_before_a_no(in_order)))
    return bool(_AGREEMENT.search(told))
