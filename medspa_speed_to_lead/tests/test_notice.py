from datetime import timedelta

from markupsafe import Markup

from odoo.fields import Command
from odoo.tests import tagged

from ..models.crm_team_member import UNTIL_RETURN
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
        self.ana.active = False
        with at():
            self.assertEqual(self.tell(), self.mia)

    def test_archived_owner_gives_way_to_a_colleague_on_duty(self):
        self.everybody_reads()
        self.ana.active = False
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
        zoe = self.make_user(
            "zoe",
            groups="sales_team.group_sale_manager",
            company_id=boston.id,
            company_ids=[Command.set(boston.ids)],
        )
        self.team.company_id = False
        self.team.response_manager_id = zoe
        self.ana.active = False
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
        self.ana.active = False
        with at():
            self.assertEqual(self.tell(), max_)
        max_.active = False
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
        self.ana.active = False
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
