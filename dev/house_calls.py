"""Reads which file of models/ calls the private methods of which other one.

A private call is ``anything._name``, called or handed on, but not through ``super()``.
The name is looked up among the methods in models/: of ``self``, of ``env["a.model"]``
and of a variable that holds it, among those of that model, of its mixins and, for a
mixin, of the models that have it; of anything else, whose model does not show, among
all.
Left out are:

* a name of which all that is found hands on to ``super()._name``: a hook of Odoo's;
* a name that the caller's own file, for the floors its own folder, defines too;
* for the floors, a name that is defined below the caller too, and what hands on to
  ``super()``: a call of a hook does not depend on what extends it. For the circle both
  count, since the call may get there;
* functions outside of classes, names put together while running (``getattr``), names in
  strings.
"""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from dev.house_models import Models, read_part
from dev.house_reading import reached

# the floor of the modules that stand directly in models/
TOP = "top"
# what returns records of the model that it is asked of
SAME_MODEL = {"browse", "exists", "filtered", "search", "sudo", "with_company"}
SAME_MODEL |= {"with_context", "with_user"}
ALWAYS = {"self.env.user": "res.users", "self.env.company": "res.company"}


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


@dataclass(frozen=True)
class Method:
    """A private method in models/, of a model or of another class."""

    path: Path
    owner: str
    hands_on: bool  # to super(): it extends another one

    @property
    def floor(self):
        return floor_of(self.path)


def floor_of(path):
    return path.parts[1] if len(path.parts) > 2 else TOP


class Calls:
    def __init__(self, sources, floors):
        self._rank = floors.index
        self._models = Models(sources)
        self._blocks = []
        self._methods = defaultdict(list)
        for source in sources:
            if source.path.parts[0] == "models":
                for node in source.tree.body:
                    self._read(source, node)

    def _read(self, source, node):
        """Take in a class, or what else stands at the beginning of a line."""
        is_class = isinstance(node, ast.ClassDef)
        part = is_class and read_part(source, node)
        owner = part.model if part else str(source.path)
        for block in node.body if is_class else [node]:
            self._blocks.append((source.path, block, owner))
            name = getattr(block, "name", "")
            if is_class and is_private(name):
                hands_on = any(n.attr == name for n in asked(block, of_super=True))
                self._methods[name].append(Method(source.path, owner, hands_on))

    def _across(self):
        """Yield ``(path, line, name, [Method, ...])`` of the calls of other files."""
        for path, block, owner in self._blocks:
            models = models_in(block, owner)
            for node in asked(block, of_super=False):
                methods = self._methods.get(node.attr, [])
                if model := model_of(node.value, models):
                    family = self._models.family(model)
                    methods = [m for m in methods if m.owner in family]
                ours = any(not m.hands_on for m in methods)
                if ours and path not in {m.path for m in methods}:
                    yield path, node.lineno, node.attr, methods

    def up(self):
        """List each Call of what only floors above the caller define."""
        found = set()
        for path, line, name, methods in self._across():
            target = min((m.floor for m in methods if not m.hands_on), key=self._rank)
            floor = floor_of(path)
            own = floor in {m.floor for m in methods}
            if not own and self._rank(target) > self._rank(floor):
                found.add(Call(str(path), line, name, floor, target))
        return sorted(found)

    def circle(self):
        """Return the largest set of paths that all lead to each other by such calls."""
        edges = defaultdict(set)
        for path, _line, _name, methods in self._across():
            edges[str(path)] |= {str(method.path) for method in methods}
        reach = {path: reached(edges, path) for path in edges}
        circles = ({b for b in reach[a] if a in reach.get(b, ())} for a in reach)
        return max(circles, key=len, default=set())


def models_in(block, owner):
    """Return ``{expression: model}``, None for what is now one model, now another."""
    models = {"self": owner, "cls": owner} | ALWAYS
    for node in ast.walk(block):
        if isinstance(node, ast.Assign):
            name, model = ast.unparse(node.targets[0]), model_of(node.value, models)
            models[name] = model if models.get(name, model) == model else None
    return models


def model_of(node, models):
    """Return the model of what is asked for something, None if it does not show."""
    while getattr(getattr(node, "func", None), "attr", "") in SAME_MODEL:
        node = node.func.value
    written = ast.unparse(node)
    named = re.search(r"\benv\['([\w.]+)'\]$", written)
    return named[1] if named else models.get(written)


def is_private(name):
    return name.startswith("_") and not name.endswith("__")


def asked(tree, of_super):
    """Yield each private name that is asked of ``super()``, or of anything else."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            function = getattr(node.value, "func", None)
            if (getattr(function, "id", None) == "super") == of_super:
                yield node
