from datetime import timedelta

from odoo.tests import tagged

from .common import MONDAY_10, at
from .who_common import EMAIL, MARIA, OTHER_EMAIL, OTHER_PHONE, PHONE, WhoCommon


@tagged("post_install", "-at_install")
class TestWhoGoesOn(WhoCommon):
    """An address and the name: the open inquiry goes on, however long ago it began."""

    def test_after_a_minute_a_day_or_a_week_they_wait_again(self):
        with at():
            lead = self.ask(**MARIA)
            owner, plan = lead.user_id, lead.enrollment_ids
        for minutes in (1, 24 * 60, 7 * 24 * 60):
            with at(minutes=minutes):
                self.answer_by(owner, lead)
            with self.subTest(minutes=minutes), at(minutes=minutes + 1):
                self.assertEqual(self.ask(**MARIA), lead)
                self.assertEqual(lead.response_state, "waiting")
                since = MONDAY_10 + timedelta(minutes=minutes + 1)
                self.assertEqual(lead.response_waiting_since, since)
                self.assertEqual(lead.user_id, owner)
                self.assertEqual(lead.enrollment_ids, plan, "no second plan")

    @at()
    def test_names_of_one_person(self):
        lead = self.ask(**MARIA)
        for name in ("", "M. Sol", "Mari Sol", "Sol, Maria", "MARÍA SOL"):
            with self.subTest(name=name):
                self.assertEqual(self.ask(name=name, phone=PHONE), lead)

    @at()
    def test_empty_fields_are_filled(self):
        lead = self.ask(phone=PHONE)
        self.ask(**MARIA, intent="pricing")
        self.assertEqual(lead.contact_name, "Maria Sol")
        self.assertEqual(lead.email_normalized, EMAIL)
        self.assertEqual(lead.intake_intent, "pricing")

    @at()
    def test_a_first_name_becomes_the_whole(self):
        lead = self.ask(name="Maria", phone=PHONE)
        self.ask(name="Maria Sol", phone=PHONE)
        self.assertEqual(lead.contact_name, "Maria Sol")
        self.ask(name="Mari", phone=PHONE)
        self.assertEqual(lead.contact_name, "Maria Sol")
        self.assertIn("Mari (still used: Maria Sol)", self.log(lead))

    @at()
    def test_corrected_email_is_used_and_the_old_one_shown(self):
        lead = self.ask(**MARIA)
        self.ask(name="Maria Sol", phone=PHONE, email="maria.sol@patient.example")
        self.assertEqual(lead.email_normalized, "maria.sol@patient.example")
        self.assertIn(f"maria.sol@patient.example (before: {EMAIL})", self.log(lead))

    @at()
    def test_corrected_phone_is_used_and_the_old_one_shown(self):
        lead = self.ask(**MARIA)
        self.ask(name="Maria Sol", phone=OTHER_PHONE, email=EMAIL)
        self.assertEqual(lead.phone_sanitized, "+15125550199")
        self.assertIn("512-555-0199 (before: +1 512-555-0143)", self.log(lead))

    @at()
    def test_placeholder_corrects_nothing(self):
        lead = self.ask(**MARIA)
        self.ask(name="Maria Sol", phone=PHONE, email="none@none.com")
        self.assertEqual(lead.email_normalized, EMAIL)
        self.assertIn(f"none@none.com (still used: {EMAIL})", self.log(lead))

    @at()
    def test_a_number_without_a_name_corrects_nothing(self):
        lead = self.ask(**MARIA)
        self.ask(phone=PHONE, email="eve@evil.example")
        self.assertEqual(lead.email_normalized, EMAIL)
        self.assertIn(f"eve@evil.example (still used: {EMAIL})", self.log(lead))

    @at()
    def test_nameless_in_a_household_is_nobody_of_them(self):
        maria = self.ask(**MARIA)
        kevin = self.ask(name="Kevin Ortiz", phone=PHONE, email=OTHER_EMAIL)
        self.assertNotIn(self.ask(phone=PHONE, email="x@x.example"), maria | kevin)
        self.assertEqual(maria.email_normalized, EMAIL)
        self.assertEqual(kevin.email_normalized, OTHER_EMAIL)

    @at()
    def test_no_form_changes_where_an_account_gets_its_password(self):
        lead = self.ask(**MARIA)
        lead.partner_id = self.make_user("maria", email=EMAIL).partner_id
        self.ask(name="Maria Sol", phone=PHONE, email="eve@evil.example")
        self.assertEqual(lead.partner_id.email, EMAIL)
        self.assertIn(f"eve@evil.example (still used: {EMAIL})", self.log(lead))

    @at()
    def test_where_they_came_from_this_time_is_kept(self):
        first = self.ask(**MARIA, utm_campaign="spring")
        event = self.receive(
            self.source, **MARIA, message="Again", utm_campaign="summer"
        )
        self.assertEqual(event.lead_id, first)
        self.assertEqual(first.campaign_id.name, "spring")
        self.assertTrue(event.is_again)
        self.assertEqual(event.campaign_id.name, "summer")
        self.assertEqual(self.source.asked_again_count, 1)
        action = self.source.action_view_asked_again()
        found = self.env["medspa.intake.event"].search(action["domain"])
        self.assertEqual(found, event)


