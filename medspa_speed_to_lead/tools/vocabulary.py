"""Recognise what a form's free text names: "botox for my forehead" -> Botox."""

import re

_NOT_A_WORD = re.compile(r"[^\w+]+")


def normalised(text):
    """Lower case, punctuation as single blanks, framed by blanks."""
    return f" {_NOT_A_WORD.sub(' ', text.casefold()).strip()} "


def words(*names):
    """Return the normalised, non-empty names as a tuple."""
    return tuple(name for name in map(normalised, names) if name.strip())


def find(text, entries):
    """Return the keys whose name or alias stands in ``text`` as whole words.

    :param entries: ``((key, words), ...)`` with words from :func:`words`.
    """
    sought = normalised(text)
    return [key for key, names in entries if any(name in sought for name in names)]
