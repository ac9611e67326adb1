"""In which language something is said: one that is still switched on."""


def spoken(env, *languages):
    """Return the code of the first of these languages that is switched on, or ``None``.

    Odoo raises whatever is asked for in any other: a language that somebody has
    switched off would keep inquiries out and refusals unanswered.

    :param languages: codes, some of them empty.
    """
    known = env["res.lang"]._get_data
    return next((code for code in languages if code and known(code=code)), None)
