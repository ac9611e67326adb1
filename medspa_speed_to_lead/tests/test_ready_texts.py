"""The ready texts, as patients get them."""

import re
import runpy
from datetime import timedelta

from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import html2plaintext
from odoo.tools.misc import file_path

from ..tools.text_segments import segments
from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import MONDAY_10, SUNDAY_22, at

MODULE = "medspa_speed_to_lead"
PRACTICE = "Serenity Skin & Laser Spa"  # 25 letters
PHONE = "(512) 555-0190"
LINK = "https://www.serenityskinlaser.example/book"
VISIT = MONDAY_10 + timedelta(days=9, minutes=15)
# what a sentence looks like that lacks a part
BROKEN = re.compile(r"  |\s[.,!?:]|\b(?:about|at|by|on|False|None)[.,!?]|,,|\.\.|\{|\}")


@tagged("post_install", "-at_install")
class TestReadyTexts(AcknowledgementCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"name": PRACTICE, "phone": "+1 512-555-0190"})
        cls.company.partner_id.write(
            {
                "street": "410 Congress Ave",
                "city": "Austin",
                "state_id": cls.env.ref("base.state_us_44").id,
                "zip": "78701",
            }
        )
        with at():
            cls.lead = cls.make_inquiry(
                contact_name="CHRISTOPHER JONES",
                treatment_ids=[Command.set((cls.botox | cls.laser).ids)],
                response_policy_id=cls.policy.id,
            )
            cls.nameless = cls.make_inquiry(
                contact_name="asdf", response_policy_id=cls.policy.id
            )
            for lead in cls.lead | cls.nameless:
                cls.env["calendar.event"].create(
                    {
                        "name": "Talk",
                        "start": VISIT,
                        "stop": VISIT + timedelta(hours=1),
                        "opportunity_id": lead.id,
                    }
                )

    def ready(self, model):
        """Return the templates that came with the addon, by their names."""
        data = self.env["ir.model.data"].search(
            [("module", "=", MODULE), ("model", "=", model)]
        )
        return {one.name: self.env[model].browse(one.res_id) for one in data}

    def rendered(self, template, lead=None, moment=MONDAY_10):
        """Return subject and words as they are sent."""
        channel = "sms" if template._name == "sms.template" else "email"
        lead = (lead or self.lead).with_context(
            medspa_now=moment, medspa_text=channel == "sms"
        )
        with at(moment):
            lead.invalidate_recordset()
            content = self.env["medspa.touch"]._render_first(template, lead, channel)
        words = content.body if channel == "sms" else html2plaintext(content.body)
        return content.subject, words

    def texts(self):
        """Yield ``(name, words)`` of each ready text, open, closed, and closed for
        long, with a booking link and without."""
        holidays = {
            "name": "Spring break",
            "date_from": SUNDAY_22,
            "date_to": SUNDAY_22 + timedelta(days=23),
        }
        for link in (False, LINK):
            self.company.medspa_booking_url = link
            for name, template in self.ready("sms.template").items():
                for moment in (MONDAY_10, SUNDAY_22):
                    yield name, self.rendered(template, moment=moment)[1]
        self.calendar.leave_ids = [Command.create(holidays)]
        for name, template in self.ready("sms.template").items():
            yield name, self.rendered(template)[1]

    # texts

    def test_each_text_is_one_segment_with_a_practice_of_25_letters(self):
        self.assertEqual(len(PRACTICE), 25)
        for name, words in self.texts():
            with self.subTest(name=name, words=words):
                self.assertEqual(segments(words), 1, f"{len(words)}: {words}")

    def test_each_text_names_the_practice_and_how_it_is_reached(self):
        for name, words in self.texts():
            with self.subTest(name=name, words=words):
                self.assertIn(PRACTICE, words)
                self.assertRegex(words, r"\b[Rr]eply\b|Book a time: http")
                self.assertIn("STOP", words)
                self.assertNotRegex(words, BROKEN)
                self.assertNotIn("Botox", words)

    def test_booking_link_stands_in_texts(self):
        self.company.medspa_booking_url = LINK
        template = self.ready("sms.template")["sms_template_follow_up_new_3"]
        self.assertIn(LINK, self.rendered(template)[1])

    def test_text_with_a_curly_practice_costs_no_more(self):
        self.company.name = "L’Avenue – Skin… Laser"
        for template in self.ready("sms.template").values():
            self.assertEqual(segments(self.rendered(template)[1]), 1)

    def test_accent_of_a_name_costs_no_segment(self):
        self.lead.contact_name = "MARÍA LÓPEZ"
        for template in self.ready("sms.template").values():
            words = self.rendered(template)[1]
            self.assertIn("Hi Maria,", words)
            self.assertEqual(segments(words), 1)

    # the editor

    def test_the_editor_says_how_many_segments_and_what_they_cost(self):
        self.company.medspa_segment_price = 0.008
        template = self.ready("sms.template")["sms_template_first_general"]
        with at():
            note = template.with_user(self.mia).segments_note
        self.assertRegex(
            note, r"^1 segment, 1\d\d characters .*, about \$0\.008 a text"
        )
        view = f"{MODULE}.sms_template_view_form"
        with Form(template.with_user(self.mia), view=view) as form:
            form.body = "’" * 70 + "{{ object.message_first_name }}"
            self.assertIn("1 segment", form.segments_note)
            form.body = "😀" * 50 + "{{ object.message_practice }}"
            self.assertIn("2 segments", form.segments_note)
            form.body = (
                "{{ object.nonsense }} {{ 7 * 7 }} {{ object.message_nonsense }}"
            )
            self.assertIn("1 segment", form.segments_note)
            form.body = template.body

    # emails

    def test_each_email_greets_and_signs(self):
        for name, template in self.ready("mail.template").items():
            subject, words = self.rendered(template)
            with self.subTest(name=name):
                self.assertTrue(words.startswith("Hi Christopher,"), words)
                self.assertIn(f"The team at {PRACTICE}", words)
                self.assertNotRegex(subject, BROKEN)
                self.assertNotRegex(words, BROKEN)

    def test_each_email_is_sensible_without_a_name_and_a_treatment(self):
        for name, template in self.ready("mail.template").items():
            subject, words = self.rendered(template, self.nameless)
            with self.subTest(name=name, words=words):
                self.assertTrue(words.startswith("Hi there,"), words)
                self.assertTrue(subject[0].isupper(), subject)
                self.assertNotIn("there,", subject)
                self.assertNotRegex(subject, BROKEN)
                self.assertNotRegex(words, BROKEN)

    def test_booking_link_is_a_button_in_emails(self):
        self.company.medspa_booking_url = "book.example?a=1&b=2"
        template = self.policy.email_template_id
        body = template._render_field("body_html", self.lead.ids)[self.lead.id]
        self.assertIn('<a href="https://book.example?a=1&amp;b=2" style="', body)
        self.assertIn(">Book a time</a>", body)

    def test_only_what_the_practice_wrote_is_said_of_visits_and_prices(self):
        emails = self.ready("mail.template")
        gaps = {
            "medspa_first_visit_words": "mail_template_follow_up_new_1",
            "medspa_prepare_words": "mail_template_consultation_booked",
            "medspa_price_words": "mail_template_follow_up_new_1_pricing",
        }
        for field, name in gaps.items():
            with self.subTest(field=field):
                before = self.rendered(emails[name])[1].split()
                self.company[field] = "Park in <b>the back</b>.\n\nBring a photo ID."
                after = " ".join(self.rendered(emails[name])[1].split())
                said = "Park in <b>the back</b>. Bring a photo ID."
                self.assertEqual(after.replace(said, "").split(), before)

    def test_letter_ends_with_name_phone_and_address(self):
        with at():
            self.inquire(email="mo@patient.example", phone="512-555-0111")
            emails = self.send_due()
        (email,) = (one for one in emails if one["To"] == "mo@patient.example")
        words = html2plaintext(email.get_body(("html",)).get_content())
        signature = words.rpartition("The team at")[2]
        for part in (PRACTICE, PHONE, "410 Congress Ave, Austin TX 78701"):
            self.assertIn(part, signature)
        self.assertNotIn("United States", words)
        self.assertIn('reply "unsubscribe"', words)

    # their own words

    def said(self, **fields):
        """Return the first email to somebody, in a line."""
        with at():
            lead = self.inquire(**AGREED, **fields)
            self.send_due()
        return " ".join(self.touch(lead, "email").body.split())

    def test_treatment_is_called_as_they_call_it(self):
        self.make_treatment("Dermal Filler", "injectables", aliases="lip filler, Lyft")
        self.assertIn("about lip filler!", self.said(treatment="Lip Fillers"))
        asked = {"treatment": "", "message": "How much is LIP FILLER and tox?"}
        person = {"email": "mo@patient.example", "phone": "512-555-0111"}
        self.assertIn("about tox and lip filler!", self.said(**asked, **person))

    def test_treatment_without_their_word_has_its_name_within_a_sentence(self):
        _subject, words = self.rendered(self.policy.email_template_id)
        self.assertIn("about Botox and laser hair removal!", words)

    def test_who_asks_again_is_known_by_both_words(self):
        self.make_treatment("Dermal Filler", "injectables", aliases="lip filler, Lyft")
        with at():
            lead = self.inquire(treatment="tox")
        with at(minutes=5):
            self.assertEqual(self.inquire(treatment="lip filler"), lead)
        self.assertEqual(lead.message_treatments, "tox and lip filler")

    # an update

    def test_an_update_changes_the_words_that_nobody_changed(self):
        untouched = self.ready("sms.template")["sms_template_first_general"]
        new = untouched.body
        untouched.body = (
            "Hi {{ object.message_first_name }}, this is "
            "{{ object.message_practice }}. Your message is here. "
            "{{ object.message_promise }} Reply STOP to opt out."
        )
        email = self.ready("mail.template")["mail_template_follow_up_missed_1"]
        new_email = email.body_html, email.subject
        email.write({"body_html": OLD_EMAIL})
        touched = self.ready("sms.template")["sms_template_first_returning"]
        touched.body = "Our own words, {{ object.message_first_name }}"
        script = f"{MODULE}/migrations/19.0.1.4.0/post-ready_texts.py"
        runpy.run_path(file_path(script))["migrate"](self.env.cr, "19.0.1.3.0")
        self.env.invalidate_all()
        self.assertEqual(untouched.body, new)
        self.assertEqual((email.body_html, email.subject), new_email)
        self.assertEqual(touched.body, "Our own words, {{ object.message_first_name }}")


OLD_EMAIL = """
<div>
    <p>Hi <t t-out="object.message_first_name"></t>,</p>
    <p>
        We had kept a time for you and hope that nothing bad has happened.
        These things happen, and nobody here is cross. Your plan and your
        questions are where you left them.
    </p>
    <p>
        <t t-out="object.message_next_step"></t> If something about the visit
        made you hesitate, tell us; it is often easy to change.
    </p>
    <p>
        Warmly,
        <br>
        your team at <t t-out="object.message_practice"></t>
    </p>
</div>
"""
