"""What has no field of its own on the card, as question and answer for a person."""

from . import labels
from .consent import answers
from .wire import clean
from .wire.clean import LONGEST_TEXT, line

_YES_NO = {"true": "yes", "false": "no"}
# of what is recognised but not used, these repeat or concern nobody
_NOT_SHOWN = ("technical", "phone_country", "external_id")


def rest_of(fields):
    """Return ``((question, answer), ...)`` of all fields that are not used.

    Marks them as noted. What another field already says is left out.
    """
    pairs = {}
    said = {one.text.casefold() for one in fields if one.used}
    for field in fields:
        text = field.text
        is_shown = field.meaning not in _NOT_SHOWN or _is_said(field)
        if field.used or not text or not is_shown:
            continue
        if text.casefold() in said and field.meaning not in ("note", "", "subject"):
            continue
        if labels.is_unlabelled(field.said.label) and text.casefold() in said:
            if not answers.is_bare_answer(text):  # one yes does not say another
                continue
        if _repeats(field, fields):
            continue
        text = ", ".join(_YES_NO.get(one, one) for one in field.said.values if one)
        field.noted = True
        pairs.setdefault((question(field.said), text[:LONGEST_TEXT]), None)
    return tuple(pairs)


def _is_said(field):
    """Say whether a person speaks of themselves under a program's label: "Site"."""
    words = field.text.split()
    is_human = len(words) > 2 and "/" not in field.text and len(field.text) < 500
    return is_human and answers.is_own_words(field.text)


def question(said):
    """Return the words beside a field as a person would write them."""
    label = said.label
    if labels.is_unlabelled(label) or len(labels.words(label)) < 2:
        around = [one for one in said.within[-1:] if not labels.is_unlabelled(one)]
        return ": ".join(filter(None, (*map(_readable, around), _readable(label))))
    return _readable(label)


def _readable(label):
    """Return a key in words, and a question as it is."""
    label = line(clean.label(label), 300)
    if " " in label or not label.isascii():
        return label
    words = " ".join(labels.words(label)) if "_" in label or "-" in label else label
    return words[:1].upper() + words[1:]


def _repeats(field, fields):
    """Say whether a text only lists what other fields say, as a tool's "pretty"."""
    is_pretty = labels.words(field.said.label) == ("pretty",)
    is_list = len(field.said.values) > 1 and not field.meaning
    if not is_pretty and not is_list:
        return False
    texts = {one.text for one in fields if one is not field and one.text}
    if is_list:
        return texts.issuperset(field.said.values)
    said = {word for text in texts for word in text.split()}
    parts = [part.partition(":")[2].split() for part in field.text.split(", ")]
    known = sum(bool(part) and said.issuperset(part) for part in parts)
    return known > len(parts) // 2
