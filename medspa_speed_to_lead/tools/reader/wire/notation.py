"""Notations that hold data in a text: JSON in any state, flat XML, labelled lines."""

import csv
import json
import re
from base64 import b64decode
from io import StringIO
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
_CELLS = re.compile(r"</t[dh]>\s{0,40}<t[dh]\b[^<>]{0,200}>", re.I)
_TWO_COLONS = re.compile(r":\s{0,5}:\s{0,5}")
_RULE = re.compile(r"[-_=~*]{2,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{12,}={0,2}\s{0,4}")
_GUARD = re.compile(r"\)\]\}',?\s{0,9}|(?:while\(1\)|for\(;;\));")
_CALL = re.compile(r"(?:/\*\*/)?\s{0,9}[\w$.]{1,80}\s{0,9}\(\s{0,9}(?=[\[{])")
_LINE = re.compile(
    r"[\s>*•-]{0,10}([¿¡]?[^\W\d_][^:=\n]{0,80}?)[ \t]{0,10}[:=][ \t]*(.*)"
)


def json_tree(text):
    """Return what JSON holds, ``None`` where a text is none.

    Forgives raw line breaks in texts, commas before a closing bracket and JSON within
    a JSON text. What comes twice in one object becomes a list.
    """
    for attempt in (_as_it_is, _without_loose_commas, _without_escapes):
        try:
            return _READER.decode(attempt(text))
        except RecursionError:
            raise TooMuch.depth() from None
        except ValueError:
            continue
    return None


def _as_it_is(text):
    return text


def _without_escapes(text):
    """Return JSON that was escaped to stand in a text, and does not."""
    return text.replace('\\"', '"') if text[1:3] == '\\"' else ""


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


def page_lines(text):
    """Return a page as plain lines, a row of two cells as label and value."""
    for name in ("style", "script", "head"):
        start, end = text.find(f"<{name}"), text.find(f"</{name}>")
        text = text[:start] + text[end:] if 0 <= start < end else text
    text = _CELLS.sub(": ", text)
    return _TWO_COLONS.sub(": ", without_tags(text))


def table_tree(text, delimiter=","):
    """Return ``{column: cell}`` of one row below its columns, else ``None``."""
    head = text[: text.find("\n")]
    if delimiter not in head or len(text) > 10_000:
        return None
    try:
        rows = [*csv.reader(StringIO(text), delimiter=delimiter)]
    except (csv.Error, ValueError):  # a quotation mark makes one row of both lines
        return None
    rows = [row for row in rows if row]
    if len(rows) != 2 or not 1 < len(rows[0]) == len(rows[1]) or not all(rows[0]):
        return None
    return merged(zip(*rows, strict=True))


def lines_tree(text):
    """Return a plain text: ``{label: value}`` if it has labelled lines, else as it is.

    A line without a label goes on with the one before, unless a rule is between them.
    """
    tree, label, labelled = {}, "", set()
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found and not found[2].startswith("//"):
            label = found[1].strip(" *_\"'")
            value = _unquoted(found[2].strip(" *_\t\r"))
            labelled.add(label)
        else:
            value = line.strip()
            label = "" if _RULE.fullmatch(value) else label
        if value and not _RULE.fullmatch(value):
            tree.setdefault(label, []).append(value)
    said = {label: _joined(values) for label, values in tree.items()}
    return said if len(labelled) > 1 else text


def _joined(lines):
    """Return lines in one text, the items of a list with commas."""
    if all(line.startswith("- ") for line in lines):
        return ", ".join(line.removeprefix("- ") for line in lines)
    return "\n".join(lines)


def _unquoted(value):
    """Return a value as YAML means it."""
    if value in ("|", ">", "|-", ">-"):
        return ""
    ends = value[:1] + value[-1:]
    return value[1:-1] if ends in ('""', "''") and len(value) > 1 else value


def unwrapped(text):
    """Return the JSON within a call, behind a guard, or in Base64; else the text."""
    if text[:3] in ("eyJ", "W3s") and _BASE64.fullmatch(text):
        try:
            return b64decode(text + "=" * (-len(text) % 4)).decode()
        except ValueError:
            return text
    text = _GUARD.sub("", text, count=1)
    found = _CALL.match(text)
    end = text.rfind(")")
    return text[found.end() : end].strip() if found and end > found.end() else text
