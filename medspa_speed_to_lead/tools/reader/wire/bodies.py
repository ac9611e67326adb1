"""From the bytes of a request to plain dictionaries, lists and texts.

What a body is, its content says and not its header: JSON comes as a form or as plain
text, and without any header. The header helps where the content leaves it open: the
charset, and the boundary of form parts.
"""

import codecs
import re
import zlib
from dataclasses import dataclass
from urllib.parse import unquote_plus

from ...inquiry import UnreadableBody
from . import forms, notation
from .files import Upload, cut_out
from .limits import LARGEST_KEPT, LARGEST_TEXT, TooMuch

_GZIP = b"\x1f\x8b"
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.I)
# byte order marks, the longer before those that begin alike
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Only what browsers know: Python has codecs of another kind, some of them slow
_CHARSETS = re.compile(
    r"utf-8|utf-16(-[lb]e)?|ascii|iso8859-\d+|cp125\d|koi8-[ru]|gbk|gb18030|big5"
    r"|shift_jis|euc_(jp|kr)"
)
_LIKE_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-16-le"}


@dataclass(frozen=True)
class Body:
    """What a request carried.

    ``tree``: dictionaries, lists and texts; numbers are texts as they were written,
    yes and no are ``true`` and ``false``, nothing is ``""``. ``query``: the fields of
    the address. ``files``: the uploads, in order; see :func:`.files.divided`. ``kept``:
    the body as text, without what the files hold; ``kept_type``: what it is, to be read
    again.
    """

    tree: object
    query: dict
    files: tuple[Upload, ...] = ()
    kept: str = ""
    kept_type: str = ""


def read(body, content_type="", query=""):
    """Return the :class:`Body` of a request.

    :param body: bytes as received, or text where it was kept as such.
    :param str content_type: the full header; empty if there was none.
    :param str query: of the address, without question mark.
    :raises TooMuch: when it is over the limits.
    """
    content_type, largest = (content_type or "")[:500], LARGEST_TEXT
    if isinstance(body, str):
        largest = LARGEST_KEPT
        body = body.encode("utf-8", "surrogatepass")
        content_type = _CHARSET.sub("", content_type)
    if body.startswith(_GZIP):
        body = _unpacked(body)
    boundary = forms.boundary(body, content_type)
    if boundary:
        return _read_parts(body, boundary, content_type, query)
    body, files = cut_out(body)
    check_size(body, largest)
    text = decoded(body, content_type)
    tree = _tree(text, content_type)
    return Body(tree, _read_query(query), tuple(files), text, content_type)


def _read_parts(body, boundary, content_type, query):
    fields, files = forms.split(body, boundary)
    cut = [(name, *cut_out(value)) for name, value in fields]
    fields = [(name, value) for name, value, _found in cut]
    inline = [file for _name, _value, found in cut for file in found]
    if sum(len(name) + len(value) for name, value in fields) > LARGEST_TEXT:
        raise TooMuch(f"The fields are larger than {LARGEST_TEXT // 1024} KiB.")
    said = [
        (decoded(name, content_type), decoded(value, content_type))
        for name, value in fields
    ]
    tree = forms.nested([*said, *((file.field, file.name) for file in files)])
    kept = forms.as_text(said, files)
    return Body(tree, _read_query(query), (*files, *inline), kept, forms.TYPE)


def _tree(text, content_type):
    """Return what a text holds, by what it looks like."""
    stripped = text.strip()
    if stripped[:3].upper() in ("%7B", "%5B"):  # JSON, escaped but without a name
        stripped = unquote_plus(stripped.rstrip("="))
    stripped = notation.unwrapped(stripped)
    if stripped[:1] in ("{", "[", '"'):
        found = notation.json_tree(stripped)
        if found is not None:
            return found
    if stripped[:1] == "<":
        found = notation.xml_tree(stripped)
        if found is not None:
            return found
        stripped = notation.page_lines(stripped)
    # a blank may be a plus sign of a phone: the fields are not stripped
    is_form = "x-www-form-urlencoded" in content_type.lower()
    if forms.is_form(stripped, is_form):
        return forms.nested(forms.pairs(text.strip("\r\n\0"), decoded))
    if stripped[:1] in ("{", "["):
        found = notation.salvaged(stripped)
        if found:
            return found
    return notation.table_tree(stripped) or notation.lines_tree(stripped)


def _read_query(query):
    if len(query) > LARGEST_TEXT:
        raise TooMuch("The address is too long.")
    return forms.nested(forms.pairs(query, decoded)) if query else {}


def _unpacked(body):
    reader = zlib.decompressobj(wbits=31)
    try:
        plain = reader.decompress(body, LARGEST_TEXT + 1)
    except zlib.error:
        raise UnreadableBody("The body is packed and cannot be unpacked.") from None
    check_size(plain)
    return plain


def check_size(body, largest=LARGEST_TEXT):
    """Refuse what is larger than what is read of a text."""
    if len(body) > largest:
        raise TooMuch(f"The body is larger than {LARGEST_TEXT // 1024} KiB.")


def decoded(body, content_type=""):
    """Return bytes as text: by their mark, the header, as UTF-8 or Windows-1252."""
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    said = _CHARSET.search(content_type)
    charset = said and _known_charset(said[1])
    if charset and charset != "utf-8":
        return body.decode(charset, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _known_charset(name):
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return ""
    name = _LIKE_BROWSERS.get(name, name)
    return name if _CHARSETS.fullmatch(name) else ""
