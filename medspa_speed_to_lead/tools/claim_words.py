"""The words by which :mod:`.claims` knows that a message says somebody tried.

Patterns over one sentence in lower case, with straight apostrophes and its accents:
"te llamé" claims a call, "que te llame" asks for one.
"""

import re

_REACH = (
    r"(?:reach(?:ing)?(?: out to)?|call(?:ing)?|contact(?:ing)?|phon(?:e|ing)|"
    r"ring(?:ing)?|text(?:ing)?|catch(?:ing)?|"
    r"gett?(?:ing)? (?:a )?hold of|gett?(?:ing)? in touch with|"
    r"gett?(?:ing)? through to|connect(?:ing)? with|speak(?:ing)? (?:to|with)|"
    r"talk(?:ing)? (?:to|with)|giv(?:e|ing))"
)
_YOU = r"you(?:r (?:phone|cell|mobile|number|line))?\b(?! (?:us|me|our)\b)"
_WHO = (
    r"(?:we|i|they|she|he|someone|somebody|(?:our|my|the|a) [\w ]{2,30}?|"
    r"one of (?:us|our [\w ]{2,30}?)|xx)"
)
_HAS = r"(?:'ve|'s| have| has|'d| had)?"
_JUST = (
    r"(?: (?:just|also|already|recently|both|all|actually|once|twice|now|only|"
    r"briefly|quickly|personally|earlier|again|today))*"
)
_DID = rf"\b{_WHO}{_HAS}{_JUST}"
_WHEN = (
    r"(?:earlier|today|yesterday|just now|this (?:morning|afternoon|week)|twice|"
    r"last (?:week|night)|a (?:few|couple)|(?:on )?(?:mon|tues|wednes|thurs|fri)day|"
    r"a (?:moment|minute|while) ago|and (?:left|got|couldn't|texted|emailed)|"
    r"but (?:got|didn't|couldn't|missed|no))"
)
_INTENTO = (
    r"(?:(?:intentamos|intenté|(?:hemos|he) intentado)|"
    r"(?:tratamos|traté|(?:hemos|he) tratado) de|"
    r"(?:estado|estuvimos|estuve) (?:intentando|tratando(?: de)?))"
)
_MESSAGE = (
    r"(?:you )?(?:a|an|another|one|two|you a|my|our|your?)?(?: (?:short|quick|brief|"
    r"little|second|detailed|new))*(?: )?"
    r"(?:voice ?mails?|voice messages?|vms?|messages?|msgs?)\b"
)

