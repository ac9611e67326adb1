"""What a browser shows that has sent a form itself, without a script of the website."""

_WORDS = {
    "en": {
        True: ("Thank you!", "We have your message."),
        False: (
            "Your message did not reach us",
            "Please go back and try again, or give us a call.",
        ),
    },
    "es": {
        True: ("¡Gracias!", "Recibimos su mensaje."),
        False: (
            "Su mensaje no nos llegó",
            "Vuelva atrás e inténtelo otra vez, o llámenos.",
        ),
    },
}
LANGUAGES = tuple(_WORDS)
# the icon is an empty one: a browser would ask for one that is not there
_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<main style="max-width: 30rem; margin: 20vh auto; padding: 0 1.5rem; text-align: center;
    font: 1.125rem/1.5 system-ui, sans-serif">
<h1>{title}</h1>
<p>{text}</p>
</main>
</html>
"""


def page(is_kept, language="en"):
    """Return a page that says whether a message has reached the practice.

    :param language: one of :data:`LANGUAGES`.
    """
    title, text = _WORDS[language][is_kept]
    return _PAGE.format(language=language, title=title, text=text)
