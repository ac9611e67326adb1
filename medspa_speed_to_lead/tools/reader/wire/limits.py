"""How much of a body is read."""

from ...inquiry import UnreadableBody

# of what is text; files of a form are counted by themselves
LARGEST_TEXT = 64 * 1024
LARGEST_FILES = 10 * 1024 * 1024
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
