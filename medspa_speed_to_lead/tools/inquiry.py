"""The one shape into which every provider turns what it received."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar


class UnreadableBody(ValueError):
    """The body cannot be understood; the message says why, in words for a person."""


class NothingSaid(UnreadableBody):
    """The body holds no text at all: nobody said anything."""


@dataclass(frozen=True)
class Inquiry:
    """A person raised a hand.

    Text is clean (no control characters, trimmed, bounded). ``phone`` is in E.164 where
    one is told, else as typed; ``phones`` are all numbers, of which the first is that
    one; nobody texts an ``extension``. ``emails`` are all addresses that were typed;
    nobody writes to the first where it is doubtful.
    ``submitted_at`` is a naive UTC datetime as the provider says, or ``None``;
    ``is_zone_assumed`` says that it came without an offset. A consent is ``None`` when
    the form did not ask, or the person did not answer. ``is_spam`` says that a field
    was filled in which no person sees. ``click_ids``: ``((name, value), ...)``.
    ``extra`` keeps what we have no field for, as question and answer, in order.

    What came in another way than by a form is a subclass with a ``kind`` of its own:
    the hooks of ``medspa.intake.event`` are named by it.
    """

    kind: ClassVar[str] = "form"

    name: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    emails: tuple[str, ...] = ()
    email_is_doubtful: bool = False
    phone: str = ""
    phones: tuple[str, ...] = ()
    extension: str = ""
    subject: str = ""
    message: str = ""
    treatment: str = ""
    intent: str = ""
    channel: str = ""
    location: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    utm_term: str = ""
    utm_content: str = ""
    gclid: str = ""
    click_ids: tuple[tuple[str, str], ...] = ()
    page: str = ""
    referrer: str = ""
    submitted_at: datetime | None = None
    is_zone_assumed: bool = False
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
    def names_nobody(self):
        """Nothing by which a person could be recognised or reached."""
        return not (self.full_name or self.email or self.phone)
