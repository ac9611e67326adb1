from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .acknowledgement_common import AGREED
from .common import MONDAY_10, SUNDAY_22, at
from .follow_up_common import FollowUpCommon
from .text_common import TextCommon

URGENT = "I had filler yesterday and I can't see out of one eye"
URGENT_SPANISH = "no puedo respirar bien después de la inyección"
NEAR = "worried about blindness from filler"


@tagged("post_install", "-at_install")
class TestUrgent(TextCommon, FollowUpCommon):
    """Who may need a clinician now stands on top, alerts and is left alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nurse = cls.make_user(
            "nurse", groups="sales_team.group_sale_salesman_all_leads"
        )
        cls.team.urgent_contact_id = cls.nurse

    def alerts(self, user):
        return self.env["mail.notification"].search_count(
            [
                ("res_partner_id", "=", user.partner_id.id),
                ("notification_type", "=", "inbox"),
                ("mail_message_id.subject", "like", "URGENT"),
            ]
        )

    def look_again(self, **later):
        with at(SUNDAY_22, **later), self.transactions() as env:
            env["medspa.notice.kept"]._cron_tell()

    def urgent_at_night(self):
        with at(SUNDAY_22):
            return self.text(URGENT).lead_id

    # marked, by any channel

    @at()
    def test_text_on_an_inquiry_marks_it(self):
        lead = self.make_inquiry(user_id=self.ana.id)
        self.text(NEAR)
        self.assertFalse(lead.urgent_since)
        self.text(URGENT_SPANISH)
        self.assertEqual(lead.urgent_since, MONDAY_10)

    @at()
    def test_text_of_a_stranger_makes_an_urgent_inquiry_outside_of_the_figures(self):
        lead = self.text(URGENT).lead_id
        self.assertTrue(lead.urgent_since)
        self.assertEqual(lead.response_exempt_reason, "urgent")
        self.assertEqual(lead.response_state, "none")
        self.assertEqual(self.text("hello?? please").lead_id, lead)

    @at()
    def test_email_reply_marks_it(self):
        lead = self.make_inquiry(user_id=self.ana.id)
        self.post_from_patient(lead, NEAR)
        self.assertFalse(lead.urgent_since)
        self.post_from_patient(lead, URGENT)
        self.assertTrue(lead.urgent_since)

    @at()
    def test_form_marks_a_new_inquiry_and_an_open_one(self):
        lead = self.inquire(message=URGENT)
        self.assertTrue(lead.urgent_since)
        self.assertEqual(lead.response_exempt_reason, "urgent")
        other = {"name": "Zoe Hill", "email": "zoe@patient.example", "phone": ""}
        open_one = self.inquire(**other, message="Botox, please")
        self.assertFalse(open_one.urgent_since)
        self.assertEqual(self.inquire(**other, message=URGENT), open_one)
        self.assertTrue(open_one.urgent_since)

    @at()
    def test_a_refusal_beside_it_holds_and_alerts_all_the_same(self):
        lead = self.make_inquiry(user_id=self.ana.id)
        self.text(f"STOP texting me. {URGENT}")
        self.assertTrue(lead.urgent_since)
        self.assertTrue(self.is_blacklisted())

    @at()
    def test_practice_may_switch_it_off_and_add_words(self):
        lead = self.make_inquiry(user_id=self.ana.id)
        self.company.medspa_urgent_words = "bruise on my eyelid\n\nmoretón enorme"
        self.text("Tengo un moreton enorme")
        self.assertTrue(lead.urgent_since)
        lead.action_urgent_release()
        self.company.medspa_urgent = False
        self.text(URGENT)
        self.assertFalse(lead.urgent_since)

    def test_lead_outside_of_speed_to_lead_stays_as_it_is(self):
        self.team.speed_to_lead = False
        lead = self.make_inquiry()
        self.post_from_patient(lead, URGENT)
        self.assertFalse(lead.urgent_since)

    # on top

    @at()
    def test_it_comes_first_in_the_order_of_the_board(self):
        view = self.env.ref("medspa_speed_to_lead.crm_lead_view_kanban_inquiries")
        arch = self.env["crm.lead"].get_view(view.id, "kanban")["arch"]
        order = arch.partition('default_order="')[2].partition('"')[0]
        urgent = self.make_inquiry(user_id=self.ana.id)
        self.text(URGENT)
        later = self.make_inquiry(contact_name="Zoe", phone=False, priority="3")
        found = self.env["crm.lead"].search(
            [("id", "in", (urgent | later).ids)], order=order
        )
        self.assertEqual(found[0], urgent)

    # alerts

    def test_clinical_contact_is_alerted_at_night_and_again_until_taken(self):
        lead = self.urgent_at_night()
        self.assertEqual(self.alerts(self.nurse), 1)
        self.look_again(minutes=5)
        self.assertEqual(self.alerts(self.nurse), 1)
        self.look_again(minutes=10)
        self.look_again(minutes=20)
        self.assertEqual(self.alerts(self.nurse), 3)
        lead.with_user(self.nurse).action_urgent_take()
        self.assertEqual(lead.urgent_taken_by_id, self.nurse)
        self.look_again(minutes=30)
        self.assertEqual(self.alerts(self.nurse), 3)
        self.assertTrue(lead.urgent_since)

    def test_alert_is_emailed_however_they_are_notified_and_names_nobody(self):
        self.nurse.write({"notification_type": "inbox", "email": "nurse@glow.example"})
        self.urgent_at_night()
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.nurse.partner_id.ids)]
        )
        self.assertEqual(len(mail), 1)
        self.assertIn("URGENT", mail.subject)
        self.assertNotIn("filler", mail.subject)

    def test_without_a_contact_who_may_read_it_the_leaders_are_alerted(self):
        stranger = self.make_user("stranger", groups="base.group_user")
        for contact in (self.env["res.users"], stranger):
            self.team.urgent_contact_id = contact
            with self.subTest(contact=contact.login):
                before = self.alerts(self.mia)
                self.urgent_at_night()
                self.assertEqual(self.alerts(self.mia), before + 1)

    def test_another_urgent_message_alerts_whoever_is_on_it(self):
        lead = self.urgent_at_night()
        lead.user_id = self.ana
        lead.with_user(self.ana).action_urgent_take()
        with at(SUNDAY_22, minutes=3):
            self.text(URGENT)
        self.assertEqual(self.alerts(self.ana), 1)
        self.assertFalse(lead.urgent_alert_at)

    def test_archived_or_switched_off_alerts_no_more(self):
        lead = self.urgent_at_night()
        self.company.medspa_urgent = False
        self.look_again(minutes=10)
        self.assertEqual(self.alerts(self.nurse), 1)
        self.assertFalse(lead.urgent_alert_at)

    # held

    def test_nothing_goes_to_them_automatically_until_it_is_released(self):
        with at():
            lead = self.inquire(**AGREED)
        with at(MONDAY_10, minutes=30):
            lead._urgent_begins()
        self.assertFalse(self.follow_up(days=1))
        (touch,) = self.enrollment(lead).touch_ids
        self.assertEqual(touch.state, "planned")
        self.assertIn("Held", touch.reason)
        with at(MONDAY_10, days=1, minutes=5):
            lead.action_urgent_take()
        self.assertFalse(self.follow_up(days=1, minutes=11))
        with at(MONDAY_10, days=1, minutes=15):
            lead.action_urgent_release()
        self.assertEqual(len(self.follow_up(days=1, minutes=40)), 1)

    @at()
    def test_another_inquiry_of_the_same_person_is_held_as_well(self):
        first = self.make_inquiry()
        first._urgent_begins()
        other = self.make_inquiry(email_from="other@patient.example")
        stranger = self.make_inquiry(email_from="z@patient.example", phone=False)
        self.assertTrue(other._urgent_holds())
        self.assertFalse(stranger._urgent_holds())
        first.action_archive()
        self.assertTrue(other._urgent_holds())

    # no wait

    @at()
    def test_it_begins_no_wait_and_ends_the_plan(self):
        lead = self.make_inquiry(user_id=self.ana.id)
        self.answer_by(self.ana, lead)
        with at(MONDAY_10, minutes=10):
            self.text(URGENT)
            self.text("hello?")
            self.assertEqual(len(lead.response_cycle_ids), 1)
            self.assertFalse(lead.response_waiting_since)
            lead.action_urgent_release()
            self.text("Thanks for calling. Can I come on Friday?")
            self.assertTrue(lead.response_waiting_since)

    def test_a_false_alarm_counts_again_from_when_a_colleague_says_so(self):
        with at():
            lead = self.inquire(message=URGENT, name="Zoe Hill")
            self.assertFalse(lead.response_waiting_since)
        with at(MONDAY_10, minutes=7):
            lead.action_urgent_dismiss()
            self.assertFalse(lead.urgent_since)
            self.assertFalse(lead.response_exempt_reason)
            self.assertTrue(lead.response_waiting_since)
        with at(MONDAY_10, minutes=20):
            self.answer_by(self.mia, lead)
            self.text(URGENT)
            self.assertFalse(lead.response_waiting_since)
            lead.action_urgent_dismiss()
            self.assertEqual(
                lead.response_waiting_since, MONDAY_10 + timedelta(minutes=20)
            )

    # by hand

    def test_only_who_may_change_an_inquiry_takes_or_releases_it(self):
        lead = self.urgent_at_night()
        lead.user_id = self.ben
        for method in ("action_urgent_take", "action_urgent_release"):
            with self.assertRaises(AccessError):
                getattr(lead.with_user(self.ana), method)()
        lead.with_user(self.ben).action_urgent_take()
        with self.assertRaises(AccessError):
            lead.with_user(self.ben).urgent_since = False
        lead.with_user(self.ben).action_urgent_release()
        self.assertFalse(lead.urgent_since)
        self.assertIn("closed the urgent message", lead.message_ids[:1].body)

    def test_prepared_reply_is_offered_and_never_sent(self):
        lead = self.urgent_at_night()
        lead.user_id = self.ana
        self.assertFalse(lead.urgent_reply_offered)
        self.company.medspa_urgent_template_id = self.texts[0]
        lead.invalidate_recordset()
        self.assertTrue(lead.with_user(self.ana).urgent_reply_offered)
        action = lead.with_user(self.ana).action_urgent_reply()
        composer = self.env[action["res_model"]].with_user(self.ana)
        with Form(composer.with_context(**action["context"])) as form:
            self.assertEqual(form.body, "Word 0")
        self.assertFalse(self.env["sms.sms"].search([("number", "=", lead.phone)]))

    @at()
    def test_merging_keeps_it_urgent(self):
        first, second = self.make_inquiry(), self.make_inquiry()
        second._urgent_begins()
        merged = (first | second).merge_opportunity()
        self.assertTrue(merged.urgent_since)
        self.assertTrue(merged.urgent_alert_at)

    def test_it_is_looked_at_on_time_by_the_job(self):
        lead = self.urgent_at_night()
        self.assertEqual(lead.urgent_alert_at, SUNDAY_22 + timedelta(minutes=10))
