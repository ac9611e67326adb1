"""What a text message costs on the wire: plain letters, and in how many segments.

A carrier counts segments. The cheap alphabet (GSM 03.38) has 160 letters to one; a
single other letter, such as a curly apostrophe, leaves 70.
"""

import re
import unicodedata

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "\f^{}\\[~]|€"  # each counts twice
_CHEAP = frozenset(_BASIC + _EXTENDED)
_ONE, _OF_SEVERAL = 160, 153
_ONE_WIDE, _OF_SEVERAL_WIDE = 70, 67

_MARKS = {
    **dict.fromkeys("‘’‚‛′ʼ´`ʻ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
    **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u200b\u2060\ufeff\u00ad", ""),
    **dict.fromkeys("•·∙‣", "-"),
    "…": "...",
    "‹": "<",
    "›": ">",
    "×": "x",
    "™": "",
    "®": "",
    "©": "(c)",
    "\u2028": "\n",
    "\u2029": "\n",
}
_FOLDED = str.maketrans(_MARKS)
_LINE_END = re.compile(r"\r\n?")


def plain(text: str) -> str:
    """Return a text with typographic marks as the plain ones of a keyboard.

    Where accents alone would keep it from the cheap alphabet, they go too: “María”
    becomes “Maria”. Whatever has other letters or an emoji keeps its accents, since
    nothing would be won.
    """
    folded = _LINE_END.sub("\n", text).translate(_FOLDED)
    bare = "".join(map(_without_accent, folded))
    return bare if _is_cheap(bare) else folded


def segments(text: str) -> int:
    """Return in how many segments a text goes over the wire, none for no text."""
    if not text:
        return 0
    if _is_cheap(text):
        # a letter of two halves is never torn apart at the end of a segment
        return _pieces(
            (2 if one in _EXTENDED else 1 for one in text), _ONE, _OF_SEVERAL
        )
    widths = (2 if ord(one) > 0xFFFF else 1 for one in text)
    return _pieces(widths, _ONE_WIDE, _OF_SEVERAL_WIDE)


def _pieces(widths, most, most_of_several):
    widths = list(widths)
    if sum(widths) <= most:
        return 1
    count, used = 1, 0
    for width in widths:
        if used + width > most_of_several:
            count, used = count + 1, 0
        used += width
    return count


def _is_cheap(text):
    return _CHEAP.issuperset(text)


def _without_accent(letter):
    if letter in _CHEAP:
        return letter
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base in _CHEAP else letter
