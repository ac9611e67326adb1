from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..tools.template_placeholders import foreign_in_body, foreign_in_text
from .common import MONDAY_10, SpeedToLeadCommon, at

# forms of code for a subject or a text message
IN_TEXT = [
    "{{ object.env['res.users'].sudo().search([]).mapped('login') }}",
    "{{ object.company_id.sms_twilio_auth_token }}",
    "{{ object.sudo().company_id.partner_id.email }}",
    "{{ object.phone }}",
    "{{ object.name }}",
    "{{ object.user_id.signature }}",
    "{{ object.message_ids }}",
    "{{ object.message_first_name.upper() }}",
    "{{ object.message_first_name or object.phone }}",
    "{{ object['message_first_name'] }}",
    "{{ object.message_practice ||| {{ object.phone }} }}",
    "{{ user.email }}",
    "{{ env.cr.dbname }}",
    "{{ ctx }}",
    "{{ 7 * 7 }}",
    "{{ (lambda: object.phone)() }}",
    "{{ [x for x in object.env['res.partner'].search([])] }}",
    "{{{object.phone}}}",
    "{{ format_date(object.create_date) }}",
    "{{ datetime.datetime.now() }}",
    "{{ object.write({'active': False}) }}",
    "{{ object.unlink() }}",
]
IN_BODY = [
    '<t t-out="object.env.cr.dbname"/>',
    '<t t-out="object.phone"/>',
    '<t t-out="object.message_practice.upper()"/>',
    '<t t-out="object.company_id.sms_twilio_auth_token"/>',
    '<t t-out="user.email"/>',
    '<t t-out="ctx"/>',
    '<t t-esc="object.phone"/>',
    '<t t-raw="object.phone"/>',
    '<t t-field="object.phone"/>',
    '<t t-if="object.phone">x</t>',
    '<t t-foreach="object.env[\'res.users\'].search([])" t-as="u" t-out="u.login"/>',
    '<t t-set="x" t-value="object.phone"/>',
    '<t t-call="web.layout"/>',
    "<p t-if=\"object.write({'active': False})\">x</p>",
    '<p t-att-title="object.phone">x</p>',
    '<p t-attf-title="{{ object.phone }}">x</p>',
    "<p t-att=\"{'title': object.phone}\">x</p>",
    '<p t-out="object.message_practice"/>',
    '<p t-options="{}" t-out="object.message_practice"/>',
    '<p title="{{ object.phone }}">x</p>',
    "<p>{{ object.phone }}</p>",
    '<p groups="base.group_system">x</p>',
]
EMAILS = "medspa_speed_to_lead.mail_template_first_"
TEXTS = "medspa_speed_to_lead.sms_template_first_"
LOGGERS = "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule"


