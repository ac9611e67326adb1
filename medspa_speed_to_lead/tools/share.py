def share(part: int, whole: int) -> float:
    """Return a part of a whole, 0 to 1; of nothing it is zero."""
    return part / whole if whole else 0.0
