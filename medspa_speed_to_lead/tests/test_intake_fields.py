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
    def test_zip_code_is_kept_and_tells_where_they_are(self):
        lead = self.inquiry(phone="(512) 555-0143", zip_code="33101")
        self.assertEqual(lead.zip, "33101")
        regions = {place.region for place in lead._contact_places()}
        self.assertEqual(regions, {"US-TX", "US-FL"})
        self.assertIn("33101", lead.description)

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
    def test_no_campaign_stops_an_inquiry(self):
        for name in ("\\", "a\\", "%", "_", "'", "x" * 600, "{", "\\\\"):
            with self.subTest(name=name):
                lead = self.inquiry(
                    message=name,
                    utm_source=name,
                    utm_medium=name,
                    utm_campaign=name,
                )
                self.assertTrue(lead.source_id and lead.medium_id and lead.campaign_id)

    @at()
    def test_number_of_an_area_that_nobody_knows_yet_is_a_number(self):
        lead = self.inquiry(phone="221-555-0143", sms_consent="yes")
        self.assertEqual(lead.phone_sanitized, "+12215550143")
        again = self.inquiry(phone="(221) 555-0143", message="Again")
        self.assertEqual(again, lead)
        # they may be anywhere in the country: by then it is day in Hawaii, too
        allowed, _reason, _later = self.env["medspa.consent"]._may_contact(
            lead, "sms", "conversational", MONDAY_10 + 180 * MINUTES
        )
        self.assertTrue(allowed)
        self.assertFalse(self.make_inquiry(phone="12 34").phone_sanitized)

    @at()
    def test_every_number_is_shown_and_no_extension_is_texted(self):
        lead = self.inquiry(phone="512-555-0143 ext 12 or 512-555-0144")
        self.assertEqual(lead.phone, "+1 512-555-0143")
        self.assertIn("512-555-0143 ext 12 or 512-555-0144", lead.description)

    @at()
    def test_email_that_cannot_exist_is_shown_and_never_written_to(self):
        lead = self.inquiry(email="nora@gmail", phone="512-555-0143")
        self.assertFalse(lead.email_from or lead.email_normalized)
        self.assertIn("nora@gmail. Nothing is sent there", lead.description)
        self.assertEqual(lead.response_state, "waiting")

    @at()
    def test_way_to_the_form_is_shown_in_words(self):
        lead = self.inquiry(
            page_url="https://glow.example/botox?utm_source=gaggle&utm_term=tox",
            fbclid="Fb1",
            wbraid="Wb1",
        )
        self.assertEqual(lead.source_id.name, "gaggle")
        for words in (
            "Page: https://glow.example/botox",
            "Search words: tox",
            "Facebook click: Fb1",
            "Ad click (wbraid): Wb1",
        ):
            self.assertIn(words, lead.description)

    @at()
    def test_treatment_is_found_in_a_slug_a_misspelling_and_the_message(self):
        for fields in (
            {"treatment": "laser_hair_removal"},
            {"treatment": "Laser hair removel"},
            {"message": "How much is laser hair removal?"},
            {"subject": "Laser hair removal", "message": "How much?"},
        ):
            with self.subTest(fields=fields):
                self.assertEqual(self.inquiry(**fields).treatment_ids, self.laser)
        lead = self.inquiry(treatment="tox for my forehead", message="Hello")
        self.assertEqual(lead.treatment_ids, self.botox)
        self.assertIn("Asked for: tox for my forehead", lead.description)

    @at()
    def test_nobody_is_born_late_by_a_zone_that_was_guessed(self):
        for said in (
            "2026-03-02 10:00:00",  # the practice's own
            "2026-03-02 16:00:10",  # UTC: tomorrow in Chicago
            "2026-03-02 09:00:00",  # Denver
            "2026-03-02T06:01:00",  # somewhere west
        ):
            with self.subTest(said=said):
                lead = self.inquiry(submitted_at=said, message=said)
                self.assertEqual(lead.intake_received_at, MONDAY_10)
        lead = self.inquiry(submitted_at="2026-03-02 09:43:00", message="held back")
        self.assertEqual(lead.intake_received_at, MONDAY_10 - 17 * MINUTES)
        source = self.make_source(tz="America/New_York")
        lead = self.inquiry(source, submitted_at="2026-03-02 10:43:00")
        self.assertEqual(lead.intake_received_at, MONDAY_10 - 17 * MINUTES)

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
    def test_test_leads_of_platforms_are_tests(self):
        meta = [
            {"name": name, "values": [f"<test lead: dummy data for {name}>"]}
            for name in ("full_name", "email", "phone_number")
        ]
        google = [
            {"column_id": "FULL_NAME", "string_value": "FirstName LastName"},
            {"column_id": "EMAIL", "string_value": "test@example.com"},
        ]
        for fields in (
            {"id": "1", "field_data": meta},
            {"lead_id": "2", "user_column_data": google, "is_test": True},
        ):
            event = self.receive(self.source, **fields)
            self.assertEqual(event.state, "processed", event.error)
            self.assertEqual(event.lead_id.response_exempt_reason, "test")
            self.assertFalse(event.lead_id.response_waiting_since)

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
