from odoo import api, fields, models

from ...tools.claims import CLAIMS, claim_of, strongest


class MedspaTemplateMixin(models.AbstractModel):
    """What a template claims that somebody did: only who was called may read it.

    The words propose it, in every language; a person may know better.
    """

    _inherit = "medspa.template.mixin"

    medspa_claim = fields.Selection(
        CLAIMS,
        string="Says",
        help="What the message says that somebody did. It then goes only to people for "
        "whom that is true. Your words suggest it; change it where they are misread.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        templates = super().create(vals_list)
        for template, vals in zip(templates, vals_list, strict=True):
            if "medspa_claim" not in vals and template._may_claim():
                template._note_claim(template._claim_in_words())
        return templates

    def write(self, vals):
        is_said = "medspa_claim" in vals
        changed = {} if is_said else self._claims_before(vals.keys())
        result = super().write(vals)
        self._words_changed(changed)
        if is_said:
            self._check_claims()
        return result

    def _update_field_translations(self, field_name, translations, *args, **kwargs):
        before = self._claims_before((field_name,))
        result = super()._update_field_translations(
            field_name, translations, *args, **kwargs
        )
        self._words_changed(before)
        return result

    # what the words propose

    def _may_claim(self):
        return self.sudo().model == "crm.lead"

    def _claims_before(self, names):
        """Return what these claim by their words, before fields of them change."""
        if not {*self._TEXTS, *self._BODIES}.intersection(names):
            return {}
        return {one: one._claim_in_words() for one in self if one._may_claim()}

    def _words_changed(self, before):
        """Propose anew where the words say something else now; what a person has set
        stays where they say the same."""
        for template, claim in before.items():
            template.invalidate_recordset([*self._TEXTS, *self._BODIES], flush=True)
            now = template._claim_in_words()
            if now != claim:
                template._note_claim(now)
        self.browse(template.id for template in before)._check_claims()

    def _propose_claim(self):
        """The same in a form, while somebody writes."""
        for template in self.filtered(lambda one: one._may_claim()):
            now = template._claim_in_words()
            if now != template._origin._claim_in_words():
                template.medspa_claim = now or False

    def _claim_in_words(self):
        """Return the strongest claim of its words, in whatever language."""
        said = [self]
        for code, _name in self.env["res.lang"].get_installed():
            if code != (self.env.lang or "en_US"):
                said.append(self._origin.with_context(lang=code).sudo())
        names = self._TEXTS + self._BODIES
        return strongest(claim_of(*(one[name] for name in names)) for one in said)

    def _note_claim(self, claim):
        if (self.sudo().medspa_claim or None) != claim:
            self.sudo().write({"medspa_claim": claim or False})

    # where it is sent

    def _check_claims(self):
        """Refuse a claim that somebody would read of whom it is not true.

        :raises ValidationError: names what would send it to them.
        """
        for template_sudo in self.sudo().filtered("medspa_claim"):
            senders = template_sudo._senders_by_template().get(template_sudo.id, ())
            template_sudo._check_claim_true(
                [one for one in senders if template_sudo in one._untrue_templates()]
            )
