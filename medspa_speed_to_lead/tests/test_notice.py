from datetime import timedelta

from markupsafe import Markup

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.practice.crm_team_member import UNTIL_RETURN
from .common import MONDAY_10, SUNDAY_22, SpeedToLeadCommon, at

MONDAY_9 = MONDAY_10 - timedelta(hours=1)


class NoticeCommon(SpeedToLeadCommon):
    """An inquiry of ana in the team of ana and ben, which mia leads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ana.id)
        cls.notice = cls.env["medspa.notice"]

    def tell(self, **options):
        return self.notice._tell(
            self.lead, "Please look", Markup("<p>Please.</p>"), **options
        )

    def told(self, user, words="Please look"):
        """Return how many notices with this subject a user has in the inbox."""
        return self.env["mail.notification"].search_count(
            [
                ("res_partner_id", "=", user.partner_id.id),
                ("notification_type", "=", "inbox"),
                ("mail_message_id.subject", "=", words),
            ]
        )

    def kept(self):
        return self.env["medspa.notice.kept"].sudo().search([])

    def deliver(self, moment):
        with at(moment), self.transactions() as env:
            env["medspa.notice.kept"]._cron_tell()

    def member(self, user):
        return self.team.crm_team_member_ids.filtered(lambda one: one.user_id == user)

    def archive(self, user):
        """Archive an account as an older version did, which handed over nothing."""
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_users SET active=false WHERE id=%s", [user.id])
        self.env.invalidate_all()

    def everybody_reads(self):
        """Let ben read what is ana's."""
        self.ben.group_ids += self.env.ref("sales_team.group_sale_salesman_all_leads")


@tagged("post_install", "-at_install")
class TestNoticeReachesWhoIsFit(NoticeCommon):
    """Whoever is told has an active account, may read it, and works now."""

    def test_owner_who_works_is_told(self):
        with at():
            self.assertEqual(self.tell(), self.ana)
        self.assertEqual(self.told(self.ana), 1)

    def test_archived_owner_is_not_told_but_the_next_who_may_read(self):
        self.archive(self.ana)
        with at():
            self.assertEqual(self.tell(), self.mia)

    def test_archived_owner_gives_way_to_a_colleague_on_duty(self):
        self.everybody_reads()
        self.archive(self.ana)
        with at():
            self.assertEqual(self.tell(), self.ben)

    def test_owner_who_is_away_is_not_told(self):
        self.member(self.ana).response_away_until = UNTIL_RETURN
        with at():
            self.assertEqual(self.tell(), self.mia)

    def test_owner_off_shift_is_not_told(self):
        self.member(self.ana).response_calendar_id = self.evenings()
        with at():
            self.assertEqual(self.tell(), self.mia)

    def test_owner_on_leave_is_not_told(self):
        resource = self.env["resource.resource"].create(
            {"name": "Ana", "user_id": self.ana.id, "company_id": self.company.id}
        )
        self.env["resource.calendar.leaves"].create(
            {
                "resource_id": resource.id,
                "company_id": self.company.id,
                "date_from": MONDAY_9,
                "date_to": MONDAY_9 + timedelta(days=1),
            }
        )
        with at():
            self.assertEqual(self.tell(), self.mia)

    def test_manager_of_another_company_is_not_told_of_a_patient(self):
        boston = self.make_company("Glow Boston")
        zoe = self.make_manager("zoe", boston)
        self.team.company_id = False
        self.team.response_manager_id = zoe
        self.archive(self.ana)
        with at():
            self.assertEqual(self.tell(), self.mia)
            self.assertFalse(self.tell(candidates=zoe) & zoe)
        self.assertFalse(self.told(zoe))

    def test_portal_and_public_are_never_told(self):
        portal = self.make_user(
            "pat", groups="base.group_portal", notification_type="email"
        )
        with at():
            self.assertEqual(self.tell(candidates=portal), self.ana)

    def test_second_manager_is_told_where_the_first_is_off(self):
        max_ = self.make_user("max", groups="sales_team.group_sale_manager")
        self.team.response_manager_id = max_
        self.archive(self.ana)
        with at():
            self.assertEqual(self.tell(), max_)
        self.archive(max_)
        with at():
            self.assertEqual(self.tell(), self.mia)

    def test_without_a_team_the_hours_of_the_company_count(self):
        self.lead.team_id = False
        self.team.crm_team_member_ids.unlink()
        with at():
            self.assertEqual(self.tell(), self.ana)
        with at(SUNDAY_22):
            self.assertFalse(self.tell())

    def test_nobody_is_asked_one_by_one_whether_they_work(self):
        with at():
            leads = self.lead.browse()
            for number in range(8):
                leads |= self.make_inquiry(
                    email_from=f"p{number}@patient.example", user_id=self.ana.id
                )
            self.env.flush_all()
            with self.assertQueryCount(12):
                self.assertEqual(self.notice._whom(leads), {self.ana: leads})

    def test_everybody_who_is_fit_is_told_and_nobody_else(self):
        outsider = self.make_user("eve", groups="base.group_user")
        with at():
            told = self.tell(
                candidates=self.ana | self.ben | self.mia | outsider, everybody=True
            )
        self.assertEqual(told, self.ana | self.mia)

    def evenings(self):
        return self.make_calendar(
            attendance_ids=[
                Command.clear(),
                Command.create(
                    {"name": "Eve", "dayofweek": "0", "hour_from": 17, "hour_to": 20}
                ),
            ]
        )


