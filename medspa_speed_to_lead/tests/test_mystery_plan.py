from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import MONDAY_10, at
from .mystery_common import CRON, MysteryCommon


@tagged("post_install", "-at_install")
class TestMysteryPlan(MysteryCommon):
    """A CRM manager says what shall come; when and as whom is drawn by lot."""

    @at()
    def test_moments_are_drawn_once_while_the_practice_is_open(self):
        planned = self.plan(count=6)
        self.assertEqual(len(planned), 6)
        moments = planned.mapped("planned_at")
        self.assertEqual(len(set(moments)), 6)
        for moment in moments:
            self.assertGreater(moment, MONDAY_10)
            timeline = self.calendar._response_timeline(moment, moment)
            self.assertTrue(timeline.is_open(moment), moment)
        self.env.invalidate_all()
        self.assertEqual(planned.mapped("planned_at"), moments)

    @at()
    def test_hours_after_closing_can_be_chosen(self):
        planned = self.plan(count=5, open_only=False, hour_from=18, hour_to=24)
        for moment in planned.mapped("planned_at"):
            local = moment - timedelta(hours=6)  # Austin
            self.assertGreaterEqual(local.hour, 18)

    @at()
    def test_moments_lie_apart(self):
        moments = sorted(self.plan(count=8).mapped("planned_at"))
        gaps = [b - a for a, b in zip(moments, moments[1:], strict=False)]
        self.assertGreaterEqual(min(gaps), timedelta(minutes=30))

    @at()
    def test_job_is_woken_for_the_moment(self):
        one = self.plan()
        calls = self.env["ir.cron.trigger"].search(
            [("cron_id", "=", self.env.ref(CRON).id)]
        )
        wait = min(abs(call - one.planned_at) for call in calls.mapped("call_at"))
        self.assertLessEqual(wait, timedelta(minutes=1))

    @at()
    def test_nobody_comes_twice_while_others_are_left(self):
        everybody = self.env["medspa.mystery.persona"].search([])
        planned = self.plan(count=len(everybody), persona_ids=everybody.ids)
        self.assertEqual(planned.persona_id, everybody)
        emails = planned.mapped("email_normalized")
        self.assertEqual(len(set(emails)), len(everybody))
        self.assertEqual(len(set(planned.mapped("phone_sanitized"))), len(everybody))

    @at()
    def test_first_comes_who_asks_for_what_the_practice_offers(self):
        planned = self.plan(count=2, persona_ids=False)
        self.assertEqual(
            set(planned.mapped("treatment")), {"Botox", "Laser hair removal"}
        )

    @at()
    def test_nobody_comes_again_while_others_never_came(self):
        first = self.plan(persona_ids=False)
        others = self.env["medspa.mystery.persona"].search([]) - first.persona_id
        later = self.plan(count=len(others), persona_ids=False)
        self.assertEqual(later.persona_id, others)

    @at()
    def test_addresses_are_nobodys(self):
        one = self.plan()
        self.assertRegex(one.email, r"^maya\.ellison\d+@example\.com$")
        self.assertRegex(one.phone, r"^\(737\) 555-01\d\d$")

    @at()
    def test_number_that_a_patient_has_is_not_drawn(self):
        for line in range(99):
            self.make_inquiry(phone=f"(737) 555-01{line:02}", email_from=False)
        self.assertEqual(self.plan().phone_sanitized, "+17375550199")

    @at()
    def test_days_without_an_hour_left_cannot_be_planned(self):
        saturday = MONDAY_10.date() + timedelta(days=5)
        with self.assertRaisesRegex(UserError, "no such hour"):
            self.plan(date_from=saturday, date_to=saturday)
        with self.assertRaisesRegex(UserError, "before they begin"):
            self.plan(date_from=saturday, date_to=MONDAY_10.date())

    @at()
    def test_closed_door_cannot_be_planned(self):
        self.website.test_mode = True
        with self.assertRaisesRegex(UserError, "test mode"):
            self.plan()
        self.company.sms_twilio_auth_token = False
        with self.assertRaisesRegex(UserError, "auth token"):
            self.plan(door="text", source_id=self.number.id)
        self.team.alias_id.alias_name = False
        with self.assertRaisesRegex(UserError, "no email address"):
            self.plan(door="email", source_id=False)

    # where answers go

    @at()
    def test_answers_nowhere_need_an_address_that_nobody_can_have(self):
        one = self.plan()
        with self.assertRaisesRegex(ValidationError, "may belong to somebody"):
            one.email = "maya.ellison@gmail.com"
        with self.assertRaisesRegex(ValidationError, "may belong to somebody"):
            one.phone = "(512) 555-2368"

    @at()
    def test_address_of_a_person_is_refused(self):
        self.make_inquiry(email_from="nora@home.example", phone=False)
        for email in ("nora@home.example", self.ana.email):
            with self.assertRaisesRegex(ValidationError, "does not know"):
                self.plan(answers="mine", email=email, phone=False)

    @at()
    def test_address_of_ones_own_is_taken_again_after_the_last_test(self):
        mine = {"answers": "mine", "email": "mia+1@home.example", "phone": False}
        first = self.come_in(**mine)
        first.action_end()
        self.assertTrue(self.plan(**mine))

    # rights

    @at()
    def test_only_managers_see_or_plan_any(self):
        one = self.plan()
        all_leads = self.make_user(
            "all_leads", groups="sales_team.group_sale_salesman_all_leads"
        )
        for user in (self.ana, all_leads):
            with self.assertRaises(AccessError):
                one.with_user(user).read(["name"])
            with self.assertRaises(AccessError):
                self.plan(user)
            self.assertNotIn(
                "mystery_ids", self.env["crm.lead"].with_user(user).fields_get()
            )
            with self.assertRaises(AccessError):
                self.env["crm.lead"].with_user(user).search([("mystery_ids", "=", 1)])

    @at()
    def test_managers_of_another_company_see_none(self):
        one = self.plan()
        boston = self.make_company("Glow Boston")
        bea = self.make_manager("bea", boston)
        theirs = self.env(user=bea, context={"allowed_company_ids": boston.ids})
        self.assertFalse(theirs["medspa.mystery"].search([]))
        with self.assertRaises(AccessError):
            theirs["medspa.mystery"].browse(one.id).read(["name"])
        plans = theirs["medspa.mystery.plan"]
        for values in (
            {"company_id": self.company.id},
            {"source_id": self.website.id},
        ):
            with self.assertRaises(AccessError):
                plans.create(values)

    @at()
    def test_real_inquiry_cannot_be_hidden_as_a_mystery(self):
        one = self.plan()
        lead = self.make_inquiry()
        for values in ({"lead_id": lead.id}, {"state": "running"}, {"source_id": 1}):
            with self.assertRaisesRegex(UserError, "by hand"):
                one.write(values)
        with self.assertRaises(AccessError):
            self.env["medspa.mystery"].with_user(self.mia).create({"name": "X"})

    @at()
    def test_secrets_are_read_by_nobody(self):
        one = self.plan()
        for name in ("token_hash", "external_id", "put_away"):
            with self.assertRaises(AccessError):
                one.read([name])

    # before it is sent

    @at()
    def test_words_can_be_changed_until_it_is_sent(self):
        one = self.plan()
        one.message = "Do you have parking?"
        one.sudo().state = "sending"
        with self.assertRaisesRegex(UserError, "has been sent"):
            one.message = "Other words"

    @at()
    def test_plan_is_taken_back(self):
        planned = self.plan(count=2)
        planned.action_undo_plan()
        self.assertFalse(planned.exists())

    @at()
    def test_what_was_sent_stays(self):
        one = self.come_in()
        with self.assertRaisesRegex(UserError, "back into the figures"):
            one.unlink()

    @at()
    def test_cancelled_one_does_not_come(self):
        one = self.plan()
        one.action_cancel()
        with at(one.planned_at), self._knocking():
            self.run_job()
        self.assertEqual(one.state, "cancelled")
        one.action_undo_cancel()
        self.assertEqual(one.state, "planned")
        moment = one.planned_at
        one.action_draw_again()
        self.assertNotEqual(one.planned_at, moment)
