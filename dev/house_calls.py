"""Reads which file of models/ calls the private methods of which other one.

A private call is ``anything._name``, called or handed on, but not through ``super()``.
What it is asked of is not known, so the name is looked up among all methods in models/.
Left out for that reason:

* a name of which every definition hands on to ``super()._name``: a hook of Odoo's;
* a name that the caller's own file, for the floors its own folder, defines too;
* for the floors, a definition that hands on to ``super()``: a call of a hook does not
  depend on what extends it. For the circle it counts, since the call gets there;
* for the floors, a name that is defined below the caller too;
* names that are put together while running (``getattr``) or stand in strings.
"""

import ast
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from dev.house_reading import reached

# the floor of the modules that stand directly in models/
TOP = "top"


@dataclass(frozen=True, order=True)
class Call:
    """A private call from one floor to another one, which are folders of models/."""

    path: str
    line: int
    name: str
    floor: str
    target: str

    def __str__(self):
        return f"{self.path}:{self.line} {self.name}: {self.floor} -> {self.target}"

    @property
    def entry(self):
        """How a list names the call: it stays when the lines of the file move."""
        return f"{self.path} {self.name} -> {self.target}"


def read_floors(addon):
    """List the folders of models/ in the order of their import, the ground first."""
    models = addon / "models"
    tree = ast.parse((models / "__init__.py").read_text())
    imports = (node for node in tree.body if isinstance(node, ast.ImportFrom))
    names = (alias.name for node in imports for alias in node.names)
    return [name for name in names if (models / name).is_dir()] + [TOP]


def floor_of(source):
    return source.path.parts[1] if len(source.path.parts) > 2 else TOP


class Calls:
    def __init__(self, sources, floors):
        self.sources = [s for s in sources if s.path.parts[0] == "models"]
        self.rank = floors.index

    @cached_property
    def definitions(self):
        """``{private name: {source: whether all its definitions ask super()}}``"""
        found = defaultdict(dict)
        for source in self.sources:
            for function in source.functions:
                name = function.name
                if _is_private(name):
                    asks = any(n.attr == name for n in _asked(function, of_super=True))
                    found[name][source] = found[name].get(source, True) and asks
        return {name: w for name, w in found.items() if not all(w.values())}

    def _across(self):
        """Yield ``(source, line, name, where defined)`` of calls between files."""
        for source in self.sources:
            for node in _asked(source.tree, of_super=False):
                where = self.definitions.get(node.attr, {source})
                if source not in where:
                    yield source, node.lineno, node.attr, where

    def up(self):
        """List each Call of what only floors above the caller define."""
        found = set()
        for source, line, name, where in self._across():
            floor = floor_of(source)
            targets = {floor_of(other) for other, asks in where.items() if not asks}
            target = min(targets, key=self.rank)
            own = floor in map(floor_of, where)
            if not own and self.rank(target) > self.rank(floor):
                found.add(Call(str(source.path), line, name, floor, target))
        return sorted(found)

    def circle(self):
        """Return the largest set of paths that all lead to each other by such calls."""
        edges = defaultdict(set)
        for source, _line, _name, where in self._across():
            edges[str(source.path)] |= {str(other.path) for other in where}
        reach = {path: reached(edges, path) for path in edges}
        circles = ({b for b in reach[a] if a in reach.get(b, ())} for a in reach)
        return max(circles, key=len, default=set())


def _is_private(name):
    return name.startswith("_") and not name.endswith("__")


def _asked(tree, of_super):
    """Yield each private name that is asked of ``super()``, or of anything else."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_private(node.attr):
            function = getattr(node.value, "func", None)
            if (getattr(function, "id", None) == "super") == of_super:
                yield node
