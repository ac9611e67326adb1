"""What is in use is archived, not deleted; a team is not switched off in silence."""

from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Command

from .common import MONDAY_10, SpeedToLeadCommon, at

# what refers to shared set-up without using it: {(model, field): why}
NO_USE = {
    ("crm.lead", "response_policy_id"): "history; who waits stands on the wait",
    ("crm.lead", "followup_cadence_id"): "computed",
    ("crm.lead", "team_id"): "history; who waits stands on the wait",
    ("medspa.touch", "step_id"): "history",
    ("medspa.touch", "first_of_source_id"): "counted for an hour; its event is a use",
    ("medspa.touch", "first_of_team_id"): "counted for an hour, then history",
    ("medspa.cadence.step", "cadence_id"): "a part of it",
    ("medspa.escalation.step", "policy_id"): "a part of it",
    ("medspa.intake.field", "source_id"): "a part of it",
    ("medspa.treatment.category", "treatment_ids"): "the other side",
    ("medspa.rotation.turn", "team_id"): "a turn is only counted within it",
    ("crm.team.member", "crm_team_id"): "a part of it",
}


class InUseCommon(SpeedToLeadCommon):
    def setUp(self):
        super().setUp()
        self.startPatcher(at(MONDAY_10))

    def refused(self, record, *words):
        with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
            record.unlink()
        for word in words:
            self.assertIn(word, str(caught.exception))


class TestInUse(InUseCommon):
    def test_every_reference_of_ours_counts_or_says_why_not(self):
        names = self.registry.descendants(["medspa.in.use.mixin"], "_inherit")
        guarded = {name for name in names if not self.env[name]._abstract}
        missing = set()
        for name, model in self.registry.items():
            if model._abstract or model._transient or not model._auto:
                continue
            for field in model._fields.values():
                if (
                    field.type in ("many2one", "many2many")
                    and field.comodel_name in guarded
                    and field.store
                    and "medspa_speed_to_lead" in field._modules
                ):
                    missing.add((field.comodel_name, (name, field.name)))
        missing -= {
            (name, place) for name in guarded for place in self.env[name]._USED_BY
        }
        self.assertEqual({place for _name, place in missing} - NO_USE.keys(), set())

    def test_each_is_refused_with_who_uses_it(self):
        lead = self.make_inquiry(treatment_ids=self.botox.ids)
        self.policy.category_ids = self.laser.category_id
        source = self.make_source(treatment_ids=self.laser.ids)
        self.receive(source, name="Zoe", phone="(512) 555-0188")
        self.assertTrue(lead.response_cycle_ids)
        for record, *words in (
            (self.policy, "2 inquiries wait", "archive it"),
            (self.policy.cadence_id, "Consultation requests", "are or were in it"),
            (self.botox, "1 inquiries have it"),
            (self.laser, "Website"),
            (self.laser.category_id, "Every inquiry", "Laser hair removal"),
            (self.website_form, "Website"),
            (source, "came in through it"),
            (self.team, "Website", "inquiries wait"),
        ):
            with self.subTest(record.display_name):
                self.refused(record, record.display_name, *words)

    def test_a_condition_is_never_emptied(self):
        """A policy for one team, channel or kind does not become one for all."""
        fair = self.env["medspa.intake.channel"].create({"name": "Fair", "code": "f"})
        kind = self.env["medspa.treatment.category"].create({"name": "Hair"})
        dallas = self.make_team("Dallas")
        for name, thing in (
            ("channel_ids", fair),
            ("category_ids", kind),
            ("team_ids", dallas),
        ):
            policy = self.make_policy(**{name: [Command.set(thing.ids)]})
            self.refused(thing, "Promise")
            policy.unlink()
            thing.unlink()

    def test_a_planned_reminder_and_a_mystery_keep_theirs(self):
        reminder = self.env["medspa.reminder"].create({"kind": "booked"})
        lead = self.make_inquiry()
        self.env["medspa.touch"].sudo().create(
            {
                "lead_id": lead.id,
                "channel": "email",
                "direction": "out",
                "performer": "system",
                "purpose": "reminder",
                "state": "planned",
                "planned_at": MONDAY_10,
                "reminder_id": reminder.id,
            }
        )
        self.refused(reminder, "planned")

    def test_what_nobody_uses_goes(self):
        self.make_policy().unlink()
        self.make_treatment("Peel", "skin").unlink()