@tagged("post_install", "-at_install")
class TestNoticeIsKept(NoticeCommon):
    """Where nobody works it is kept, and told once to whoever works then."""

    def test_kept_until_the_opening_then_told_once(self):
        with at(SUNDAY_22):
            self.assertFalse(self.tell())
        self.assertFalse(self.told(self.ana))
        self.assertEqual(self.kept().due_at, MONDAY_9)
        self.deliver(SUNDAY_22 + timedelta(hours=1))
        self.assertFalse(self.told(self.ana))
        for _again in range(2):
            self.deliver(MONDAY_9)
        self.assertEqual(self.told(self.ana), 1)
        self.assertFalse(self.kept())

    def test_told_to_whoever_works_then(self):
        with at(SUNDAY_22):
            self.tell()
        self.archive(self.ana)
        self.deliver(MONDAY_9)
        self.assertEqual(self.told(self.mia), 1)
        self.assertFalse(self.told(self.ana))

    def test_job_is_woken_for_the_opening(self):
        with at(SUNDAY_22):
            self.tell()
        job = self.env.ref("medspa_speed_to_lead.ir_cron_kept_notices")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)])
        self.assertIn(MONDAY_9, triggers.mapped("call_at"))

    def test_what_cannot_wait_is_not_kept(self):
        with at(SUNDAY_22):
            self.assertFalse(self.tell(wait=False))
        self.assertFalse(self.kept())

    def test_each_of_everybody_is_told_when_they_work(self):
        self.member(self.ana).response_away_until = MONDAY_10 + timedelta(hours=1)
        with at():
            told = self.tell(candidates=self.ana | self.mia, everybody=True)
        self.assertEqual(told, self.mia)
        self.deliver(MONDAY_10 + timedelta(hours=1))
        self.assertEqual(self.told(self.ana), 1)
        self.assertEqual(self.told(self.mia), 1)

    def test_deleted_inquiry_leaves_nothing_to_tell(self):
        with at(SUNDAY_22):
            self.tell()
        self.lead.unlink()
        self.deliver(MONDAY_9)
        self.assertFalse(self.kept())


