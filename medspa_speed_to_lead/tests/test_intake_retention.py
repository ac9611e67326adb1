from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at

SECRET = "my forehead"
FORM = {
    "name": "Nora Diaz",
    "email": "nora@patient.example",
    "phone": "(512) 555-0143",
    "message": SECRET,
}


@tagged("post_install", "-at_install")
class TestIntakeRetention(SpeedToLeadCommon):
    """Payloads are kept as long as they are needed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        with at():
            cls.event = cls.receive(cls.source, external_id="a-1", **FORM)
            cls.failed = cls.receive_failing(cls.source)

    def tidy(self, **later):
        with at(**later):
            self.env["medspa.intake.event"]._gc_bodies()
        self.env.invalidate_all()

    def test_payload_is_kept_for_90_days(self):
        self.tidy(days=89)
        self.assertIn(SECRET, self.event.body)
        self.tidy(days=91)
        self.assertFalse(self.event.body)

    def test_days_can_be_set(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("medspa_speed_to_lead.body_days", "10")
        self.tidy(days=11)
        self.assertFalse(self.event.body)

    def test_failed_payload_is_kept_until_somebody_dealt_with_it(self):
        self.tidy(days=400)
        self.assertEqual(self.failed.body, "{")

    def test_failed_payload_is_not_kept_for_ever(self):
        self.tidy(days=451)
        self.assertFalse(self.failed.body)

    def test_blanked_event_still_recognises_its_repeat(self):
        self.tidy(days=91)
        self.assertTrue(self.event.external_id and self.event.body_hash)
        with at(days=92):
            again = self.receive(self.source, external_id="a-1", **FORM)
        self.assertEqual(again, self.event)


@tagged("post_install", "-at_install")
class TestErase(SpeedToLeadCommon):
    """A person who asks for it is forgotten; that they opted out is not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        with at():
            cls.event = cls.receive(cls.source, **FORM)
            cls.lead = cls.event.lead_id
            cls.lead.email_from = FORM["email"]
            cls.answer_by(cls.lead.user_id, cls.lead, body=f"About {SECRET}")
            cls.lead.activity_schedule("mail.mail_activity_data_call", note=SECRET)
        with at(days=3):
            cls.lead.action_set_lost()
            again = cls.receive(cls.source, **{**FORM, "email": "", "name": "Nora"})
            cls.second = again.lead_id

    def erase(self, **values):
        dialog = self.env["crm.lead.erase"].with_user(self.mia)
        dialog.create({"lead_id": self.second.id, **values}).action_erase()
        self.env.invalidate_all()

    def traces(self):
        """Return the tables of the person's words in which a trace is left."""
        self.env.flush_all()
        found = []
        for table, columns, where, ids in (
            ("crm_lead", "t", "id", (self.lead | self.second).ids),
            ("medspa_intake_event", "t", "lead_id", (self.lead | self.second).ids),
            ("medspa_touch", "t", "lead_id", (self.lead | self.second).ids),
            ("mail_message", "t", "res_id", (self.lead | self.second).ids),
            ("mail_activity", "t", "res_id", (self.lead | self.second).ids),
        ):
            self.env.cr.execute(
                f"SELECT count(*) FROM {table} t WHERE {where} = ANY(%s) AND "
                f"({columns}::text ILIKE ANY(%s))",
                [ids, ["%nora%", "%forehead%", "%5550143%", "%555-0143%"]],
            )
            if self.env.cr.fetchone()[0]:
                found.append(table)
        return found

    def test_nothing_of_the_person_is_left(self):
        self.assertIn("crm_lead", self.traces())
        self.assertIn("mail_message", self.traces())
        self.erase()
        self.assertFalse(self.traces())

    def test_every_inquiry_of_the_same_phone_or_email_is_erased(self):
        self.assertNotEqual(self.lead, self.second)
        self.erase()
        self.assertEqual(self.lead.name, self.second.name)
        self.assertFalse(self.event.body)

    def test_somebody_else_is_left_alone(self):
        with at(days=3):
            other = self.receive(self.source, name="Olga", message="Lips").lead_id
        self.erase()
        self.assertEqual(other.contact_name, "Olga")
        self.assertTrue(other.intake_event_id.body)

    def test_opt_out_is_kept(self):
        phone, email = self.lead.phone_sanitized, self.lead.email_normalized
        self.env["phone.blacklist"].sudo()._add([phone])
        self.env["mail.blacklist"].sudo()._add(email)
        self.erase()
        for model, field, value in (
            ("phone.blacklist", "number", phone),
            ("mail.blacklist", "email", email),
        ):
            self.assertTrue(self.env[model].sudo().search([(field, "=", value)]))

    def test_anonymous_figures_are_kept(self):
        figures = ("response_first_at", "response_first_seconds", "response_verdict")
        before = self.lead.read(figures)
        touches = len(self.lead.touch_ids)
        self.erase()
        self.assertEqual(self.lead.read(figures), before)
        self.assertEqual(len(self.lead.touch_ids), touches)
        self.assertEqual(self.lead.response_cycle_ids[0].verdict, "on_time")
        self.assertEqual(self.lead.intake_received_at, MONDAY_10)

    def test_contact_card_is_erased_when_asked(self):
        self.second.partner_id = self.make_contact(self.lead)
        contact = self.lead.partner_id
        self.erase(erase_contact=True)
        self.assertFalse(contact.active or contact.email or contact.phone)

    def test_contact_card_is_kept_otherwise(self):
        contact = self.make_contact(self.lead)
        self.erase()
        self.assertTrue(contact.active and contact.email)

    def test_salesperson_may_not_erase(self):
        with self.assertRaises(AccessError):
            self.env["crm.lead.erase"].with_user(self.ana).create(
                {"lead_id": self.lead.id}
            )
