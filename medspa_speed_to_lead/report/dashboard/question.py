"""What a dashboard is asked: of which days, teams, sources and treatments."""

from datetime import timedelta
from functools import cached_property

from odoo import fields
from odoo.tools import get_lang

from ...tools.local_time import midnight, to_local
from ...tools.period import Days, read_filters
from ..medspa_origin import from_origins

INQUIRIES = "medspa.inquiry.report"
TOUCHES = "medspa.touch.report"

# teams may be in time zones that are as far from the company's
_MARGIN = timedelta(days=1)
_FIELDS = {
    "team_ids": "team_id",
    "treatment_ids": "treatment_ids",
}


class Question:
    """The filters of a dashboard, as domains of the report models.

    :param env: of whoever asks: record rules are theirs.
    :param filters: see :func:`..tools.period.read_filters`, which says what is
        unreadable.
    """

    def __init__(self, env, filters):
        self.env = env
        self.now = fields.Datetime.now()
        company_sudo = env.company.sudo()
        self.zone = company_sudo.resource_calendar_id.tz or "UTC"
        self.today = to_local(self.now, self.zone).date()
        self.filters = read_filters(filters, self.today)
        self.days = Days(self.filters["date_from"], self.filters["date_to"])
        self.before = self.days.before(self.filters["compare"])

    @cached_property
    def teams(self):
        """The teams whose inquiries count here, as far as one may see them."""
        domain = [("speed_to_lead", "=", True)]
        if self.filters["team_ids"]:
            domain.append(("id", "in", self.filters["team_ids"]))
        return self.env["crm.team"].search(domain)

    @cached_property
    def steps(self):
        """The steps in which these days are told, weeks as the language has them."""
        return self.days.steps(int(get_lang(self.env).week_start))

    @cached_property
    def rates(self):
        """What is one of each currency of the companies in the present company's."""
        company = self.env.company
        currencies_sudo = self.env.companies.sudo().currency_id
        return {
            currency_sudo.id: currency_sudo._get_conversion_rate(
                currency_sudo, company.sudo().currency_id, company, self.now.date()
            )
            for currency_sudo in currencies_sudo
        }

    @property
    def chosen(self):
        """The conditions of teams, sources and treatments."""
        origins = self.filters["source_ids"]
        return [
            *(
                (field, "in", self.filters[name])
                for name, field in _FIELDS.items()
                if self.filters[name]
            ),
            *(from_origins(origins) if origins else ()),
        ]

    def inquiries(self, *conditions, days=None):
        """Return the domain of the inquiries of the period, or of other days."""
        days = days or self.days
        return [*on_days("received_on", days), *self.chosen, *conditions]

    def touches(self, *conditions):
        """Return the domain of the contacts of these days, made or planned."""
        start, stop = map(fields.Datetime.to_string, self.moments(_MARGIN))
        return [
            *on_days("touched_on", self.days),
            # holds these days wherever the practice is, and has an index
            ("moment", ">=", start),
            ("moment", "<", stop),
            *self.chosen,
            *conditions,
        ]

    def open(self, name, *conditions, days=None):
        """Return what opens the list of exactly these inquiries."""
        return opening(INQUIRIES, name, self.inquiries(*conditions, days=days))

    def open_touches(self, name, *conditions):
        return opening(TOUCHES, name, self.touches(*conditions))

    def spoken(self):
        """Return the filters as they were understood, for a screen or an address."""
        before = self.before
        return {
            **self.filters,
            "date_from": self.days.first.isoformat(),
            "date_to": self.days.last.isoformat(),
            "compare_from": before and before.first.isoformat(),
            "compare_to": before and before.last.isoformat(),
        }

    def moments(self, margin=timedelta()):
        """Return the days as ``[start, stop)``, naive UTC, where the practice is.

        :param margin: by which it begins earlier and stops later.
        """
        start = midnight(self.days.first, self.zone)
        stop = midnight(self.days.last + timedelta(days=1), self.zone)
        return start - margin, stop + margin


def on_days(field, days):
    """Return the conditions of what was on these local days."""
    return [
        (field, ">=", days.first.isoformat()),
        (field, "<=", days.last.isoformat()),
    ]


def opening(model, name, domain, **context):
    """Return what a screen needs to open a list of exactly the records of a domain."""
    return {"model": model, "name": name, "domain": list(domain), "context": context}
