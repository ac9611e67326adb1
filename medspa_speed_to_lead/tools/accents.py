"""Letters without their accents, so that words are compared by their letters."""

import unicodedata


def without_accents(text: str) -> str:
    """Return a text whose accents and other marks on letters are left out."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(one for one in parts if not unicodedata.combining(one))
