"""Which records a number of the weekly review counts."""

from typing import NamedTuple

from odoo.fields import Domain

INQUIRIES = "medspa.inquiry.report"
CONSULTATIONS = "medspa.consultation.report"
SOURCES = "medspa.intake.source"


class Records(NamedTuple):
    """What a number counts: ``len(ids)`` is the number."""

    model: str
    ids: list[int]


def of_inquiries(rows):
    """Return the inquiries of rows of ``medspa.inquiry.report``."""
    return Records("crm.lead", rows.ids)


def of_leads(env, domain):
    """Return the inquiries of a domain; mysteries are in no figure."""
    leads = env["crm.lead"].with_context(active_test=False)
    domain &= env["medspa.mystery"]._leave_out()
    return Records("crm.lead", leads.search(domain, order="id").ids)


def of_consultations(env, domain):
    return Records("calendar.event", env[CONSULTATIONS].search(domain, order="id").ids)


def of_company(company, lead=""):
    """Return the domain of what belongs to a company.

    An inquiry that says none belongs to that of its team, else of its owner.

    :param lead: path to the inquiry, with a dot at its end.
    """
    domain = Domain.FALSE
    for path in ("user_id.company_id", "team_id.company_id", "company_id"):
        domain = Domain(f"{lead}{path}", "=", company.id) | (
            Domain(f"{lead}{path}", "=", False) & domain
        )
    return domain
