"""Texts that wait for nobody: a reaction, a machine's own reply, thanks alone."""

import re
import unicodedata

# a phone tells of a "like" by repeating our own text, its "reply STOP" included
_REACTED = re.compile(
    r"[^\w“\"«]*(?:(?:liked|loved|disliked|laughed at|emphasized|questioned"
    r"|reacted\s+\S+\s+to|reacted to"
    r"|removed (?:an? [a-z ]{1,20}|\S{1,12})\s+from"
    r"|(?:a [\w ]{1,40} )?(?:no )?(?:le|me) (?:gusto|encanto)|se rio de|enfatizo"
    r"|cuestiono|destaco|reacciono(?: con)?\s+\S+\s+a|quito un \w+ de"
    r"|(?:lol|handsign)\s+(?:to|a)|(?<=[^\w\s“\"«.,!?])\s*(?:to|a))"
    r"\s*(?:(?P<quote>[“\"«])|(?:an?|una?) (?:image|picture|photo|video|movie"
    r"|attachment|audio message|sticker|imagen|foto|video|mensaje de audio)\W*$))"
)
_BLANKS = re.compile(r"[^\S\n]+")
_QUOTE_END = re.compile(r"[”\"»]")
_AUTO = re.compile(
    r"\b(?:auto ?repl(?:y|ies)|auto ?respon\w+|automat(?:ic|ed) (?:reply|response"
    r"|message|text)|respuesta automatica|mensaje automatico)\b"
    r"|\bwith (?:focus|(?:dont|do not) disturb)(?: while driving| mode)?"
    r"(?: is)?(?: turned)? on\b|\bdriving focus\b"
    r"|\bmodo (?:concentracion|no molestar)\b"
    r"|\b(?:number|line|inbox|mailbox|account|phone|message|text) (?:isnt|is not|is no"
    r" longer|is un|is never) ?(?:being )?(?:monitored|checked|attended)\b"
    r"|\bunmonitored\b|\bno (?:es|esta|se) (?:monitore\w+|supervis\w+|atendid\w+)\b"
    r"|\b(?:dont|do not) (?:reply|respond) to this (?:message|text|number|email)\b"
    r"|\bno (?:responda|conteste)n? (?:a )?este (?:mensaje|numero|correo)\b"
    r"|\bthank(?:s| you) for (?:contacting|texting|messaging|calling|reaching out"
    r"|your (?:message|inquiry|email|interest))\b.*\b(?:we|our|team|representative"
    r"|hours|shortly)\b"
    r"|\bgracias por (?:contactar\w*|comunicarse|escribir\w*|su mensaje|llamar)\b.*"
    r"\b(?:nos|nuestro|equipo|horario|breve)\b"
    r"|^out of (?:the )?office\b|^fuera de la oficina\b"
    r"|\bout of (?:the )?office\b.*\b(?:return\w*|limited|access|urgent|immediate"
    r"|back on|assistance)\b"
    r"|\bfuera de la oficina\b.*\b(?:regres\w+|acceso|urgent\w+)\b"
    r"|\b(?:un)?able to (?:receive|deliver) (?:text |sms )?messages?\b"
    r"|\bmessage (?:could not|cannot|couldnt|cant) be delivered\b"
    r"|\b(?:does not|doesnt) (?:accept|receive) text messages\b"
    r"|\b(?:verification|security|login) code is\b|\bcodigo de verificacion\b"
)
_THANKS = set(
    "thanks thank gracias agradezco ty tysm tyvm thankyou appreciate "
    "appreciated".split()
)
_BESIDE_THANKS = set(
    "you so much very a lot again for everything all the your help really i we it that "
    "this many million kindly guys team ladies muchas muchisimas mil por todo su tu "
    "ayuda te le les se lo y and de verdad bunch ton big both".split()
)
# signs that complain, refuse or ask
_OTHER_SIGNS = frozenset("👎❌❎✖🚩😡🤬😠😢😭🆘❓❔🤔🤷🙄😤😱🤢🤮💔😞😔⚠🩸🤕🤒")


def after_reaction(folded):
    """Return what a person wrote behind a reaction that quotes us.

    :return: ``""`` for a reaction alone, ``None`` where there is no reaction.
    """
    folded = _BLANKS.sub(" ", folded)
    reaction = _REACTED.match(folded)
    if not reaction:
        return None
    ends = list(_QUOTE_END.finditer(folded, reaction.end()))
    behind = folded[ends[-1].end() :] if reaction["quote"] and ends else ""
    return behind if any(map(str.isalnum, behind)) else ""


def is_auto(said):
    """Say whether words are those of a machine."""
    return bool(_AUTO.search(said))


def is_thanks(said, text):
    """Say whether it is thanks alone, or a kind sign alone.

    :param str said: the words. :param str text: as it was written.
    """
    words = set(said.split())
    if words:
        return bool(words & _THANKS) and words <= _THANKS | _BESIDE_THANKS
    signs = {one for one in text if unicodedata.category(one) == "So"}
    return bool(signs) and not signs & _OTHER_SIGNS and "?" not in text
