"""How the addon is built, held by the figures of `make house`.

What stands in a list here is known and is to be mended. The lists only shrink: what is
new fails, and so does what is listed and is no more.
"""

import pytest

from dev.house import ADDON, MOST_LINES, MOST_LINES_OF_A_FUNCTION, MOST_MODULES, ROOT
from dev.house_calls import Calls, read_floors
from dev.house_models import Models
from dev.house_reading import (
    count_modules,
    find_waivers,
    long_files,
    long_functions,
    read_sources,
)

MOST_IN_CIRCLE = 19
MOST_WAIVERS = 5
# one rule a module, and each imported by its name
WIDE = {
    "tools",
}
LONG_FILES = set()
LONG_FUNCTIONS = set()


@pytest.fixture(scope="module")
def sources():
    return read_sources(ADDON)


@pytest.fixture(scope="module")
def calls(sources):
    return Calls(sources, read_floors(ADDON))


def assert_known(found, known, cure):
    """Compare ``{entry of a list: how a person finds it}`` with the list."""
    new = [where for entry, where in sorted(found.items()) if entry not in known]
    assert not new, "\n".join([cure, *new])
    gone = sorted(known - found.keys())
    assert not gone, "\n".join(["Well done: take these out of the list.", *gone])


def test_no_private_call_runs_up_the_floors(calls):
    found = {call.entry: str(call) for call in calls.up()}
    cure = (
        "A floor calls what is below it, in the order of models/__init__.py. Move the "
        "method down, pass the value, or offer a hook that the upper floor extends:"
    )
    assert_known(found, set(), cure)


def test_files_that_all_call_each_other_do_not_become_more(calls):
    circle = calls.circle()
    assert len(circle) <= MOST_IN_CIRCLE, "\n".join(sorted(circle))


def test_no_folder_is_too_wide(sources):
    modules = count_modules(sources)
    found = {f: f"{f}: {n} modules" for f, n in modules.items() if n > MOST_MODULES}
    cure = f"More than {MOST_MODULES} modules tell no story. Find a word for a part of:"
    assert_known(found, WIDE, cure)


def test_no_mixin_without_a_field_serves_one_model(sources):
    mixins = Models(sources).of_one_model().items()
    found = {mixin: mixin for mixin, has_field in mixins if not has_field}
    assert_known(found, set(), "Write it as a class that extends the model:")


def test_no_file_is_too_long():
    files = long_files(ADDON, MOST_LINES).items()
    found = {name: f"{name}: {lines} lines" for name, lines in files}
    assert_known(found, LONG_FILES, f"Divide what is longer than {MOST_LINES} lines:")


def test_no_function_is_too_long(sources):
    functions = long_functions(sources, MOST_LINES_OF_A_FUNCTION).items()
    found = {name: f"{name}: {lines} lines" for name, lines in functions}
    cure = f"Divide what is longer than {MOST_LINES_OF_A_FUNCTION} lines:"
    assert_known(found, LONG_FUNCTIONS, cure)


def test_waivers_of_lint_are_few():
    places = [place for place, kind, _reason in find_waivers(ROOT) if kind == "lint"]
    assert len(places) <= MOST_WAIVERS, "\n".join(places)


def test_each_waiver_has_its_reason():
    places = [place for place, _kind, reason in find_waivers(ROOT) if not reason]
    assert not places, f"Say why behind the waiver, or above it: {places}"
