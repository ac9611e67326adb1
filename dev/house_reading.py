"""Reads the sources of the addon, their sizes and waivers; imports nothing of it."""

import ast
import os
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

FOLDERS = ("models", "report", "tools", "wizard", "controllers")
NO_PRODUCT = {"tests", "migrations"}
NOT_OURS = {".git", ".run", ".hypothesis", "__pycache__", "node_modules"}
# what programs are written in; commands have no suffix
LANGUAGES = {"", ".py", ".js", ".cjs", ".sh", ".scss", ".xml"}
WAIVER = re.compile(
    r"(?:#|//|/\*|<!--)\s*"
    r"(?:pylint: ?disable|(?:ruff: ?)?noqa\b|fmt: ?(?:off|skip)|type: ?ignore"
    r"|eslint-disable|prettier-ignore|(?P<shell>shellcheck [\w= ]*disable))"
    r"[\w-]*[:= ]*(?:[\w/-]+(?:, ?[\w/-]+)*)?(?P<reason>.*)"
)
COMMENT = re.compile(r"\s*(?:#|//)(?P<reason>.*)")


@dataclass(frozen=True, eq=False)
class Source:
    """A Python file of the addon: its path in there, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def functions(self):
        return [n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef)]


def read_sources(addon):
    """List the sources of the product: tests and migrations are none of it."""
    paths = (path.relative_to(addon) for path in sorted(addon.rglob("*.py")))
    return [
        Source(path, text, ast.parse(text))
        for path in paths
        if path.parts[0] not in NO_PRODUCT
        for text in [(addon / path).read_text()]
    ]


def count_modules(sources):
    """Return ``{folder: number of modules}``, ``__init__.py`` not counted."""
    return Counter(
        source.path.parent.as_posix()
        for source in sources
        if source.path.parts[0] in FOLDERS and source.path.name != "__init__.py"
    )


def long_files(addon, limit):
    """Return ``{path: lines}`` of the code of server and browser above a limit."""
    sizes = {
        path.relative_to(addon): len(path.read_text().splitlines())
        for kind in ("py", "js", "scss")
        for path in addon.rglob(f"*.{kind}")
    }
    return _above(
        {str(p): n for p, n in sizes.items() if not NO_PRODUCT & set(p.parts)}, limit
    )


def long_functions(sources, limit):
    """Return ``{"path name": lines}`` of the functions of more lines than a limit."""
    sizes = {
        f"{source.path} {node.name}": node.end_lineno - node.lineno + 1
        for source in sources
        for node in source.functions
    }
    return _above(sizes, limit)


def _above(sizes, limit):
    largest = sorted(sizes.items(), key=lambda item: -item[1])
    return {name: size for name, size in largest if size > limit}


def find_waivers(root):
    """List ``(place, kind, reason)`` of the waivers of lint in a project.

    Those of the shell are a kind of their own: "shell", all others "lint". The reason
    stands behind the waiver or in the comment above, "" if there is none. Waivers in
    lines that follow each other are one.
    """
    found = []
    for path in sorted(_project_files(root)):
        lines = path.read_text(errors="replace").splitlines()
        for number, (before, line) in enumerate(pairwise(["", *lines]), start=1):
            match = WAIVER.search(line)
            if match and not WAIVER.search(before):
                kind = "shell" if match["shell"] else "lint"
                reason = _reason(match) or _reason(COMMENT.match(before))
                found.append((f"{path.relative_to(root)}:{number}", kind, reason))
    return found


def _project_files(root):
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        paths = (Path(folder, name) for name in names)
        yield from (path for path in paths if path.suffix in LANGUAGES)


def _reason(match):
    return match["reason"].strip(" #:()-*/>") if match else ""


def reached(edges, start):
    """Return the set of all that edges ``{from: {to, ...}}`` lead to from a start."""
    seen, ahead = set(), [start]
    while ahead:
        news = edges.get(ahead.pop(), set()) - seen
        seen |= news
        ahead.extend(news)
    return seen
