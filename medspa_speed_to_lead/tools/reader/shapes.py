"""From a tree to a flat list of who was asked what and what they said.

Tools write a question and its answer in three ways: as a key and its value, as an
object with both in it (``{"label": ..., "value": ...}``, in many spellings), or apart,
joined by an id. :func:`flatten` reads all three, at any depth, mixed.
"""

import re
from dataclasses import dataclass

from . import labels, numbers, tables, values
from .consent import answers
from .definitions import Definitions
from .pairs import are_answers, as_pair, choices, squeezed
from .wire import clean, forms, notation
from .wire.limits import DEEPEST, MOST_FIELDS, TooMuch
from .words import whose

_EQUALS = re.compile(r"[\w .-]{1,60} = .*")
_QUERY = re.compile(
    r"[\w%\[\].~-]{1,100}=[^&\s]{0,2000}(?:&[\w%\[\].~-]{1,100}=[^&\s]*)+"
)
_LONGEST_PATH = 300
_HEADS = set("headers columns labels questions keys header".split())
_CELLS = set("values row rows answers data cells rowvalues".split())
_PAIRED = set("value values answer answers response responses".split())
_OF_CHOICES = re.compile(
    "treatment|service|interest|procedure|tratamiento|servicio|choice|option|select|tag"
)


@dataclass(frozen=True)
class Said:
    """One field of a form.

    ``path``: its place, the same for every body of a form, such as
    ``form_response.answers.first_name``. ``label``: the words beside it. ``values``:
    what was said, cleaned, ``true`` and ``false`` for a box. ``type``: the tool's word
    for its kind, ``tel``, or ``""``. ``within``: the names of all it stands in, the
    outermost first. ``names``: what else it is called, a key or an id.
    """

    path: str
    label: str
    values: tuple[str, ...] = ()
    type: str = ""
    within: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def text(self):
        """What was said in one text, several choices with commas."""
        return ", ".join(filter(None, self.values))


def flatten(tree):
    """Return the fields of a tree in their order, as a list of :class:`Said`.

    :raises TooMuch: when they are too many, or nested too deeply.
    """
    return _Walk(tree).said


class _Walk:
    def __init__(self, tree):
        self.said, self.filled = [], 0
        tree = _opened(tree, 0)
        self.known = Definitions(tree)
        self._node(tree, (), "")
        if not self.known.used:  # then they define nothing, and may be what was said
            self.known = Definitions([])
            self.said.clear()
            self._node(tree, (), "")

    def _node(self, node, within, label, names=(), kind=""):
        """Read a node.

        :param tuple within: labels of what it stands in.
        :param str label: of itself.
        """
        if isinstance(node, dict):
            if not self.known.is_one(node):
                self._dict(node, within, label)
        elif isinstance(node, list) and any(
            isinstance(one, dict | list) for one in node
        ):
            self._list(node, within, label)
        elif isinstance(node, list) and tables.is_row(node, label, _is_address):
            self._row(node, within)
        else:
            self._say(node, within, label, names, kind)

    def _dict(self, node, within, label):
        inner = (*within, label) if label else within
        pair = as_pair(node, label, self.known) if inner else None
        if pair:
            is_same = squeezed(pair.label) == squeezed(label)
            self._pair(pair, within if is_same else inner)
        elif label and _are_boxes(node, within, label):
            self._ticked(node, within, label)
        elif node and list(node) == [str(n) for n in range(len(node))]:
            self._node(list(node.values()), within, label)
        else:
            self._keyed(node, inner)

    def _ticked(self, node, within, label):
        """Read boxes called what they offer: ``{"Botox": "1", "Filler": "0"}``."""
        ticked = [key for key, one in node.items() if answers.flag(one)]
        self._say(ticked, within, label)

    def _keyed(self, node, within):
        for key, child in node.items():
            known = self.known.by_id(key)
            if known:
                inside = (*within, *known.within)
                child = choices(child, known.options) or child
                self._node(child, inside, known.label, (key,), known.type)
            else:
                self._node(child, within, key)

    def _pair(self, pair, within):
        if _is_section(pair):
            self._section(pair, within)
            return
        picked = choices(pair.value, pair.options)
        if picked is None:
            self._node(pair.value, within, pair.label)
        else:
            self._say(picked, within, pair.label, pair.names, pair.type)
        self._keyed(pair.rest, (*within, pair.label))

    def _section(self, pair, within):
        """Read a part of a form; its name says whom it asks about, if anything."""
        if whose.names_another(pair.label):
            within = (*within, pair.label)
        self._list(pair.value, within, "")
        self._keyed(pair.rest, within)

    def _list(self, node, within, label):
        rows = [one for one in node if isinstance(one, list)]
        if len(rows) == len(node):
            if table := tables.below_heads(rows):
                return self._list(table, within, label)
            if all(map(_is_row, rows)):
                return self._keyed(notation.merged(rows), (*within, label))
        if told := tables.by_told_labels(node):
            return self._told(told, (*within, label) if label else within)
        node = [one for one in node if not self.known.is_one(one)]
        if label and not rows and not _may_be_pairs(node, label):
            picked = choices(node, {})
            if picked is not None:
                self._say(picked, within, label)
                return
        is_listed = bool(label or within) or len(node) > 1
        for one in node:
            if isinstance(one, dict):
                pair = as_pair(one, label, self.known, is_listed=is_listed)
                if pair:
                    self._pair(pair, (*within, label) if label else within)
                    continue
            self._node(one, within, label)

    def _told(self, told, within):
        for label, value, rest in told:
            self._node(value, within, label)
            self._keyed(rest, (*within, label))

    def _row(self, cells, within):
        for number, cell in enumerate(cells, 1):
            self._say(cell, within, f"Column {number}")

    def _say(self, value, within, label, names=(), kind=""):
        values = value if isinstance(value, list) else [value]
        if len(values) > 1 and (told := tables.fields_in("\n".join(values))):
            return self._keyed(told, (*within, label))
        label = clean.label(label)
        within = tuple(within)
        path = ".".join([*within, names[0] if names else label])[-_LONGEST_PATH:]
        texts = tuple(clean.text(one) for one in values)
        if not any(texts) and len(self.said) >= MOST_FIELDS:
            return
        self.filled += any(texts)
        self.said.append(Said(path, label, texts, kind, within, tuple(names)))
        if self.filled > MOST_FIELDS or len(texts) > MOST_FIELDS:
            raise TooMuch.fields()


