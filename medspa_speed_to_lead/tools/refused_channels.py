"""What an email refuses that means a refusal: emails, texts, or who knows.

The rules of :mod:`.opt_out` are made for texts, where a refusal is one of texts. In an
email, "stop texting me, email is fine" refuses texts and asks for emails.
"""

import re

_TEXTS = re.compile(r"\b(?:text(?:s|ing|ed)?|txt\w*|sms)\b")
_CALLS = re.compile(r"\b(?:call(?:s|ing|ed)?|phoning|phone me)\b")
# forms in which emails are what is too much; "email me" alone asks for one
_EMAILS = re.compile(
    r"\b(?:e-?mailing|e-?mails|mailing|newsletters?|lists?|unsubscrib\w*"
    r"|(?:dont|do not|never|not) e-?mail)\b"
)
# who wants nothing but emails refuses texts
_ONLY_EMAILS = re.compile(
    r"\be-?mails? only\b|\b(?:only|just) e-?mails?\b|\bsol(?:o|amente) (?:por )?correo"
)


def refused_in_email(text: str) -> set[str]:
    """Return the channels that a refusing email refuses: ``email``, ``sms``.

    Empty where it names something else, such as calls: a person has to read it.
    """
    said = re.sub(r"['’]", "", text.casefold())
    if _ONLY_EMAILS.search(said):
        return {"sms"}
    channels = {"sms"} if _TEXTS.search(said) else set()
    if _EMAILS.search(said) or not (channels or _CALLS.search(said)):
        channels.add("email")
    return channels
