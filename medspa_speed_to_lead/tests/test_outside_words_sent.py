from odoo.tests import tagged

from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import at

EVIL = "https://evil.example/refund"


@tagged("post_install", "-at_install")
class TestOutsideWordsSent(AcknowledgementCommon):
    """Nothing that a stranger typed leaves in our messages but a first name: whoever
    types another's address cannot make the practice say something to them."""

    def leave(self, **fields):
        """Return all that left for an inquiry, headers included, and the email."""
        lead = self.inquire(**{**AGREED, **fields})
        emails = self.send_due()
        text = lead.touch_ids.filtered(lambda touch: touch.channel == "sms")
        sent = [email.as_string() for email in emails]
        sent += [str(email["Subject"]) for email in emails]
        sent += [
            part.get_content()
            for email in emails
            for part in email.walk()
            if part.get_content_maintype() == "text"
        ]
        self.assertEqual(text.state, "sent", text.reason)
        return "\n".join([*sent, text.body]), emails[0], lead

    @at()
    def test_nothing_of_a_form_is_relayed(self):
        for number, fields in enumerate(
            (
                {"name": EVIL},
                {"name": f"Ana {EVIL}"},
                {"name": "evil.example"},
                {"name": "", "first_name": EVIL, "last_name": "Ruiz"},
                {"name": f"Ana\r\nBcc: {EVIL}"},
                {"name": "Ana", "treatment": EVIL},
                {"name": "Ana", "message": EVIL, "location": EVIL},
                {"name": "Ana", "utm_source": EVIL, "utm_campaign": EVIL},
                {"name": "Ana", "intent": EVIL, "odd": EVIL, EVIL: EVIL},
                {"name": "Ana", "consent_text": EVIL, "channel": EVIL},
            )
        ):
            with self.subTest(fields=fields):
                person = {
                    "email": f"p{number}@patient.example",
                    "phone": f"512-555-01{number:02}",
                    "external_id": str(number),
                }
                said, email, lead = self.leave(**{**person, **fields})
                self.assertNotIn("evil", said)
                self.assertNotIn("Bcc", email)
                # the card keeps it all
                kept = f"{lead.contact_name} {lead.name} {lead.description}"
                utm = f"{lead.source_id.name} {lead.campaign_id.name}"
                self.assertIn("evil", f"{kept} {utm}")

    @at()
    def test_template_without_subject_names_the_practice(self):
        self.policy.email_template_id.subject = False
        self.policy.closed_email_template_id.subject = False
        said, email, _lead = self.leave(name=EVIL, treatment=EVIL)
        self.assertEqual(email["Subject"], self.company.name)
        self.assertNotIn("evil", said)

    @at()
    def test_greeting_without_a_name_reads_well(self):
        said, email, lead = self.leave(name=EVIL)
        self.assertEqual(email["Subject"], "We got your message")
        self.assertIn("Hi there,", said)
        self.assertEqual(lead.contact_name, EVIL)

    @at()
    def test_greeting_repeats_the_first_name(self):
        said, email, lead = self.leave(name="RUIZ, ANA")
        self.assertEqual(email["Subject"], "Ana, we got your message")
        self.assertIn("Hi Ana,", said)
        self.assertEqual(lead.contact_name, "RUIZ, ANA")


@tagged("post_install", "-at_install")
class TestIntakeSpam(AcknowledgementCommon):
    """A field that no person sees was filled in: kept, answered, nothing sent."""

    def post_spam(self, **fields):
        fields = {"name": "Ana Ruiz", "email": "ana@patient.example", **fields}
        return self.receive(self.source, **fields)

    def test_filled_trap_is_kept_and_nothing_is_made_of_it(self):
        traps = ("_gotcha", "honeypot", "bot-field", "botcheck", "_Honeypot", "_hp")
        traps += ("form_fields[honeypot]", "wpforms[hp]", "contact_me_by_fax_only")
        before = self.env["crm.lead"].search_count([])
        for trap in traps:
            for value in ("https://evil.example", "on", True, 1, ["", "x"]):
                with self.subTest(trap=trap, value=value):
                    event = self.post_spam(**{trap: value})
                    self.assertEqual((event.state, event.error), ("spam", False))
                    self.assertIn("Ana Ruiz", event.body)
                    self.assertFalse(event.lead_id)
        self.assertEqual(self.env["crm.lead"].search_count([]), before)
        self.assertFalse(self.send_due())

    def test_spam_of_nobody_is_spam_too(self):
        event = self.receive_body(self.source, '{"_gotcha": "x"}')
        self.assertEqual(event.state, "spam")

    def test_empty_trap_and_real_questions_swallow_nobody(self):
        for number, fields in enumerate(
            (
                {"_gotcha": ""},
                {"_gotcha": None, "botcheck": False, "honeypot": []},
                {"botcheck": "false", "bot-field": " ", "_hp": "0"},
                {"website": "https://ana.example", "url": "x", "fax": "5125550143"},
                {"hp": "5125550143", "company": "Glow", "honey": "yes", "bot": "no"},
                {"message": "What is a honeypot?", "comment": "_gotcha"},
            )
        ):
            with self.subTest(fields=fields):
                person = {"email": f"p{number}@patient.example"}
                event = self.post_spam(**{**person, **fields})
                self.assertEqual(event.state, "processed")
                self.assertTrue(event.lead_id)

    def test_posted_forms_are_read_alike(self):
        form = "application/x-www-form-urlencoded"
        body = "name=Ana&email=ana%40patient.example&_gotcha="
        self.assertEqual(self.receive_body(self.source, body, form).state, "processed")
        self.assertEqual(self.receive_body(self.source, body + "x", form).state, "spam")

    def test_spam_of_somebody_else_swallows_no_person(self):
        key = {"external_id": "7"}
        self.assertEqual(self.post_spam(**key, _gotcha="x").state, "spam")
        self.assertEqual(self.post_spam(**key).state, "processed")

    def test_spam_is_no_answer_of_the_person(self):
        lead = self.post_spam().lead_id
        touches = lead.touch_ids
        self.post_spam(_gotcha="x", message="Hello again")
        self.assertEqual(lead.touch_ids, touches)

    def test_job_and_retry_leave_spam_alone(self):
        event = self.post_spam(_gotcha="x")
        event.with_user(self.mia).action_retry()
        with self.transactions() as env:
            env["medspa.intake.event"]._cron_process_events()
        self.assertEqual((event.state, event.lead_id.id), ("spam", False))

    @at()
    def test_manager_lets_a_person_in(self):
        event = self.post_spam(_gotcha="filled by the browser")
        event.with_user(self.mia).action_not_spam()
        self.assertEqual(event.state, "processed")
        self.assertEqual(event.lead_id.contact_name, "Ana Ruiz")
        self.assertEqual(event.lead_id.response_state, "waiting")
        self.assertEqual(len(self.send_due()), 1)
        lead = event.lead_id
        event.with_user(self.mia).action_not_spam()
        self.assertEqual(event.lead_id, lead, "once")

    def test_nobody_in_spam_becomes_a_card_without_clock(self):
        event = self.receive_body(self.source, '{"_gotcha": "x"}')
        event.with_user(self.mia).action_not_spam()
        self.assertEqual(event.state, "processed")
        self.assertEqual(event.lead_id.response_exempt_reason, "unread")

    def test_front_desk_does_not_decide(self):
        event = self.post_spam(_gotcha="x")
        with self.assertRaisesRegex(Exception, "not allowed"):
            event.with_user(self.ana).action_not_spam()
