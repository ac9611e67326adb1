"""Reads of which classes of ours the models are built."""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass

from dev.house_reading import Source, reached


@dataclass(frozen=True, eq=False)
class Part:
    """A class of ours that builds a model, which it names or which it extends."""

    source: Source
    node: ast.ClassDef
    model: str
    parents: frozenset[str]
    begins: bool  # the model is ours: it begins here
    abstract: bool

    @property
    def methods(self):
        return [n.name for n in self.node.body if isinstance(n, ast.FunctionDef)]

    @property
    def fields(self):
        return [name for name, v in _assigned(self.node) if v.startswith("fields.")]

    @property
    def code_lines(self):
        """The number of lines that are neither blank nor a comment."""
        lines = self.source.text.splitlines()[
            self.node.lineno - 1 : self.node.end_lineno
        ]
        return sum(not re.match(r"\s*(#|$)", line) for line in lines)


def read_part(source, node):
    """Return the Part that a class is, None if it builds no model."""
    name, parents = (
        [n for key, v in _assigned(node) if key == wanted for n in _strings(v)]
        for wanted in ("_name", "_inherit")
    )
    if not name and not parents:
        return None
    model = (name or parents)[0]
    abstract = "models.AbstractModel" in map(ast.unparse, node.bases)
    begins = model not in parents
    return Part(source, node, model, frozenset(parents), begins, abstract)


def _assigned(node):
    """List ``(name, value as it is written)`` of what the body of a class assigns."""
    assigned = (n for n in node.body if isinstance(n, (ast.Assign, ast.AugAssign)))
    return [(ast.unparse(_target(n)), ast.unparse(n.value)) for n in assigned]


def _target(node):
    return node.target if isinstance(node, ast.AugAssign) else node.targets[0]


def _strings(written):
    """List what is named by ``"one"`` or by ``["one", "two"]``."""
    value = ast.literal_eval(written)
    return [value] if isinstance(value, str) else value


class Models:
    """``parts`` is ``{model: [Part, ...]}`` of all models that we begin or extend."""

    def __init__(self, sources):
        self.parts = defaultdict(list)
        for source in sources:
            for node in ast.walk(source.tree):
                part = isinstance(node, ast.ClassDef) and read_part(source, node)
                if part:
                    self.parts[part.model].append(part)
        edges = {
            m: set().union(*(p.parents for p in ps)) for m, ps in self.parts.items()
        }
        self._above = {m: (reached(edges, m) & edges.keys()) - {m} for m in edges}

    def family(self, model):
        """Return the models whose methods one of a model, or of a mixin, may have."""
        heirs = {m for m, above in self._above.items() if model in above}
        return {model, *heirs}.union(*(self._above.get(m, ()) for m in [model, *heirs]))

    def assembled(self):
        """Return ``{model: (parts, mixins)}``, those of mixins included, if several."""
        found = {}
        for model, mixins in self._above.items():
            parts = [p for name in [model, *sorted(mixins)] for p in self.parts[name]]
            if len(parts) > 1:
                found[model] = parts, mixins
        return found

    def served(self):
        """Return ``{mixin of ours: models built with it}``, which are no mixins."""
        mixins = {
            mixin
            for mixin in set().union(*self._above.values())
            if any(p.begins and p.abstract for p in self.parts[mixin])
        }
        return {
            mixin: {m for m in self._above.keys() - mixins if mixin in self._above[m]}
            for mixin in sorted(mixins)
        }

    def of_one_model(self):
        """Return ``{mixin: whether it has a field}`` of those that serve one model."""
        return {
            mixin: any(part.fields for part in self.parts[mixin])
            for mixin, models in self.served().items()
            if len(models) == 1
        }