@tagged("post_install", "-at_install")
class TestNoticeToDo(NoticeCommon):
    """A to-do goes to the first fit person, text from outside is escaped."""

    def todo(self, **options):
        return self.notice._todo(self.lead, "Please look", "<b>bold</b>", **options)

    def test_given_to_the_owner_and_told(self):
        with at():
            todo = self.todo()
        self.assertEqual(todo.user_id, self.ana)
        self.assertEqual(self.told(self.ana), 1)

    def test_text_is_escaped(self):
        with at():
            todo = self.todo()
        self.assertIn("&lt;b&gt;bold", todo.note)

    def test_not_given_to_whom_is_archived_or_away(self):
        self.member(self.ana).response_away_until = UNTIL_RETURN
        with at():
            self.assertEqual(self.todo().user_id, self.mia)

    def test_at_night_it_goes_to_whoever_works_first(self):
        with at(SUNDAY_22):
            todo = self.todo()
        self.assertEqual(todo.user_id, self.ana)
        self.assertFalse(self.told(self.ana))
        self.member(self.ana).response_away_until = UNTIL_RETURN
        self.deliver(MONDAY_9)
        self.assertEqual(todo.user_id, self.mia)
        self.assertEqual(self.told(self.mia), 1)

    def test_done_meanwhile_nobody_is_told(self):
        with at(SUNDAY_22):
            self.todo().action_feedback()
        self.deliver(MONDAY_9)
        self.assertFalse(self.told(self.ana))
        self.assertFalse(self.kept())


@tagged("post_install", "-at_install")
class TestNoticeChannels(NoticeCommon):
    """Inbox, toast and push do not wait for a mail server."""

    def test_notice_of_several_inquiries_belongs_to_none(self):
        """Its inbox would open a record of a kind that is none."""
        with at():
            both = self.lead | self.make_inquiry(user_id=self.ana.id)
            self.notice._tell(both, "Two wait", Markup("<p>Two.</p>"))
        message = self.env["mail.message"].search([("subject", "=", "Two wait")])
        self.assertEqual((message.model, message.res_id), (False, 0))

    def test_toast_in_every_open_browser(self):
        with at():
            self.tell()
        self.env.cr.precommit.run()
        sent = (
            self.env["bus.bus"]
            .search([])
            .filtered(
                lambda one: (
                    "simple_notification" in one.message
                    and "Please look" in one.message
                )
            )
        )
        self.assertEqual(len(sent), 1)

    def test_who_wants_emails_has_it_in_the_inbox_too(self):
        self.ana.notification_type = "email"
        with at():
            self.tell()
        self.assertEqual(self.told(self.ana), 1)
        mail = self.env["mail.mail"].search([("subject", "=", "Please look")])
        self.assertEqual(mail.recipient_ids, self.ana.partner_id)
        self.assertEqual(mail.state, "outgoing")

    def test_mail_that_is_down_takes_nothing_else_with_it(self):
        self.ana.notification_type = "email"
        with at():
            self.tell()
        with self.outbox(refuse=OSError("no route to host")):
            mail = self.env["mail.mail"].search([("subject", "=", "Please look")])
            with mute_logger("odoo.addons.mail.models.mail_mail"):
                mail.send()
        self.assertEqual(mail.state, "exception")
        self.assertEqual(self.told(self.ana), 1)

    def test_who_wants_none_gets_no_email(self):
        with at():
            self.tell()
        self.assertFalse(
            self.env["mail.mail"].search([("subject", "=", "Please look")])
        )

    def test_push_is_queued_and_says_no_more_than_the_subject(self):
        settings = self.env["ir.config_parameter"].sudo()
        settings.set_param("mail.web_push_vapid_private_key", "private")
        settings.set_param("mail.web_push_vapid_public_key", "public")
        device = (
            self.env["mail.push.device"]
            .sudo()
            .create(
                {
                    "partner_id": self.ana.partner_id.id,
                    "endpoint": "https://push.example/1",
                    "keys": '{"p256dh": "k", "auth": "a"}',
                }
            )
        )
        with at():
            self.tell()
        push = (
            self.env["mail.push"]
            .sudo()
            .search([("mail_push_device_id", "=", device.id)])
        )
        self.assertEqual(len(push), 1)
        self.assertIn("Please look", push.payload)
        self.assertNotIn("Nora", push.payload)
        self.assertNotIn("Botox", push.payload)

    def test_rolled_back_nothing_was_told(self):
        with at(), self.assertRaises(ZeroDivisionError), self.cr.savepoint():
            self.tell()
            raise ZeroDivisionError
        self.assertFalse(self.told(self.ana))


