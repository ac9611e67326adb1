"""Rules of the addon broken on purpose: the count that watches over each must rise."""

from contextlib import contextmanager

# name: the count that must rise
RISES = {
    "window": "outside a lawful window",
    "consent": "without consent",
    "opt_out": "after opt-out",
    "cap": "above a cap",
    "twice": "duplicates",
    "same": "identical consecutive",
    "reply": "sent after a reply or booking",
    "hold": "before a person has tried",
    "claim": "claims what nobody did",
    "forget": "enrollments forgotten",
    "reason": "touches without a final state or reason",
}


@contextmanager
def applied(year, name):
    """Break one rule in the registry of a simulated year; none for an empty name."""
    if not name:
        yield
        return
    model, method, broken = globals()[f"_{name}"](year)
    cls = year.registry[model]
    setattr(cls, method, broken(getattr(cls, method)))
    try:
        yield
    finally:
        delattr(cls, method)


def _always(answer):
    return lambda _original: lambda *_args, **_kwargs: answer


def _window(_year):
    return "medspa.consent", "_in_window", _always((True, "At any hour.", None))


def _consent(_year):
    return "medspa.consent", "_ledger_refusal", _always(None)


def _opt_out(_year):
    return "medspa.consent", "_refusal", _always(None)


def _cap(_year):
    return "medspa.consent", "_texts_lately", _always([])


def _twice(_year):
    """Who died while sending is sent again."""

    def again(_original):
        def recover(self):
            self.search([("state", "=", "sending")]).state = "planned"

        return recover

    return "medspa.touch", "_recover_interrupted", again


def _same(_year):
    return "medspa.touch", "_says_the_same_as_before", _always(False)


def _reply(_year):
    """Neither a reply nor a booking ends a plan."""

    def deaf(original):
        def stop(self, reason, fact=False):
            if fact not in ("replied", "booked"):
                original(self, reason, fact)

        return stop

    return "medspa.enrollment", "_stop", deaf


def _hold(_year):
    return "medspa.enrollment", "_holds", _always({})


def _claim(_year):
    return "crm.lead", "_followup_meets", _always(True)


def _forget(year):
    """A plan is not taken up again now and then."""

    def forgetful(original):
        def schedule(self, *args, **kwargs):
            kept = self if year.dice.random() < 0.9 else self.browse()
            (self - kept).write({"state": "paused", "next_at": False})
            return original(kept, *args, **kwargs)

        return schedule

    return "medspa.enrollment", "_schedule", forgetful


def _reason(_year):
    def silent(original):
        def end(self, state, reason):
            return original(self, state, False if state == "skipped" else reason)

        return end

    return "medspa.touch", "_end", silent
