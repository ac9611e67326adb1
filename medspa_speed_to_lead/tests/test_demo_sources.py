"""The demo's lead forms take what the platforms of their names send."""

import json

from odoo.tests import TransactionCase, tagged
from odoo.tools.convert import convert_file

GRAPH = {
    "id": "880211223344556",
    "created_time": "2026-03-04T20:33:00+0000",
    "form_id": "771100",
    "ad_name": "Spring lips, video 2",
    "field_data": [
        {"name": "full_name", "values": ["Zoe Hart"]},
        {"name": "phone_number", "values": ["+15125550124"]},
        {"name": "email", "values": ["zoe.hart@example.com"]},
        {"name": "which_treatment_are_you_interested_in?", "values": ["Botox"]},
    ],
    "custom_disclaimer_responses": [{"checkbox_key": "sms", "is_checked": "1"}],
}
GOOGLE = {
    "lead_id": "Cj0KCQ-lead-7",
    "user_column_data": [
        {
            "column_id": "FULL_NAME",
            "column_name": "Full Name",
            "string_value": "Abby North",
        },
        {
            "column_id": "EMAIL",
            "column_name": "User Email",
            "string_value": "abby.north@example.com",
        },
        {
            "column_id": "PHONE_NUMBER",
            "column_name": "User Phone",
            "string_value": "+15125550125",
        },
        {
            "column_id": "which_service?",
            "column_name": "Which service?",
            "string_value": "Botox",
        },
    ],
    "api_version": "1.0",
    "form_id": 40000000000,
    "campaign_id": 12,
    "gcl_id": "EAIaIQobChMI",
    "google_key": "secret",
    "is_test": False,
}


@tagged("post_install", "-at_install")
class TestDemoSources(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        convert_file(
            cls.env,
            "medspa_speed_to_lead",
            "demo/medspa_practice_demo.xml",
            {},
            "init",
            noupdate=True,
        )

    def card(self, name, body):
        """Return the inquiry that a body makes at a source of the demo."""
        source = self.env.ref(f"medspa_speed_to_lead.intake_source_{name}_demo")
        events = self.env["medspa.intake.event"].sudo()
        event, _is_new = events._receive(
            source.sudo(), json.dumps(body), "application/json"
        )
        event._process()
        self.assertEqual(event.state, "processed", event.error)
        return event.lead_id

    def assert_full(self, lead, source, **values):
        self.assertEqual({name: lead[name] for name in values}, values)
        self.assertEqual(lead.treatment_ids.mapped("name"), ["Botox"])
        self.assertEqual(lead.intake_source_id.name, source)
        self.assertTrue(lead.user_id)
        self.assertTrue(lead.response_due_at)

    def test_a_lead_of_the_graph_is_a_full_card(self):
        lead = self.card("facebook", GRAPH)
        self.assert_full(
            lead,
            "Facebook lead form",
            contact_name="Zoe Hart",
            email_normalized="zoe.hart@example.com",
            phone_sanitized="+15125550124",
        )
        agreed = self.env["medspa.consent"].search(
            [("lead_id", "=", lead.id), ("channel", "=", "sms")]
        )
        self.assertEqual(agreed.mapped("granted"), [True])
        self.assertEqual(agreed.wording, lead.intake_source_id.consent_text)

    def test_a_lead_form_of_google_is_a_full_card(self):
        lead = self.card("google_ads", GOOGLE)
        self.assert_full(
            lead,
            "Google Ads lead form",
            contact_name="Abby North",
            email_normalized="abby.north@example.com",
            phone_sanitized="+15125550125",
        )
        self.assertIn("EAIaIQobChMI", lead.description)
