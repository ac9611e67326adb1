from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import MONDAY_10, at
from .sms_provider_common import SmsProviderCase

TERRITORIES = {"US", "PR", "GU", "VI", "AS", "MP"}
LONDON, KINGSTON, SAN_JUAN = "+442079460958", "+18765551234", "+17875551234"
SATELLITE, PREMIUM = "+881612345678", "+19005551234"


@tagged("post_install", "-at_install")
class TestTextCountries(AcknowledgementCommon):
    """Which countries a practice texts, and what is said of any other."""

    def codes(self, company):
        return set(company.medspa_text_country_ids.mapped("code"))

    def may(self, lead):
        return self.env["medspa.consent"]._may_contact(
            lead, "sms", "conversational", MONDAY_10
        )

    def inquire_from(self, phone):
        with at():
            email = f"p{phone[1:]}@patient.example"
            return self.inquire(**AGREED, phone=phone, email=email)

    def test_own_country_with_its_territories_is_the_default(self):
        self.assertEqual(self.codes(self.company), TERRITORIES)
        self.assertEqual(self.codes(self.make_company("Oslo", "base.no")), {"NO", "SJ"})

    def test_default_follows_the_country_and_a_choice_does_not(self):
        company = self.make_company("Glow Waco")
        company.country_id = self.env.ref("base.de")
        self.assertEqual(self.codes(company), {"DE"})
        company.medspa_text_country_ids = self.env.ref("base.fr") | self.env.ref(
            "base.de"
        )
        company.country_id = self.env.ref("base.at")
        self.assertEqual(self.codes(company), {"DE", "FR", "AT"})

    def test_country_in_which_the_practice_has_a_number_is_added(self):
        self.company.sudo().sms_twilio_number_ids = [
            Command.create(
                {"number": "+33155550100", "country_id": self.env.ref("base.fr").id}
            )
        ]
        self.assertEqual(self.codes(self.company), {*TERRITORIES, "FR"})

    def test_no_choice_and_no_country_is_the_default(self):
        self.company.medspa_text_country_ids = False
        self.assertFalse(self.company._why_no_text_to(SAN_JUAN))
        self.assertTrue(self.company._why_no_text_to(LONDON))
        nowhere = self.env["res.company"].create({"name": "Nowhere"})
        nowhere.country_id = False
        self.assertFalse(nowhere._why_no_text_to(SAN_JUAN))
        self.assertTrue(nowhere._why_no_text_to(LONDON))

    def test_automatic_texts_stay_in_the_countries(self):
        for phone in (LONDON, KINGSTON, SATELLITE, PREMIUM):
            lead = self.inquire_from(phone)
            allowed, reason, later = self.may(lead)
            self.assertFalse(allowed or later, phone)
            self.assertEqual(reason.code, "country")
            with at():
                self.send_due()
            self.assertEqual(self.touch(lead, "sms").reason_code, "country")
            self.assertEqual(self.touch(lead, "email").state, "sent")
        lead = self.inquire_from(SAN_JUAN)
        with at():
            self.send_due()
        self.assertEqual(self.touch(lead, "sms").state, "sent")

    def test_chosen_country_is_texted(self):
        self.company.medspa_text_country_ids |= self.env.ref("base.uk")
        self.assertTrue(self.may(self.inquire_from(LONDON))[0])
        self.assertFalse(self.may(self.inquire_from("+449098790123"))[0])

    def test_inquiry_of_another_company_is_judged_by_its_own(self):
        other = self.make_company("Glow London", "base.uk")
        self.assertFalse(other._why_no_text_to(LONDON))
        self.assertTrue(self.company._why_no_text_to(LONDON))

    def test_person_is_told_before(self):
        lead = self.inquire_from(LONDON)
        lead.user_id = self.ana
        form = self.text_form(lead, self.ana)
        self.assertIn("in a country to which we send no texts", form.refusal_note)
        form.body = "Hello"
        with self.assertRaisesRegex(UserError, "to which we send no texts"):
            form.save().action_send_sms()

    def test_only_an_administrator_chooses(self):
        self.assertEqual(
            self.codes(self.company.with_user(self.ana).sudo()), TERRITORIES
        )
        for user in (self.ana, self.mia):
            with self.assertRaises(AccessError):
                self.company.with_user(user).medspa_text_country_ids = False
        settings = Form(self.env["res.config.settings"])
        settings.medspa_text_country_ids.add(self.env.ref("base.ca"))
        settings.save().execute()
        self.assertEqual(self.codes(self.company), {*TERRITORIES, "CA"})


@tagged("post_install", "-at_install")
class TestCountriesAtTheWire(SmsProviderCase):
    """No text of anybody reaches the provider for a number in another country."""

    def test_no_text_leaves_for_elsewhere(self):
        numbers = (LONDON, KINGSTON, SATELLITE, PREMIUM, "22395", "011881612345678")
        for number in numbers:
            text = self.text(number)
            self.send(text)
            self.assertFailed(text, "sms_country_not_supported")
        self.assertEqual(self.twilio.requests, [])

    def test_contact_card_and_numbers_mode_are_asked(self):
        contact = self.env["res.partner"].create({"name": "Ann", "phone": LONDON})
        for values in (
            {
                "composition_mode": "comment",
                "res_model": "res.partner",
                "res_id": contact.id,
            },
            {"composition_mode": "numbers", "numbers": LONDON},
        ):
            composer = self.env["sms.composer"].create({"body": "Hi", **values})
            with self.assertRaisesRegex(UserError, "no texts"):
                composer.action_send_sms()
        contact._message_sms("Hi")
        message = contact.message_ids[0]
        self.assertEqual(
            message.notification_ids.failure_type, "sms_country_not_supported"
        )
        self.assertEqual(self.twilio.requests, [])