@tagged("post_install", "-at_install")
class TestNoticeEverywhere(NoticeCommon):
    """Owner, manager, escalation, to-dos, calls and texts go the same way."""

    def setUp(self):
        super().setUp()
        self.archive(self.ana)
        self.startPatcher(at())

    def subjects(self, user):
        found = self.env["mail.notification"].search(
            [("res_partner_id", "=", user.partner_id.id)]
        )
        return found.mail_message_id.mapped("subject")

    def touch(self, **values):
        return self.lead._register_touch(
            {"direction": "in", "channel": "sms", "address": "+15125550143", **values}
        )

    def assertTold(self, words):
        self.assertTrue([one for one in self.subjects(self.mia) if words in one])
        self.assertFalse([one for one in self.subjects(self.ana) if words in one])

    def test_text(self):
        self.lead._touch_tell_of_text(self.touch(meaning="reply"), "Friday?")
        self.assertTold("A patient sent a text")

    def test_opt_out_to_do(self):
        touch = self.touch(meaning="unclear")
        touch._ask_a_person("please <b>stop</b> maybe")
        self.assertEqual(touch.sudo().activity_id.user_id, self.mia)
        self.assertIn("&lt;b&gt;", touch.sudo().activity_id.note)
        self.assertTold("May be an opt-out")

    def test_interrupted_message(self):
        self.touch(direction="out", state="sending")._leave_unclear("It stopped.")
        self.assertTold("Did the message arrive?")

    def test_email_that_came_back(self):
        self.lead._touch_email_bounced("nora@patient.example")
        self.assertTold("Their email address does not work")

    def test_answer_that_did_not_arrive(self):
        touch = self.touch(direction="out", state="failed", user_id=self.ana.id)
        self.lead._response_tell_owner_of_failure(touch)
        self.assertTold("Not delivered")

    def test_email_of_the_patient(self):
        self.post_from_patient(self.lead)
        self.assertTold("A patient wrote")

    def test_email_at_night_is_told_once(self):
        self.archive(self.mia)
        self.lead.user_id = self.ben
        with at(SUNDAY_22):
            self.post_from_patient(self.lead)
        self.assertFalse(self.kept().filtered(lambda one: "wrote" in one.subject))

    def test_who_writes_again(self):
        source = self.make_source()
        event = self.receive(
            source, name="Nora Diaz", email="nora@patient.example", message="Hello?"
        )
        self.assertEqual(event.lead_id, self.lead)
        self.assertTold("A patient wrote again")


@tagged("post_install", "-at_install")
class TestNoticeOfOwner(NoticeCommon):
    """A new owner is told of the inquiry, when they work."""

    def test_told_at_once_while_they_work(self):
        with at():
            lead = self.make_inquiry(email_from="mo@patient.example")
        self.assertEqual(self.told(lead.user_id, f"Yours now: inquiry {lead.id}"), 1)

    def test_at_night_it_is_kept_for_the_opening(self):
        with at(SUNDAY_22):
            lead = self.make_inquiry(email_from="mo@patient.example")
        words = f"Yours now: inquiry {lead.id}"
        self.assertFalse(self.told(lead.user_id, words))
        self.deliver(MONDAY_9)
        self.assertEqual(self.told(lead.user_id, words), 1)

    def test_who_owned_it_for_a_night_is_not_told(self):
        with at(SUNDAY_22):
            lead = self.make_inquiry(email_from="mo@patient.example")
            before = lead.user_id
            lead.user_id = (self.ana | self.ben) - before
        self.deliver(MONDAY_9)
        words = f"Yours now: inquiry {lead.id}"
        self.assertEqual(self.told(lead.user_id, words), 1)
        self.assertFalse(self.told(before, words))


