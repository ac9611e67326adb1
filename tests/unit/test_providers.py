"""What the routes, the sources and the log ask of a provider, whichever it is."""

import re
from pathlib import Path

import pytest

from medspa_speed_to_lead.tools import providers
from medspa_speed_to_lead.tools.inquiry import Inquiry, UnreadableBody
from medspa_speed_to_lead.tools.providers import PROVIDERS, provider_at

TEXTS = ("LABEL", "PATH", "ANSWER_TYPE")
FUNCTIONS = ("received", "parse", "accepted", "refused")
SIGNED = [one for one in PROVIDERS.values() if one.IS_SIGNED]

every_provider = pytest.mark.parametrize(
    "provider", PROVIDERS.values(), ids=PROVIDERS.keys()
)


def kinds(inquiry=Inquiry):
    """Return the kind of each inquiry that some provider produces."""
    return {inquiry.kind}.union(*map(kinds, inquiry.__subclasses__()))


def test_every_module_is_a_provider_and_forms_come_first():
    here = Path(providers.__file__).parent.glob("[!_]*.py")
    assert set(PROVIDERS) == {path.stem for path in here}
    assert next(iter(PROVIDERS)) == "web_form"


@every_provider
def test_provider_has_what_is_asked_of_it(provider):
    assert all(isinstance(getattr(provider, name), str) for name in TEXTS)
    assert all(callable(getattr(provider, name)) for name in FUNCTIONS)
    assert re.fullmatch(r"/medspa(/[a-z]\w*)+", provider.PATH)
    assert all(one == one.lower() for one in provider.CONTENT_TYPES)
    assert isinstance(provider.IS_SIGNED, bool)


@pytest.mark.parametrize("provider", SIGNED, ids=lambda one: one.__name__)
def test_signed_provider_says_how_it_is_checked(provider):
    assert isinstance(provider.SECRET, str)
    nothing = ([], "a=1", {}, "secret")
    assert provider.is_genuine(*nothing) is False


@every_provider
def test_nothing_readable_is_unreadable_and_no_other_error(provider):
    for body in (b"", b"\x00", b"null", b"x" * 80_000):
        for content_type in (*provider.CONTENT_TYPES, "", "x/y; charset=?"):
            with pytest.raises(UnreadableBody):
                kept = provider.received(body, content_type, "")
                provider.parse(kept.body, kept.content_type, kept.query)


@every_provider
def test_answers_are_words(provider):
    assert "seven" in provider.refused("seven")
    assert isinstance(provider.accepted("receipt", ""), str)


def test_no_route_is_that_of_two():
    paths = [f"{one.PATH}/" for one in PROVIDERS.values()]
    assert not [
        (one, other)
        for one in paths
        for other in paths
        if one is not other and other.startswith(one)
    ]


@every_provider
def test_provider_is_found_by_its_route(provider):
    for path in (provider.PATH, f"{provider.PATH}/", f"{provider.PATH}/token/more"):
        assert provider_at(path) is provider


def test_each_kind_has_a_name_of_its_own():
    assert kinds() == {"form", "text", "new_owner"}
    assert all(re.fullmatch(r"[a-z][a-z_]*", kind) for kind in kinds())
