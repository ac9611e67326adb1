"""The one shape into which every provider turns what it received."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar


class UnreadableBody(ValueError):
    """The body cannot be understood; the message says why, in words for a person."""


@dataclass(frozen=True)
class Inquiry:
    """A person raised a hand.

    Text is clean (no control characters, trimmed, bounded); ``submitted_at`` is a
    naive UTC datetime as the provider says, or ``None``; a consent is ``None`` when
    the form did not ask. ``is_spam`` says that a field was filled in which no person
    sees. ``extra`` keeps what we have no field for, in order.

    What came in another way than by a form is a subclass with a ``kind`` of its own:
    the hooks of ``medspa.intake.event`` are named by it.
    """

    kind: ClassVar[str] = "form"

    name: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    message: str = ""
    treatment: str = ""
    intent: str = ""
    channel: str = ""
    location: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    gclid: str = ""
    submitted_at: datetime | None = None
    sms_consent: bool | None = None
    email_consent: bool | None = None
    consent_text: str = ""
    external_id: str = ""
    is_test: bool | None = None
    is_spam: bool = False
    extra: tuple[tuple[str, str], ...] = field(default=())

    @property
    def full_name(self):
        """The name in one line, from whichever fields the form had."""
        return self.name or " ".join(filter(None, (self.first_name, self.last_name)))

    @property
    def is_empty(self):
        """Nothing by which a person could be answered or recognised."""
        return not (self.full_name or self.email or self.phone or self.message)