def _are_boxes(node, within, label):
    """Say whether an object holds ticks of what a practice offers, and nothing else."""
    texts = [one for one in node.values() if isinstance(one, str)]
    return (
        len(texts) == len(node)
        and any(texts)
        and all(not one or answers.flag(one) is not None for one in texts)
        and all(labels.meaning(Said("", key)) == "" for key in node)
        and labels.meaning(Said("", label, within=within)) == "treatment"
    )


def _is_section(pair):
    """Say whether what seems to answer one question are answers to several."""
    if not isinstance(pair.value, list) or pair.options or not are_answers(pair.value):
        return False
    return labels.meaning(Said("", pair.label)) not in ("treatment", "location")


def _opened(node, depth):
    """Return a tree in which texts that hold data are that data."""
    if depth > DEEPEST:
        raise TooMuch.depth()
    if isinstance(node, dict):
        opened = {
            key[: clean.LONGEST_LABEL]: _opened(one, depth + 1)
            for key, one in node.items()
        }
        return _by_column(opened)
    if isinstance(node, list):
        return [_opened(one, depth + 1) for one in node]
    if node is None:
        return ""
    if isinstance(node, bool):
        return "true" if node else "false"
    data = _held(node)
    return node if data is None else _opened(data, depth + 1)


def _held(text):
    """Return the data that a text holds, ``None`` for usual words."""
    stripped = text.strip()
    ends = stripped[:1] + stripped[-1:]
    if ends in ("{}", "[]"):
        return notation.json_tree(stripped) if len(stripped) > 2 else ""
    if ends == '""' and stripped[:99].lstrip('"\\ \n')[:1] in ("{", "["):
        return notation.json_tree(stripped)
    if ends == "<>" and stripped[1:2] not in ("p", "d", "b"):  # no HTML
        found = notation.xml_tree(stripped)
        if found is not None:
            return found
    if "=" in stripped:
        if "\n" in stripped or " = " in stripped:
            lines = stripped.splitlines()
            if all(map(_EQUALS.fullmatch, lines)):
                return dict(line.split(" = ", 1) for line in lines)
        elif "&" in stripped and _QUERY.fullmatch(stripped):
            return forms.nested(forms.pairs(stripped))
    return tables.fields_in(stripped)


def _is_address(text):
    return values.is_email(text) or numbers.looks_like_one(text)


def _may_be_pairs(node, label):
    """Say whether a list may hold more than the choices of one question."""
    keys = {squeezed(key) for one in node if isinstance(one, dict) for key in one}
    if "name" in keys:  # it may be a person's
        return True
    if _OF_CHOICES.match(squeezed(label)):
        return False
    return bool(keys & _PAIRED) or are_answers(node)


def _by_column(node):
    """Return an object that holds columns and cells as two lists with both joined."""
    heads = cells = ""
    for key, value in node.items():
        if _row_in(value):
            name = squeezed(key)
            heads = key if name in _HEADS else heads
            cells = key if name in _CELLS else cells
    if not heads or not cells or len(_row_in(node[heads])) != len(_row_in(node[cells])):
        return node
    rest = [(key, value) for key, value in node.items() if key not in (heads, cells)]
    pairs = zip(_row_in(node[heads]), _row_in(node[cells]), strict=True)
    return notation.merged([*rest, *pairs])


def _row_in(value):
    """Return the texts of a list, or of the only list in it, else none."""
    if not isinstance(value, list):
        return []
    row = value[0] if len(value) == 1 and isinstance(value[0], list) else value
    return row if all(isinstance(one, str) for one in row) else []


def _is_row(row):
    return (
        len(row) == 2
        and isinstance(row[0], str)
        and not row[0].strip().isdigit()
        and row[0].strip() != ""
    )
