"""Whether somebody wrote, in whatever field of a form, that they want no texts.

Read clause by clause. What is said in part, for a time, of somebody else or of the past
("not before 8", "you never text me back") refuses nothing, nor does a practice's own
notice ("No texts will be sent without your consent").
"""

import re
from dataclasses import dataclass

from ...accents import without_accents

_LONG = 1_000
_APOSTROPHE = re.compile(r"['’‘`´]")
_BETWEEN = re.compile(r"[^\w✓✔☑]+|_+")
_CLAUSE_END = re.compile(r"[.!?;:,()\n¡¿…]+|\s[-–—]+\s|\b(?:but|pero)\b", re.I)
_MANY = r"(?: (?:a|an|any|all|more|the|these|those|your|such|of|me|us|with|sending|to"
_MANY += r"|be|get|getting|receive|receiving|from|you|that|sent|ever|mas|ya|los|esos"
_MANY += r"|sus|recibir|ningun|que|me|nos|envien|manden))*"
# {verb}, {doing}, {done} and {things} are a channel's own words
_PATTERNS = (
    r"\b(?:stop|quit){many} (?:{doing}|{things})\b",
    r"\b(?:do not|dont|never)(?: ever| please)* (?:call or )?{verb}\b",
    r"\b(?:no|sin|nada de)(?: more| mas)? (?:{doing}|{things}|{thing})\b",
    r"\bnot? (?:by|via|through|por) {thing}\b",
    r"\b(?:do not|dont|never|not)(?: \w+){0,3} contact(?:ed)?(?: me| us)?"
    r" (?:by|via|through) {thing}\b",
    r"(?:^|\bcall(?: me)? )not {thing}\b",
    r"\b(?:revoke|withdraw|cancel) (?:my|our) (?:consent|permission){many}"
    r" (?:{things}|{done})\b",
    r"\b(?:refrain|desist) from(?: \w+)? (?:{doing}|{things})\b",
    r"\bno envi(?:e|en|ar)(?:me|nos)?{many} {things}\b",
    r"\b(?:do not|dont|no longer|never|would not|not)(?: \w+)? (?:want|wish|like"
    r"|need|care|agree|consent|accept|authorize|send|do)"
    r"{many} (?:{things}|{done}|{doing})\b",
    r"\b(?:rather|prefer)(?: you)? not(?: to)?{many} (?:{things}|{done}|{verb})\b",
    r"\b(?:opt|opted|opting)(?: me| us)? out of{many} {things}\b",
    r"\bunsubscribe(?: me| us)? (?:from|of){many} {things}\b",
    r"\b(?:take|remove|get) (?:me|us|my number) (?:off|from)(?: of)?(?: \w+)?"
    r" (?:{verb}|{doing})\b",
    r"\b(?:i decline|i refuse){many} {things}\b",
    r"\bno (?:me|nos) (?:mande|envie)[ns]?{many} {things}\b",
    r"\bno (?:quiero|deseo|acepto|autorizo|necesito){many} {things}\b",
    r"\b(?:deje|dejen|deja|paren?|basta) de (?:mandar|enviar)(?:me|nos)?{many}"
    r" {things}\b",
)
_ONLY_TEXTS = (
    r"\bno (?:me|nos) (?:escriba|textee|mensajee)[ns]?\b",
    r"\b(?:deje|dejen|deja|paren?) de (?:escribir|textear)(?:me|nos)?\b",
)
_OTHERS_BEFORE = re.compile(
    r"\b(?:if|why|unless|when|reply|respond|responda|cuando|before|until)\b"
    r"|(?:^|\s)(?:(?<!that )(?<!prefer )(?<!rather )you|they|he|she|we|have|had|has|got"
    r"|get|getting|received|see|saw|is|are|was|were|with|cant|cannot|dont|not|never"
    r"|wont|to not|can|may|could)$"
    r"|^(?:to|para)$"
)
# behind it: only in part, or no refusal at all
_IN_PART = re.compile(
    r"\b(?:before|after|until|till|unless|while|during|when|if|except|between|past|at"
    r"|on|about|back|his|her|him|them|my|early|late|yet|without|will|are|is|was"
    r"|were|came|come|needed|necessary|neck|marketing|promo\w*|offers|ads"
    r"|third|antes|despues|hasta|cuando|durante|excepto|sin|de noche|por correo"
    r"|por email|a mi)\b"
)
_HERE = re.compile(
    r"\bat all\b|\b(?:(?:at|on) )?(?:this|my) (?:number|phone|cell|mobile)\b"
)
_TICK_IF = re.compile(r"\b(?:check|tick|mark|select|click)\b(?: \w+){0,3} if you ")


@dataclass(frozen=True)
class _Channel:
    verb: str
    doing: str
    done: str
    things: str
    thing: str
    more: tuple[str, ...] = ()

    def patterns(self):
        for pattern in _PATTERNS:
            for name, words in (*vars(self).items(), ("many", _MANY)):
                pattern = pattern.replace(f"{{{name}}}", str(words))
            yield pattern
        yield from self.more


_CHANNELS = {
    "sms": _Channel(
        verb="(?:text|sms|txt|message)(?: me| us)?",
        doing="(?:texting|messaging)",
        done="(?:texted|messaged)",
        things="(?:texts|text messages?|text|sms|textos?|mensajes(?: de textos?)?"
        "|txts|messages)",
        thing="(?:text|txt|texto|sms)",
        more=_ONLY_TEXTS,
    ),
    # "no email" says that somebody has none
    "email": _Channel(
        verb="e ?mail(?: me| us)?",
        doing="e ?mailing",
        done="e ?mailed",
        things="(?:e ?mails|correos)",
        thing="(?:e ?mails|correos)",
    ),
}
# most that is said speaks of neither
_SPEAKS_OF = {
    "sms": re.compile("t[eé]?xt|sms|messag|mensaj|escrib"),
    "email": re.compile("mail|correo"),
}
_REFUSES = {
    name: re.compile("|".join(channel.patterns()))
    for name, channel in _CHANNELS.items()
}


def refuses(text, channel):
    """Say whether somebody's words refuse texts (``sms``) or emails (``email``)."""
    if len(text) > _LONG:
        text = f"{text[:_LONG]} . {text[-_LONG:]}"  # how it begins, and ends
    text = text.lower()
    if not _SPEAKS_OF[channel].search(text):
        return False
    return any(_refuses(clause, channel) for clause in _CLAUSE_END.split(text))


def _refuses(clause, channel):
    said = _TICK_IF.sub(" i ", folded(clause))
    return any(
        not _OTHERS_BEFORE.search(said[: found.start()].rstrip())
        and not _IN_PART.search(_HERE.sub("", said[found.end() :]))
        for found in _REFUSES[channel].finditer(said)
    )


def folded(text, longest=500):
    """Return the words of a text, small and plain, one blank between."""
    said = text[:longest].lower()
    plain = _APOSTROPHE.sub("", said if said.isascii() else without_accents(said))
    return " ".join(_BETWEEN.sub(" ", plain).split())
