"""Questions that stand beside the answers and are joined to them by an id."""

from dataclasses import dataclass, field

from .pairs import flat, options_of, squeezed

# what a list of questions is called
_LISTS = set(
    "fields questions subfields inputs definition formfields elements columns "
    "components questionlist formquestions items".split()
)
_IDS = "id ref key qid questionid fieldid name".split()
_WORDS = "label title question text questiontext name".split()
_ANSWERED = set(
    "value values answer answers response responses stringvalue textvalue ischecked "
    "email phone phonenumber firstname lastname message rawvalue".split()
)


@dataclass(frozen=True)
class Definition:
    """What one question asks; ``within``: the question whose part it is."""

    label: str
    type: str = ""
    options: dict = field(default_factory=dict)
    within: tuple[str, ...] = ()


class Definitions:
    """All questions of a tree that are defined apart from their answers.

    ``used`` says whether one was joined to an answer: only then are they left out of
    what was said.
    """

    def __init__(self, tree):
        self.used = False
        self._by_id = {}
        self._nodes = {}
        self._search(tree)

    def _search(self, node):
        if isinstance(node, dict):
            for key, child in node.items():
                if isinstance(child, list) and squeezed(key) in _LISTS:
                    self._define_all(child, ())
                elif isinstance(child, dict) and squeezed(key) == "questions":
                    for name, one in child.items():  # their keys are their ids
                        if isinstance(one, dict):
                            self._define(one, (), name)
                self._search(child)
        elif isinstance(node, list):
            for child in node:
                self._search(child)

    def _define_all(self, listed, within):
        for one in listed:
            if isinstance(one, dict) and id(one) not in self._nodes:
                self._define(one, within)

    def _define(self, node, within, key=""):
        keys = {squeezed(key): key for key in node}
        words = [node[keys[name]] for name in _WORDS if name in keys]
        words = [one for one in map(flat, words) if one]
        kind = node.get(keys.get("type"), "")
        kind = kind if isinstance(kind, str) else ""
        if (
            not words
            or (_ANSWERED & keys.keys())
            or squeezed(kind) in keys.keys() - {"text"}
        ):
            return
        ids = [key, *(node[keys[name]] for name in _IDS if name in keys)]
        ids = [one for one in ids if isinstance(one, str) and one and one != words[0]]
        if not ids:
            return
        self._nodes[id(node)] = node
        options = node.get(keys.get("choices")) or node.get(keys.get("options"))
        options = options_of(options) if isinstance(options, list) else {}
        for one in ids:
            self._by_id.setdefault(one, Definition(words[0], kind, options, within))
        for name in _LISTS & keys.keys():
            if isinstance(node[keys[name]], list):
                self._by_id.update(self._parts(node[keys[name]], (*within, words[0])))

    def _parts(self, listed, within):
        """Return the parts of a question; their ids may be that of the question."""
        inner = Definitions([])
        inner._define_all(listed, within)
        self._nodes.update(inner._nodes)
        return inner._by_id

    def is_one(self, node):
        return id(node) in self._nodes

    def by_id(self, key):
        """Return the :class:`Definition` with an id, else ``None``."""
        found = self._by_id.get(key)
        self.used = self.used or bool(found)
        return found

    def first(self, ids):
        """Return the first :class:`Definition` with one of some ids, else ``None``."""
        return next(filter(None, map(self.by_id, ids)), None)
