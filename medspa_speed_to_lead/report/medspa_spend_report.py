from odoo import api, fields, models
from odoo.tools import SQL

from .medspa_origin import origin_sql


class MedspaSpendReport(models.Model):
    """What was spent each day, in the currency of the company.

    A month is spread evenly over its days in whole units of the currency (cents), so
    that the days add up to the month exactly and no two differ by more than one unit.

    Foreign amounts are converted at the rate that Odoo knows on the first day of the
    month: the last one until then, else the first one after it, the company's own
    before that of all. So a figure of a month never changes with the rates that come in
    during it.
    """

    _name = "medspa.spend.report"
    _description = "Marketing Spend by Day"
    _auto = False
    _order = "date DESC, id"
    _rec_name = "date"

    date = fields.Date(string="Day", readonly=True)
    month = fields.Date(readonly=True)
    spend_id = fields.Many2one("medspa.spend", string="Month Amount", readonly=True)
    origin_id = fields.Many2one(
        "medspa.origin",
        string="Source",
        readonly=True,
        help="What it was spent on, as inquiries from there are counted.",
    )
    source_id = fields.Many2one("utm.source", string="Marketing Source", readonly=True)
    campaign_id = fields.Many2one("utm.campaign", readonly=True)
    intake_source_id = fields.Many2one("medspa.intake.source", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Monetary(string="Spend", readonly=True, aggregator="sum")

    _depends = {
        "medspa.spend": ["month", "amount", "currency_id", "company_id"]
        + ["source_id", "campaign_id", "intake_source_id"],
        "medspa.intake.source": ["utm_source_id"],
        "res.company": ["currency_id", "parent_path"],
        "res.currency": ["rounding"],
        "res.currency.rate": ["name", "rate", "currency_id", "company_id"],
    }

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT spend.id * 32 + day.number AS id,
                   spend.id AS spend_id, spend.month, spend.company_id,
                   spend.source_id, spend.campaign_id, spend.intake_source_id,
                   %(origin)s AS origin_id,
                   spend.month + day.number AS date,
                   currency.id AS currency_id,
                   (whole.units * (day.number + 1) / whole.days
                    - whole.units * day.number / whole.days) * unit.size AS amount
              FROM medspa_spend spend
              JOIN res_company company ON company.id = spend.company_id
              JOIN res_currency currency ON currency.id = company.currency_id
              LEFT JOIN medspa_intake_source entrance
                     ON entrance.id = spend.intake_source_id
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN currency.rounding > 0
                          THEN currency.rounding ELSE 0.01 END AS size) unit
             CROSS JOIN LATERAL (
                   SELECT round(spend.amount * %(factor)s / unit.size)::bigint AS units,
                          (spend.month + INTERVAL '1 month')::date - spend.month
                          AS days) whole
             CROSS JOIN LATERAL generate_series(0, whole.days - 1) AS day(number)
            """,
            factor=self._factor(),
            # what an intake source gives to every inquiry goes before it
            origin=origin_sql(
                source_id=SQL("COALESCE(spend.source_id, entrance.utm_source_id)"),
                intake_source_id=SQL("spend.intake_source_id"),
            ),
        )

    @api.model
    def _factor(self):
        """Return the SQL of what converts an amount: the rate of its month."""
        return SQL(
            """CASE WHEN spend.currency_id = company.currency_id THEN 1
               ELSE %s / %s END""",
            self._rate(SQL("company.currency_id")),
            self._rate(SQL("spend.currency_id")),
        )

    @api.model
    def _rate(self, currency):
        """Return the SQL of a currency's rate in the month of a spend."""
        return SQL(
            """COALESCE((
               SELECT rate.rate FROM res_currency_rate rate
                WHERE rate.currency_id = %s
                  AND (rate.company_id IS NULL OR rate.company_id
                       = split_part(company.parent_path, '/', 1)::int)
             ORDER BY rate.name > spend.month, rate.company_id,
                      abs(rate.name - spend.month)
                LIMIT 1), 1)""",
            currency,
        )

    def action_open_spend(self):
        """Open the month that this day is a part of."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "medspa.spend",
            "res_id": self.spend_id.id,
            "views": [(False, "form")],
        }
