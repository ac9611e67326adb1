from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .common import MONDAY_10, SpeedToLeadCommon, at


class TestTakenOver(SpeedToLeadCommon):
    """Handed over while a colleague has it open: they hear it, and finish."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at(MONDAY_10):
            cls.lead = cls.make_inquiry(user_id=cls.ana.id)
        cls.as_ana = cls.lead.with_user(cls.ana)

    def take(self):
        """Let ana have it open, and ben become its owner two minutes later."""
        with at(MONDAY_10):
            self.as_ana.claim_open()
        with at(MONDAY_10, minutes=2):
            self.lead.user_id = self.ben
            # Odoo dates it by the database's clock, which no test can stop
            self.lead.date_open = MONDAY_10 + timedelta(minutes=2)
            self.env.flush_all()
            self.env.invalidate_all()
        self.assertFalse(self.as_ana.has_access("read"))

    def calls(self):
        return self.lead.touch_ids.filtered(lambda touch: touch.channel == "call")

    def test_form_says_who_took_it_and_when(self):
        self.take()
        with at(MONDAY_10, minutes=3):
            (ben,) = self.as_ana.claim_others()
        self.assertEqual(
            ben,
            {
                "name": "Ben",
                "since": "2026-03-02 16:02:00",
                "first": True,
                "taken": True,
            },
        )

    def test_who_may_still_read_it_is_told_as_well(self):
        group = self.env.ref("sales_team.group_sale_salesman_all_leads")
        self.ana.group_ids += group
        with at(MONDAY_10):
            self.as_ana.claim_open()
        with at(MONDAY_10, minutes=2):
            self.lead.user_id = self.ben
            self.lead.date_open = MONDAY_10 + timedelta(minutes=2)
        with at(MONDAY_10, minutes=3):
            (ben,) = self.as_ana.claim_others()
            self.assertTrue(ben["taken"])
            self.assertEqual(self.as_ana.action_call()["res_model"], "medspa.call.log")

    def test_owner_of_before_it_was_opened_took_nothing(self):
        self.ana.group_ids += self.env.ref("sales_team.group_sale_salesman_all_leads")
        self.lead.user_id = self.ben
        with at(MONDAY_10, minutes=5):
            self.assertEqual(self.as_ana.claim_open(), [])

    def finish(self, outcome="connected", **later):
        with at(MONDAY_10, **later):
            action = self.as_ana.action_call()
            dialogs = self.env[action["res_model"]].with_user(self.ana)
            form = Form(dialogs.with_context(**action["context"]))
            self.assertIn("Ben took this inquiry over", form.taken)
            form.note = "She comes on Friday"
            dialog = form.save().with_context(call_outcome=outcome)
            return dialog.action_end()

    def test_call_that_was_going_on_is_recorded_as_theirs(self):
        self.take()
        action = self.finish(minutes=4)
        self.assertEqual(action["target"], "main", "the stale form is left")
        touch = self.calls()
        self.assertEqual((touch.user_id, touch.outcome), (self.ana, "connected"))
        self.assertEqual(self.lead.response_first_user_id, self.ana)
        self.assertIn("Friday", self.lead.message_ids[0].body)

    def test_dialog_can_be_left_without_a_call(self):
        self.take()
        with at(MONDAY_10, minutes=3):
            dialogs = self.env["medspa.call.finish"].with_user(self.ana)
            dialog = dialogs.create({"inquiry": self.lead.id})
            self.assertEqual(dialog.action_leave()["target"], "main")
        self.assertFalse(self.calls())

    def test_text_and_email_say_who_took_it(self):
        self.take()
        with at(MONDAY_10, minutes=3):
            for method in ("action_text", "action_email"):
                with self.assertRaisesRegex(UserError, "Ben took") as caught:
                    getattr(self.as_ana, method)()
                self.assertNotIsInstance(caught.exception, AccessError)

    def test_closing_the_form_is_no_error(self):
        self.take()
        self.as_ana.claim_close()
        claims = self.env["medspa.claim"].sudo()
        self.assertFalse(claims.search([("lead_id", "=", self.lead.id)]))

    def test_who_never_had_it_open_learns_and_writes_nothing(self):
        self.take()
        cleo = self.make_user("cleo")
        theirs = self.lead.with_user(cleo)
        dialog = self.env["medspa.call.finish"].with_user(cleo)
        dialog = dialog.create({"inquiry": self.lead.id})
        self.assertFalse(dialog.taken)
        for method in ("claim_others", "claim_close", "action_call"):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(theirs, method)()
        with self.assertRaises(AccessError):
            dialog.with_context(call_outcome="connected").action_end()
        self.assertFalse(self.calls())

    def test_an_hour_later_it_is_the_colleague_s(self):
        self.take()
        with at(MONDAY_10, hours=1, minutes=3), self.assertRaises(AccessError):
            self.as_ana.action_call()


class TestPresenceFailsNothing(SpeedToLeadCommon):
    """Two tabs, a browser and a job may end or open the same at one moment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls.make_inquiry(user_id=cls.ana.id)

    def busy(self, *words):
        """Let each statement that begins so meet another transaction."""
        execute = type(self.env.cr).execute

        def busy(cr, query, *args, **kwargs):
            code = getattr(query, "code", query)
            if str(code).startswith(words) and "medspa_claim" in str(code):
                raise SerializationFailure("could not serialize access")
            return execute(cr, query, *args, **kwargs)

        return patch.object(type(self.env.cr), "execute", busy)

    def test_neither_opening_nor_closing_fails_by_another_transaction(self):
        as_ana = self.lead.with_user(self.ana)
        with self.busy("INSERT"):
            self.assertEqual(as_ana.claim_open(), [])
        as_ana.claim_open()
        with self.busy("DELETE", "SELECT id FROM"):
            self.assertTrue(as_ana.claim_close())
        as_ana.claim_close()
        claims = self.env["medspa.claim"].sudo()
        self.assertFalse(claims.search([("lead_id", "=", self.lead.id)]))
