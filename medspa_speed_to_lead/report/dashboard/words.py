"""The words of the dashboard: labels, and how each figure is counted."""

SMALLEST = 10


class Words:
    """What the dashboard says, in the language of whoever asks."""

    def __init__(self, env):
        self.env = env
        self._ = env._
        self._tiles = _tiles(env)
        self._counted = _counted(env)
        self._steps = _steps(env)

    def tile(self, key):
        return self._tiles[key]

    def counted(self, key):
        return self._counted[key]

    def all_counted(self):
        return dict(self._counted)

    def block(self, key):
        """Return what a tile or block is called."""
        return {**self._tiles, **_blocks(self.env)}[key]

    def step(self, key):
        return self._steps[key][0]

    def lost(self, key):
        return self._steps[key][1]

    def within(self, minutes):
        if minutes == 1:
            return self._("Answered within 1 minute")
        return self._("Answered within %s minutes", minutes)

    def arrival(self, key):
        return {
            "closed": self._("Came while closed"),
            "break": self._("Came during a break"),
        }[key]

    def apart(self, key):
        return {
            "exempt": self._("Excluded"),
            "test": self._("Tests"),
            "imported": self._("Imported, or older than Speed to Lead"),
        }[key]

    def hour(self, weekday, hour):
        """Return a cell of the week in words, such as “Monday, 9 am”."""
        return self._(
            "%(weekday)s, %(hour)s",
            weekday=self.choices("medspa.inquiry.report", "weekday")[weekday],
            hour=self.choices("medspa.inquiry.report", "hour")[hour],
        )

    def choices(self, model, field):
        """Return the names of a selection by its keys, in its order."""
        return dict(self.env[model]._fields[field]._description_selection(self.env))

    def names(self, model, ids, none):
        """Return ``[(id, name)]`` by name; ``none`` is what stands for no record, last.

        Names of people and sources are no secret to whoever may see their inquiries.
        """
        records_sudo = self.env[model].sudo().browse([key for key in ids if key])
        named = [(one.id, one.display_name or "") for one in records_sudo]
        named.sort(key=lambda one: (one[1].casefold(), one[0]))
        return [*named, (False, none)] if False in ids else named


def _tiles(env):
    return {
        "inquiries": env._("Inquiries"),
        "waiting": env._("Waiting now"),
        "answered_rate": env._("Answered"),
        "median": env._("First answer, half within"),
        "p90": env._("First answer, 9 of 10 within"),
        "on_time": env._("On time"),
        "contacted_rate": env._("Contacted"),
        "booking_rate": env._("Booked"),
        "show_rate": env._("Show rate"),
        "close_rate": env._("Close rate"),
        "conversion": env._("Won of all"),
        "revenue": env._("Revenue won"),
    }


def _blocks(env):
    return {
        "within": env._("First answer within minutes"),
        "trend": env._("Trend"),
        "funnel": env._("Funnel"),
        "heat": env._("Hours of the week"),
        "speed": env._("Does speed pay?"),
        "sources": env._("Sources"),
        "people": env._("People"),
        "attempts": env._("Calls and messages"),
        "system_delay": env._("Until we knew"),
        "followup": env._("Follow-up"),
        "apart": env._("Excluded"),
    }


def _steps(env):
    """Return for each step of the funnel its name, and that of those it loses."""
    return {
        "inquiries": (env._("Inquiries"), ""),
        "answered": (env._("Answered"), env._("Not answered")),
        "contacted": (env._("Contacted"), env._("Answered, not contacted")),
        "booked": (env._("Booked"), env._("Contacted, not booked")),
        "showed": (env._("Showed"), env._("Booked, not showed so far")),
        "won": (env._("Won"), env._("Showed, not won so far")),
    }


def _counted(env):
    """Return how each figure is counted, in one sentence."""
    return _counted_answers(env) | _counted_outcomes(env) | _counted_blocks(env)


def _counted_answers(env):
    return {
        "inquiries": env._(
            "Everybody who raised a hand in these days; spam, tests and others that "
            "were excluded are left out."
        ),
        "waiting": env._(
            "Everybody who waits for an answer from you at this moment, whenever they "
            "came."
        ),
        "answered_rate": env._(
            "Inquiries that a person has answered, of all inquiries; automatic "
            "messages are no answer."
        ),
        "median": env._(
            "Half of the answered inquiries were answered at least this fast, in "
            "minutes that you are open."
        ),
        "p90": env._(
            "Nine of ten answered inquiries were answered at least this fast, in "
            "minutes that you are open."
        ),
        "on_time": env._(
            "First answers within the promise, of those that were on time, late, or "
            "are overdue now."
        ),
        "contacted_rate": env._(
            "Inquiries where the patient spoke with you or wrote back, of all."
        ),
    }


def _counted_outcomes(env):
    return {
        "booking_rate": env._(
            "Inquiries with a consultation, of all that were not lost as unqualified."
        ),
        "show_rate": env._(
            "Those who showed, of those who showed or did not; consultations that are "
            "ahead, called off or without outcome are in neither."
        ),
        "close_rate": env._(
            "Those who showed and became patients, of those who showed."
        ),
        "conversion": env._(
            "Inquiries won, of all that were not lost as unqualified, whether or not "
            "they showed for a consultation."
        ),
        "revenue": env._("Expected revenue of the inquiries won, in company currency."),
    }


def _counted_blocks(env):
    return {
        "within": env._(
            "First answers within so many minutes that you are open, of those that "
            "were on time, late, or are overdue now."
        ),
        "trend": env._(
            "The same figures for each day, week or month in which inquiries arrived."
        ),
        "funnel": env._(
            "How many inquiries of these days have taken each step until now; those of "
            "the last days still have time."
        ),
        "heat": env._(
            "Inquiries by the weekday and hour of their arrival where the practice is. "
            "On duty: as many people as were there in at least half of the last four "
            "weeks, by their shifts and time off."
        ),
        "speed": env._(
            "The same inquiries divided by how fast they were first answered, in "
            "minutes that you are open."
        ),
        "sources": env._(
            "Costs are what you wrote down for these days, spread by day; a cost per "
            "booking is these costs divided by the inquiries of these days that booked."
        ),
        "people": env._(
            "Inquiries by their owner now; a miss belongs to whoever owned the inquiry "
            "at its deadline; what reached the system too late is nobody's miss; under "
            "%s inquiries say little.",
            SMALLEST,
        ),
        "attempts": env._(
            "Calls, texts and emails of this person in these days, reached or not."
        ),
        "system_delay": env._(
            "Average minutes on the clock until the inquiry was in the system: no "
            "person's delay."
        ),
        "followup": env._(
            "Steps of follow-up plans that were due in these days, and how many were "
            "done; below, why messages did not go."
        ),
        "apart": env._("What stands outside of every figure on this page."),
    }
