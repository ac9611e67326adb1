"""Why something was not done: words for people, and a code to count them by."""

REASONS = [
    ("off", "Automatic messages are off"),
    ("refused", "They refused or opted out"),
    ("no_consent", "They have not agreed to texts"),
    ("no_address", "No number or address"),
    ("country", "A number to which no texts go"),
    ("bounced", "An email came back"),
    ("hours", "No hour in which a text may go"),
    ("late", "It would have come too late"),
    ("not_called", "Nobody called in time"),
    ("answered", "A person was quicker"),
    ("ended", "The follow-up had ended"),
    ("closed", "The inquiry was closed or not counted"),
    ("consultation", "The consultation changed"),
    ("no_message", "There is no message for it"),
    ("words", "It names a treatment"),
    ("twice", "They would have had the same twice"),
]


class Reason(str):
    """A sentence that knows its code; whoever only wants the words takes it as text.

    :param code: of :data:`REASONS`.
    :param words: the sentence, translated.
    """

    __slots__ = ("code",)

    def __new__(cls, code, words):
        reason = super().__new__(cls, words)
        reason.code = code
        return reason


def code_of(reason):
    """Return the code of a reason, ``False`` where it is but words, or nothing."""
    return getattr(reason, "code", False)
