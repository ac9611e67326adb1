"""What a story of the demo practice is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One person, from raising a hand to where it stands today.

    :param when: of the inquiry, see :mod:`.moments`.
    :param place: ``Downtown`` or ``Lakeside``.
    :param by: how they reached us: a source (``website``) or a channel (``walk_in``).
    :param asks: the treatment, in their words.
    :param says: their own words.
    :param then: ``(when, what, text)`` or ``(when, what, text, who)``; see
        :mod:`.medspa_demo` for what can happen. In a text ``{me}`` is who writes,
        ``{visit}`` the appointment.
    :param area: area code of the phone, empty without one.
    :param texts: what the form's box for texts said, ``None`` where there is none.
    :param visit: their appointment, see :meth:`.moments.Hours.visit`.
    :param worth: what the treatment may bring, in dollars.
    """

    name: str
    when: str
    place: str
    by: str
    asks: str
    says: str = ""
    then: tuple = ()
    intent: str = "general"
    area: str = "512"
    email: bool = True
    texts: bool | None = None
    campaign: str = ""
    visit: str = ""
    worth: int = 0
    test: bool = False

    @property
    def address(self):
        words = self.name.lower().replace("'", "").split()
        return f"{'.'.join(words)}@example.com" if self.email else ""