@tagged("post_install", "-at_install")
class TestNoticeSubjects(NoticeCommon):
    """No email to a colleague has in its subject what a patient asks for or wrote."""

    WORDS = ("Botox", "Nora", "Diaz", "secret", "lips")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ana.notification_type = "email"
        cls.mia.notification_type = "email"

    def sent_to(self, user):
        """Send what is queued; return the subjects of the emails to a user."""
        with self.outbox() as emails:
            self.env["mail.mail"].sudo().search([("state", "=", "outgoing")]).send()
        return [one["Subject"] for one in emails if user.email in one["To"]]

    def assertNeutral(self, subjects):
        self.assertTrue(subjects)
        for subject in subjects:
            for words in self.WORDS:
                self.assertNotIn(words, subject)

    def test_assignment(self):
        with at():
            self.lead.user_id = self.ben
            self.lead.user_id = self.ana
        self.assertNeutral(self.sent_to(self.ana))

    def test_activity_that_a_colleague_gives(self):
        with at():
            self.lead.with_user(self.mia).activity_schedule(
                "mail.mail_activity_data_todo",
                summary="Ask about lips",
                user_id=self.ana.id,
            )
        self.assertNeutral(self.sent_to(self.ana))

    def test_reply_of_the_patient(self):
        with at():
            contact = self.make_contact(self.lead)
            self.lead.message_post(
                body="When?",
                subject="My secret: Botox for my lips",
                message_type="email",
                subtype_xmlid="mail.mt_comment",
                author_id=contact.id,
                email_from=self.lead.email_from,
            )
        self.assertNeutral(self.sent_to(self.ana))

    def test_notice_without_a_subject(self):
        with at():
            self.lead.message_notify(
                body="Please look", partner_ids=self.ana.partner_id.ids
            )
        self.assertNeutral(self.sent_to(self.ana))

    def test_invitation_to_a_consultation(self):
        with at():
            event = self.env["calendar.event"].create(
                {
                    "name": "Nora Diaz - Botox",
                    "start": MONDAY_10 + timedelta(days=1),
                    "stop": MONDAY_10 + timedelta(days=1, hours=1),
                    "opportunity_id": self.lead.id,
                    "partner_ids": [Command.set(self.ana.partner_id.ids)],
                }
            )
            self.assertEqual(event.consultation_lead_id, self.lead)
            event.message_notify(
                subject=f"Invitation: {event.name}",
                body="Please come",
                partner_ids=self.ana.partner_id.ids,
            )
        self.assertNeutral(self.sent_to(self.ana))

    def test_patient_reads_the_subject_that_was_written(self):
        with at():
            contact = self.make_contact(self.lead)
            self.lead.with_user(self.ana).message_post(
                body="Friday at 3",
                subject="Your appointment",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=contact.ids,
            )
        with self.outbox() as emails:
            self.env["mail.mail"].sudo().search([("state", "=", "outgoing")]).send()
        theirs = [one for one in emails if self.lead.email_from in one["To"]]
        self.assertEqual([one["Subject"] for one in theirs], ["Your appointment"])


