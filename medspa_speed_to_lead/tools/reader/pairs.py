"""Objects that hold a question and its answer, in the spellings of many tools."""

import re
from dataclasses import dataclass

from . import labels

_SQUEEZED = re.compile(r"[^a-z0-9]+")
# what a person reads comes first, what a program calls it last
_LABELS = (
    "label title question questiontitle questiontext questionname fieldlabel "
    "fieldtitle columnname displayname caption prompt heading text item fieldname name "
    "inputname body property key fieldkey field slug ref questionid fieldid columnid "
    "checkboxkey predefinedfield attribute attributename questionlabel labeltext "
    "part id"
).split()
_NAMES = (
    "key ref name slug fieldkey fieldname columnid id checkboxkey questionid fieldid "
    "uuid"
).split()
_IDS = ("id", "ref", "uuid", "questionid", "fieldid", "columnid", "slug")
_VALUES = (
    "value values answer answers answertext answervalue response responses "
    "responsetext stringvalue textvalue fieldvalue uservalue userinput submittedvalue "
    "entry ischecked checked rawvalue prettyvalue reply markedanswers selectedanswers "
    "selectedchoices answeroptions selectedoptions selectedvalues answersgiven "
    "answerdetails"
).split()
_NAMED = ("name", "label", "title", "question")
# they answer one question, or hold all of a form
_PLURALS = "values answers responses entry data content input body files".split()
# only beside a word for the question, and in a list of such pairs
_WEAK_VALUES = (
    "text choice content data input selected selection body boolean number date url "
    "fileurl files"
).split()
_KINDS = "type system fieldtype inputtype questiontype kind".split()
_OPTIONS = "options choices".split()
# what tells how a question is shown
_SHOWN = set(
    "variable section group required isrequired options choices position order index "
    "row column page step placeholder raw rawvalue prettyvalue versions sourceid "
    "sourcetype sourcevid timestamp visible hidden readonly validation width cssclass "
    "class hint helptext description settings properties attributes "
    "allowmultipleselections sequence conditionallogic meta metadata updatedbyuserid "
    "persistenttimestamp sensitive displayvalue".split()
).union(_LABELS, _NAMES, _VALUES, _KINDS)
# an object with one of them is a person, not a question
_OF_A_PERSON = set(
    "email emailaddress phone phonenumber mobile firstname lastname message fullname "
    "customeremail customerphone".split()
)
_PICKED = (
    "plaintext label labels text title name value values answer answers choice choices "
    "display displayvalue full option item responsetext body"
).split()
_BESIDE_PICKED = set(
    "id ids ref refs type key other selected checked value price quantity url "
    "index position order color created updated tag item optionid annotations "
    "href object slug isother score comment connectedoutcome correct".split()
).union(_PICKED)
_SHOWN_IN_PARTS = set(
    "options choices versions validation conditionallogic meta".split()
)
_NOT = ("false", "0", "off", "no")
# whether a box is ticked, whose value it has all the same
_TICKS = ("checked", "selected", "granted", "agreed")
# of a question among others, and of what was said to it
_QUESTIONS = ("question", "questiontext", "name", "label", "title", "fieldlabel")
_ANSWERS = ("value", "values", "answer", "answers", "response", "text")
# how a program calls a choice: "opt_3", "f81d4fae", "120.00"
_KEY = re.compile(r"[A-Za-z]{0,12}[_.-]?[0-9][\w.-]{0,40}|[a-z]+[_-][a-z_-]+")


@dataclass(frozen=True)
class Pair:
    """A question and its answer; ``rest`` is what the object holds besides."""

    label: str
    value: object
    type: str
    names: tuple[str, ...]
    options: dict
    rest: dict


def squeezed(key):
    return _SQUEEZED.sub("", key[:100].lower())


def as_pair(node, parent, known, *, is_listed=False):
    """Return an object as a :class:`Pair`, ``None`` if it is none.

    :param str parent: the label of what it stands in: the question, where the object
        holds the answer alone.
    :param Definitions known: labels of questions by their ids.
    """
    keys = {squeezed(key): key for key in node}
    kind = _kind(node, keys)
    about = _asked(node, keys)
    held = [k for k in _VALUES if k in keys]
    value = next((k for k in held if node[keys[k]]), "") or _typed(kind, keys, node)
    value = value or next(iter(held), "")
    if not value and (is_listed or about):
        weak = _WEAK_VALUES if is_listed else ("choice", "text")
        value = next((k for k in weak if k in keys), "")
    if not value or (_OF_A_PERSON & keys.keys()) - {value}:
        return None
    names = (*about, *_texts(node, keys, _NAMES, value))
    defined = known.first(names)
    label = defined.label if defined else _label(node, keys, value)
    is_asked = bool(label) and label not in _texts(node, keys, _IDS)
    if label and not (is_asked or defined or is_listed) and labels.is_question(parent):
        label, is_asked = parent, True
    if not label and not parent or not _is_answer(value, node[keys[value]], is_asked):
        return None
    rest = {
        key: one
        for short, key in keys.items()
        for one in [node[key]]
        if not _is_shown(short, one) and short != value and one is not about
    }
    if about:
        rest.pop(keys.get("field") or keys.get("question"), None)
    is_off = any(node.get(keys.get(name)) in _NOT for name in _TICKS)
    return Pair(
        label or (names[0] if names and is_listed else parent),
        "" if is_off else node[keys[value]],
        (defined and defined.type) or kind,
        names,
        _options(node, keys) or (defined.options if defined else {}),
        rest,
    )


