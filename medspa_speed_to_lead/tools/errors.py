"""What is said of an exception."""


def in_words(error):
    """Return what an exception says, or its name if it says nothing."""
    return str(error).strip() or type(error).__name__
