from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import MONDAY_10, at
from .follow_up_common import FollowUpCommon


class HeldCase(AcknowledgementCommon):
    """More messages than a practice is likely to want are held, and told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source.first_messages_per_hour = 2
        cls.number = 0

    def strangers(self, amount, **fields):
        """Return inquiries of people who never wrote before."""
        leads = self.env["crm.lead"]
        for _one in range(amount):
            type(self).number += 1
            leads |= self.inquire(
                name=f"Nora {self.number}",
                email=f"nora{self.number}@patient.example",
                phone=f"(512) 555-{1000 + self.number}",
                **fields,
            )
        return leads

    def states(self, leads, channel="email"):
        return [self.touch(lead, channel).state for lead in leads]

    def held(self, leads, channel="email"):
        touches = [self.touch(lead, channel) for lead in leads]
        return leads.touch_ids.browse(one.id for one in touches if one.held_at)

    def troubles(self):
        return self.env["medspa.health"]._ask("held")

    def release(self, touches, user=None):
        return touches.with_user(user or self.mia).action_release_held()


@tagged("post_install", "-at_install")
class TestFirstMessagesHeld(HeldCase):
    """First messages of a source to addresses that never wrote before."""

    def test_above_the_limit_they_are_held_with_owner_and_clock(self):
        with at():
            leads = self.strangers(4)
            self.assertEqual(len(self.send_due()), 2)
            self.assertEqual(len(self.send_due()), 0, "no job finds what is held")
        held = self.held(leads)
        self.assertEqual(len(held), 2)
        self.assertEqual(held.mapped("state"), ["planned", "planned"])
        self.assertTrue(all(held.mapped("reason")))
        for lead in held.lead_id:
            self.assertTrue(lead.user_id)
            self.assertEqual(lead.response_waiting_since, MONDAY_10)
            self.assertFalse(lead.response_acknowledged_at)

    def test_next_hour_has_its_own(self):
        with at():
            self.strangers(2)
            self.send_due()
        with at(minutes=59):
            early = self.strangers(1)
            self.assertFalse(self.send_due())
        with at(minutes=61):
            self.strangers(2)
            self.assertEqual(len(self.send_due()), 2)
        self.assertTrue(self.held(early), "held until somebody says so")

    @at()
    def test_who_wrote_before_is_not_counted(self):
        first = self.strangers(2)
        self.send_due()
        first.action_set_lost()
        again = self.env["crm.lead"]
        for lead in first:
            again |= self.inquire(
                name=lead.contact_name, email=lead.email_from, phone=lead.phone
            )
        self.assertEqual(len(again - first), 2)
        self.assertEqual(len(self.send_due()), 2, again.touch_ids.mapped("reason"))

    @at()
    def test_sources_are_counted_apart(self):
        self.strangers(2)
        other = self.make_source(name="Landing page", first_messages_per_hour=1)
        lead = self.receive(other, name="Mia", email="mia@patient.example").lead_id
        self.assertEqual(len(self.send_due()), 3)
        self.assertEqual(self.touch(lead, "email").state, "sent")

    @at()
    def test_what_does_not_leave_is_not_counted(self):
        leads = self.strangers(4)
        leads[:2].action_set_lost()
        self.assertEqual(len(self.send_due()), 2)
        self.assertFalse(self.held(leads))

    @at()
    def test_told_by_health_once_for_each_source(self):
        self.assertFalse(self.troubles())
        self.strangers(4)
        self.send_due()
        (trouble,) = self.troubles()
        self.assertEqual((trouble.record, trouble.company), (self.source, self.company))
        self.assertIn("2 first messages of “Website”", trouble.words)
        self.source.with_user(self.mia).action_release_held()
        self.assertFalse(self.troubles())

    def test_one_click_releases_them(self):
        with at():
            leads = self.strangers(4)
            self.send_due()
            self.assertEqual(self.source.held_count, 2)
        with at(minutes=10):
            self.source.with_user(self.mia).action_release_held()
            self.assertEqual(len(self.send_due()), 2)
            self.assertEqual(len(self.send_due()), 0)
        self.assertEqual(self.states(leads), ["sent"] * 4)
        self.assertEqual(
            leads[3].response_acknowledged_at, MONDAY_10 + timedelta(minutes=10)
        )
        self.assertEqual(self.source.held_count, 0)

    def test_released_they_are_asked_about_anew(self):
        with at():
            leads = self.strangers(5)
            self.send_due()
        with at(minutes=10):
            answered, refused, _other = leads[2:]
            answered.with_user(answered.user_id).action_log_call("connected")
            self.env["medspa.consent"]._opt_out(
                refused.email_normalized, "email", source="They said so"
            )
            self.release(self.held(leads))
            self.assertEqual(len(self.send_due()), 1)
        self.assertEqual(self.states(leads[2:]), ["skipped", "skipped", "sent"])

    def test_released_a_day_later_they_are_stale(self):
        with at():
            leads = self.strangers(3)
            self.send_due()
        with at(hours=25):
            self.release(self.held(leads))
            self.assertFalse(self.send_due())
        self.assertEqual(self.states(leads)[2], "skipped")
        self.assertIn("late", self.touch(leads[2], "email").reason)

    @at()
    def test_front_desk_does_not_release(self):
        leads = self.strangers(3)
        self.send_due()
        with self.assertRaises(AccessError):
            self.release(self.held(leads), self.ana)
        with self.assertRaises(AccessError):
            self.source.with_user(self.ana).action_release_held()

    @at()
    def test_source_of_before_has_sixty(self):
        self.env.cr.execute(
            "UPDATE medspa_intake_source SET first_messages_per_hour = NULL"
        )
        self.source.invalidate_recordset()
        self.strangers(4)
        self.assertEqual(len(self.send_due()), 4)


@tagged("post_install", "-at_install")
class TestTextsHeld(HeldCase):
    """Automatic texts of a company on one of its days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source.first_messages_per_hour = 100
        cls.company.medspa_texts_per_day = 2

    def test_above_the_limit_texts_are_held_and_emails_leave(self):
        with at():
            leads = self.strangers(3, **AGREED)
            self.assertEqual(len(self.send_due()), 3)
        self.assertEqual(self.states(leads, "sms"), ["sent", "sent", "planned"])
        self.assertEqual(self.held(leads, "sms").held_for, "company_day")
        (trouble,) = self.troubles()
        self.assertEqual(trouble.company, self.company)
        self.assertIn("1 automatic texts", trouble.words)

    def test_day_is_that_of_the_practice(self):
        with at(hours=1):
            self.strangers(2, **AGREED)
            self.send_due()
        with at(hours=8):  # four hours before midnight
            late = self.strangers(1, **AGREED)
            self.send_due()
        self.assertTrue(self.held(late, "sms"))
        with at(hours=24):
            tomorrow = self.strangers(1, **AGREED)
            self.send_due()
        self.assertEqual(self.states(tomorrow, "sms"), ["sent"])

    def test_follow_ups_and_reminders_count_as_well(self):
        with at():
            lead = self.strangers(1, **AGREED)
            self.send_due()
            touch = self.touch(lead, "sms")
            self.assertEqual(touch.text_of_company_id, self.company)
            other = touch.copy(
                {"purpose": "follow_up", "act_key": False, "message_id": False}
            )
            self.assertEqual(other._text_of(), self.company)

    def test_companies_are_counted_apart(self):
        other = self.make_company("Glow Dallas")
        with at():
            self.strangers(2, **AGREED)
            self.send_due()
        before, kind = MONDAY_10 - timedelta(hours=1), "text_of_company_id"
        with self.transactions() as env:
            touches = env["medspa.touch"]
            self.assertTrue(touches._is_above(kind, self.company, before, 2))
            self.assertFalse(touches._is_above(kind, other, before, 2))

    def test_released_text_is_not_held_again(self):
        with at():
            leads = self.strangers(3, **AGREED)
            self.send_due()
            self.release(self.held(leads, "sms"))
            self.send_due()
        self.assertEqual(self.states(leads, "sms"), ["sent"] * 3)


