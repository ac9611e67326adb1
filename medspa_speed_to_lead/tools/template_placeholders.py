"""What a person without technical rights may write into a template.

Plain words, and placeholders that name one field of the inquiry. Everything else is
refused because it is not on a list, never because it is: in a template a clever
expression is code that runs with all rights, and nobody can list them all.

Two grammars:

- a text (subject, text message): words without braces, and ``{{ object.NAME }}``;
- a body: the tags of a letter with the attributes of a letter, and
  ``<t t-out="object.NAME"/>``.
"""

import re

from lxml import etree, html

_BRACE = re.compile(r"[{}]")
# what somebody meant as a placeholder, to show them what is meant
_MEANT = re.compile(r"\{\{.*?\}\}|[{}][^\s]*", re.DOTALL)

_TAGS = frozenset(
    "a abbr article b big blockquote br caption center code col colgroup dd div dl dt "
    "em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img li ol p pre "
    "s section small span strong sub sup table tbody td tfoot th thead tr u ul".split()
)
_ATTRIBUTES = frozenset(
    "align alt bgcolor border cellpadding cellspacing class color cols colspan dir "
    "face height href id lang rel role rowspan size span src start style target title "
    "type valign width".split()
)
_NAMED_FREELY = re.compile(r"(?:data|aria)-[a-z0-9-]+")
_LINK = re.compile(r"(?:https?://|mailto:|tel:|sms:|/|#)\S.*|[/#]?", re.DOTALL)
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*")


def foreign_in_text(text, names):
    """Return the first part of a text that is not plain, ``None`` if all is.

    :param text: a subject or a text message, or nothing.
    :param names: the fields that may be named, e.g. ``{"message_practice"}``.
    """
    rest = _placeholder(names).sub(" ", text or "")
    # a placeholder that was taken out may not leave half of another one behind
    if not _BRACE.search(rest):
        return None
    return _MEANT.search(rest).group()


def foreign_in_body(source, names):
    """Return the first part of an HTML body that is not plain, ``None`` if all is.

    Read by the parser that Odoo renders with, so that both see the same.

    :param source: HTML, a whole body or one term of it, or nothing.
    :param names: as for :func:`foreign_in_text`.
    """
    if not (source or "").strip():
        return None
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except (etree.LxmlError, ValueError):
        return source[:40]
    for node in root.iterdescendants():
        found = _foreign_in_node(node, names)
        if found:
            return found
    return _braces(root.text)


def _placeholder(names):
    """Match one whole placeholder, with or without words for an empty field."""
    choice = "|".join(sorted(map(re.escape, names))) or r"(?!)"
    words_if_empty = r"(?:\|\|\|[^{}|\n]*)?"
    return re.compile(
        r"\{\{ {0,2}object\.(?:" + choice + ") {0,2}" + words_if_empty + r"\}\}"
    )


def _foreign_in_node(node, names):
    # comments and processing instructions have a function as their tag
    if not isinstance(node.tag, str):
        return etree.tostring(node, encoding="unicode", with_tail=False)[:40]
    if node.tag == "t":
        return _foreign_in_placeholder(node, names) or _braces(node.text, node.tail)
    if node.tag not in _TAGS:
        return f"<{node.tag}>"
    for name, value in node.attrib.items():
        if not _is_plain_attribute(name, value):
            return f'{name}="{value[:60]}"'
    return _braces(node.text, node.tail)


def _foreign_in_placeholder(node, names):
    """Return what is wrong with a ``<t>``: it prints one known field, nothing else."""
    for name, value in node.attrib.items():
        if name != "t-out" or value not in {f"object.{known}" for known in names}:
            return f'{name}="{value[:60]}"'
    if len(node) or "t-out" not in node.attrib:
        return "<t>"
    return None


def _is_plain_attribute(name, value):
    if name not in _ATTRIBUTES and not _NAMED_FREELY.fullmatch(name):
        return False
    if _BRACE.search(value) or "<" in value:
        return False
    if name == "src":
        return bool(_LINK.fullmatch(value) or _PICTURE.fullmatch(value))
    return name != "href" or bool(_LINK.fullmatch(value))


def _braces(*texts):
    """Return the first text with braces: who reads the letter would see them."""
    for text in texts:
        found = _MEANT.search(text or "")
        if found:
            return found.group()
    return None
