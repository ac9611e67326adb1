from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import SQL

from ..models.intake.crm_lead import NOT_KEPT
from .common import MONDAY_10, SpeedToLeadCommon, at

MINUTES = timedelta(minutes=1)


@tagged("post_install", "-at_install")
class TestIntakeFields(SpeedToLeadCommon):
    """What each field of a form becomes on the inquiry."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()

    def inquiry(self, source=None, **fields):
        """Return the inquiry of a form with these fields."""
        event = self.receive(source or self.source, **{"name": "Nora Diaz", **fields})
        self.assertEqual((event.state, event.error), ("processed", False))
        return event.lead_id

    @at()
    def test_person_becomes_the_contact(self):
        lead = self.inquiry(email="nora@patient.example", phone="(512) 555-0143")
        self.assertEqual(lead.contact_name, "Nora Diaz")
        self.assertEqual(lead.email_from, "nora@patient.example")
        self.assertEqual(lead.phone, "+1 512-555-0143")
        self.assertEqual(lead.phone_sanitized, "+15125550143")
        self.assertEqual(lead.intake_source_id, self.source)
        self.assertEqual(lead.type, "opportunity")

    @at()
    def test_first_and_last_name_make_a_name(self):
        lead = self.inquiry(name="", first_name="Nora", last_name="Diaz")
        self.assertEqual(lead.contact_name, "Nora Diaz")

    @at()
    def test_phone_that_cannot_be_read_is_kept_as_written(self):
        self.assertEqual(self.inquiry(phone="512-555-01").phone, "512-555-01")
        lead = self.inquiry(phone="ask for Nora")
        self.assertFalse(lead.phone)
        self.assertIn("Phone: ask for Nora", lead.description)

    @at()
    def test_treatment_is_recognised_by_name_and_other_words(self):
        for text, treatments in (
            ("Botox", self.botox),
            ("tox for my forehead", self.botox),
            ("laser HAIR removal, botox", self.botox | self.laser),
            ("detox", self.botox.browse()),
        ):
            with self.subTest(text=text):
                lead = self.inquiry(treatment=text, message=text)
                self.assertEqual(lead.treatment_ids, treatments)

    @at()
    def test_unknown_treatment_is_shown(self):
        lead = self.inquiry(treatment="Thread lift")
        self.assertIn("Thread lift", lead.description)
        self.assertIn("Thread lift", lead.name)

    @at()
    def test_treatments_of_the_source_are_added(self):
        source = self.make_source(treatment_ids=self.laser.ids)
        lead = self.inquiry(source, treatment="botox")
        self.assertEqual(lead.treatment_ids, self.botox | self.laser)

    @at()
    def test_channel_is_that_of_the_form_or_of_the_source(self):
        self.assertEqual(self.inquiry().intake_channel_id, self.website_form)
        for text in "instagram", "Instagram", "Google Business Profile":
            with self.subTest(text=text):
                lead = self.inquiry(channel=text, message=text)
                self.assertEqual(
                    lead.intake_channel_id,
                    self.channel("instagram" if "nsta" in text else "google_business"),
                )
        lead = self.inquiry(channel="smoke signal")
        self.assertEqual(lead.intake_channel_id, self.website_form)

    @at()
    def test_moment_is_that_of_the_sender(self):
        lead = self.inquiry(submitted_at="2026-03-02T09:57:00-06:00")
        self.assertEqual(lead.intake_received_at, MONDAY_10 - 3 * MINUTES)

    @at()
    def test_clock_ahead_by_more_than_five_minutes_is_not_believed(self):
        for ahead, believed in ((5, 5), (6, 0)):
            moment = MONDAY_10 + ahead * MINUTES
            lead = self.inquiry(submitted_at=f"{moment.isoformat()}Z")
            self.assertEqual(lead.intake_received_at, MONDAY_10 + believed * MINUTES)

    @at()
    def test_orm_keeps_the_moment_it_is_given(self):
        ahead = MONDAY_10 + timedelta(days=1)
        lead = self.make_inquiry(intake_received_at=ahead)
        self.assertEqual(lead.intake_received_at, ahead)

    @at()
    def test_intent_is_kept_or_general(self):
        self.assertEqual(self.inquiry(intent="Pricing").intake_intent, "pricing")
        lead = self.inquiry(intent="buy now")
        self.assertEqual(lead.intake_intent, "general")
        self.assertIn("buy now", lead.description)

    @at()
    def test_location_names_the_team(self):
        dallas = self.make_team("Dallas")
        off = self.make_team("Houston", speed_to_lead=False)
        self.assertEqual(self.inquiry(location="dallas").team_id, dallas)
        for location in (off.name, "Paris"):
            lead = self.inquiry(location=location)
            self.assertEqual(lead.team_id, self.team)
            self.assertIn(location, lead.description)

    @at()
    def test_marketing_is_found_or_made(self):
        campaign = self.env["utm.campaign"].create({"title": "Spring"})
        lead = self.inquiry(
            utm_campaign="Spring", utm_source="gaggle", utm_medium="pigeon"
        )
        self.assertEqual(lead.campaign_id, campaign)
        self.assertEqual(lead.source_id.name, "gaggle")
        self.assertEqual(lead.medium_id.name, "pigeon")
        source = self.make_source(campaign_id=campaign.id)
        self.assertEqual(self.inquiry(source).campaign_id, campaign)

    @at()
    def test_message_and_unknown_fields_are_shown_escaped(self):
        lead = self.inquiry(
            message="Hello\n<script>alert(1)</script>", favourite_colour="<b>red</b>"
        )
        self.assertIn("Hello<br", lead.description)
        self.assertIn("Favourite colour: &lt;b&gt;red&lt;/b&gt;", lead.description)
        self.assertNotIn("<script", lead.description)

    @at()
    def test_consent_is_shown(self):
        lead = self.inquiry(sms_consent="on", consent_text="You may text me")
        self.assertIn("Agrees to texts: yes", lead.description)
        self.assertIn("You may text me", lead.description)

    @at()
    def test_test_inquiry_is_not_counted(self):
        for source, fields in (
            (self.source, {"is_test": True}),
            (self.make_source(test_mode=True), {}),
        ):
            lead = self.inquiry(source, **fields)
            self.assertEqual(lead.response_exempt_reason, "test")
            self.assertFalse(lead.response_cycle_ids or lead.response_waiting_since)

    @at()
    def test_patients_email_is_not_looked_up_outside(self):
        if "iap_enrich_done" in self.env["crm.lead"]._fields:
            self.assertTrue(self.inquiry().iap_enrich_done)

    @at()
    def test_inquiry_made_before_the_look_up_was_installed_is_not_looked_up(self):
        leads = self.env["crm.lead"]
        if "iap_enrich_done" in leads._fields:
            lead = self.inquiry()
            lead.iap_enrich_done = False
            plain = leads.create({"name": "No inquiry", "iap_enrich_done": False})
            self.env.flush_all()
            leads._register_hook()
            self.env.invalidate_all()
            self.assertTrue(lead.iap_enrich_done)
            self.assertFalse(plain.iap_enrich_done)

    @at()
    def test_start_of_a_server_reads_no_table_of_leads(self):
        leads = self.env["crm.lead"]
        if "iap_enrich_done" in leads._fields:
            leads._register_hook()
            self.env.cr.execute("SET LOCAL enable_seqscan = off")
            plan = self.env.execute_query(
                SQL("EXPLAIN SELECT FROM crm_lead %s", NOT_KEPT)
            )
            self.assertIn("medspa_not_kept", str(plan))
            before = self.env.cr.sql_log_count
            leads._register_hook()
            self.assertLessEqual(self.env.cr.sql_log_count, before + 2)


@tagged("post_install", "-at_install")
class TestOtherWaysIn(SpeedToLeadCommon):
    """An inquiry counts however it comes."""

    def mail(self, team, date="Mon, 02 Mar 2026 09:58:00 -0600"):
        team.write({"alias_name": f"hello-{team.id}"})
        message = {"subject": "Botox?", "email_from": "nora@patient.example"}
        leads = self.env["crm.lead"].with_user(self.env.ref("base.user_root"))
        return leads.message_new(
            {**message, "body": "Hi", "date": date, "author_id": False},
            custom_values={"team_id": team.id, "type": "opportunity"},
        )

    @at()
    def test_email_to_the_team_is_an_inquiry_by_email(self):
        lead = self.mail(self.team, "2026-03-02 15:58:00")
        self.assertEqual(lead.intake_channel_id, self.channel("email"))
        self.assertEqual(lead.intake_received_at, MONDAY_10 - 2 * MINUTES)
        self.assertIn(lead.user_id, self.ana | self.ben)
        self.assertEqual(lead.response_due_at, MONDAY_10 + 3 * MINUTES)

    @at()
    def test_email_to_another_team_stays_as_it_was(self):
        lead = self.mail(self.make_team("Dallas", speed_to_lead=False))
        self.assertFalse(lead.intake_channel_id or lead.intake_received_at)

    @at()
    def test_medium_says_the_channel_of_a_lead_that_has_none(self):
        website = self.env.ref("utm.utm_medium_website")
        lead = self.make_inquiry(medium_id=website.id)
        self.assertEqual(lead.intake_channel_id, self.website_form)

    @at()
    def test_card_made_by_hand_says_so(self):
        lead = self.make_inquiry()
        self.assertEqual(lead.intake_channel_id, self.channel("other"))
