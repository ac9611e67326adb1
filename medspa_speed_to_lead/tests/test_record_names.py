"""Nobody learns by its number what a record is called that they may not read."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SpeedToLeadCommon, at

NAMES = {"display_name": {}}


@tagged("post_install", "-at_install")
class TestRecordNames(SpeedToLeadCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clerk = cls.make_user("clerk", groups="base.group_user")
        zoe = cls.make_user("zoe")
        cls.make_team("Elsewhere", zoe)
        other = cls.make_company("Other")
        manager = cls.make_manager("max", other)
        cls.strangers = (clerk, zoe, manager)
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ben.id, name="Ruiz: Botox")
        cls.lead.contact_name = "Ana Ruiz"
        cls.said = cls.lead.message_post(body="Hello", subject="Ruiz: Botox")
        cls.template = cls.env["mail.template"].create(
            {
                "name": "Name",
                "model_id": cls.env["ir.model"]._get_id("crm.lead"),
                "subject": "{{ object.name }}",
                "body_html": "<t t-out='object.name'/>",
            }
        )

    def tries(self):
        """Yield a model and what somebody says to have it named."""
        here = {"res_id": self.lead.id}
        of_model = {"res_model_id": self.env["ir.model"]._get_id("crm.lead"), **here}
        text = {"res_model": "crm.lead", "body": "x", "composition_mode": "comment"}
        yield "mail.activity", of_model
        yield "mail.activity", {"res_model": "crm.lead", **here}
        yield "mail.message", {"model": "crm.lead", **here}
        yield "ir.attachment", {"name": "x", "res_model": "crm.lead", **here}
        yield "sms.composer", {**text, **here}
        composer = {"model": "crm.lead", "res_ids": str(self.lead.ids)}
        for mode in ("comment", "mass_mail"):
            yield "mail.compose.message", {**composer, "composition_mode": mode}
            yield (
                "mail.compose.message",
                {**composer, "composition_mode": mode, "template_id": self.template.id},
            )
        yield "mail.compose.message", {"parent_id": self.said.id}
        yield "mail.message", {"parent_id": self.said.id}
        yield "mail.activity.schedule", {"res_model": "crm.lead", **composer}
        reference = f"crm.lead,{self.lead.id}"
        yield (
            "mail.template.preview",
            {"mail_template_id": self.template.id, "resource_ref": reference},
        )

    def told(self, user, model, values):
        """Return all that a form or a stored record says to a user."""
        records = self.env[model].with_user(user)
        records = records.with_context(allowed_company_ids=user.company_id.ids)
        values = {name: one for name, one in values.items() if name in records._fields}
        names = [
            name
            for name, field in records._fields.items()
            if field.type != "one2many" and records._has_field_access(field, "read")
        ]
        asked = {
            name: {"fields": NAMES} if records._fields[name].relational else {}
            for name in names
        }
        told = []
        for ask in (
            lambda: records.onchange(values, [], asked),
            lambda: records.onchange(values, [*values], asked),
            lambda: records.create(values).read(names),
            lambda: records.create(values).web_read(asked),
        ):
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    told.append(ask())
            except (AccessError, IntegrityError) as error:
                told.append(error)
            self.env.invalidate_all()
        return str(told)

    def test_no_form_names_what_one_may_not_read(self):
        for user in self.strangers:
            for model, values in self.tries():
                with self.subTest(user=user.name, model=model, values=[*values]):
                    self.assertNotIn("Ruiz", self.told(user, model, values))

    def test_a_form_names_what_one_may_read(self):
        for model, values in (
            ("mail.activity", {"res_model": "crm.lead", "res_id": self.lead.id}),
            ("mail.message", {"model": "crm.lead", "res_id": self.lead.id}),
            ("mail.message", {"parent_id": self.said.id}),
        ):
            self.assertIn("Ruiz", self.told(self.ben, model, values))
