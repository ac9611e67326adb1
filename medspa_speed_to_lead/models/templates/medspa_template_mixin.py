from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...tools.template_placeholders import foreign_in_body, foreign_in_text
from ..rights.field_labels import labels_of
from ..setup.languages import spoken

MODULE = "medspa_speed_to_lead"


class MedspaTemplateMixin(models.AbstractModel):
    """Templates of what is sent by itself, and what a CRM manager may do with them.

    A template is code that runs with all rights. So whoever is no template editor of
    Odoo changes the words of ours and nothing else, in plain placeholders, see
    :mod:`...tools.template_placeholders`. Who is one keeps all that Odoo gives them.
    """

    _name = "medspa.template.mixin"
    _description = "Templates Sent by Themselves"

    # the words of a message; the name is for colleagues
    _TEXTS = ()
    _BODIES = ()
    # must be empty, or the message would go elsewhere or carry more than its words
    _MUST_BE_EMPTY = ()
    # what sends such templates, and the fields of it that name them
    _SENT_BY = {}

    sent_by_policy = fields.Boolean(
        string="Sent by Itself",
        compute="_compute_sent_by_policy",
        search="_search_sent_by_policy",
        help="Came with the first messages, or a policy of your companies sends it.",
    )

    @api.depends_context("allowed_company_ids", "uid")
    def _compute_sent_by_policy(self):
        sent = self._ours() - self._of_other_companies()
        for template in self:
            template.sent_by_policy = template._origin in sent

    @api.model
    def _search_sent_by_policy(self, operator, value):
        if operator != "in":
            return NotImplemented
        every = self.sudo().with_context(active_test=False)
        of_inquiries = every.search([("model", "=", "crm.lead")])
        sent = of_inquiries._ours() - of_inquiries._of_other_companies()
        domain = Domain("id", "in", sent.ids)
        return domain if True in value else ~domain

    # whose they are

    def _ours(self, apart_from=None):
        """Return those of these that we brought or that any policy sends.

        :param apart_from: senders that are left out of account.
        """
        shipped = (
            self.env["ir.model.data"]
            .sudo()
            .search_fetch(
                [
                    ("module", "=", MODULE),
                    ("model", "=", self._name),
                    ("res_id", "in", self._origin.ids),
                ],
                ["res_id"],
            )
        )
        ours = {*shipped.mapped("res_id"), *self._senders_by_template(apart_from)}
        return self._origin.filtered(lambda template: template.id in ours)

    def _of_other_companies(self):
        """Return those of these that a company sends which the user does not see."""
        senders = self._senders_by_template()
        mine = self.env.companies
        return self._origin.filtered(
            lambda template: any(
                sender._sending_company() and sender._sending_company() not in mine
                for sender in senders.get(template.id, ())
            )
        )

    def _senders_by_template(self, apart_from=None):
        """Return ``{id of one of these: [what sends it]}``, archived ones too."""
        found = {}
        for model, names in self._SENT_BY.items():
            domain = Domain.OR(Domain(name, "in", self._origin.ids) for name in names)
            senders_sudo = self.env[model].sudo().with_context(active_test=False)
            for sender in senders_sudo.search(domain):
                if apart_from is not None and sender in apart_from:
                    continue
                for name in names:
                    found.setdefault(sender[name].id, []).append(sender)
        return {key: value for key, value in found.items() if key in self._origin.ids}

    @api.model
    def _writes_freely(self):
        """Say whether Odoo lets the user write code into templates anyway."""
        user = self.env.user
        return (
            self.env.su
            or user.has_group("mail.group_mail_template_editor")
            or user.has_group("base.group_system")
        )

    # changing them

    def write(self, vals):
        ours = self.browse() if self._writes_freely() else self._ours()
        ours._check_may_write(vals)
        result = super().write(vals)
        ours._check_plain()
        return result

    def _render_lang(self, res_ids, engine="inline_template"):
        """Say it in a language that is switched on, whatever stands on the inquiry."""
        languages = super()._render_lang(res_ids, engine=engine)
        return {one: spoken(self.env, code) or "" for one, code in languages.items()}

    def _update_field_translations(self, field_name, translations, *args, **kwargs):
        ours = self.browse() if self._writes_freely() else self._ours()
        if ours:
            ours._check_may_write(dict.fromkeys((field_name,)))
            for value in translations.values():
                terms = value.values() if isinstance(value, dict) else [value]
                for term in terms:
                    ours._check_words({field_name: term})
        result = super()._update_field_translations(
            field_name, translations, *args, **kwargs
        )
        ours._check_plain()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ours(self):
        ours = self.browse() if self._writes_freely() else self._ours()
        if ours:
            raise AccessError(
                self.env._(
                    "“%s” is sent by itself: only an administrator deletes it.",
                    ours[0].sudo().name,
                )
            )

    def _check_may_write(self, vals):
        if not self:
            return
        name = self[0].sudo().name
        if not self.env.user.has_group("sales_team.group_sale_manager"):
            raise AccessError(
                self.env._("“%s” is sent by itself: a CRM manager changes it.", name)
            )
        if self._of_other_companies():
            raise AccessError(
                self.env._("“%s” is sent by another company, which changes it.", name)
            )
        reserved = vals.keys() - {"name", "medspa_claim", *self._TEXTS, *self._BODIES}
        if reserved:
            raise AccessError(
                self.env._(
                    "Of “%(template)s” you may change the name and the words. "
                    "This belongs to an administrator: %(fields)s.",
                    template=name,
                    fields=labels_of(self, reserved),
                )
            )
        if self._has_unsafe_expression():
            raise AccessError(
                self.env._(
                    "“%s” holds code that an administrator wrote: only they change it.",
                    name,
                )
            )
        self._check_words(vals)

    def _check_words(self, vals):
        """Refuse words that hold more than plain placeholders."""
        names = self.env["crm.lead"]._placeholder_names()
        found = None
        for key, value in vals.items():
            if key in self._TEXTS:
                found = found or foreign_in_text(value, names)
            elif key in self._BODIES:
                found = found or foreign_in_body(value, names)
        if found:
            raise AccessError(
                self.env._(
                    "“%(found)s” cannot stand here. Write plain words and these "
                    "placeholders: %(names)s. Ask an administrator for more.",
                    found=found,
                    names=", ".join(
                        f"{{{{ object.{name} }}}}" for name in sorted(names)
                    ),
                )
            )

    def _check_plain(self):
        """Look at what is stored, in every language: it is what will be sent."""
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        for template_sudo in self.sudo():
            for code in languages:
                translated = template_sudo.with_context(lang=code)
                words = {key: translated[key] for key in self._TEXTS + self._BODIES}
                self._check_words(words)

    def _check_fit_to_send(self, apart_from=None):
        """Refuse a template that the user puts into a policy if it is more than words.

        It may have been written before any policy sent it, when only Odoo's own rules
        held for it.

        :param apart_from: policies that are new.
        """
        if self._writes_freely():
            return
        foreign = self - self._ours(apart_from)
        for template_sudo in foreign.sudo():
            if (
                template_sudo._has_unsafe_expression()
                or any(template_sudo[name] for name in self._MUST_BE_EMPTY)
                or template_sudo.model != "crm.lead"
            ):
                raise AccessError(
                    self.env._(
                        "“%s” is more than plain words. Ask an administrator to put "
                        "it into a policy.",
                        template_sudo.name,
                    )
                )
        foreign._check_plain()
        for template_sudo in self._of_other_companies().sudo():
            raise AccessError(
                self.env._(
                    "“%s” is sent by another company. Make a copy of your own.",
                    template_sudo.name,
                )
            )
