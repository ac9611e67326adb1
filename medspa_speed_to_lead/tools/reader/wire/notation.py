"""Notations that hold data in a text: JSON in any state, flat XML, labelled lines."""

import csv
import json
import re
from xml.etree import ElementTree

from .limits import DEEPEST, TooMuch

_LONGEST_KEY = 200

# a text to its end, even where its end is missing: nothing is read twice
_LOOSE_COMMA = re.compile(r'("(?:[^"\\]|\\.)*(?:"|\\?\Z))|,(?=\s*[}\]])', re.S)
_LOOSE_PAIR = re.compile(
    r"""(?:\A|[{,\n])\s{0,20}["']?([\w.\[\]-][\w .\[\]-]{0,99})["']?\s{0,20}:\s{0,20}"""
    r"""(?:"((?:[^"\\]|\\.)*)(?:"|\\?\Z)|'([^'\n]*)'?|([^\s,{}\[\]"']{1,200}))""",
    re.S,
)
_ENTITIES = re.compile(r"<!(?:doctype|entity)", re.I)
_OF_PAGES = "html body p div table ul h1 h2 h3 span b strong".split()
_LINE_ENDS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d|/ul)\b[^<>]{0,100}>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_LINE = re.compile(
    r"[\s>*•-]{0,10}([¿¡]?[^\W\d_][^:=\n]{0,80}?)[ \t]{0,10}[:=][ \t]*(.*)"
)


def json_tree(text):
    """Return what JSON holds, ``None`` where a text is none.

    Forgives raw line breaks in texts, commas before a closing bracket and JSON within
    a JSON text. What comes twice in one object becomes a list.
    """
    for attempt in (_as_it_is, _without_loose_commas):
        try:
            return _READER.decode(attempt(text))
        except RecursionError:
            raise TooMuch.depth() from None
        except ValueError:
            continue
    return None


def _as_it_is(text):
    return text


def _without_loose_commas(text):
    return _LOOSE_COMMA.sub(lambda found: found[1] or "", text)


def _number(text):
    # spreadsheets write 5125550151.0
    return text.removesuffix(".0")


def merged(pairs):
    """Return ``[(key, value)]`` as an object; what comes twice becomes a list."""
    tree, several = {}, set()
    for key, value in pairs:
        if key not in tree:
            tree[key] = value
        elif key in several:
            tree[key].append(value)
        else:
            tree[key] = [tree[key], value]
            several.add(key)
    return tree


_READER = json.JSONDecoder(
    strict=False,
    object_pairs_hook=merged,
    parse_int=str,
    parse_float=_number,
    parse_constant=lambda _name: "",
)


def salvaged(text):
    """Return ``{key: text}`` of what is nearly JSON: cut off, in single quotes."""
    tree = {}
    for found in _LOOSE_PAIR.finditer(text):
        value = next((one for one in found.groups()[1:] if one is not None), "")
        if found[2] is not None:
            value = re.sub(r"\\(.)", _unescaped, value, flags=re.S)
        tree.setdefault(found[1].strip(), value)
    return tree


def _unescaped(found):
    return {"n": "\n", "t": " ", "r": ""}.get(found[1], found[1])


def xml_tree(text):
    """Return what XML of a simple kind holds, ``None`` where a text is none.

    Nothing that defines entities is read.
    """
    if _ENTITIES.search(text):
        return None
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        return None
    if root.tag.lower() in _OF_PAGES:
        return None
    return {_local(root.tag): _element(root, 0)}


def _local(tag):
    return tag.rpartition("}")[2][:_LONGEST_KEY]


def _element(element, depth):
    if depth > DEEPEST:
        raise TooMuch.depth()
    text = (element.text or "").strip()
    if not len(element) and not element.attrib:
        return text
    pairs = list(element.attrib.items())
    pairs += [(_local(child.tag), _element(child, depth + 1)) for child in element]
    if text:
        pairs.append(("value", text))
    return merged(pairs)


def without_tags(text):
    """Return a page or an email as plain lines."""
    return _TAG.sub(" ", _LINE_ENDS.sub("\n", text)).strip()


def table_tree(text):
    """Return ``{column: cell}`` of one row below its columns, else ``None``."""
    lines = text.splitlines()
    if len(lines) != 2 or "," not in lines[0] or len(text) > 10_000:
        return None
    try:
        heads, cells = csv.reader(lines)
    except (csv.Error, ValueError):  # a quotation mark makes one row of both lines
        return None
    if len(heads) < 2 or len(heads) != len(cells) or not all(heads):
        return None
    return merged(zip(heads, cells, strict=True))


def lines_tree(text):
    """Return a plain text: ``{label: value}`` if it has labelled lines, else as it is.

    A line without a label goes on with the one before.
    """
    tree, label, labelled = {}, "", set()
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found and not found[2].startswith("//"):
            label, value = found[1].strip(" *_"), found[2].strip(" *_\t\r")
            labelled.add(label)
        else:
            value = line.strip()
        if value:
            tree.setdefault(label, []).append(value)
    said = {label: "\n".join(values) for label, values in tree.items()}
    return said if len(labelled) > 1 else text
