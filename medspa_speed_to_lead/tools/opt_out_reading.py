"""How a text is read before it is judged: from characters to words."""

import re
import unicodedata

_MARKS = frozenset(("Mn", "Me", "Cf"))  # accents, emoji styles, invisible characters
# what an emoji says, and signs that stand for words
_SIGNS = {
    "🛑": " stop ",
    "😂": " lol ",
    "🤣": " lol ",
    "✋": " handsign ",
    "🖐": " handsign ",
    "🚫": " handsign ",
    "⛔": " handsign ",
    "🖕": " handsign ",
}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
_NUMBER_SIGN = re.compile(r"(?<=wrong)\s?#")
_QUOTED = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)
_TAIL = re.compile(
    r"^(?:on .{5,200} wrote:|el .{5,200} escribio:|sent from my |sent via "
    r"|enviado desde |get outlook for |-- ?$)",
    re.MULTILINE,
)
_SPELLED_OUT = re.compile(r"(?<!\w)(?:[a-z0-9][ .*_-]{1,3}){3,20}[a-z](?!\w)")
_CLAUSE_END = re.compile(r"[.!?;,\n¡¿…]+|\s[-–—~/|]+\s|[–—]")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´ʼ′](?=\w)")
_STRETCHED = re.compile(r"s+t+o+p+")
_REPEATED = re.compile(r"([a-z])\1{2,}")
WORD = re.compile(r"[^\W_]+")
# Cyrillic, Greek and other letters in the shape of Latin ones
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕтнкмвԁӏԛԝьοαερτικυνχ" + "ɑɡıǀӀʟ",
    "aeopcyxijstnkmbdlqwboaeptikuvx" + "agilll",
)


def fold(text):
    """Return one way of writing: small plain letters, no accents, no hidden signs."""
    text = _SIGN.sub(
        lambda found: _SIGNS[found[0]], unicodedata.normalize("NFKC", text)
    )
    text = unicodedata.normalize("NFKD", text.upper().casefold())
    text = "".join(one for one in text if unicodedata.category(one) not in _MARKS)
    return text.replace("\r", "\n")


def typed(folded):
    """Return what they typed, without what they quote and without a signature."""
    own = _QUOTED.sub("", folded)
    for tail in _TAIL.finditer(own):
        if WORD.search(own, 0, tail.start()):
            own = own[: tail.start()]
            break
    return own if WORD.search(own) else folded


def clauses_of(typed):
    joined = _SPELLED_OUT.sub(lambda found: re.sub(r"[\W_]", "", found[0]), typed)
    joined = _NUMBER_SIGN.sub(" number ", joined)
    return _CLAUSE_END.split(_APOSTROPHE.sub("", joined))


def _as_latin(word):
    """Return a word whose foreign letters all look like Latin ones in these."""
    if word.isascii():
        return word
    latin = word.translate(_LOOK_ALIKES)
    return latin if latin.isascii() else word


def words_of(clause):
    """Return the words of a clause in their usual spelling, one blank between."""
    words = (_REPEATED.sub(r"\1", word) for word in WORD.findall(clause))
    words = map(_as_latin, words)
    words = ("stop" if _STRETCHED.fullmatch(word) else word for word in words)
    said = " ".join(_SPELLING.get(word, word) for word in words)
    for pattern, usual in _SAME:
        said = pattern.sub(usual, said)
    return said


def _spelling(**slips):
    return {slip: word for word, all_ in slips.items() for slip in all_.split()}


# Slips that are words of their own (top, shop, step, stow) are not among them, nor are
# "massages" for "messages".
_SPELLING = _spelling(
    stop="stp sotp stpo tsop st0p 5top stip stol stoip stiop satop dtop srop syop stpp "
    "stopo stahp sop discontinue",
    cancel="cancle cancell canel cacel cancl",
    quit="qiut quitt",
    unsubscribe="unsub unsubscribed unsubscribing",
    texting="txting textng texing textin txtin texring texxting",
    text="txt tex textt",
    texts="txts texs texst",
    messaging="messging mesaging msging messageing",
    message="msg mesage messsage",
    messages="msgs mesages messges",
    contacting="contactng",
    wrong="worng rong wrng wong",
    please="plz pls plse pleas plese pleez",
    number="num nbr nmber numer",
    numero="nro",
    you="u ya'll yall",
    your="ur",
    dont="dnt",
    thanks="thx ty tks",
    stopall="stopal",
    optout="optuot",
    por="x",
    **{"with": "w wit"},
)
_SAME = [
    (re.compile(pattern), usual)
    for pattern, usual in (
        (r"\bun\w{0,2}s\w{0,2}[cr]\w{0,3}b\w{1,4}\b", "unsubscribe"),
        (r"\b(do|did|does|is|are|was|has|have|could|should|would) not\b", r"\1nt"),
        (r"\b(?:cannot|can not)\b", "cant"),
        (r"\bwill not\b", "wont"),
        (r"\bdon t\b", "dont"),
        (r"\bopt(?:ed|ing)?(?: me| us)? out\b", "optout"),
        (r"^stop all$", "stopall"),
        (r"\bno one\b|\bnoone\b", "nobody"),
        (r"\bphone number\b|\bcell number\b", "number"),
        (r"\bpor favor\b|\bporfa\b", "porfavor"),
    )
]
