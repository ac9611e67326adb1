"""How much of a body is read."""

from ...inquiry import UnreadableBody

# of what is text; files of a form are counted by themselves
LARGEST_TEXT = 64 * 1024
LARGEST_FILES = 10 * 1024 * 1024
# of a request, before it is refused unread
LARGEST_REQUEST = 32 * 1024 * 1024
# what was kept of a request is larger than it was: "%E2%82%AC" for one letter
LARGEST_KEPT = 9 * LARGEST_TEXT
MOST_FIELDS = 1_000
DEEPEST = 30


class TooMuch(UnreadableBody):
    """The body is larger, deeper or longer than what is read of a form."""

    @classmethod
    def fields(cls):
        return cls(f"More than {MOST_FIELDS} fields were sent.")

    @classmethod
    def depth(cls):
        return cls("The body is nested too deeply.")
