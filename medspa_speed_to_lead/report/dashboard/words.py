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
            "exempt": self._("Marked as not counted"),
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


def _tiles(say):
    return {
        "inquiries": say._("Inquiries"),
        "waiting": say._("Waiting now"),
        "answered_rate": say._("Answered"),
        "median": say._("First answer, half within"),
        "p90": say._("First answer, 9 of 10 within"),
        "on_time": say._("On time"),
        "contacted_rate": say._("Contacted"),
        "booking_rate": say._("Booked"),
        "show_rate": say._("Came"),
        "close_rate": say._("Won of those who came"),
        "conversion": say._("Won of all"),
        "revenue": say._("Revenue won"),
    }


def _blocks(say):
    return {
        "within": say._("First answer within minutes"),
        "trend": say._("Trend"),
        "funnel": say._("Funnel"),
        "heat": say._("Hours of the week"),
        "speed": say._("Does speed pay?"),
        "sources": say._("Sources"),
        "people": say._("People"),
        "attempts": say._("Calls and messages"),
        "system_delay": say._("Until we knew"),
        "followup": say._("Follow-up"),
        "apart": say._("Not counted"),
    }


def _steps(say):
    """Return for each step of the funnel its name, and that of those it loses."""
    return {
        "inquiries": (say._("Inquiries"), ""),
        "answered": (say._("Answered"), say._("Not answered")),
        "contacted": (say._("Contacted"), say._("Answered, not contacted")),
        "booked": (say._("Booked"), say._("Contacted, not booked")),
        "showed": (say._("Came"), say._("Booked, did not come so far")),
        "won": (say._("Won"), say._("Came, not won so far")),
    }


def _counted(say):
    """Return how each figure is counted, in one sentence."""
    return _counted_answers(say) | _counted_outcomes(say) | _counted_blocks(say)


def _counted_answers(say):
    return {
        "inquiries": say._(
            "Everybody who raised a hand in these days; spam, tests and others marked "
            "as not counted are left out."
        ),
        "waiting": say._(
            "Everybody who waits for an answer from you at this moment, whenever they "
            "came."
        ),
        "answered_rate": say._(
            "Inquiries that a person has answered, of all inquiries; automatic "
            "messages are no answer."
        ),
        "median": say._(
            "Half of the answered inquiries were answered at least this fast, in "
            "minutes that you are open."
        ),
        "p90": say._(
            "Nine of ten answered inquiries were answered at least this fast, in "
            "minutes that you are open."
        ),
        "on_time": say._(
            "First answers within the promise, of those that were on time, late, or "
            "are overdue now."
        ),
        "contacted_rate": say._(
            "Inquiries where the patient spoke with you or wrote back, of all."
        ),
    }


def _counted_outcomes(say):
    return {
        "booking_rate": say._(
            "Inquiries with a consultation, of all that were not lost as unqualified."
        ),
        "show_rate": say._(
            "Those who came, of those who came or did not; consultations that are to "
            "come, called off or without outcome are in neither."
        ),
        "close_rate": say._("Those who came and became patients, of those who came."),
        "conversion": say._(
            "Inquiries won, of all that were not lost as unqualified, whether or not "
            "they came to a consultation."
        ),
        "revenue": say._("Expected revenue of the inquiries won, in company currency."),
    }


def _counted_blocks(say):
    return {
        "within": say._(
            "First answers within so many minutes that you are open, of those that "
            "were on time, late, or are overdue now."
        ),
        "trend": say._(
            "The same figures for each day, week or month in which inquiries arrived."
        ),
        "funnel": say._(
            "How many inquiries of these days have taken each step until now; those of "
            "the last days still have time."
        ),
        "heat": say._(
            "Inquiries by the weekday and hour of their arrival where the practice is. "
            "On duty: as many people as were there in at least half of the last four "
            "weeks, by their shifts and time off."
        ),
        "speed": say._(
            "The same inquiries divided by how fast they were first answered, in "
            "minutes that you are open."
        ),
        "sources": say._(
            "Costs are what you wrote down for these days, spread by day; a cost per "
            "booking is these costs divided by the inquiries of these days that booked."
        ),
        "people": say._(
            "Inquiries by their owner now; a miss belongs to whoever owned the inquiry "
            "at its deadline; what reached the system too late is nobody's miss; under "
            "%s inquiries say little.",
            SMALLEST,
        ),
        "attempts": say._(
            "Calls, texts and emails of this person in these days, reached or not."
        ),
        "system_delay": say._(
            "Average minutes on the clock until the inquiry was in the system: no "
            "person's delay."
        ),
        "followup": say._(
            "Steps of follow-up plans that were due in these days, and how many were "
            "done; below, why messages did not go."
        ),
        "apart": say._("What stands outside of every figure on this page."),
    }