def has_question(node):
    """Say whether :func:`as_pair` knows a key of an object for what was asked."""
    keys = set(map(squeezed, node))
    asked = keys & set(_LABELS) - {*_IDS, "key", "text", "body"}
    return bool(asked) and not keys.isdisjoint((*_VALUES, *_WEAK_VALUES))


def _typed(kind, keys, node):
    """Return the key called as the kind: ``{"type": "email", "email": ...}``."""
    kind = squeezed(kind)
    if kind in keys and kind == "title" and isinstance(node[keys[kind]], list):
        return kind
    return kind if kind in keys and kind not in (*_KINDS, *_IDS, *_NAMED) else ""


def _is_answer(key, value, is_labelled):
    """Say whether a value may answer one question; `answers` may hold them all."""
    if not isinstance(value, list) or all(isinstance(one, str) for one in value):
        return True
    if is_labelled and are_answers(value):
        return True
    may_be_all = key in _PLURALS and not is_labelled
    return not may_be_all and choices(value, {}) is not None


def _is_shown(short, value):
    """Say whether something only tells how a question is shown."""
    if isinstance(value, dict | list):
        return short in _SHOWN_IN_PARTS
    return short in _SHOWN


def _asked(node, keys):
    """Return ids of the question, where it is an object of its own."""
    for name in ("field", "question"):
        inner = node.get(keys.get(name))
        if isinstance(inner, dict):
            short = {squeezed(key): key for key in inner}
            return tuple(_texts(inner, short, ("ref", "id", *_LABELS)))
    return ()


def _label(node, keys, value):
    inner = node.get(keys.get("field")) or node.get(keys.get("question"))
    if isinstance(inner, dict):
        short = {squeezed(key): key for key in inner}
        return next(iter(_texts(inner, short, _LABELS)), "")
    return next(iter(_texts(node, keys, _LABELS, value)), "")


def _texts(node, keys, names, but=""):
    """Return the texts of an object that stand under one of the names, in order."""
    found = (node[keys[name]] for name in names if name in keys and name != but)
    return [one for one in map(flat, found) if one]


def flat(value):
    """Return a text, or the texts of a list as one; some tools write titles so."""
    if isinstance(value, list):
        value = "".join(one for one in value if isinstance(one, str))
    return value.strip() if isinstance(value, str) else ""


def _kind(node, keys):
    inner = node.get(keys.get("field"))
    kinds = _texts(node, keys, _KINDS)
    if isinstance(inner, dict):
        short = {squeezed(key): key for key in inner}
        kinds += _texts(inner, short, _KINDS)
    return kinds[0][:100] if kinds else ""


def _options(node, keys):
    """Return ``{id: words}`` of the choices beside an answer."""
    for name in _OPTIONS:
        options = node.get(keys.get(name))
        if isinstance(options, list):
            return options_of(options)
    return {}


def options_of(options):
    """Return ``{id: words}`` of a list of choices."""
    found = {}
    for one in options:
        if isinstance(one, dict):
            keys = {squeezed(key): key for key in one}
            ids = _texts(one, keys, ("id", "ref", "key", "value"))
            words = _texts(one, keys, ("text", "label", "title", "name", "value"))
            if words:
                found.update((key, words[0]) for key in ids)
    return found


def choices(value, options):
    """Return the texts of an answer, ``None`` where it is more than choices.

    :param dict options: words by the ids that the answer may name.
    """
    if isinstance(value, str):
        return [options.get(value, value)]
    if isinstance(value, list):
        if any(isinstance(one, list) for one in value):
            return None
        found = [choices(one, options) for one in value]
        if any(one is None for one in found):
            return None
        return [text for texts in found for text in texts]
    keys = {squeezed(key): key for key in value}
    if len(keys) == 1 and next(iter(keys)).endswith(("answer", "value", "response")):
        return _choices_within(next(iter(value.values())), options)
    if not keys.keys() <= _BESIDE_PICKED:
        return None
    picked = next((name for name in _PICKED if name in keys), None)
    if not picked:
        return None
    if any(value.get(keys.get(name)) in _NOT for name in ("checked", "selected")):
        return []
    found = _choices_within(value[keys[picked]], options)
    other = value.get(keys.get("other"))
    if found is not None and isinstance(other, str) and other not in ("true", "false"):
        found = [*found, other]
    return found


def are_answers(listed):
    """Say whether a list holds questions with answers, and not the choices of one.

    Of a choice, what stands beside its words repeats them, counts, or is its key.
    """
    return all(isinstance(one, dict) for one in listed) and any(
        map(_is_answered, listed)
    )


def _is_answered(node):
    keys = {squeezed(key): key for key in node}
    label = next(iter(_texts(node, keys, _QUESTIONS)), "")
    said = next((node[keys[name]] for name in _ANSWERS if name in keys), "")
    if not label or not isinstance(said, str):
        return bool(label) and isinstance(said, list | dict) and bool(said)
    key = squeezed(said)
    return bool(key) and not (
        key in squeezed(label)
        or squeezed(label) in key
        or said.lower() in (*_NOT, "1", "true", "on")
        or _KEY.fullmatch(said)
    )


def _choices_within(value, options):
    """Return the texts within one choice, where objects in a list are no choices."""
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return None
    return choices(value, options)
