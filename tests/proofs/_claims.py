"""What a message says that somebody did, read by a few words of our own."""

import re

_TRIED = re.compile(
    r"\b(?:tried|attempted|been trying) (?:to )?(?:reach|call|contact)\w* you"
    r"|\b(?:we|i) (?:just )?(?:called|rang) you|\b(?:couldn't|unable to) reach you"
    r"|\bsorry (?:we|i) missed you|\b(?:intentamos|tratamos de) \w*(?:te|le|nos)\b"
    r"|\bno (?:pudimos|hemos podido) (?:contactar|localizar|comunicar)",
    re.I,
)
_VOICEMAIL = re.compile(
    r"\bleft (?:you )?a (?:quick |short )?(?:voicemail|message)\b"
    r"|\bdejamos un (?:mensaje|recado)",
    re.I,
)


def claimed(words: str) -> str:
    """Return ``voicemail``, ``call``, or nothing."""
    plain = " ".join(words.replace("’", "'").split())
    if _VOICEMAIL.search(plain):
        return "voicemail"
    return "call" if _TRIED.search(plain) else ""
