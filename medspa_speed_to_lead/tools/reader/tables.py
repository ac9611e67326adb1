"""Tables and letters: labels and values that stand apart, told by what labels say.

Which words are labels, no key says here: two at least ask for a name or an address.
"""

from . import labels
from .pairs import has_question, squeezed
from .wire import notation

_TELLING = ("name", "first_name", "last_name", "email", "phone")
_CELLS = set("values row rowvalues data cells record answers line".split())
_BESIDE = set("id type kind index order position required uuid inline".split())
_LONGEST_LABEL = 100
_SHORTEST, _LONGEST, _LONGEST_LINE = 11, 20_000, 5_000  # of a text with a form in it
_SEPARATORS = (";", "|", ",")
_DIGITS = 6  # what has more may be a phone
_DELIMITERS = ",;\t|"


def _are_labels(texts):
    """Say whether texts are labels of a form: of several, two ask who it is."""
    if len(set(texts)) < len(texts) or any(len(t) > _LONGEST_LABEL for t in texts):
        return False
    # "(512) 555-0143 cell" is no label, whatever its words say
    if any("@" in text or sum(map(str.isdigit, text)) > _DIGITS for text in texts):
        return False
    return sum(labels.of_label(text) in _TELLING for text in texts) > 1


def by_told_labels(rows):
    """Return ``[(label, value, rest)]`` of objects under keys that no table knows.

    ``[{"attribute": "Email", "content": "a@b.co"}, ...]``: the key whose texts are
    labels is the question, whatever it is called.

    :return: ``None`` where no key is.
    """
    if len(rows) < 2 or not all(isinstance(one, dict) and one for one in rows):
        return None
    if has_question(rows[0]):
        return None
    keys = [k for k in rows[0] if all(isinstance(one.get(k), str) for one in rows)]
    asked = next((k for k in keys if _are_labels([one[k] for one in rows])), None)
    if asked is None:
        return None
    others = [k for k in rows[0] if k != asked and squeezed(k) not in _BESIDE]
    said = next((k for k in others if all(k in one for one in rows)), None)
    if said is None:
        return None
    rest = [{k: v for k, v in one.items() if k not in (asked, said)} for one in rows]
    return [(one[asked], one[said], more) for one, more in zip(rows, rest, strict=True)]


def below_heads(rows):
    """Return the rows of a table as objects, ``None`` where its first has no labels."""
    heads = rows[0]
    if len(rows) < 2 or not all(isinstance(one, str) for one in heads):
        return None
    if any(len(one) != len(heads) for one in rows) or not _are_labels(heads):
        return None
    return [notation.merged(zip(heads, row, strict=True)) for row in rows[1:]]


def is_row(cells, label, is_address):
    """Say whether a list holds the cells of one row, and not choices.

    :param is_address: a function that says so of a text.
    """
    if len(cells) < 3 or (label and squeezed(label) not in _CELLS):
        return False
    found = sum(map(is_address, cells))
    return 0 < found < len(cells)


def fields_in(text):
    """Return ``{label: value}`` of a text that holds a form, ``None`` of usual words.

    A mail with "Name: ..." in its lines, a table of two rows, or one line of pairs.
    """
    if text[:1] == "<" and text[-1:] == ">":
        text = notation.page_lines(text)
    if not _SHORTEST < len(text) < _LONGEST:
        return None
    if "\n" not in text:
        return _of_one_line(text) if len(text) < _LONGEST_LINE else None
    for delimiter in _DELIMITERS:
        found = notation.table_tree(text, delimiter)
        if found and _are_labels(list(found)):
            return found
    found = notation.lines_tree(text.replace("\t", ": "))
    if isinstance(found, str):
        found = notation.lines_tree(_joined(text))
    if not _is_form(found):
        return None
    # what has no label is not what was said to a question
    return {**{k: v for k, v in found.items() if k}, **{k: found[k] for k in found}}


def _is_form(found):
    """Say whether labelled lines tell an address, and not only speak of one."""
    if isinstance(found, str) or not _are_labels(list(found)):
        return False
    return any(
        "@" in text or sum(map(str.isdigit, text)) > _DIGITS
        for label, text in found.items()
        if labels.of_label(label) in ("email", "phone")
    )


def _joined(text):
    """Return lines in which a label and what stands below it are one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found, is_label = [], False
    for line in lines:
        if is_label:
            found[-1] += f": {line}"
            is_label = False
        else:
            is_label = labels.of_label(line[:40]) in (*_TELLING, "message")
            found.append(line)
    return "\n".join(found)


def _of_one_line(text):
    for separator in _SEPARATORS:
        if text.count(separator) and ("=" in text or ":" in text):
            lines = text.replace(separator, "\n")
            found = notation.lines_tree(lines)
            if _is_form(found) and "" not in found:
                return found
    return None
