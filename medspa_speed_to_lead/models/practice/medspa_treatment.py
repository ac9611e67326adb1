from odoo import api, fields, models, tools

from ...tools import vocabulary
from ...tools.reader import treatments
from ...tools.treatment_words import called


class MedspaTreatment(models.Model):
    _name = "medspa.treatment"
    _description = "Treatment"
    _inherit = ["medspa.reference.mixin", "medspa.placed.mixin", "medspa.shared.mixin"]
    _inherit += ["medspa.in.use.mixin", "medspa.kept.mixin"]
    _order = "sequence, name, id"

    _USED_BY = {
        ("medspa.intake.source", "treatment_ids"): (),
        ("crm.lead", "treatment_ids"): (),
    }

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    category_id = fields.Many2one(
        "medspa.treatment.category", required=True, ondelete="restrict", index=True
    )
    aliases = fields.Char(
        string="Also Called",
        help="Other words people use, separated by commas: brand names, everyday "
        "words. An inquiry that mentions one of them is about this treatment.",
    )
    color = fields.Integer()

    def _names_in_order(self):
        """Return their names in a line, without a query; False for none."""
        ids = set(self.ids)
        names = self._name_by_treatment().items()
        return ", ".join(name for key, name in names if key in ids) or False

    @api.model
    @tools.ormcache("self.env.lang")
    def _name_by_treatment(self):
        return {treatment.id: treatment.name for treatment in self._all()}

    def _categories(self):
        """Return the ids of their categories, without a query."""
        by_treatment = self._category_by_treatment()
        return frozenset(by_treatment[key] for key in self.ids if key in by_treatment)

    @api.model
    @tools.ormcache()
    def _category_by_treatment(self):
        return {treatment.id: treatment.category_id.id for treatment in self._all()}

    def _names(self):
        """Return all names of one, as the practice typed them."""
        return [self.name, *filter(str.strip, (self.aliases or "").split(","))]

    def _called(self, said):
        """Return ``{treatment: the name by which a text calls it}``, ``""`` for none.

        :param str said: a person's words.
        """
        return {one: called(said, one._names()) for one in self.sudo()}

    def _all(self):
        """Return those of all companies, archived ones too: some dozens."""
        return self.sudo().search([("active", "in", (True, False))])

    @api.model
    def _find_in_text(self, text, company):
        """Return the treatments of a company that a form's text names."""
        if not text:
            return self.browse()
        return self.browse(vocabulary.find(text, self._vocabulary(company.id)))

    @api.model
    def _find_in_words(self, text, company):
        """Return the treatments of a company that a person's own words name.

        Looser than :meth:`_find_in_text`: slugs, plurals and one wrong letter count.
        """
        if not text.strip():
            return self.browse()
        return self.browse(treatments.find(text, self._vocabulary(company.id)))

    @api.model
    @tools.ormcache("company_id", "self.env.lang")
    def _vocabulary(self, company_id):
        """Return ``((treatment id, words), ...)`` of a company, in their order."""
        offered = self.sudo().search([("company_id", "in", (False, company_id))])
        return tuple(
            (
                treatment.id,
                vocabulary.words(treatment.name, *(treatment.aliases or "").split(",")),
            )
            for treatment in offered
        )
