"""Stands in for an environment: says a sentence as it was written."""


class Say:
    def _(self, text, *args, **values):
        return text % (args or values) if args or values else text


SAY = Say()
