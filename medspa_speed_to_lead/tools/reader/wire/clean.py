"""Text as it may be kept and shown: cleaned, bounded, HTML entities decoded once."""

import html
import re

LONGEST_TEXT = 20_000
LONGEST_LABEL = 300

# C0 and C1 controls but tab and newline, lone surrogates, and the invisible marks
# that reorder text on screen: none of them belongs in a name or can be stored safely
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# only what ends in a semicolon: "?a=1&copy=2" is an address
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
# what a program writes where it had nothing, or forgot to put something in
_NOTHING = re.compile(
    r"undefined|null|\(null\)|nan|\[object \w+\]|\{\{[^{}]*\}\}|\[your-[\w-]+\]"
    r"|%[\w-]+%|<no value>",
    re.I,
)


def plain(value, longest=LONGEST_TEXT):
    """Return a text as it was written, without what cannot be stored or seen.

    :param str value: as it was sent; line breaks of any kind become newlines.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWANTED.sub("", value).strip()[:longest].rstrip()


def text(value, longest=LONGEST_TEXT):
    """Return a text as a person can read it, ``""`` where a program sent nothing.

    :param str value: as for :func:`plain`; HTML entities are decoded.
    """
    if "&" in value:
        value = _ENTITY.sub(lambda found: html.unescape(found[0]), value)
    value = plain(value, longest)
    return "" if len(value) < 100 and _NOTHING.fullmatch(value) else value


def label(value):
    """Return the words beside a field; builders let people write HTML into them."""
    words = text(value, LONGEST_LABEL)
    return _TAG.sub(" ", words).strip() or words


def line(value, longest=500):
    """Return a text in one line."""
    return " ".join(value[: 2 * longest].split())[:longest].rstrip()