TRIED = [
    re.compile(pattern)
    for pattern in (
        # we tried to reach you; our team has been trying to call you
        rf"\b(?:tried|attempted|(?:been|was|were) trying|keep trying)(?: \w+){{0,2}}? "
        rf"(?:to )?{_REACH} {_YOU}",
        rf"{_DID} tried (?:you\b|your (?:phone|cell|mobile|number|line))",
        # tried calling just now, said without an object
        rf"(?:^(?:just )?|\b(?:we|i){_HAS}{_JUST} )"
        rf"tried (?:to call|calling|phoning)(?: \w+)? {_WHEN}",
        rf"^(?:just )?tried (?:to )?{_REACH}(?: {_YOU}|$)",
        # we called you; I rang earlier; we gave you a call
        rf"{_DID} (?:called|rang|phoned|telephoned|dialed|buzzed) (?:{_YOU}|{_WHEN})",
        r"\bbeen calling you\b",
        rf"{_DID} (?:was |were )?call(?:ed|ing)\b.{{0,60}}\b(?:got|was) no answer\b",
        r"\b(?:gave|given) you (?:a|another|two|several) (?:\w+ )?(?:calls?|rings?)\b",
        rf"{_DID} reached out\b(?! if)",
        # we couldn't reach you
        rf"\b(?:couldn't|could not|didn't|did not|(?:weren't|wasn't|been) able to|"
        rf"were not able to|was not able to|unable to|(?:haven't|have not|hasn't) "
        rf"(?:been able to|managed to)|failed to|no luck|without) {_REACH} {_YOU}",
        r"\b(?:couldn't|didn't|wasn't able to|weren't able to|unable to) connect "
        r"(?:by phone|with you|earlier|today)",
        # this is our third attempt to reach you; our calls
        rf"\b(?:our|my|several|multiple|few|many|second|third|last|final|\d+) "
        rf"(?:attempts?|tries) (?:to|at) {_REACH} you\b",
        r"\b(?:you(?:'ve| have)? (?:just )?missed (?:our|my|a) call|"
        r"missed call (?:from|was) (?:us|me|xx|our))\b",
        r"\bmissed call(?: \w+){0,4} (?:was|from) (?:us|me)\b",
        r"\b(?:our|my) calls? (?:went|did not|didn't|got)\b",
        r"\bfollow(?:ing)?[ -]up (?:on|to|after|from) (?:our|my) "
        r"(?:phone )?calls?\b(?! with)",
        r"\b(?:phone tag|keep missing each other|missed each other)\b",
        # Spanish
        rf"\b{_INTENTO} (?:\w+ )?"
        r"(?:llamar|contactar|localizar|ubicar|encontrar)(?:te|le|lo|la|los)\b",
        rf"\b(?:te|le|lo|la) {_INTENTO} (?:llamar|contactar|localizar|ubicar)\b",
        rf"\b{_INTENTO} (?:comunicar(?:nos|me)|hablar|poner(?:nos|me) en contacto) "
        r"(?:contigo|con usted|con ud)\b",
        r"\b(?:te|le|lo|la) (?:llamé|marqué|(?:hemos|he) llamado|estuvimos llamando|"
        r"(?:hemos|he) estado llamando)\b",
        r"\b(?:te|le|lo|la) (?:llam[oó]|ha llamado) (?:un[oa] de|nuestr|xx|alguien de)",
        r"\b(?:te|le|lo|la) (?:llamamos|marcamos|llame|marque) (?:\w+ )?(?:hace|ayer|"
        r"esta (?:mañana|tarde)|antes|recién|hoy (?:temprano|y)|pero|y no|sin éxito)\b",
        r"\b(?:acabamos|acabo) de (?:llamar|contactar)(?:te|le|lo|la)\b",
        r"\b(?:te|le|lo|la) (?:acabamos|acabo) de (?:llamar|marcar|contactar)\b",
        r"\bno (?:te |le |lo |la )?(?:pudimos|pude|hemos podido|he podido|logramos|"
        r"logré|conseguimos) (?:contactar|localizar|ubicar|comunicar|hablar|dar|"
        r"encontrar|poner)(?:te|le|lo|la|nos|me)?"
        r"(?: (?:contigo|con usted|en contacto)|\b(?! tu\b| su\b))",
        r"\b(?:llamada perdida|perdiste (?:una|nuestra|mi) llamada)"
        r"(?: \w+)? (?:nuestra|mía|de nosotros|de xx)\b",
        r"\b(?:nuestr[oa]|mi|varios|segundo|tercer|último) (?:intentos?) (?:de|por) "
        r"(?:llamar|contactar|comunicar|localizar)",
        r"\b(?:sentimos|siento|lamentamos|lamento|disculp\w+|perdón|pena)\b.{0,20}"
        r"\bno haber(?:te|le|lo|la)? (?:podido )?(?:encontrado|localizado|contactado|"
        r"contactar|localizar|hablado|coincidido)",
        r"\b(?:sentimos|lamentamos) no (?:encontrar|localizar)(?:te|lo|la|le)\b",
    )
]
VOICEMAIL = [
    re.compile(pattern)
    for pattern in (
        rf"{_DID} left {_MESSAGE}(?! board)",
        rf"^(?:just )?left (?:you )?{_MESSAGE}",
        rf"{_WHEN}? and left {_MESSAGE}",
        rf"\bleaving you {_MESSAGE}",
        r"\b(?:our|my) (?:\w+ )?(?:voice ?mails?|voice messages?)\b(?! (?:is|box))",
        r"\b(?:voice ?mail|voice message|message) (?:that )?(?:we|i) (?:just )?left\b",
        r"\b(?:voice ?mail|voice message|message) (?:\w+ )?was left for you\b",
        r"\byou (?:have|got|should have) a (?:voice ?mail|voice message) from\b",
        r"\b(?:your (?:voice ?mail|mailbox)) (?:was|is) full\b",
        r"\bcalls? went to (?:your )?voice ?mail\b",
        # Spanish
        r"\b(?:te|le|les) (?:dejamos|dejé|dejó|(?:hemos|he|ha) dejado) "
        r"(?:un |otro )?(?:breve )?(?:mensaje|recado|correo de voz|buzón)",
        r"\b(?:acabamos|acabo) de dejar(?:te|le)? (?:un )?"
        r"(?:mensaje|recado|correo de voz)",
        r"\b(?:mensaje|recado)(?: de voz)? que (?:te|le) (?:dejamos|dejé)\b",
        r"\b(?:nuestro|mi) (?:mensaje|correo) de voz\b",
        r"\btienes? un (?:mensaje|correo) de voz (?:nuestro|de)\b",
    )
]
# "we missed you" is said of a call, of a visit and of old times: these are of a call
MISSED = [
    re.compile(pattern)
    for pattern in (
        r"\b(?:sorry|apolog\w+|oops|shame|bummed)\b.{0,20}"
        r"\b(?:missed|to miss|to have missed|for missing) "
        r"(?:you\b(?!r)|connecting|catching|speaking|talking)",
        r"\b(?:we|i)(?:'ve| have)? (?:just |only just )?miss(?:ed)? you "
        r"(?:on the phone|by phone|just now|when|earlier|again by)",
        r"\b(?:we|i)(?:'ve)? just missed you\b",
        r"^missed you (?:on the phone|by phone|just now|when)",
        r"\bmissed (?:connecting|speaking|talking|chatting) (?:with|to) you\b",
    )
]
AT_A_VISIT = re.compile(r"\bmiss\w* you (?:\w+ )?(?:at|for|in)\b")
_VISIT = r"(?:appointments?|visits?|consult\w*|bookings?|reservations?|sessions?)\b"
OF_A_VISIT = re.compile(
    rf"\b(?:at|for|to|missed) (?:your|the|this|our)(?: \w+){{0,3}} {_VISIT}"
    rf"(?! (?:request|inquiry|question|form))|\bno[ -]shows?\b|"
    rf"\bhad (?:a|an|your|you)(?: \w+){{0,3}} (?:{_VISIT}|time|slot|spot)"
)
# in the same clause, before it: it may be, shall be, or the patient did it
MAY_BE = re.compile(
    r"\b(?:if|in case|unless|whether|whenever|next time|until|before|"
    r"should (?:we|i|someone)|"
    r"(?:should|would|could|might|may|will|can|must) (?:have |be )?$|"
    r"si|en caso de|por si|cuando vuelva|para que)\b|'ll (?:have )?$|"
    r"\b(?:have|has|did|had|was) (?:we|i|anyone|anybody|someone|somebody)\b"
)
NOT_DONE = re.compile(
    r"\b(?:nobody|no one|anybody|anyone|never|not|nadie|nunca|instead of|rather than|"
    r"who|patients|people)(?: \w+)? ?$|n't ?$|"
    r"\byou(?:'ve| have| had| just| also| already| recently| all)* ?$"
)
