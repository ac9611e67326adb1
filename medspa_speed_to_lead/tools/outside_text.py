"""What somebody outside wrote, where the screen expects HTML."""

from markupsafe import Markup, escape


def as_html(words):
    """Return plain words as HTML in which nothing of them is alive.

    Lines stay lines. No address becomes a link: whoever reads it shall see where it
    leads before going there.

    :rtype: Markup
    """
    lines = Markup("<br/>").join(map(escape, (words or "").splitlines()))
    return Markup("<p>%s</p>") % lines if lines else Markup("")
