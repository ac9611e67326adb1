"""How long to wait before what failed is tried again."""

# minutes after each failure; five tries within a day, then a person has to. The trouble
# of an evening is over by the last one, in the morning.
PAUSES = (1, 15, 120, 720)


def pause_after(tries):
    """Return the minutes until the next try after so many failed ones.

    ``None``: there is no other, it is set aside.

    >>> [pause_after(tries) for tries in range(1, 6)]
    [1, 15, 120, 720, None]
    """
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None