@tagged("post_install", "-at_install")
class TestWhoLeavesHandsOver(NoticeCommon):
    """Open inquiries, to-dos and planned calls go to the next on duty of the team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.todo = cls.lead.activity_schedule(
                "mail.mail_activity_data_todo", user_id=cls.ana.id
            )
            cls.call = cls.lead._register_touch(
                {
                    "direction": "out",
                    "channel": "call",
                    "performer": "system",
                    "purpose": "follow_up",
                    "state": "planned",
                    "planned_at": MONDAY_10,
                    "user_id": cls.ana.id,
                }
            )

    def assertHandedOver(self, after):
        self.assertEqual(self.lead.user_id, after)
        self.assertEqual(self.todo.user_id, after)
        self.assertEqual(self.call.sudo().user_id, after)
        log = " ".join(self.lead.message_ids.mapped("body"))
        self.assertIn(f"Handed over from Ana to {after.name}", log)

    def test_archived(self):
        due_at = self.lead.response_due_at
        with at(minutes=1):
            self.ana.action_archive()
        self.assertHandedOver(self.ben)
        self.assertEqual(self.lead.response_due_at, due_at)
        self.assertFalse(self.lead.response_cycle_ids.verdict)
        self.assertEqual(self.told(self.ben, f"Yours now: inquiry {self.lead.id}"), 1)

    def test_archived_by_a_plain_write(self):
        with at(minutes=1):
            self.ana.active = False
        self.assertHandedOver(self.ben)

    def test_miss_stays_where_it_was(self):
        with at(hours=1):
            self.ana.active = False
        self.assertEqual(self.lead.user_id, self.ben)
        self.assertEqual(self.lead.response_cycle_ids.missed_by_id, self.ana)

    def test_deleted(self):
        with at(minutes=1):
            self.ana.unlink()
        self.assertEqual(self.lead.user_id, self.ben)
        self.assertEqual(self.todo.user_id, self.ben)

    def test_removed_from_the_team(self):
        with at(minutes=1):
            self.member(self.ana).unlink()
        self.assertHandedOver(self.ben)

    def test_membership_archived(self):
        with at(minutes=1):
            self.team.member_ids -= self.ana
        self.assertHandedOver(self.ben)

    def test_alone_in_the_team_who_leaves_it_keeps_them(self):
        with at(minutes=1):
            self.member(self.ben).unlink()
            self.member(self.ana).unlink()
        self.assertEqual(self.lead.user_id, self.ana)

    def test_of_another_team_stays(self):
        self.env["ir.config_parameter"].sudo().set_param(
            "sales_team.membership_multi", "True"
        )
        other = self.make_team("Round Rock", self.ana | self.ben)
        with at():
            lead = self.make_inquiry(
                email_from="mo@patient.example", team_id=other.id, user_id=self.ana.id
            )
            self.member(self.ana).unlink()
        self.assertHandedOver(self.ben)
        self.assertEqual(lead.user_id, self.ana)

    def test_who_may_not_read_any_more(self):
        with at(minutes=1):
            self.ana.group_ids -= self.env.ref("sales_team.group_sale_salesman")
        self.assertEqual(self.lead.user_id, self.ben)

    def test_who_works_for_another_company_now(self):
        boston = self.make_company("Glow Boston")
        with at(minutes=1):
            self.member(self.ana).crm_team_id.company_id = False
            self.ana.write(
                {"company_ids": [Command.set(boston.ids)], "company_id": boston.id}
            )
        self.assertEqual(self.lead.user_id, self.ben)

    def test_health_names_who_left_without_handing_over(self):
        self.archive(self.ana)
        with at(minutes=1):
            (trouble,) = self.env["medspa.health"]._check_owner()
        self.assertEqual(trouble.company, self.company)
        self.assertIn("1 inquiries wait for Ana", trouble.words)

    def test_closed_inquiries_stay(self):
        with at(minutes=1):
            self.lead.action_set_lost()
            self.ana.active = False
        self.assertEqual(self.lead.user_id, self.ana)

    def test_many_are_told_in_one_message(self):
        with at(minutes=1):
            for number in range(3):
                self.make_inquiry(
                    email_from=f"p{number}@patient.example", user_id=self.ana.id
                )
            self.ana.active = False
        self.assertEqual(self.told(self.ben, "Yours now: 4 inquiries"), 1)

    def test_last_of_the_team_leaves_to_its_manager(self):
        with at(minutes=1):
            self.ben.active = False
            self.ana.active = False
        self.assertEqual(self.lead.user_id, self.mia)
