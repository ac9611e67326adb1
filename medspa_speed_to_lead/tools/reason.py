"""Why something was not done: words for people, and a code to count them by."""

from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True)
class Reason:
    """A sentence for people, and what it is counted as.

    :param code: of :data:`REASONS`; ``False`` where it is counted as something else.
    :param words: the sentence, translated.
    """

    code: str | Literal[False]
    words: str
