"""Holds a value against a type: plain Python, for tests with and without Odoo."""

from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)


class Strict(dict):
    """A dict that is never asked for a key that it does not have."""

    def get(self, key, default=None):
        return self[key]


def strict(value):
    """Return a value with all its dicts strict."""
    if isinstance(value, dict):
        return Strict({key: strict(one) for key, one in value.items()})
    return [strict(one) for one in value] if isinstance(value, list) else value


def misfits(value, expected, path=""):
    """Yield where a value is not of a type, in words.

    :param expected: ``TypedDict``, of which it must have all keys and no others,
        ``list[...]``, ``dict[...]``, unions, literals, or a plain type.
    """
    origin, args = get_origin(expected), get_args(expected)
    if expected is Any:
        return
    if is_typeddict(expected):
        yield from _keys(value, get_type_hints(expected), path)
    elif origin in (Union, UnionType):
        found = [list(misfits(value, one, path)) for one in args]
        if all(found):
            yield from min(found, key=_how_far)
    elif origin is Literal:
        if not any(
            value is one or (value == one and type(value) is type(one)) for one in args
        ):
            yield f"{path}: {value!r} is none of {args}"
    elif origin is list and isinstance(value, list):
        for place, one in enumerate(value):
            yield from misfits(one, args[0], f"{path}[{place}]")
    elif origin is dict and isinstance(value, dict):
        for key, one in value.items():
            yield from misfits(key, args[0], f"{path}: key")
            yield from misfits(one, args[1], f"{path}.{key}")
    elif not _is_plain(value, origin or expected):
        yield f"{path}: {value!r} is no {expected}"


def _keys(value, hints, path):
    if not isinstance(value, dict):
        yield f"{path}: {value!r} is no dict"
        return
    for key in sorted(hints.keys() - value.keys()):
        yield f"{path}: {key} is missing"
    for key in sorted(value.keys() - hints.keys()):
        yield f"{path}: {key} is not in the contract"
    for key in hints.keys() & value.keys():
        yield from misfits(value[key], hints[key], f"{path}.{key}")


def _how_far(complaints):
    """The arm of a union that a value was meant for complains deepest inside."""
    return -max(complaint.partition(":")[0].count(".") for complaint in complaints)


def _is_plain(value, kind):
    if kind is None or kind is NoneType:
        return value is None
    if kind is float:
        kind = (float, int)
    # what is true or false is no number
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
