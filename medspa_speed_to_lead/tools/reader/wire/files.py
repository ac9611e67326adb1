"""Files that came with a form: which are kept, told by their content."""

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from .limits import LARGEST_FILES

# the kinds that are kept: images and PDF, by how they begin
_KINDS = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.S), "image/webp"),
    (re.compile(rb".{4}ftyp(?:heic|heix|hevc|heim|mif1|msf1)", re.S), "image/heic"),
    (re.compile(rb".{4}ftypavif", re.S), "image/avif"),
    (re.compile(rb"%PDF-"), "application/pdf"),
)

_ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    "image/avif": (".avif",),
    "application/pdf": (".pdf",),
}


# a file within a text, as a script of a form writes it; in JSON a slash is escaped, in
# a form every mark may be
_INLINE = re.compile(
    rb"data(?::|%3A)(?P<type>[\w.+-]{1,60}(?:/|\\/|%2F)[\w.+-]{1,60})"
    rb"(?:(?:;|%3B)[\w=.-]{1,60}){0,3}?(?:;|%3B)base64(?:,|%2C)"
    rb"(?P<content>(?:[A-Za-z0-9+/=_-]|\\/|%2[BF]|%3D){200,})",
    re.I,
)


@dataclass(frozen=True)
class Upload:
    """A file that came with a form; ``type`` is what the sender says of it."""

    field: str
    name: str
    type: str
    content: bytes

    @property
    def kept_name(self):
        """Its name, with the ending of what it is: no PDF opens as a program."""
        name, endings = self.name or self.field or "file", _ENDINGS[self.kind]
        if name.lower().endswith(endings):
            return name
        stem = name.rpartition(".")[0] or name
        return stem if stem.lower().endswith(endings) else f"{stem}{endings[0]}"

    @property
    def kind(self):
        """The type by the content, ``""`` for what is no image and no PDF."""
        return next((kind for head, kind in _KINDS if head.match(self.content)), "")


def cut_out(body):
    """Return a text in bytes with the name of each file in place of what it holds, and
    these files.

    What is no base64 after all is a file of no kind: it is named as left out.
    """
    files = []

    def name(found):
        plain = unquote_to_bytes(found["content"]).replace(b"\\/", b"/")
        said = unquote_to_bytes(found["type"]).replace(b"\\/", b"/").decode("ascii")
        said = said.lower()
        name = f"{said.partition('/')[0]}-{len(files) + 1}.{said.rpartition('/')[2]}"
        files.append(Upload("", name[:80], said, _unpacked(plain)))
        return files[-1].name.encode()

    return (_INLINE.sub(name, body), files) if b"base64" in body else (body, files)


def _unpacked(text):
    text = text.replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


def divided(files):
    """Return the files that are kept, and those that are only named.

    As many are kept, in their order, as fit into the limit together.
    """
    kept, named, size = [], [], 0
    for file in files:
        fits = size + len(file.content) <= LARGEST_FILES
        if file.kind and fits:
            kept.append(file)
            size += len(file.content)
        else:
            named.append(file)
    return kept, named