@tagged("post_install", "-at_install")
class TestWhoIsAnother(WhoCommon):
    """Names that cannot be of one person: a card each, linked. In doubt two cards."""

    def assert_own_card(self, lead, other):
        self.assertNotEqual(lead, other)
        self.assertEqual(lead.response_state, "waiting")
        self.assertTrue(
            lead.touch_ids.filtered(lambda touch: touch.purpose == "acknowledgement"),
            "a first message of their own",
        )

    @at()
    def test_mother_and_daughter_share_a_phone(self):
        mother = self.ask(**MARIA)
        words = {"message": "Is a peel possible at 16?"}
        daughter = self.ask(name="Ana Sol", phone=PHONE, email=OTHER_EMAIL, **words)
        self.assert_own_card(daughter, mother)
        self.assertEqual(daughter.email_normalized, OTHER_EMAIL)
        self.assertIn(words["message"], daughter.description)
        self.assertIn("Shares a phone with", self.log(daughter))
        self.assertIn(f'/odoo/inquiries/{mother.id}">Maria Sol', self.log(daughter))
        self.assertIn(f'/odoo/inquiries/{daughter.id}">Ana Sol', self.log(mother))
        self.assertNotIn(words["message"], self.log(mother))
        # each goes on with her own
        self.assertEqual(self.ask(name="Ana", phone=PHONE), daughter)
        self.assertEqual(self.ask(name="Maria", phone=PHONE), mother)

    @at()
    def test_couple_shares_an_email(self):
        maria = self.ask(**MARIA)
        ben = self.ask(name="Ben Sol", phone=OTHER_PHONE, email=EMAIL)
        self.assert_own_card(ben, maria)
        self.assertIn("Shares an email address with", self.log(ben))

    @at()
    def test_phone_and_email_but_another_name(self):
        maria = self.ask(**MARIA)
        other = self.ask(**{**MARIA, "name": "Ana Sol"})
        self.assert_own_card(other, maria)
        self.assertIn("Same phone and email as", self.log(other))

    @at()
    def test_twins_have_a_card_each(self):
        kaylee = self.ask(name="Kaylee Hall", phone=PHONE)
        baylee = self.ask(name="Baylee Hall", phone=PHONE)
        self.assert_own_card(baylee, kaylee)
        self.assertEqual(self.ask(name="Kaylee", phone=PHONE), kaylee)

    @at()
    def test_two_people_in_one_box_are_neither_of_them(self):
        maria = self.ask(**MARIA)
        both = self.ask(name="Maria & Jose Sol", phone=PHONE)
        self.assert_own_card(both, maria)
        self.assertIn("maybe the same person", self.log(both))
        self.assertEqual(self.ask(name="Jose and Maria Sol", phone=PHONE), both)

    @at()
    def test_initials_of_two_in_a_household_are_of_neither(self):
        maria = self.ask(name="Maria Sol", phone=PHONE)
        marta = self.ask(name="Marta Sol", phone=PHONE, email=OTHER_EMAIL)
        doubt = self.ask(name="M. Sol", phone=PHONE)
        self.assertNotIn(doubt, maria | marta)
        # each goes on with her own, and who gives more is known by it
        self.assertEqual(self.ask(name="Maria Sol", phone=PHONE), maria)
        more = {"phone": PHONE, "email": OTHER_EMAIL}
        self.assertEqual(self.ask(name="M. Sol", **more), marta)

    @at()
    def test_who_married_is_known_by_phone_and_email_together(self):
        maria = self.ask(**MARIA)
        self.assertEqual(self.ask(**{**MARIA, "name": "Maria Lopez"}), maria)
        self.assertIn("Maria Lopez (still used: Maria Sol)", self.log(maria))
        other = self.ask(name="Maria Garcia", phone=PHONE)
        self.assert_own_card(other, maria)
        self.assertIn("maybe the same person", self.log(other))

    @at()
    def test_strangers_with_a_placeholder(self):
        for placeholder in ({"email": "none@none.com"}, {"phone": "555-555-5555"}):
            with self.subTest(placeholder=placeholder):
                one = self.ask(name="Maria Sol", **placeholder)
                other = self.ask(name="Ana Ruiz", **placeholder)
                again = self.ask(name="Maria Sol", **placeholder)
                self.assertEqual(len(one | other | again), 3)
                self.assertNotIn("Shares", self.log(other))

    @at()
    def test_placeholder_beside_a_phone_does_no_harm(self):
        one = self.ask(name="Maria Sol", phone=PHONE, email="none@none.com")
        other = self.ask(name="Ana Ruiz", phone=OTHER_PHONE, email="none@none.com")
        self.assertNotEqual(one, other)
        self.assertEqual(other.phone_sanitized, "+15125550199")
        self.assertEqual(self.ask(name="Maria Sol", phone=PHONE), one)

    @at()
    def test_create_makes_what_it_is_told(self):
        self.make_inquiry()
        before = self.env["crm.lead"].search_count([])
        self.make_inquiry()
        self.assertEqual(self.env["crm.lead"].search_count([]), before + 1)
