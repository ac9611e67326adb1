"""The tables of the dashboard: sources, people, follow-up, and what is excluded."""

from dataclasses import asdict

from odoo.fields import Domain

from ...tools import diagnosis
from ..medspa_origin import from_origins
from .figures import share
from .question import on_days, opening

SPEND = "medspa.spend.report"


class Costs:
    """What marketing cost in the period, by origin, in company currency.

    Nothing is known where nobody wrote down a spend, where one may not read it, and for
    teams or treatments: money is spent on sources, not on these.
    """

    def __init__(self, question):
        self.is_divisible = not (
            question.filters["team_ids"] or question.filters["treatment_ids"]
        )
        self.by_source = {}
        report = question.env[SPEND]
        self.may_read = report.has_access("read")
        if self.may_read and self.is_divisible:
            self.by_source = _spent(report, question)

    @property
    def total(self):
        return sum(self.by_source.values()) if self.by_source else None

    def average(self, inquiries_by_source):
        """Return what an inquiry costs over all sources that cost money."""
        paid = [source for source, cost in self.by_source.items() if source and cost]
        inquiries = sum(inquiries_by_source.get(source, 0) for source in paid)
        cost = sum(self.by_source[source] for source in paid)
        return share(cost, inquiries)


def _spent(report, question):
    """Return ``{origin or False: amount}``."""
    rows = report._read_group(
        [
            ("date", ">=", question.days.first.isoformat()),
            ("date", "<=", question.days.last.isoformat()),
        ],
        ["origin_id", "currency_id"],
        ["amount:sum"],
    )
    chosen = set(question.filters["source_ids"])
    spent = {}
    for origin, currency, amount in rows:
        if not chosen or origin.id in chosen:
            cost = amount * question.rates.get(currency.id, 1.0)
            spent[origin.id] = spent.get(origin.id, 0.0) + cost
    return spent


def sources(question, figures, costs, words):
    """Return a row for each source, and the total over all of them."""
    known = set(figures.by_source) | set(figures.before_by_source)
    known |= {source for source, cost in costs.by_source.items() if cost}
    names = words.names("medspa.origin", known, words._("Not recorded"))
    inquiries = {key: group["inquiries"] for key, group in figures.by_source.items()}
    # most first, of equal ones by name; what is not recorded stays last
    names.sort(key=lambda one: (not one[0], -inquiries.get(one[0], 0)))
    usual = costs.average(inquiries)
    rows = [
        _source_row(question, figures, costs, words, (key, name), usual)
        for key, name in names
    ]
    total = _money_row(figures.all, costs.total) | {
        "id": None,
        "name": words._("All sources"),
        "diagnosis": None,
        "open": question.open(words._("All sources")),
    }
    return rows, total


def _source_row(question, figures, costs, words, source, usual):
    key, name = source
    group = figures.by_source[key]
    cost = costs.by_source.get(key)
    found = diagnosis.diagnosis(
        diagnosis.Source(
            inquiries=group["inquiries"],
            before=figures.before_by_source[key]["inquiries"]
            if figures.before
            else None,
            cost=cost,
            usual_cost=usual,
            judged=group["judged"],
            on_time=group["on_time"],
            contacted=group["contacted"],
            qualified=group["qualified"],
            booked=group["booked"],
            came=group["showed"],
            no_shows=group["expected"] - group["showed"],
            closed=group["closed"],
        ),
        words.env,
    )
    return _money_row(group, cost) | {
        "id": key,
        "name": name,
        # nobody can act on what came from nowhere known
        "diagnosis": asdict(found) if key else None,
        "open": question.open(name, *from_origins([key])),
    }


def _money_row(group, cost):
    """Return what a source or all of them cost, brought, and how they were handled."""

    def each(count):
        return cost / group[count] if cost is not None and group[count] else None

    revenue = group["revenue"]
    return {
        "inquiries": group["inquiries"],
        "cost": cost,
        "cost_per_inquiry": each("inquiries"),
        "cost_per_booked": each("booked"),
        "cost_per_showed": each("showed"),
        "cost_per_won": each("won"),
        "revenue": revenue,
        "return_rate": revenue / cost if cost else None,
        "median": group["median"],
        "contacted_rate": group["contacted_rate"],
        "booking_rate": group["booking_rate"],
        "show_rate": group["show_rate"],
        "close_rate": group["close_rate"],
        "small": diagnosis.is_small(group["inquiries"]),
    }


def people(question, figures, words):
    """Return a row for each person, by name: a table to coach by, no ranking.

    What the system learned of too late is nobody's miss, and the time until it knew is
    shown apart from the time that people took.
    """
    known = set(figures.by_user) | {user for user in figures.by_missed if user}
    known |= {user for user in figures.attempts if user}
    nobody = words._("Nobody")
    return [
        {
            "id": key,
            "name": name,
            "inquiries": figures.by_user[key]["inquiries"],
            "answered": figures.by_user[key]["answered"],
            "median": figures.by_user[key]["staff_median"],
            "system_delay": figures.by_user[key]["system_delay"],
            "on_time": figures.by_user[key]["staff_on_time_rate"],
            "missed": figures.by_missed[key]["inquiries"] if key else 0,
            "attempts": figures.attempts.get(key, 0),
            "small": diagnosis.is_small(figures.by_user[key]["inquiries"]),
            "open": question.open(name, ("user_id", "=", key)),
            "open_missed": question.open(
                words._("Missed by %s", name), ("missed_by_id", "=", key)
            )
            if key
            else None,
        }
        for key, name in words.names("res.users", known, nobody)
    ]


def followup(question, figures, words):
    names = words.choices("medspa.touch.report", "not_sent")
    not_sent = sorted(
        figures.not_sent.items(), key=lambda reason: (-reason[1], names[reason[0]])
    )
    return {
        "due": figures.due,
        "done": figures.done,
        "share": share(figures.done, figures.due),
        "open_due": question.open_touches(
            words._("Follow-ups due"), ("due_count", "=", 1)
        ),
        "not_sent": [
            {
                "reason": names[reason],
                "count": count,
                "open": question.open_touches(names[reason], ("not_sent", "=", reason)),
            }
            for reason, count in not_sent
        ],
    }


def apart(question, words):
    """Return what stands outside of every figure, so that nobody misses it."""
    leads = question.env["crm.lead"].with_context(active_test=False)
    start, stop = question.moments()
    received = on_days("intake_received_on", question.days)
    imported = [
        ("intake_received_at", "=", False),
        ("team_id", "in", question.teams.ids),
        ("create_date", ">=", str(start)),
        ("create_date", "<", str(stop)),
    ]
    asked = {
        "exempt": [*received, ("response_exempt_reason", "not in", [False, "test"])],
        "test": [*received, ("response_exempt_reason", "=", "test")],
        "imported": imported,
    }
    domains = {
        key: list(Domain.AND([Domain(domain), Domain(question.chosen)]))
        for key, domain in asked.items()
    }
    # exempt and test are counted in one look: neither has an index
    not_counted = Domain.OR([domains["exempt"], domains["test"]])
    by_reason = dict(
        leads._read_group(not_counted, ["response_exempt_reason"], ["__count"])
    )
    counts = {
        "test": by_reason.pop("test", 0),
        "exempt": sum(by_reason.values()),
        "imported": leads.search_count(domains["imported"]),
    }
    return [
        {
            "key": key,
            "label": words.apart(key),
            "count": counts[key],
            "open": opening("crm.lead", words.apart(key), domain, active_test=False),
        }
        for key, domain in domains.items()
    ]
