"""docs/messages.md says what is sent."""

from dev.messages import PAGE, page
from dev.messages_why import WHY


def test_the_page_is_that_of_the_data():
    assert PAGE.read_text() == page(), "run `python -m dev.messages`"


def test_nothing_is_explained_that_is_not_sent():
    assert [name for name in WHY if f"`{name}`" not in PAGE.read_text()] == []