@tagged("post_install", "-at_install")
class TestLimitsAsShipped(HeldCase):
    """What a practice has that never set a limit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        shipped = cls.make_source(name="As shipped")
        cls.source.first_messages_per_hour = shipped.first_messages_per_hour

    def have_left(self, amount, channel, column, record, **fields):
        """As many have left for a record, this minute."""
        touch = self.touch(self.strangers(1, **fields), channel)
        self.send_due()
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "INSERT INTO medspa_touch (lead_id, channel, direction, performer,"
                " purpose, state, occurred_at, counted_at, %(column)s)"
                " SELECT lead_id, channel, direction, performer, 'follow_up', 'sent',"
                " occurred_at, counted_at, %(record)s"
                " FROM medspa_touch, generate_series(2, %(all)s)"
                " WHERE id = %(id)s",
                column=SQL.identifier(column),
                record=record.id,
                all=amount,
                id=touch.id,
            )
        )

    @at()
    def test_sixty_first_messages_an_hour(self):
        self.have_left(59, "email", "first_of_source_id", self.source)
        leads = self.strangers(2)
        self.send_due()
        self.assertEqual(self.held(leads).mapped("held_for"), ["source_hour"])
        self.assertEqual(sorted(self.states(leads)), ["planned", "sent"])

    @at()
    def test_three_hundred_texts_a_day(self):
        self.source.first_messages_per_hour = 1000
        self.have_left(299, "sms", "text_of_company_id", self.company, **AGREED)
        leads = self.strangers(2, **AGREED)
        self.send_due()
        self.assertEqual(self.held(leads, "sms").mapped("held_for"), ["company_day"])
        self.assertEqual(sorted(self.states(leads, "sms")), ["planned", "sent"])


@tagged("post_install", "-at_install")
class TestEveryFirstMessageHeld(HeldCase, FollowUpCommon):
    """The limit is one of strangers who are written to, whatever the message is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cadence.step_ids[:1].write({"delay": 1, "delay_unit": "minutes"})

    def test_follow_up_to_whom_nothing_has_left_is_counted(self):
        with at():
            self.strangers(6)
            self.assertFalse(self.send_due(), "no first messages in this policy")
        self.assertEqual(len(self.follow_up(minutes=5)), 2)

    def test_follow_up_is_held_as_its_first_message_is(self):
        self.policy.email_template_id = self.emails[3]
        with at():
            leads = self.strangers(6)
            reached = {email["To"] for email in self.send_due()}
        self.assertEqual(len(reached), 2)
        followed = {email["To"] for email in self.follow_up(minutes=5)}
        self.assertEqual(followed, reached)
        held = leads.touch_ids.filtered("held_at")
        self.assertEqual(len(held), 8)
        with at(minutes=10):
            self.release(held)
        self.assertEqual(len(self.follow_up(minutes=11)), 4)

    @at()
    def test_release_of_first_messages_keeps_the_limit_of_texts(self):
        self.policy.sms_template_id = self.texts[0]
        self.company.medspa_texts_per_day = 3
        leads = self.strangers(6, **AGREED)
        self.send_due()
        self.release(leads.touch_ids.filtered("held_at"))
        self.send_due()
        self.assertEqual(self.states(leads, "sms").count("sent"), 3)
        held = self.held(leads, "sms")
        self.assertEqual(set(held.mapped("held_for")), {"company_day"})
        self.release(held)
        self.send_due()
        self.assertEqual(set(self.states(leads, "sms")), {"sent"})