class TestBuiltInPromise(InUseCommon):
    """Without a policy that fits, a promise holds and somebody is told."""

    def setUp(self):
        super().setUp()
        self.policies = self.env["medspa.response.policy"]
        self.built_in = self.policies._built_in()
        self.policies.search([]).action_archive()

    def test_owner_clock_message_and_steps(self):
        lead = self.make_inquiry(intake_channel_id=self.website_form.id)
        self.assertEqual(lead.response_policy_id, self.built_in)
        self.assertTrue(lead.user_id)
        waited = lead.response_due_at - lead.response_waiting_since
        self.assertEqual(waited.total_seconds(), 5 * 60)
        touches = lead.touch_ids
        self.assertEqual(set(touches.mapped("channel")), {"email", "sms"})
        self.assertTrue(lead._acknowledgement_template("email", MONDAY_10))
        self.assertTrue(lead.response_cycle_ids.next_step_at)

    def test_without_the_shipped_messages_there_is_none(self):
        users = self.policies.with_context(active_test=False).search([])
        for name in ("email", "sms", "closed_email", "closed_sms"):
            users.write({f"{name}_template_id": False})
        for kind in ("mail", "sms"):
            for name in ("general", "general_closed"):
                self.env.ref(
                    f"medspa_speed_to_lead.{kind}_template_first_{name}"
                ).unlink()
        self.env.registry.clear_cache()
        lead = self.make_inquiry(intake_channel_id=self.website_form.id)
        self.assertTrue(lead.response_due_at)
        self.assertFalse(lead.touch_ids)

    def test_health_says_whose_inquiries_fit_nothing(self):
        health = self.env["medspa.health"]
        self.assertFalse(health._check_promise())
        self.make_inquiry()
        (trouble,) = health._check_promise()
        self.assertEqual(trouble.company, self.company)
        self.assertIn("Austin", trouble.words)
        with at(days=8):
            self.assertFalse(health._check_promise())

    def test_it_stays_as_it_is(self):
        everywhere = self.env["res.company"].sudo().search([])
        keeper = self.make_user(
            "keeper",
            groups="sales_team.group_sale_manager",
            company_ids=[Command.set(everywhere.ids)],
        )
        for act in (
            lambda one: one.unlink(),
            lambda one: one.write({"target_minutes": 999}),
            lambda one: one.write({"domain": "[('city', '=', 'A')]"}),
            lambda one: one.action_unarchive(),
        ):
            with self.assertRaisesRegex(UserError, "stays as it is"):
                act(self.built_in.with_user(keeper))

    def test_a_wait_whose_policy_was_deleted_goes_on(self):
        """As it was possible before: its steps come, its deadline does not jump."""
        policy = self.make_policy(target_minutes=30)
        lead = self.make_inquiry()
        cycle = lead.response_cycle_ids
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM medspa_response_policy WHERE id = %s", (policy.id,)
        )
        self.env.registry.clear_cache()
        self.env.invalidate_all()
        cycle._set_next_steps()
        self.assertTrue(cycle.next_step_at)
        cycle._recompute_open_waits([("id", "=", cycle.id)])
        waited = lead.response_due_at - lead.response_waiting_since
        self.assertEqual(waited.total_seconds(), 5 * 60)


class TestTeamIsSwitchedOff(InUseCommon):
    def setUp(self):
        super().setUp()
        self.source = self.make_source()
        self.dallas = self.make_team("Dallas", self.ana)
        self.lead = self.make_inquiry()
        self.as_mia = self.team.with_user(self.mia)

    def decide(self, **values):
        dialog = self.env["medspa.team.switch"].with_user(self.mia)
        dialog = dialog.create({"team_id": self.team.id, **values})
        self.assertEqual((dialog.source_count, dialog.waiting_count), (1, 1))
        dialog.action_switch_off()
        return dialog

    def test_a_person_is_asked(self):
        for values in ({"speed_to_lead": False}, {"active": False}):
            with self.assertRaises(RedirectWarning) as caught:
                self.as_mia.write(values)
            words, action_id, _button, context = caught.exception.args
            self.assertIn("1 inquiries wait", words)
            action = self.env["ir.actions.act_window"].browse(action_id)
            self.assertEqual(action.res_model, "medspa.team.switch")
            self.assertEqual(context, {"default_team_id": self.team.id})
        with self.assertRaises(RedirectWarning):
            self.as_mia.action_archive()
        self.assertTrue(self.team.speed_to_lead and self.team.active)

    def test_sources_move_and_who_waits_waits_on(self):
        due_at = self.lead.response_due_at
        self.decide(other_team_id=self.dallas.id)
        self.assertFalse(self.team.speed_to_lead)
        self.assertEqual(self.source.team_id, self.dallas)
        self.assertEqual(self.lead.response_due_at, due_at)
        event = self.receive(self.source, name="Zoe", phone="(512) 555-0188")
        self.assertEqual(event.lead_id.team_id, self.dallas)
        self.assertTrue(event.lead_id.response_due_at)

    def test_sources_end_and_nobody_waits(self):
        self.decide(sources="archive", waits="end", reason="other", archive_team=True)
        self.assertFalse(self.team.active or self.source.active)
        self.assertEqual(self.lead.response_state, "none")

    def test_half_an_answer_changes_nothing(self):
        with self.assertRaises(UserError):
            self.decide()
        with self.assertRaises(UserError):
            self.decide(other_team_id=self.dallas.id, waits="end")
        self.assertTrue(self.team.speed_to_lead)

    def test_a_team_that_nobody_needs_is_switched_off_at_once(self):
        self.dallas.with_user(self.mia).speed_to_lead = False
        self.assertFalse(self.dallas.speed_to_lead)

    def test_health_shows_sources_of_a_team_that_is_off(self):
        health = self.env["medspa.health"]
        self.assertFalse(health._check_team_off())
        for values in ({"speed_to_lead": False}, {"active": False}):
            self.team.write({"speed_to_lead": True, "active": True})
            self.team.sudo().write(values)
            (trouble,) = health._check_team_off()
            self.assertIn("Website", trouble.words)
            self.assertEqual(trouble.record, self.source)
