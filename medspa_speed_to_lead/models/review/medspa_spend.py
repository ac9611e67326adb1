from odoo import api, fields, models
from odoo.exceptions import ValidationError

# what a spend was for, and when: of each there is one amount
_KEY = ("company_id", "month", "source_id", "campaign_id", "intake_source_id")


class MedspaSpend(models.Model):
    """What one source or campaign cost in one month, typed or imported.

    :mod:`...report.medspa_spend_report` spreads it over the days of the month.
    """

    _name = "medspa.spend"
    _description = "Marketing Spend"
    _inherit = ["medspa.reference.mixin"]
    _order = "month DESC, source_id, campaign_id, id"
    _check_company_auto = True

    month = fields.Date(
        required=True,
        default=lambda self: fields.Date.context_today(self).replace(day=1),
        help="Any day of the month; it is kept as the first.",
    )
    source_id = fields.Many2one(
        "utm.source", string="Marketing Source", index="btree_not_null"
    )
    campaign_id = fields.Many2one("utm.campaign", index="btree_not_null")
    intake_source_id = fields.Many2one(
        "medspa.intake.source",
        check_company=True,
        index="btree_not_null",
        help="The entrance that it paid for, where it paid for one only.",
    )
    amount = fields.Monetary(required=True, aggregator=None)
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )

    _once_a_month = models.UniqueIndex(
        "(company_id, month, COALESCE(source_id, 0), COALESCE(campaign_id, 0),"
        " COALESCE(intake_source_id, 0))",
        "There is already an amount for this source, campaign and month. Change that "
        "one, or add the two up.",
    )
    _for_something = models.Constraint(
        "CHECK(COALESCE(source_id, campaign_id, intake_source_id) IS NOT NULL)",
        "Say what the money was spent on: a marketing source, a campaign or an intake "
        "source.",
    )
    _not_negative = models.Constraint(
        "CHECK(amount >= 0)", "An amount that was spent cannot be negative."
    )
    _first_of_month = models.Constraint(
        "CHECK(EXTRACT(DAY FROM month) = 1)", "A month is kept as its first day."
    )

    @api.depends("month", "source_id", "campaign_id", "intake_source_id")
    def _compute_display_name(self):
        for spend in self:
            what = (
                spend.source_id.name,
                spend.campaign_id.title,
                spend.intake_source_id.name,
            )
            month = spend.month and spend.month.strftime("%Y-%m")
            spend.display_name = ", ".join(filter(None, (*what, month)))

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_whole_month(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(_whole_month(vals))

    # importing

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import Template for Marketing Spend"),
                "template": "/medspa_speed_to_lead/static/import/marketing_spend.csv",
            }
        ]

    @api.model
    def load(self, fields, data):
        """Remember what a file has told already: Odoo may read it line by line."""
        return super(MedspaSpend, self.with_context(medspa_spend_told=[])).load(
            fields, data
        )

    def _load_records_create(self, vals_list):
        """What is imported again takes the place of what was there.

        Two lines of one file for the same thing are a mistake, or two amounts to be
        added up: these are refused.
        """
        defaults = self.default_get(["company_id", "month"])
        keys = [_key_of(_whole_month({**defaults, **vals})) for vals in vals_list]
        told = self.env.context.get("medspa_spend_told", [])
        self._refuse_twice([*told, *keys])
        known = self._known(keys)
        pairs = list(zip(keys, vals_list, strict=True))
        created = iter(
            super()._load_records_create(
                [vals for key, vals in pairs if key not in known]
            )
        )
        records = self.browse()
        for key, vals in pairs:
            if record := known.get(key):
                record._load_records_write(vals)
            records += record or next(created)
        told += keys
        return records

    def _refuse_twice(self, keys):
        if len(set(keys)) == len(keys):
            return
        twice = dict(zip(_KEY, next(k for k in keys if keys.count(k) > 1), strict=True))
        what = [
            self.env[self._fields[name].comodel_name].browse(twice[name]).display_name
            for name in ("source_id", "campaign_id", "intake_source_id")
            if twice[name]
        ]
        raise ValidationError(
            self.env._(
                "The file has two amounts for %(what)s in %(month)s. Add them up "
                "first.",
                what=", ".join(what),
                month=twice["month"].strftime("%Y-%m"),
            )
        )

    def _known(self, keys):
        """Return ``{key: the amount that is there}`` of these."""
        months = [key[1] for key in keys if key[1]]
        there = self.search([("month", "in", months)])
        by_key = {_key_of({name: one[name] for name in _KEY}): one for one in there}
        return {key: by_key[key] for key in keys if key in by_key}


def _whole_month(vals):
    """Return values with the month as its first day."""
    if not vals.get("month"):
        return vals
    return {**vals, "month": fields.Date.to_date(vals["month"]).replace(day=1)}


def _key_of(vals):
    """Return what values are for, and when: ids, ``False`` where there is none.

    :param vals: dict of the fields of ``_KEY``: ids or records, and a date.
    """
    values = (vals.get(name) for name in _KEY)
    return tuple(getattr(value, "id", value) or False for value in values)
