from datetime import timedelta

from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at

PHONE = "(512) 555-0143"
EMAIL = "nora@patient.example"
SAME_PHONE = ("512-555-0143", "512.555.0143", "+1 512 555 0143", "15125550143")
SAME_EMAIL = (
    "NORA@Patient.Example",
    " nora@patient.example ",
    "Nora <nora@patient.example>",
)


class PersonCommon(SpeedToLeadCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        cls.number = 0

    def again(self, source=None, **values):
        """Return the inquiry to which a new submission leads."""
        type(self).number += 1
        message = values.pop("message", f"Message {self.number}")
        event = self.receive(source or self.source, message=message, **values)
        self.assertEqual((event.state, event.error), ("processed", False))
        return event.lead_id


@tagged("post_install", "-at_install")
class TestIntakeSamePerson(PersonCommon):
    """Who writes again while their inquiry is open goes on with it."""

    def make_practice(self, name, country="base.us"):
        """Return the source of a practice that is another company."""
        company = self.make_company(f"Glow {name}", country)
        user = self.make_user(name, company_id=company.id)
        values = {"company_id": company.id, "user_id": False}
        team = self.make_team(name, user, **values)
        return self.make_source(company_id=company.id, team_id=team.id)

    # recognised

    @at()
    def test_same_phone_is_the_same_person(self):
        first = self.again(name="Nora", phone=PHONE)
        for phone in SAME_PHONE:
            with self.subTest(phone=phone):
                other = {"name": "N.", "email": f"{self.number}@other.example"}
                self.assertEqual(self.again(phone=phone, **other), first)

    @at()
    def test_same_email_is_the_same_person(self):
        first = self.again(name="Nora", email=EMAIL)
        for email in SAME_EMAIL:
            with self.subTest(email=email):
                self.assertEqual(self.again(email=email, phone="512 555 0199"), first)

    @at()
    def test_phone_is_read_in_the_country_of_the_company(self):
        self.company.country_id = self.env.ref("base.uk")
        first = self.again(name="Nora", phone="020 7946 0958")
        self.assertEqual(first.phone_sanitized, "+442079460958")
        self.assertEqual(self.again(phone="+44 20 7946 0958"), first)

    @at()
    def test_local_number_of_another_country_is_somebody_else(self):
        first = self.again(name="Nora", phone="2079460958")
        self.assertEqual(first.phone_sanitized, "+12079460958")
        london = self.make_practice("London", "base.uk")
        other = self.again(london, phone="2079460958")
        self.assertEqual(other.phone_sanitized, "+442079460958")

    @at()
    def test_same_name_is_not_the_same_person(self):
        first = self.again(name="Nora Diaz", phone=PHONE)
        other = self.again(name="Nora Diaz", phone="512 555 0199")
        self.assertNotEqual(other, first)

    @at()
    def test_people_without_phone_and_email_are_never_the_same(self):
        first = self.again(name="Nora")
        self.assertNotEqual(self.again(name="Nora"), first)

    @at()
    def test_unreadable_phones_are_never_the_same(self):
        first = self.again(name="Nora", phone="call me", email="no address")
        self.assertFalse(first.phone_sanitized or first.email_normalized)
        self.assertNotEqual(self.again(phone="call me", email="no address"), first)

    @at()
    def test_inquiry_made_by_hand_is_gone_on_with(self):
        first = self.make_inquiry(phone=PHONE)
        self.assertEqual(self.again(phone=SAME_PHONE[0]), first)

    @at()
    def test_latest_open_inquiry_is_gone_on_with(self):
        by_phone = self.again(name="Nora", phone=PHONE)
        with at(minutes=20):
            by_email = self.again(name="Nora", email=EMAIL)
        with at(minutes=30):
            self.assertEqual(self.again(phone=PHONE), by_phone)
            self.assertEqual(self.again(phone=PHONE, email=EMAIL), by_email)

    def test_open_inquiry_is_gone_on_with_however_old_it_is(self):
        with at():
            first = self.again(phone=PHONE)
        for later in ({"minutes": 1}, {"days": 1}, {"days": 7}, {"days": 400}):
            with self.subTest(later=later), at(**later):
                self.assertEqual(self.again(phone=PHONE), first)

    # until it is closed

    @at()
    def test_closed_inquiry_is_not_gone_on_with(self):
        closings = {
            "won": lambda lead: lead.action_set_won(),
            "lost": lambda lead: lead.action_set_lost(),
            "archived": lambda lead: lead.action_archive(),
            "exempt": lambda lead: lead.write({"response_exempt_reason": "vendor"}),
        }
        for name, close in closings.items():
            with self.subTest(closed=name):
                phone = f"512 555 01{len(name)}{len(closings)}"
                first = self.again(name="Nora", phone=phone)
                close(first)
                again = self.again(name="Nora", phone=phone)
                self.assertNotEqual(again, first)
                self.assertEqual(again.response_state, "waiting")

    @at()
    def test_inquiry_of_another_company_is_not_gone_on_with(self):
        first = self.again(phone=PHONE, email=EMAIL)
        dallas = self.make_practice("Dallas")
        again = self.again(dallas, phone=PHONE, email=EMAIL)
        self.assertNotEqual(again, first)
        self.assertEqual(again.company_id, dallas.company_id)

    @at()
    def test_lead_outside_of_the_clock_is_not_gone_on_with(self):
        plain_team = self.make_team("Wholesale", speed_to_lead=False)
        lead = self.make_inquiry(team_id=plain_team.id, phone=PHONE)
        self.assertNotEqual(self.again(phone=PHONE), lead)

    @at()
    def test_test_is_never_mixed_into_a_real_conversation(self):
        lead = self.again(phone=PHONE)
        with at(minutes=2):
            self.answer_by(lead.user_id, lead)
        with at(minutes=3):
            self.assertNotEqual(self.again(phone=PHONE, is_test=True), lead)
            trial = self.make_source(name="Trial", test_mode=True)
            self.assertNotEqual(self.again(trial, phone=PHONE), lead)
        self.assertFalse(lead.response_waiting_since)

    # what happens then

    @at()
    def test_message_is_posted_on_the_inquiry_and_its_owner_told(self):
        lead = self.again(phone=PHONE, treatment="Botox")
        self.again(phone=PHONE, message="Or <b>Saturday</b>?", favourite="Dr Kim")
        message = lead.message_ids[0]
        self.assertIn("Website", message.body)
        self.assertIn("Or &lt;b&gt;Saturday&lt;/b&gt;?", message.body)
        self.assertIn("Favourite: Dr Kim", message.body)
        told = self.env["mail.message"].search(
            [("res_id", "=", lead.id), ("subject", "like", "A patient wrote again")]
        )
        self.assertEqual(told.notified_partner_ids, lead.user_id.partner_id)
        self.assertEqual(message.author_id, self.env.ref("base.partner_root"))
        self.assertTrue(message.subtype_id.internal, "nothing goes to the patient")

    @at()
    def test_event_belongs_to_the_inquiry_that_it_joined(self):
        lead = self.again(phone=PHONE)
        event = self.receive(self.source, phone=PHONE, message="Again")
        self.assertEqual((event.lead_id, event.state), (lead, "processed"))
        self.assertNotEqual(lead.intake_event_id, event, "where it came from stays")

    @at()
    def test_owner_stage_and_promise_stay(self):
        lead = self.again(phone=PHONE)
        names = ["user_id", "stage_id", "team_id", "response_policy_id", "phone"]
        before = lead.read([*names, "description", "intake_received_at"])
        with at(minutes=2):
            self.again(phone=PHONE, name="Nora", email=EMAIL)
        self.assertEqual(
            lead.read([*names, "description", "intake_received_at"]), before
        )

    @at()
    def test_treatments_are_added(self):
        lead = self.again(phone=PHONE, treatment="Botox")
        self.again(phone=PHONE, treatment="laser hair removal")
        self.assertEqual(lead.treatment_ids, self.botox | self.laser)
        self.again(phone=PHONE)
        self.assertEqual(lead.treatment_ids, self.botox | self.laser)

    def test_who_still_waits_goes_on_with_the_first_wait(self):
        with at():
            lead = self.again(phone=PHONE)
        with at(minutes=4):
            self.again(phone=PHONE)
            self.assertEqual(len(lead.response_cycle_ids), 1)
            self.assertEqual(lead.response_waiting_since, MONDAY_10)
            self.assertEqual(lead.response_due_at, MONDAY_10 + timedelta(minutes=5))
            spoken = lead.touch_ids.filtered(lambda touch: touch.performer == "person")
            self.assertEqual(spoken.mapped("direction"), ["in"])

    def test_who_was_answered_starts_to_wait_again(self):
        with at():
            lead = self.again(phone=PHONE)
        with at(minutes=3):
            self.answer_by(lead.user_id, lead)
            self.assertEqual(lead.response_state, "on_time")
        with at(minutes=20):
            self.again(phone=PHONE)
            self.assertEqual(lead.response_state, "waiting")
            self.assertEqual(lead.response_cycle_ids.mapped("sequence"), [1, 2])
            waiting_since = MONDAY_10 + timedelta(minutes=20)
            self.assertEqual(lead.response_waiting_since, waiting_since)
            self.assertEqual(lead.response_due_at, waiting_since + timedelta(minutes=5))

    def test_new_wait_begins_when_the_person_raised_a_hand(self):
        with at():
            lead = self.again(phone=PHONE)
        with at(minutes=3):
            self.answer_by(lead.user_id, lead)
        with at(minutes=30):
            self.again(phone=PHONE, submitted_at="2026-03-02T16:20:00Z")
            since = MONDAY_10 + timedelta(minutes=20)
            self.assertEqual(lead.response_waiting_since, since)


@tagged("post_install", "-at_install")
class TestIntakePatientType(PersonCommon):
    """A returning patient is one who bought or came before, in this practice."""

    def patient_type(self, phone=False, email=False):
        lead = self.make_inquiry(phone=phone, email_from=email)
        return lead.intake_patient_type

    def make_past(self, **values):
        """Return a lead that is no inquiry."""
        return self.make_past_batch([values])

    def make_past_batch(self, values_list):
        plain = {"name": "Nora", "company_id": self.company.id, "team_id": False}
        return self.env["crm.lead"].create([plain | values for values in values_list])

    def make_consultation(self, lead, start, **values):
        return self.env["calendar.event"].create(
            {
                "name": "Consultation",
                "opportunity_id": lead.id,
                "start": start,
                "stop": start + timedelta(minutes=30),
                **values,
            }
        )

    @at()
    def test_unknown_person_is_new(self):
        self.make_past(phone="512 555 0199").action_set_won()
        self.assertEqual(self.patient_type(phone=PHONE, email=EMAIL), "new")
        self.assertEqual(self.patient_type(phone="call me"), "new")

    @at()
    def test_won_lead_makes_returning(self):
        lead = self.make_past(phone=PHONE, email_from="Nora <NORA@patient.example>")
        self.assertEqual(self.patient_type(phone=PHONE), "new", "nothing won yet")
        lead.action_set_won()
        for phone in SAME_PHONE:
            self.assertEqual(self.patient_type(phone=phone), "returning", phone)
        for email in SAME_EMAIL:
            self.assertEqual(self.patient_type(email=email), "returning", email)

    @at()
    def test_route_asks_too(self):
        self.make_past(phone=PHONE).action_set_won()
        lead = self.again(phone=SAME_PHONE[0])
        self.assertEqual(lead.intake_patient_type, "returning")

    @at()
    def test_lost_lead_does_not_make_returning(self):
        self.make_past(phone=PHONE).action_set_lost()
        self.assertEqual(self.patient_type(phone=PHONE), "new")

    @at()
    def test_past_consultation_makes_returning(self):
        lead = self.make_past(phone=PHONE)
        self.make_consultation(lead, MONDAY_10 - timedelta(minutes=31))
        self.assertEqual(self.patient_type(phone=PHONE), "returning")

    @at()
    def test_consultation_to_come_does_not_make_returning(self):
        lead = self.make_past(phone=PHONE)
        self.make_consultation(lead, MONDAY_10 - timedelta(minutes=30))
        self.make_consultation(lead, MONDAY_10 + timedelta(days=1))
        self.assertEqual(self.patient_type(phone=PHONE), "new")

    @at()
    def test_cancelled_consultation_does_not_make_returning(self):
        lead = self.make_past(phone=PHONE)
        self.make_consultation(lead, MONDAY_10 - timedelta(days=1), active=False)
        self.assertEqual(self.patient_type(phone=PHONE), "new")

    @at()
    def test_contact_with_a_won_lead_makes_returning(self):
        """The lead itself has other addresses than the card of its contact."""
        values = {"name": "Nora Diaz", "phone": PHONE, "email": EMAIL}
        contact = self.env["res.partner"].create(values)
        lead = self.make_past(partner_id=contact.id)
        lead.action_set_won()
        lead.flush_recordset()
        # as after an import: on screen, the two follow each other
        self.env.cr.execute(
            "UPDATE crm_lead SET phone_sanitized = NULL, email_normalized = NULL "
            "WHERE id = %s",
            [lead.id],
        )
        self.assertEqual(self.patient_type(phone=PHONE), "returning")
        self.assertEqual(self.patient_type(email=EMAIL), "returning")

    @at()
    def test_contact_without_history_is_new(self):
        self.env["res.partner"].create({"name": "Nora", "phone": PHONE})
        self.assertEqual(self.patient_type(phone=PHONE), "new")

    @at()
    def test_history_in_another_company_is_unknown(self):
        other = self.make_company("Glow Dallas")
        lead = self.make_past(phone=PHONE, company_id=other.id)
        self.make_consultation(lead, MONDAY_10 - timedelta(days=1))
        lead.action_set_won()
        self.assertEqual(self.patient_type(phone=PHONE), "new")
        lead.company_id = False
        self.assertEqual(self.patient_type(phone=PHONE), "returning")

    @at()
    def test_what_is_given_is_kept(self):
        lead = self.make_inquiry(phone=PHONE, intake_patient_type="returning")
        self.assertEqual(lead.intake_patient_type, "returning")

    @at()
    def test_twenty_cost_as_many_queries_as_one(self):
        people = [
            {"phone": f"512 555 01{number:02}", "email_from": f"{number}@x.example"}
            for number in range(20)
        ]
        past = self.make_past_batch(people)
        past[1::2].action_set_won()
        leads = self.make_past_batch(people)
        costs = []
        for some in (leads[:1], leads[:1], leads):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            facts = some._intake_values()
            costs.append(self.env.cr.sql_log_count - before)
        types = [values["intake_patient_type"] for values in facts.values()]
        self.assertEqual(types, ["new", "returning"] * 10)
        self.assertEqual(costs[1], costs[2])
