"""Slips in words that matter for `tools/urgent.py`: one letter wrong, lost or added."""

import re
from functools import cache

_WORD = re.compile(r"\w+")
# long words that little else resembles
_KEYS = frozenset(
    "breathe breathing vision eyesight blurry blurred swelling swollen swallow throat "
    "tongue allergic reaction anaphylaxis blanching blanched mottled excruciating "
    "unbearable severe wheezing fainting fainted turning purple chest filler injection "
    "hospital emergency difficulty difficult "
    "reaccion respirar garganta borroso borrosa hinchada alergica desmaye pecho "
    "fiebre".split()
)
# words of their own
_OTHERS = frozenset(
    "selling smelling spelling shelling shallow swallows threat throats breather "
    "breathes vision visions reactions several sever severed severely tuning turnings "
    "tongues purples respira respiro fille filled fillers filter files injections "
    "hospitals pelo pecha pechos hecho chess chests cheat chase fainter chesty "
    "borrosas blurs fillet fuller miller allergies".split()
)
_USUAL = {
    slip: word
    for word, slips in {
        "breathe": "breath breth breeth braethe breathe breate",
        "breathing": "breathin breathng",
        "cant": "cnt caint",
        "see": "c",
        "vision": "vison",
        "throat": "trhoat throte",
        "tongue": "tung tonge toung tounge",
        "hives": "hivs",
        "fever": "feaver fevr feverr fevere",
        "grey": "greyy",
        "after": "aftr",
        "because": "bc cuz",
        "respirar": "respitar",
    }.items()
    for slip in slips.split()
}
_SHORT_OF = re.compile(r"\bshort(ness)? of breathe\b")
_EYE_SIGHT = re.compile(r"\beye sight\b")


def usual(said: str) -> str:
    """Return words in their usual spelling as far as they matter."""
    said = _WORD.sub(lambda found: _spelled(found[0]), said)
    said = _SHORT_OF.sub(r"short\1 of breath", said)
    return _EYE_SIGHT.sub("eyesight", said)


@cache
def _near_keys():
    """Return ``{slip: key}`` of all words one letter away that begin alike."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = {}
    for key in _KEYS:
        cuts = [(key[:n], key[n:]) for n in range(1, len(key) + 1)]
        slips = {a + b[1:] for a, b in cuts if b}
        slips |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        slips |= {a + c + b[1:] for a, b in cuts if b for c in letters}
        slips |= {a + c + b for a, b in cuts for c in letters}
        found.update(dict.fromkeys(slips - _KEYS - _OTHERS, key))
    return found


def _spelled(word):
    return _USUAL.get(word) or _near_keys().get(word, word)