@tagged("post_install", "-at_install")
class TestTemplateWords(SpeedToLeadCommon):
    """A CRM manager writes the words of what is sent by itself, and only words."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.email = cls.env.ref(f"{EMAILS}general").with_user(cls.mia)
        cls.text = cls.env.ref(f"{TEXTS}general").with_user(cls.mia)
        cls.admin = cls.make_user(
            "admin", groups="base.group_system,sales_team.group_sale_manager"
        )
        cls.policy.company_id = cls.company  # else it is not the manager's to change
        with at():
            cls.lead = cls.make_inquiry(treatment_ids=cls.botox.ids)

    def assertRefused(self, words, act, *args, **kwargs):
        """The act is refused with a sentence that holds these words."""
        with self.assertRaises(AccessError) as caught, self.env.cr.savepoint():
            act(*args, **kwargs)
        self.env.invalidate_all()
        self.assertIn(words, str(caught.exception))

    # what they may

    def test_every_shipped_template_is_plain(self):
        names = self.env["crm.lead"]._placeholder_names()
        for email in self.env["mail.template"].search([("sent_by_policy", "=", True)]):
            self.assertIsNone(foreign_in_text(email.subject, names), email.name)
            self.assertIsNone(foreign_in_body(email.body_html, names), email.name)
            self.assertFalse(email.with_user(self.mia)._has_unsafe_expression())
        for text in self.env["sms.template"].search([("sent_by_policy", "=", True)]):
            self.assertIsNone(foreign_in_text(text.body, names), text.name)

    def test_words_of_a_manager_reach_the_patient(self):
        self.email.subject = "Welcome {{ object.message_first_name }}"
        self.email.body_html = (
            '<p>Your <b><t t-out="object.message_treatments"/></b> at '
            '<t t-out="object.message_practice"/></p>'
        )
        self.text.body = (
            "Hi {{ object.message_first_name }}, {{ object.message_practice }}"
        )
        values = {"policy_id": self.policy.id, "lead_id": self.lead.id, "at": MONDAY_10}
        preview = self.env["medspa.message.preview"].with_user(self.mia).create(values)
        self.assertEqual(preview.email_subject, "Welcome Nora")
        self.assertIn("Your <b>Botox</b> at Glow Austin", preview.email_body)
        self.assertEqual(preview.sms_body, "Hi Nora, Glow Austin")

    def test_manager_saves_the_forms(self):
        views = "medspa_speed_to_lead"
        with Form(self.email, f"{views}.mail_template_view_form") as form:
            form.subject = "Hello {{ object.message_first_name }}"
        with Form(self.text, f"{views}.sms_template_view_form") as form:
            form.body = "Hello {{ object.message_first_name }}"
        self.assertEqual(self.email.subject, "Hello {{ object.message_first_name }}")

    def test_manager_writes_a_new_one_from_the_menu(self):
        for model, name in (("mail", "subject"), ("sms", "body")):
            action = f"medspa_speed_to_lead.{model}_template_action"
            context = {
                "default_model": "crm.lead",
                "default_lang": "{{ object.lang_id.code }}",
            }
            self.assertEqual(str(context), self.env.ref(action).context)
            templates = self.env[f"{model}.template"].with_user(self.mia)
            view = f"medspa_speed_to_lead.{model}_template_view_form"
            with Form(templates.with_context(**context), view) as form:
                form.name = "New"
                form[name] = "Hi {{ object.message_first_name }}"
            template = form.record
            self.assertEqual(template.model, "crm.lead")
            self.policy.with_user(self.mia)[
                "email_template_id" if model == "mail" else "sms_template_id"
            ] = template
            self.assertTrue(template.sent_by_policy)

    def test_translation_in_plain_placeholders(self):
        plain = "Bonjour {{ object.message_first_name }}"
        self.email.update_field_translations("subject", {"fr_FR": plain})
        self.assertEqual(self.email.with_context(lang="fr_FR").subject, plain)

    # what they may not

    def test_code_in_a_subject_is_refused(self):
        for code in IN_TEXT:
            with self.subTest(code=code):
                self.assertRefused(
                    "cannot stand here", self.email.write, {"subject": code}
                )

    def test_code_in_a_text_is_refused(self):
        for code in IN_TEXT:
            with self.subTest(code=code):
                self.assertRefused("cannot stand here", self.text.write, {"body": code})

    def test_code_in_a_body_is_refused(self):
        for code in IN_BODY:
            with self.subTest(code=code):
                values = {"body_html": f"<p>Hi</p>{code}"}
                self.assertRefused("cannot stand here", self.email.write, values)

    def test_code_in_a_translation_is_refused(self):
        translate = self.email.update_field_translations
        for code in IN_TEXT:
            with self.subTest(code=code):
                self.assertRefused(
                    "cannot stand here", translate, "subject", {"fr_FR": code}
                )
                self.assertRefused(
                    "cannot stand here",
                    self.text.update_field_translations,
                    "body",
                    {"fr_FR": code},
                )

    def test_code_in_a_translated_term_of_a_body_is_refused(self):
        self.email.body_html = "<p>Hello</p><p>you</p>"
        translate = self.email.update_field_translations
        for code in IN_BODY:
            with self.subTest(code=code):
                terms = {"fr_FR": {"Hello": f"Bonjour {code}"}}
                self.assertRefused("cannot stand here", translate, "body_html", terms)

    def test_code_in_the_language_of_the_user_is_refused(self):
        in_french = self.email.with_context(lang="fr_FR")
        self.assertRefused(
            "cannot stand here", in_french.write, {"subject": "{{ object.phone }}"}
        )

    def test_stored_code_in_another_language_stops_the_save(self):
        self.email.sudo().update_field_translations(
            "subject", {"fr_FR": "{{ object.name }}"}
        )
        self.assertRefused("{{ object.name }}", self.email.write, {"subject": "Hi"})

    def test_template_with_code_of_an_administrator_stays_theirs(self):
        as_admin = self.email.with_user(self.admin)
        as_admin.body_html = '<p t-if="object.phone">We call you.</p>'
        self.assertRefused("holds code", self.email.write, {"subject": "Hi"})
        as_admin.subject = "{{ object.message_practice.upper() }}"
        self.assertEqual(as_admin.subject, "{{ object.message_practice.upper() }}")

    @mute_logger(*LOGGERS)
    def test_context_action_is_refused(self):
        self.assertRefused("", self.email.create_action)
        self.assertRefused("", self.text.action_create_sidebar_action)

    def test_nothing_but_words_can_be_changed(self):
        for template, values in (
            (self.email, {"email_cc": "x@elsewhere.example"}),
            (self.email, {"subject": "Hi", "reply_to": "x@elsewhere.example"}),
            (self.text, {"model_id": self.env["ir.model"]._get_id("res.partner")}),
            (self.text, {"lang": "fr_FR"}),
        ):
            self.assertRefused("belongs to an administrator", template.write, values)

    def test_front_desk_changes_no_first_message_even_its_own(self):
        template = self.new_email(self.ana)
        template.subject = "Still mine"
        self.policy.email_template_id = template
        self.assertRefused("a CRM manager changes it", template.write, {"subject": "x"})
        self.assertRefused("only an administrator deletes it", template.unlink)

    def new_email(self, user, **values):
        model_id = self.env["ir.model"]._get_id("crm.lead")
        return (
            self.env["mail.template"]
            .with_user(user)
            .create({"name": "New", "model_id": model_id, "subject": "Hi", **values})
        )

    # into a policy

    def test_more_than_words_is_not_put_into_a_policy(self):
        policy = self.policy.with_user(self.mia)
        for values in (
            {"email_from": "bank@elsewhere.example"},
            {"email_cc": "x@elsewhere.example"},
            {"reply_to": "x@elsewhere.example"},
            {"attachment_ids": [Command.create({"name": "x.txt", "raw": b"x"})]},
        ):
            template = self.new_email(self.mia, **values)
            put = {"email_template_id": template.id}
            self.assertRefused("more than plain words", policy.write, put)
            self.assertRefused(
                "more than plain words", policy.create, {"name": "New", **put}
            )

    def test_what_odoo_alone_would_allow_is_not_put_into_a_policy(self):
        template = self.new_email(self.mia, subject="{{ object.user_id.signature }}")
        put = {"closed_email_template_id": template.id}
        policy = self.policy.with_user(self.mia)
        self.assertRefused("cannot stand here", policy.write, put)

    def test_code_of_an_administrator_is_put_by_an_administrator(self):
        template = self.new_email(self.admin, subject="{{ object.phone }}")
        put = {"email_template_id": template.id}
        policy = self.policy.with_user(self.mia)
        self.assertRefused("more than plain words", policy.write, put)
        self.policy.with_user(self.admin).write(put)
        self.assertEqual(self.policy.email_template_id, template)

    # another company

    def test_another_company_keeps_its_words(self):
        other = self.make_company("Glow Boston")
        theirs = self.new_email(self.admin)
        self.policy.sudo().copy(
            {"company_id": other.id, "email_template_id": theirs.id}
        )
        theirs = theirs.with_user(self.mia)
        self.assertFalse(theirs.sent_by_policy)
        listed = theirs.search([("sent_by_policy", "=", True)])
        self.assertNotIn(theirs, listed)
        self.assertIn(self.email, listed)
        self.assertRefused("another company", theirs.write, {"subject": "x"})
        put = {"email_template_id": theirs.id}
        policy = self.policy.with_user(self.mia)
        self.assertRefused("another company", policy.write, put)
