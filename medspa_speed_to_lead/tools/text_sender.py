"""Whether a text comes from a person's phone, as far as its sender tells."""

# what carriers give for who withholds the number: ANONYMOUS, RESTRICTED, BLOCKED, ...
# as a telephone spells these words
_WITHHELD = frozenset(
    ("266696687", "7378742833", "2562533", "8656696", "86282452253", "464")
)


def is_person(sender: str, number: str, own: set[str]) -> bool:
    """Say whether a person can be called back at whoever sent a text.

    A short code, a name and a withheld number are none; nor is the practice itself.

    :param sender: as it came.
    :param number: the same in full (E.164), empty where it is no telephone number.
    :param own: numbers of the practice, in full.
    """
    if not number or number in own:
        return False
    return "".join(filter(str.isdecimal, sender)) not in _WITHHELD
