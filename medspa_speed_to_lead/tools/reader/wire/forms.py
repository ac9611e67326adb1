"""Posted forms: urlencoded and in parts, with names in PHP's brackets.

Parts are told apart here and not by the email package: that one fails on a malformed
header, and takes minutes for some that fit into a small body.
"""

import re
from urllib.parse import unquote_to_bytes, urlencode

from . import clean
from .files import Upload
from .limits import MOST_FIELDS, TooMuch

TYPE = "application/x-www-form-urlencoded"

_DEEPEST = 8
_MOST_PARTS = 5 * MOST_FIELDS  # most of them empty

_BOUNDARY = re.compile(r'\bboundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.I)
_FIRST_PART = re.compile(
    rb"\s{0,20}--([^\r\n]{1,200}?)[ \t]{0,5}\r?\ncontent-[\w-]{1,40}:", re.I
)
_DISPOSITION = r"^content-disposition:[^\n]{0,1000}?;\s{0,20}"
_NAME = re.compile(
    (_DISPOSITION + r'name=(?:"([^"\n]{0,500})"|([^\s;"]{1,500}))').encode(),
    re.I | re.M,
)
_FILE = re.compile(
    (
        _DISPOSITION + r"filename\*?=(?:UTF-8'[^'\n]{0,20}')?"
        r'(?:"([^"\n]{0,500})"|([^\s;"]{0,500}))'
    ).encode(),
    re.I | re.M,
)
_TYPE = re.compile(rb"^content-type:\s{0,20}([\w.+/-]{1,100})", re.I | re.M)
_IN_BRACKETS = re.compile(r"\[([^\[\]]{0,200})\]")
_BRACKETS = re.compile(r"([^\[\]]{1,200})((?:\[[^\[\]]{0,200}\])+)")
# "name=..." at the beginning, and no sentence before the equals sign
_FIELD_FIRST = re.compile(r"[^\s=&:;{}<>\"']{1,200}=")


def boundary(body, content_type):
    """Return what stands between the parts of a body, ``b""`` if it has none."""
    said = _BOUNDARY.search(content_type)
    if said:
        line = (said[1] or said[2]).encode("utf-8", "replace")
        if b"--" + line in body:
            return line
    found = _FIRST_PART.match(body)
    return found[1] if found else b""


def split(body, line):
    """Return the fields, ``[(name, value)]`` in bytes, and the uploads."""
    fields, files = [], []
    for part in _parts(body, line):
        head, value = _head_and_value(part)
        name = _NAME.search(head)
        file = _FILE.search(head)
        field = name and (name[1] or name[2] or b"") or b""
        if file:
            if value or file[1] or file[2]:
                files.append(_upload(field, file[1] or file[2] or b"", head, value))
        elif name or value.strip():
            fields.append((field, value))
    if len(fields) > MOST_FIELDS:
        fields = [(name, value) for name, value in fields if value.strip()]
    if len(fields) + len(files) > MOST_FIELDS:
        raise TooMuch.fields()
    return fields, files


def _parts(body, line):
    # what precedes the first line is no part, nor what follows the closing one
    start, count = None, 0
    for found in re.finditer(rb"(?:\A|\r?\n)--" + re.escape(line), body):
        if start is not None:
            yield _below_its_line(body[start : found.start()])
        start, count = found.end(), count + 1
        if body[start : start + 2] == b"--":
            return
        if count > _MOST_PARTS:
            raise TooMuch.fields()
    if start is not None:
        yield _below_its_line(body[start:])


def _below_its_line(part):
    return part.lstrip(b" \t").removeprefix(b"\r").removeprefix(b"\n")


def _head_and_value(part):
    for blank in (b"\r\n\r\n", b"\n\n"):
        head, found, value = part.partition(blank)
        if found and len(head) < 10_000:
            return head.replace(b"\r\n", b"\n"), value
    return part[:10_000], b""


def _upload(field, name, head, content):
    kind = _TYPE.search(head)
    return Upload(
        _name(field),
        _name(unquote_to_bytes(name)).replace("\\", "/")[-200:],
        kind[1].decode("ascii", "replace").lower() if kind else "",
        content,
    )


def _name(value):
    """Return bytes as a name that can be stored, and that reads as it is written."""
    return clean.line(clean.plain(value.decode("utf-8", "replace")))


def as_text(fields, files):
    """Return the fields as an urlencoded form, files by their names alone."""
    named = [(file.field, file.name) for file in files]
    return urlencode([*fields, *named], errors="surrogatepass")


def is_form(text, is_said):
    """Say whether a text is an urlencoded form.

    :param bool is_said: by the header.
    """
    if "\n" in text:  # lines with a field in each are plain text
        return is_said and "&" in text
    if not _FIELD_FIRST.match(text):
        return is_said and "=" in text
    return is_said or "&" in text or " " not in text


def pairs(text, decode=lambda found: found.decode("utf-8", "replace")):
    """Return ``[(name, value)]`` of an urlencoded form, never more than the most: of
    more fields those that are filled in."""
    fields = [field for field in text.split("&") if field.strip()]
    if len(fields) > MOST_FIELDS:  # builders send every empty box along
        fields = [field for field in fields if field.partition("=")[2]]
    if len(fields) > MOST_FIELDS:
        raise TooMuch.fields()
    found = []
    for field in fields:
        name, _equals, value = field.partition("=")
        found.append((_unquoted(name, decode), _unquoted(value, decode)))
    return found


def _unquoted(text, decode):
    if "%" not in text:
        return text.replace("+", " ")
    plain = text.replace("+", " ").encode("utf-8", "surrogatepass")
    return decode(unquote_to_bytes(plain))


def nested(fields):
    """Return ``[(name, value)]`` as a tree; ``a[b]=c`` becomes ``{"a": {"b": "c"}}``.

    What comes several times, such as tick boxes, becomes a list.
    """
    tree = {}
    for name, value in fields:
        *folders, last = _keys(name)
        node = tree
        for key in folders:
            child = node.setdefault(key, {})
            if not isinstance(child, dict):
                child = node[key] = {"": child}
            node = child
        _add(node, last, value)
    return tree


def _keys(name):
    name = name.strip()
    found = _BRACKETS.fullmatch(name)
    if not found:
        # all of the body may have been taken for a name: JSON sent as a form
        return [name]
    keys = [found[1], *_IN_BRACKETS.findall(found[2])[:_DEEPEST]]
    while len(keys) > 1 and not keys[-1].strip():
        keys.pop()
    return keys


def _add(node, key, value):
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    elif isinstance(node[key], dict):
        _add(node[key], "", value)
    else:
        node[key] = [node[key], value]
