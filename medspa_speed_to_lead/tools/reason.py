"""Why something was not done: words for people, and a code to count them by."""

from dataclasses import dataclass
from typing import Literal

REASONS = [
    ("off", "Automatic messages are off"),
    ("sandbox", "The sandbox sends no texts"),
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
    ("closed", "The inquiry was closed or excluded"),
    ("consultation", "The consultation changed"),
    ("no_message", "There is no message for it"),
    ("words", "It names a treatment"),
    ("condition", "Its condition was not met"),
    ("twice", "They would have had the same twice"),
]


@dataclass(frozen=True, eq=False)
class Reason:
    """A sentence for people, and what it is counted as.

    To whoever wants the words alone it reads, and compares, as these: until 19.0.1.3.0
    the reason of ``medspa.consent._may_contact`` was a text, and others rely on that.

    :param code: of :data:`REASONS`; ``False`` where it is counted as something else.
    :param words: the sentence, translated.
    """

    code: str | Literal[False]
    words: str

    def __str__(self):
        return self.words

    def __contains__(self, text):
        return text in self.words

    def __eq__(self, other):
        if isinstance(other, Reason):
            return (self.code, self.words) == (other.code, other.words)
        return self.words == other

    def __hash__(self):
        return hash(self.words)
