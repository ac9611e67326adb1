"""What a request puts into its context gives nobody a right."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase

from ..models.rights.context_keys import KEYS, MARK, is_ours
from .common import MONDAY_10, at
from .roles_common import RolesCommon

# what a request can say
SAYINGS = (True, 1, "ours", "set by the addon itself", ["ours"], {"ours": 1})


class TestMarks(TransactionCase):
    def test_no_request_can_set_a_mark(self):
        for key, kind in KEYS.items():
            for said in SAYINGS if kind == MARK else ():
                self.assertFalse(is_ours(self.env["res.users"], key))
                asked = self.env["res.users"].with_context(**{key: said})
                self.assertFalse(is_ours(asked, key))


class TestContext(RolesCommon):
    def setUp(self):
        super().setUp()
        self.ana_ = self.people["front_desk"]
        self.manager = self.people["manager"]

    def with_keys(self, model, user, **context):
        return self.env[model].with_user(user).with_context(**context)

    def contexts(self):
        """Return every key of ours and of installing with what a request can say."""
        keys = [*KEYS, "install_mode", "import_file"]
        return [{key: said} for key in keys for said in (True, [[1]])]

    @at()
    def test_every_inquiry_has_a_clock_or_is_refused(self):
        for context in self.contexts():
            leads = self.with_keys("crm.lead", self.ana_, **context)
            with self.subTest(context=context):
                try:
                    lead = leads.create({"name": "X", "team_id": self.team.id})
                except AccessError:
                    self.assertIn("import_file", context)
                    continue
                self.assertTrue(lead.response_waiting_since)

    @at()
    def test_a_manager_reads_in_history_without_a_clock(self):
        leads = self.with_keys("crm.lead", self.manager, import_file=True)
        lead = leads.create({"name": "X", "team_id": self.team.id})
        self.assertFalse(lead.response_waiting_since)

    @at()
    def test_the_front_desk_reads_in_no_file(self):
        leads = self.with_keys("crm.lead", self.ana_, import_file=True)
        with self.assertRaisesRegex(AccessError, "CRM manager imports"):
            leads.create({"name": "X", "team_id": self.team.id})

    @at()
    def test_no_key_opens_a_stage(self):
        stage = self.env["crm.stage"].create(
            {"name": "Booked", "medspa_required_fact": "booked"}
        )
        for context in self.contexts():
            lead = self.of_nobody.with_user(self.ana_).with_context(**context)
            with self.subTest(context=context), self.assertRaises(UserError):
                lead.stage_id = stage

    @at()
    def test_no_key_makes_a_meeting_somebody_elses_consultation(self):
        event = (
            self.env["calendar.event"]
            .with_user(self.ana_)
            .create(
                {
                    "name": "X",
                    "start": MONDAY_10 + timedelta(days=1),
                    "stop": MONDAY_10 + timedelta(days=1, hours=1),
                    "opportunity_id": self.of_nobody.id,
                }
            )
        )
        for context in self.contexts():
            theirs = event.with_context(**context)
            for values in (
                {"consultation_lead_id": self.of_cara.id},
                {"opportunity_id": self.of_cara.id},
            ):
                with self.subTest(context=context), self.assertRaises(UserError):
                    theirs.write(values)

    @at(hours=-2)
    def test_no_key_keeps_a_deadline_from_new_hours(self):
        team = self.team
        team.response_calendar_id = self.calendar
        lead = self.make_inquiry()
        before = lead.response_due_at
        hours = self.calendar.with_user(self.manager)
        hours.with_context(medspa_hours_change=True).attendance_ids.unlink()
        self.assertNotEqual(lead.response_due_at, before)

    @at()
    def test_nobody_answers_in_anothers_name(self):
        practice = self.company.partner_id
        lead = self.of_nobody.with_user(self.ana_)
        lead = lead.with_context(medspa_released_by=self.ben.id)
        lead.message_post(
            body="Friday at 3 is free.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            author_id=practice.id,
            partner_ids=self.make_contact(lead).ids,
        )
        self.assertNotIn(self.ben, self.of_nobody.touch_ids.user_id)

    @at()
    def test_no_default_enters_what_is_recorded(self):
        lead = self.of_nobody.with_user(self.ana_)
        values = {
            "occurred_at": MONDAY_10 - timedelta(days=3),
            "user_id": self.ben.id,
            "reason": "Z",
            "address": "Z",
            "state": "failed",
            "performer": "system",
            "message_id": 1,
            "late_arrival": True,
        }
        context = {f"default_{name}": value for name, value in values.items()}
        lead.with_context(**context).action_log_call("connected")
        call = self.of_nobody.touch_ids.filtered(lambda one: one.channel == "call")
        self.assertEqual(call.occurred_at, MONDAY_10)
        self.assertEqual(call.user_id, self.ana_)
        self.assertEqual(call.performer, "person")
        self.assertFalse(call.reason or call.address)

    @at()
    def test_no_default_of_ones_own_enters_what_is_recorded(self):
        keep = self.env["ir.default"].set
        keep("medspa.touch", "reason", "Z", user_id=self.ana_.id)
        keep("medspa.touch", "address", "Z", user_id=self.ana_.id)
        self.of_nobody.with_user(self.ana_).action_log_call("connected")
        call = self.of_nobody.touch_ids.filtered(lambda one: one.channel == "call")
        self.assertTrue(call)
        self.assertFalse(call.reason or call.address)

    def test_everything_that_users_do_not_write_takes_no_default(self):
        recorded = self.registry["medspa.recorded.mixin"]
        for name, model in self.registry.items():
            is_ours_ = model._original_module == "medspa_speed_to_lead"
            if not is_ours_ or model._abstract or not model._auto:
                continue
            may_create = any(
                self.env[name].with_user(user).has_access("create")
                for user in self.people.values()
            )
            with self.subTest(model=name):
                self.assertTrue(may_create or issubclass(model, recorded))

    @at()
    def test_words_speak_of_nobody_elses_meeting(self):
        event = (
            self.env["calendar.event"]
            .with_user(self.cara)
            .create(
                {
                    "name": "X",
                    "location": "Zebrina street",
                    "privacy": "private",
                    "start": MONDAY_10 + timedelta(days=1),
                    "stop": MONDAY_10 + timedelta(days=1, hours=1),
                }
            )
        )
        lead = self.of_nobody.with_user(self.ana_)
        lead = lead.with_context(medspa_event_id=event.id)
        self.assertFalse(lead.message_consultation_at)
        self.assertNotIn("Zebrina", lead.message_consultation_place or "")

    @at()
    def test_words_speak_of_no_other_companys_promise(self):
        policy = self.of_boston["medspa.response.policy"]
        lead = self.of_nobody.with_user(self.manager)
        with self.assertRaises(AccessError):
            lead.with_context(medspa_policy_id=policy.id).mapped("message_promise")

    @at()
    def test_no_other_companys_plan_begins(self):
        plan = self.of_boston["medspa.cadence"]
        lead = self.of_nobody.with_user(self.ana_)
        with self.assertRaises(AccessError):
            lead.with_context(medspa_cadence_id=plan.id).action_start_followup()

    @at()
    def test_no_key_keeps_a_rule_from_its_work(self):
        self.env["medspa.stage.rule"].search([]).action_archive()
        rule = self.env["medspa.stage.rule"].create(
            {
                "name": "To do",
                "fact": "answered",
                "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
            }
        )
        lead = self.of_nobody.with_user(self.ana_)
        lead.with_context(medspa_stage_rules=[rule.id]).action_log_call("connected")
        self.assertTrue(self.of_nobody.activity_ids)

    @at()
    def test_no_key_hides_that_somebody_did_not_count_it(self):
        lead = self.of_nobody.with_user(self.ana_)
        self.cr.precommit.run()
        lead.with_context(tracking_disable=True, mail_notrack=True).write(
            {"response_exempt_reason": "spam"}
        )
        self.cr.precommit.run()
        tracked = self.of_nobody.message_ids.sudo().tracking_value_ids.field_id
        self.assertIn("response_exempt_reason", tracked.mapped("name"))


class TestDefaultsOfTheSetUp(RolesCommon):
    def test_no_default_puts_code_into_a_policy(self):
        code = self.env["mail.template"].create(
            {
                "name": "Code",
                "model_id": self.env.ref("crm.model_crm_lead").id,
                "subject": "{{ object.user_id.signature }}",
            }
        )
        policies = self.env["medspa.response.policy"].with_user(self.people["manager"])
        for name in ("email_template_id", "closed_email_template_id"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                policies.create({"name": "P", name: code.id})
            theirs = policies.with_context(**{f"default_{name}": code.id})
            with self.subTest(default=name), self.assertRaises(AccessError):
                theirs.create({"name": "P"})
        self.env["ir.default"].with_user(self.people["manager"]).set(
            "medspa.response.policy", "email_template_id", code.id, user_id=True
        )
        with self.assertRaises(AccessError):
            policies.create({"name": "P"})

    def test_no_default_gives_a_team_the_hours_of_employees(self):
        self.env["resource.resource"].create(
            {"name": "Cook", "calendar_id": self.kitchen.id}
        )
        teams = self.env["crm.team"].with_user(self.people["manager"])
        teams = teams.with_context(default_response_calendar_id=self.kitchen.id)
        with self.assertRaises(AccessError):
            teams.create({"name": "T", "company_id": self.company.id})
        free = self.make_calendar(name="Free")
        teams.with_context(default_response_calendar_id=free.id).create({"name": "T"})
