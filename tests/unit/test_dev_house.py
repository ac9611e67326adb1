"""What `make house` reads: each rule finds a fault, and none where there is none."""

import pytest

from dev.house_calls import Calls, read_floors
from dev.house_models import Models
from dev.house_reading import (
    count_modules,
    find_waivers,
    long_files,
    long_functions,
    read_sources,
)

FLOORS = "from . import ground\nfrom . import upper\nfrom . import crm_lead\n"
BODY = "\n    def {}(self):\n        return {}\n"


@pytest.fixture
def build(tmp_path):
    """Write an addon of ``{path: text}`` and return its folder."""

    def write(files):
        for name, text in {"models/__init__.py": FLOORS, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return write


@pytest.fixture
def calls(build):
    """Read the calls of models in files ``{name: [(method, what it returns)]}``.

    Each file extends the model "m", or the one that ``owners`` name for it.
    """

    def read(files, **owners):
        folders = {"models/ground/__init__.py": "", "models/upper/__init__.py": ""}
        texts = {}
        for name, methods in files.items():
            extended = owners.get(name.rpartition("/")[2], "m")
            bodies = "".join(BODY.format(*method) for method in methods)
            texts[f"models/{name}.py"] = model(inherit=extended, more=bodies)
        addon = build(folders | texts)
        return Calls(read_sources(addon), read_floors(addon))

    return read


def model(name="", inherit="", kind="Model", more=""):
    named = f"    _name = {name!r}\n" if name else ""
    extends = f"    _inherit = {inherit!r}\n" if inherit else ""
    return f"class A(models.{kind}):\n{named}{extends}{more or '    pass'}\n"


def test_floors_are_the_folders_in_the_order_of_their_import(build):
    addon = build({"models/upper/a.py": "", "models/ground/a.py": ""})
    assert read_floors(addon) == ["ground", "upper", "top"]


def test_a_call_up_is_found_with_its_place(calls):
    read = calls({"ground/a": [("_a", "self._b()")], "upper/b": [("_b", "1")]})
    assert [str(c) for c in read.up()] == ["models/ground/a.py:5 _b: ground -> upper"]
    assert [c.entry for c in read.up()] == ["models/ground/a.py _b -> upper"]


def test_what_stands_in_no_folder_is_the_top(calls):
    read = calls({"upper/a": [("_a", "self._b()")], "crm_lead": [("_b", "self._a()")]})
    assert [str(c) for c in read.up()] == ["models/upper/a.py:5 _b: upper -> top"]


@pytest.mark.parametrize(
    "asked",
    [
        "self.map(x._b)",
        "[one._b() for one in self]",
        "self.env['other'].sudo()._b()",
        "self.env['other'].search([])._b()",
    ],
)
def test_calls_of_another_model(calls, asked):
    read = calls({"ground/a": [("_a", asked)], "upper/b": [("_b", "1")]}, b="other")
    assert len(read.up()) == 1


@pytest.mark.parametrize(
    "asked", ["self._b()", "self.sudo()._b()", "self.env['third']._b()", "cls._b()"]
)
def test_no_calls_of_another_model(calls, asked):
    read = calls({"ground/a": [("_a", asked)], "upper/b": [("_b", "1")]}, b="other")
    assert read.up() == []


@pytest.mark.parametrize(("named", "found"), [("m", 1), ("third", 0)])
def test_a_variable_is_of_the_model_that_it_was_given(calls, named, found):
    lines = f"None\n        one = self.env['{named}']\n        one._b()"
    read = calls({"ground/a": [("_a", lines)], "upper/b": [("_b", "1")]})
    assert len(read.up()) == found


def test_a_mixin_calls_what_the_models_that_have_it_define(build):
    call = BODY.format("_a", "self._b()")
    addon = build(
        {
            "models/ground/a.py": model("mixin", kind="AbstractModel", more=call),
            "models/upper/a.py": model("m", ["mixin"], more=BODY.format("_b", "1")),
        }
    )
    assert len(Calls(read_sources(addon), read_floors(addon)).up()) == 1


@pytest.mark.parametrize(
    "files",
    [
        # down, and beside
        {"ground/a": [("_a", "1")], "upper/b": [("_b", "self._a()")]},
        {"upper/a": [("_a", "1")], "upper/b": [("_b", "self._a()")]},
        # a hook that the ground offers and the upper floor extends
        {
            "ground/a": [("_a", "self._b()")],
            "ground/b": [("_b", "1")],
            "upper/b": [("_b", "super()._b()")],
        },
        # one of Odoo's, which only we extend
        {"ground/a": [("_a", "self._b()")], "upper/b": [("_b", "super()._b()")]},
        # one that Odoo's part of the class has
        {"ground/a": [("_a", "super()._b()")], "upper/b": [("_b", "1")]},
        # one of this name is nearer
        {
            "ground/a": [("_a", "self._b()"), ("_b", "1")],
            "upper/b": [("_b", "1")],
        },
        # nobody defines it
        {"ground/a": [("_a", "self._elsewhere()")], "upper/b": [("_b", "1")]},
    ],
)
def test_no_call_up(calls, files):
    assert calls(files).up() == []


def test_the_circle_is_of_files_that_reach_each_other(calls):
    read = calls(
        {
            "ground/a": [("_a", "self._b()")],
            "ground/b": [("_b", "self._c()")],
            "upper/c": [("_c", "self._a()")],
            "upper/d": [("_d", "self._a()")],
        }
    )
    files = {"models/ground/a.py", "models/ground/b.py", "models/upper/c.py"}
    assert read.circle() == files


def test_one_way_is_no_circle(calls):
    assert (
        calls({"ground/a": [("_a", "1")], "upper/b": [("_b", "x._a()")]}).circle()
        == set()
    )


def test_modules_are_counted_by_folder(build):
    names = (
        "models/ground/a.py",
        "models/ground/__init__.py",
        "tools/b.py",
        "tests/c.py",
    )
    modules = count_modules(read_sources(build(dict.fromkeys(names, ""))))
    assert modules == {"models/ground": 1, "tools": 1}


def test_a_model_is_assembled_of_what_it_inherits(build):
    method = (
        "    one = fields.Char()\n\n    # why\n    def write(self):\n        pass\n"
    )
    addon = build(
        {
            "models/a.py": model("m.far", kind="AbstractModel", more=method),
            "models/b.py": model("m.mixin", ["m.far"], kind="AbstractModel"),
            "models/c.py": model("m", ["mail.thread"])
            + "    _inherit += ['m.mixin']\n",
            "models/d.py": model(inherit="m", more=method),
            "models/e.py": model("alone"),
        }
    )
    read = Models(read_sources(addon)).assembled()
    parts, mixins = read["m"]
    assert mixins == {"m.far", "m.mixin"}
    assert sorted(str(part.source.path) for part in parts) == [
        "models/a.py",
        "models/b.py",
        "models/c.py",
        "models/d.py",
    ]
    assert [part.methods for part in parts if part.methods] == [["write"], ["write"]]
    assert [part.fields for part in parts if part.fields] == [["one"], ["one"]]
    assert [p.code_lines for p in parts if str(p.source.path) == "models/d.py"] == [5]
    assert "alone" not in read


def test_mixins_that_serve_one_model_are_found(build):
    field = "    one = fields.Char()"
    addon = build(
        {
            "models/a.py": model("bare", kind="AbstractModel"),
            "models/b.py": model("field", ["bare"], kind="AbstractModel", more=field),
            "models/c.py": model("shared", kind="AbstractModel"),
            "models/d.py": model("service", kind="AbstractModel"),
            "models/e.py": model("m", ["field", "shared"]),
            "models/f.py": model("n", ["shared"]),
            "models/g.py": model(inherit="mail.thread", kind="AbstractModel"),
            "models/h.py": model("o", ["mail.thread"]),
        }
    )
    read = Models(read_sources(addon))
    assert read.of_one_model() == {"bare": False, "field": True}
    assert set(read.served()) == {"bare", "field", "shared"}


def test_long_files_and_functions_are_found(build):
    function = "def f():\n" + "    f()\n" * 4
    texts = {
        "models/a.py": function,
        "static/src/b.js": "x\n" * 6,
        "tests/c.py": "\n" * 9,
    }
    addon = build(texts)
    assert long_files(addon, 4) == {"static/src/b.js": 6, "models/a.py": 5}
    assert long_files(addon, 5) == {"static/src/b.js": 6}
    assert long_functions(read_sources(addon), 4) == {"models/a.py f": 5}
    assert long_functions(read_sources(addon), 5) == {}


@pytest.mark.parametrize(
    ("name", "text", "kind", "reason"),
    [
        ("a.py", "x = 1  # {no}qa: E501, B018 a table", "lint", "a table"),
        ("a.py", "x = 1  # {no}qa: B018  (built on use)", "lint", "built on use"),
        ("a.py", "# a table\nx = 1  # fm{t}: skip", "lint", "a table"),
        ("a.py", "x = 1  # py{lint}: disable=no-search-all", "lint", ""),
        ("a.js", "// es{lint}-disable-next-line no-console -- why", "lint", "why"),
        ("a.xml", "<!-- prettier-{ignore} -->", "lint", ""),
        ("run", "# shellcheck dis{able}=SC2086  # words", "shell", "words"),
        ("run", "# shellcheck shell=bash dis{able}=SC2086", "shell", ""),
    ],
)
def test_waivers_are_found_with_their_reason(build, name, text, kind, reason):
    # put together here: this file has none
    parts = {w: w for w in ("no", "t", "lint", "ignore", "able")}
    root = build({name: text.format(**parts)})
    (_place, *found) = find_waivers(root)[0]
    assert found == [kind, reason]


def test_waivers_of_one_place_are_one(build):
    waiver = "# ruff: no" + "qa: E501\n# fm" + "t: off\n"
    root = build({"a.py": waiver + "x = 1\n" + waiver, ".run/b.py": waiver})
    assert [place for place, *_rest in find_waivers(root)] == ["a.py:1", "a.py:4"]


def test_a_word_about_waivers_is_none(build):
    root = build({"a.py": "# noqualms\nx = 'noqa'\n", "ruff.toml": "# no" + "qa"})
    assert find_waivers(root) == []
