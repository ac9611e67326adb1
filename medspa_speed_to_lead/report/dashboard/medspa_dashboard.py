from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.period import Unreadable
from . import blocks as dashboard_blocks
from . import rows as dashboard_rows
from .figures import Figures
from .heat import heat
from .question import INQUIRIES, Question
from .words import Words
from .workbook import workbook

_FIRST_DAYS = 7


class MedspaDashboard(models.AbstractModel):
    """All figures of the dashboard, for whoever asks: record rules hold for each.

    What a figure means is said by the columns of the report models; the files beside
    this file add them up (`figures`), make blocks of them (`blocks`, `heat`, `rows`)
    as the contract says (`contract`), and write them into a workbook (`sheets`).
    """

    _name = "medspa.dashboard"
    _description = "Dashboard"

    @api.model
    @api.readonly
    def read_figures(self, filters=None):
        """Return every block of the dashboard: a :class:`.contract.Answer`.

        :param dict filters: see :func:`..tools.period.read_filters`.
        """
        try:
            question = Question(self.env, filters)
        except Unreadable as error:
            raise UserError(str(error)) from error
        return self._figures(question)

    @api.model
    def _export(self, filters):
        """Return ``(file name, bytes)`` of the dashboard as a workbook.

        :raises Unreadable: see :func:`..tools.period.read_filters`.
        """
        question = Question(self.env, filters)
        spoken = question.spoken()
        name = f"dashboard {spoken['date_from']} {spoken['date_to']}.xlsx"
        return name, workbook(self._figures(question), Words(self.env))

    def _figures(self, question):
        figures = Figures(question)
        words = Words(self.env)
        costs = dashboard_rows.Costs(question)
        sources, total = dashboard_rows.sources(question, figures, costs, words)
        first_day = self.env[INQUIRIES]._first_day()
        return {
            "filters": question.spoken(),
            "choices": self._choices(question, words),
            "currency": self._currency(),
            "generated_at": fields.Datetime.to_string(question.now).replace(" ", "T")
            + "Z",
            "tiles": dashboard_blocks.tiles(question, figures, words),
            "within": dashboard_blocks.within(question, figures, words),
            "trend": dashboard_blocks.trend(question, figures, words),
            "funnel": dashboard_blocks.funnel(question, figures, words),
            "heat": heat(question, figures, words),
            "speed": dashboard_blocks.speed(question, figures, words),
            "speed_sentence": dashboard_blocks.speed_sentence(figures, words),
            "sources": sources,
            "sources_total": total,
            "spend_hint": self._spend_hint(costs),
            "people": dashboard_rows.people(question, figures, words),
            "followup": dashboard_rows.followup(question, figures, words),
            "apart": dashboard_rows.apart(question, words),
            "counted": words.all_counted(),
            "empty": self._empty(question, figures, first_day),
            "first_week": bool(first_day)
            and (question.today - first_day).days < _FIRST_DAYS,
        }

    def _currency(self):
        currency = self.env.company.sudo().currency_id
        return {
            "id": currency.id,
            "name": currency.name,
            "symbol": currency.symbol,
            "position": currency.position,
            "digits": currency.decimal_places,
        }

    # what can be chosen

    def _choices(self, question, words):
        teams = self.env["crm.team"].search([("speed_to_lead", "=", True)])
        treatments = self.env["medspa.treatment"].search([("active", "=", True)])
        chosen = treatments.browse(question.filters["treatment_ids"]).exists()
        treatments |= chosen._filtered_access("read")
        return {
            "teams": _named(words.names("crm.team", teams.ids, "")),
            "sources": _named(
                words.names("medspa.origin", self._used_sources(question), "")
            ),
            "treatments": _named(words.names("medspa.treatment", treatments.ids, "")),
        }

    def _used_sources(self, question):
        """Return the origins that can be chosen, and those that are.

        These are the intake sources and channels there are, and the marketing sources
        of any lead: Odoo makes one of every mailing. The index of the leads is asked
        for the next source after each: a look for every source, not for every lead.
        """
        self.env["crm.lead"].flush_model(["source_id"])
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE used(id) AS (
                    SELECT min(source_id) FROM crm_lead
                     UNION ALL
                    SELECT (SELECT min(source_id) FROM crm_lead
                             WHERE source_id > used.id)
                      FROM used WHERE used.id IS NOT NULL)
                SELECT id FROM used WHERE id IS NOT NULL
                """
            )
        )
        origins = self.env["medspa.origin"].search(
            [
                "|",
                ("intake_source_id.active", "=", True),
                ("channel_id.active", "=", True),
            ]
        )
        chosen = origins.browse(question.filters["source_ids"]).exists()
        return {source_id for (source_id,) in rows}.union(origins.ids, chosen.ids)

    # what to do where there is nothing to see

    def _empty(self, question, figures, first_day):
        """Return what to do first, ``None`` as soon as there are figures."""
        if not question.teams and not question.filters["team_ids"]:
            return _hint(
                self.env._("No team uses Speed to Lead yet"),
                self.env._(
                    "Switch it on for a sales team: from then on every inquiry gets an "
                    "owner and a deadline, and is counted here."
                ),
                self.env._("Open the sales teams"),
                "sales_team.crm_team_action_config",
            )
        if not first_day:
            return _hint(
                self.env._("No inquiry yet"),
                self.env._(
                    "Connect your website form or an ad to an intake source, and send "
                    "one inquiry through it: it appears here at once."
                ),
                self.env._("Open the intake sources"),
                "medspa_speed_to_lead.medspa_intake_source_action",
            )
        if not figures.all["inquiries"]:
            return _hint(
                self.env._("No inquiry in these days"),
                self.env._("Choose a longer period, or fewer filters."),
            )
        return None

    def _spend_hint(self, costs):
        """Return why there are no costs, and what to do; ``None`` where there are."""
        if costs.by_source or not costs.may_read:
            return None
        if not costs.is_divisible:
            return _hint(
                self.env._("No costs for teams and treatments"),
                self.env._(
                    "Money is spent on sources: leave out the filters by team and "
                    "treatment to see what an inquiry costs."
                ),
            )
        return _hint(
            self.env._("No costs written down for these days"),
            self.env._(
                "Write down or import what each source cost in a month, and you see "
                "what an inquiry, a booking and a patient cost."
            ),
            self.env._("Write down costs"),
            "medspa_speed_to_lead.medspa_spend_action",
        )


def _named(names):
    return [{"id": key, "name": name} for key, name in names]


def _hint(title, text, label=None, xmlid=None):
    action = {"label": label, "xmlid": xmlid} if xmlid else None
    return {"title": title, "text": text, "action": action}
