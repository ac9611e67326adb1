"""A message never claims what did not happen: the words, the field, the condition."""

import runpy
from contextlib import contextmanager

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import file_path

from .acknowledgement_common import AGREED
from .common import MONDAY_10, at
from .follow_up_common import FollowUpCommon

TRIED = "We tried to reach you about your question."
LEFT = "I left you a voicemail."
INNOCENT = "Try reaching us at any time. If we miss you, we will text."


class ClaimCommon(FollowUpCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tried = cls.make_template("sms", TRIED)
        cls.left = cls.make_template("email", LEFT)
        cls.plain = cls.make_template("sms", INNOCENT)

    @contextmanager
    def assert_refused(self, *words):
        """A claim is refused with these words, in this order."""
        pattern = f"(?s){'.*'.join(words)}"
        with self.assertRaisesRegex(ValidationError, pattern):
            with self.env.cr.savepoint():
                yield


@tagged("post_install", "-at_install")
class TestClaimOfATemplate(ClaimCommon):
    """Its words propose what it claims, and a person may know better."""

    def test_words_propose_the_claim(self):
        self.assertEqual(self.tried.medspa_claim, "tried")
        self.assertEqual(self.left.medspa_claim, "voicemail")
        self.assertFalse(self.plain.medspa_claim)

    def test_subject_claims_as_well(self):
        email = self.make_template("email", "Hello")
        email.subject = "Sorry we missed you!"
        self.assertEqual(email.medspa_claim, "tried")

    def test_words_in_any_language_claim(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.plain.with_context(lang="es_MX").body = "Te dejamos un mensaje de voz."
        self.assertEqual(self.plain.medspa_claim, "voicemail")
        other = self.make_template("sms", "Hello")
        other._update_field_translations("body", {"es_MX": "No pudimos localizarte."})
        self.assertEqual(other.medspa_claim, "tried")

    def test_other_words_propose_anew(self):
        self.tried.body = INNOCENT
        self.assertFalse(self.tried.medspa_claim)
        self.tried.body = LEFT
        self.assertEqual(self.tried.medspa_claim, "voicemail")

    def test_what_a_person_said_stays_while_the_words_say_the_same(self):
        self.tried.medspa_claim = False
        self.tried.body = f"Hi! {TRIED}"
        self.assertFalse(self.tried.medspa_claim)
        self.plain.medspa_claim = "tried"
        self.plain.body = f"Hi! {INNOCENT}"
        self.assertEqual(self.plain.medspa_claim, "tried")

    def test_words_and_claim_are_saved_together(self):
        self.plain.write({"body": TRIED, "medspa_claim": False})
        self.assertFalse(self.plain.medspa_claim)
        said = self.tried.copy({"body": TRIED, "medspa_claim": False})
        self.assertFalse(said.medspa_claim)

    def test_form_proposes_while_somebody_writes(self):
        for template, view in ((self.plain, "sms"), (self.emails[0], "mail")):
            name = "body" if view == "sms" else "subject"
            view = f"medspa_speed_to_lead.{view}_template_view_form"
            with Form(template.with_user(self.mia), view) as form:
                form[name] = TRIED
                self.assertEqual(form.medspa_claim, "tried")
                form.medspa_claim = False
            self.assertFalse(template.medspa_claim)

    def test_manager_says_what_a_ready_template_claims(self):
        text = self.env.ref("medspa_speed_to_lead.sms_template_follow_up_new_3")
        step = self.env.ref("medspa_speed_to_lead.cadence_new_inquiry_step_12")
        step.condition = "after_call"
        text.with_user(self.mia).medspa_claim = "tried"
        self.assertEqual(text.medspa_claim, "tried")

    def test_templates_of_other_things_claim_nothing(self):
        model = self.env["ir.model"]._get_id("res.partner")
        other = self.env["mail.template"].create(
            {"name": "Other", "model_id": model, "subject": TRIED}
        )
        self.assertFalse(other.medspa_claim)


@tagged("post_install", "-at_install")
class TestClaimIsRefused(ClaimCommon):
    """Nothing sends a claim to people of whom it may not be true."""

    def test_step_without_the_condition(self):
        with self.assert_refused("We tried", "step “Text: We tried", "plan “Plan”"):
            self.make_cadence({"channel": "sms", "sms_template_id": self.tried.id})

    def test_step_that_goes_after_a_call(self):
        for condition in ("after_call", "after_voicemail"):
            self.claiming_step(condition)

    def claiming_step(self, condition="after_call", template=None, **values):
        template = template or self.tried
        name = "sms_template_id" if template._name[:3] == "sms" else "email_template_id"
        step = {"channel": "sms" if name[:3] == "sms" else "email", name: template.id}
        return self.make_cadence({**step, "condition": condition, **values}).step_ids

    def test_voicemail_is_claimed_after_a_voicemail_alone(self):
        with self.assert_refused("says that we left a voicemail"):
            self.claiming_step("after_call", self.left)
        self.claiming_step("after_voicemail", self.left)

    def test_condition_that_is_taken_away(self):
        with self.assert_refused(TRIED[:-1]):
            self.claiming_step().condition = "always"

    def test_other_channel_of_a_step(self):
        values = {"fallback_channel": "sms", "sms_template_id": self.tried.id}
        with self.assert_refused(TRIED[:-1]):
            self.make_cadence(self.step("email", 0, **values))
        step = self.make_cadence(
            self.step("email", 0, sms_template_id=self.tried.id)
        ).step_ids
        with self.assert_refused(TRIED[:-1]):
            step.fallback_channel = "sms"

    def test_other_words_of_a_step(self):
        step = self.make_cadence(self.step("sms", 0)).step_ids
        words = Command.create(
            {"patient_type": "new", "sms_template_id": self.tried.id}
        )
        with self.assert_refused("plan “Plan”", "in other words for"):
            step.variant_ids = [words]
        step.write({"condition": "after_call", "variant_ids": [words]})
        with self.assert_refused("plan “Plan”", "in other words for"):
            step.condition = "always"

    def test_other_words_that_wait_for_a_call_themselves(self):
        step = self.make_cadence(self.step("email", 0)).step_ids
        words = {"condition": "after_call", "email_template_id": self.left.id}
        with self.assert_refused("in other words for Only after an attempted call"):
            step.variant_ids = [Command.create(words)]
        words["condition"] = "after_voicemail"
        step.variant_ids = [Command.create(words)]
        with self.assert_refused("says that we left a voicemail"):
            step.variant_ids.condition = "after_call"

    def test_words_that_change_later_name_the_plans(self):
        for name in ("First plan", "Second plan"):
            self.make_cadence(
                {"channel": "sms", "sms_template_id": self.plain.id}, name=name
            )
        with self.assert_refused("Try reaching", "First plan", "Second plan"):
            self.plain.body = TRIED

    def test_claim_that_a_person_says_later_names_the_plans(self):
        self.make_cadence({"channel": "sms", "sms_template_id": self.plain.id})
        with self.assert_refused("Try reaching", "Plan"):
            self.plain.medspa_claim = "voicemail"

    def test_translation_that_claims_later(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.make_cadence({"channel": "sms", "sms_template_id": self.plain.id})
        with self.assert_refused("Plan"):
            self.plain._update_field_translations("body", {"es_MX": "Te llamé ayer."})

    def test_words_that_claim_less_are_fine(self):
        step = self.claiming_step("after_voicemail", self.left)
        self.left.body_html = f"<p>{TRIED}</p>"
        self.left.subject = "News"
        step.condition = "after_call"

    def test_first_messages(self):
        for name in self.tried._SENT_BY["medspa.response.policy"]:
            with self.assert_refused("first messages of the policy"):
                self.policy[name] = self.tried
        for name in self.left._SENT_BY["medspa.response.policy"]:
            with self.assert_refused("first messages of the policy"):
                self.policy[name] = self.left
        self.policy.sms_template_id = self.plain
        with self.assert_refused("first messages of the policy"):
            self.plain.body = TRIED

    def test_reminders(self):
        reminders = self.env["medspa.reminder"]
        with self.assert_refused("reminder"):
            reminders.create({"kind": "days_before", "sms_template_id": self.tried.id})
        reminders.create({"kind": "days_before", "sms_template_id": self.plain.id})
        with self.assert_refused("reminder"):
            self.plain.body = TRIED

    def test_every_sender_is_asked(self):
        """Who sends templates in future is asked without being told."""
        senders = {
            *self.env["mail.template"]._SENT_BY,
            *self.env["sms.template"]._SENT_BY,
        }
        for model in senders:
            names = self.env[model]._names_of_templates()
            self.assertTrue(names)
            self.assertLessEqual(names.keys(), self.env[model]._fields.keys())

    def test_ready_plans_claim_nothing_untrue(self):
        claims = set()
        for sender in self.env["mail.template"]._SENT_BY:
            for one in self.env[sender].search([]):
                self.assertFalse(one._untrue_templates(), one.display_name)
                claims |= {t.medspa_claim for t in one._templates_it_sends()}
        self.assertEqual(claims, {False, "tried", "voicemail"})

    def test_ready_text_claims_as_much_as_somebody_did(self):
        """Whom nobody called reads of no call."""
        step = self.env.ref("medspa_speed_to_lead.cadence_new_inquiry_step_2")
        with at():
            lead = self.make_inquiry()
        self.assertFalse(step._template_for(lead, "sms").medspa_claim)
        for outcome, claim in (("no_answer", "tried"), ("voicemail", "voicemail")):
            with at(MONDAY_10, minutes=5):
                lead.with_user(lead.user_id).action_log_call(outcome)
            self.assertEqual(step._template_for(lead, "sms").medspa_claim, claim)


@tagged("post_install", "-at_install")
class TestCondition(ClaimCommon):
    """What is not met is skipped, with the reason in plain words."""

    def setUp(self):
        super().setUp()
        self.policy.cadence_id = self.make_cadence(
            {
                "channel": "sms",
                "sms_template_id": self.tried.id,
                "condition": "after_call",
                "fallback_channel": "email",
                "email_template_id": self.emails[0].id,
            },
            self.step("email", 1, condition="after_voicemail"),
            self.step("email", 2),
        )
        with at():
            self.lead = self.inquire(**AGREED)

    def call(self, outcome, **later):
        with at(MONDAY_10, **later):
            self.lead.with_user(self.lead.user_id).action_log_call(outcome)

    def reasons(self):
        touches = self.enrollment(self.lead).touch_ids.sorted("id")
        return [(one.state, one.reason_code, one.reason) for one in touches]

    def test_nobody_called(self):
        for days in (1, 2, 3):
            self.follow_up(days=days)
        self.assertEqual(
            self.reasons()[:2],
            [
                (
                    "skipped",
                    "condition",
                    "Nobody called them, and it was only to go after a call.",
                ),
                (
                    "skipped",
                    "condition",
                    "Nobody left them a voicemail, and it was only to go after one.",
                ),
            ],
        )
        self.assertEqual(self.steps(self.lead)[2:], [("email", "sent")])

    def test_call_that_reached_nobody(self):
        self.call("no_answer", hours=1)
        for days in (1, 2, 3):
            self.follow_up(days=days)
        states = [state for _channel, state in self.steps(self.lead)]
        self.assertEqual(states, ["sent", "skipped", "sent"])

    def test_voicemail(self):
        self.call("voicemail", hours=1)
        for days in (1, 2, 3):
            self.follow_up(days=days)
        states = [state for _channel, state in self.steps(self.lead)]
        self.assertEqual(states, ["sent", "sent", "sent"])

    def test_call_before_they_wrote_again_does_not_count(self):
        self.call("voicemail", hours=1)
        with at(MONDAY_10, hours=2):
            self.post_from_patient(self.lead)
            self.lead._enroll(self.policy.cadence_id)
        self.follow_up(days=1, hours=2)
        self.assertEqual(self.steps(self.lead)[-1], ("sms", "skipped"))

    def test_call_before_they_spoke_does_not_count(self):
        self.call("voicemail", hours=1)
        self.call("connected", hours=2)
        with at(MONDAY_10, hours=3):
            self.lead._enroll(self.policy.cadence_id)
        self.follow_up(days=1, hours=3)
        self.assertEqual(self.steps(self.lead)[-1], ("sms", "skipped"))

    def test_wrong_number_is_no_attempt_to_reach_them(self):
        self.call("wrong_number", hours=1)
        self.follow_up(days=1)
        self.assertEqual(self.steps(self.lead)[-1], ("sms", "skipped"))

    def test_call_of_a_plan_has_a_condition_too(self):
        plan = self.make_cadence(self.step("call", condition="after_voicemail"))
        with at(MONDAY_10, hours=1):
            self.lead._enroll(plan)
        self.follow_up(days=1, hours=1)
        self.assertEqual(self.steps(self.lead)[-1], ("call", "skipped"))

    def test_attempts_of_many_cost_one_query(self):
        with at():
            others = self.lead
            for number in range(5):
                others += self.make_inquiry(
                    email_from=f"p{number}@patient.example", phone=False
                )
        with at(MONDAY_10, hours=1):
            for lead in others[:3]:
                lead.with_user(lead.user_id).action_log_call("busy")
        with self.assertQueryCount(1):
            attempts = others._followup_attempts()
        self.assertEqual(attempts, dict.fromkeys(others[:3].ids, {"busy"}))


@tagged("post_install", "-at_install")
class TestUpgrade(ClaimCommon):
    """Templates and plans of before 19.0.1.4.0."""

    def test_steps_that_claim_get_their_condition(self):
        own = self.make_cadence(
            {
                "channel": "sms",
                "sms_template_id": self.tried.id,
                "condition": "after_call",
            },
            {
                "channel": "email",
                "email_template_id": self.left.id,
                "condition": "after_voicemail",
            },
            self.step("email", 0),
        )
        self.env.flush_all()
        for table in ("mail_template", "sms_template"):
            self.env.cr.execute(f"UPDATE {table} SET medspa_claim = NULL")
        self.env.cr.execute("UPDATE medspa_cadence_step SET condition = 'always'")
        self.env.invalidate_all()
        script = "migrations/19.0.1.4.0/post-template_claims.py"
        path = file_path(f"medspa_speed_to_lead/{script}")
        runpy.run_path(path)["migrate"](self.env.cr, "19.0.1.3.0")
        self.env.invalidate_all()
        conditions = own.step_ids.mapped("condition")
        self.assertEqual(conditions, ["after_call", "after_voicemail", "always"])
        self.assertEqual(self.tried.medspa_claim, "tried")
        ready = self.env.ref("medspa_speed_to_lead.cadence_new_inquiry_step_2")
        claims = ready.sms_template_id.medspa_claim
        self.assertEqual(ready.condition, "after_call" if claims else "always")
