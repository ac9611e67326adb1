"""What is kept in memory survives that its record is deleted."""

from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import mute_logger

from ..models.jobs.waking import ACKNOWLEDGE, ESCALATE, FOLLOW_UP
from .common import MONDAY_10, SpeedToLeadCommon, at


class KeptCommon(SpeedToLeadCommon):
    count = 0

    def setUp(self):
        super().setUp()
        self.startPatcher(at(MONDAY_10))
        self.source = self.make_source(treatment_ids=[Command.set(self.botox.ids)])

    def capture(self):
        """Return what comes in by a form and by hand, each with owner and clock."""
        self.count += 1  # the same words again would be a repeat
        event = self.receive(
            self.source, name="Nora", phone="(512) 555-0177", message=str(self.count)
        )
        self.assertEqual(event.state, "processed", event.error)
        by_hand = self.env["crm.lead"].with_user(self.ana)
        by_hand = by_hand.create({"name": "Walk in", "team_id": self.team.id})
        leads = event.lead_id | by_hand.sudo()
        for lead in leads:
            self.assertTrue(lead.user_id and lead.response_due_at)
        # the same person would only be attached to the first one
        leads.action_archive()
        return leads


class TestHoursInUse(KeptCommon):
    """Hours that somebody uses are not deleted, and the refusal says who it is."""

    def refused(self, calendar, *names):
        with self.assertRaisesRegex(UserError, "in use") as caught:
            calendar.unlink()
        for name in names:
            self.assertIn(name, str(caught.exception))
        self.assertTrue(calendar.exists())

    def test_hours_of_a_team(self):
        hours = self.make_calendar(name="Evening")
        self.team.response_calendar_id = hours
        self.refused(hours, "Evening", "Austin")
        self.team.active = False
        self.refused(hours, "Austin")

    def test_hours_of_a_shift(self):
        hours = self.make_calendar(name="Late")
        self.team.crm_team_member_ids[0].response_calendar_id = hours
        self.refused(hours, "Ana")

    def test_hours_of_a_company(self):
        self.refused(self.calendar, "Glow Austin")

    def test_hours_of_open_waits(self):
        hours = self.make_calendar(name="Evening")
        self.team.response_calendar_id = hours
        lead = self.make_inquiry()
        # behind our back
        self.team.flush_recordset()
        self.env.cr.execute(
            "UPDATE crm_team SET response_calendar_id = NULL WHERE id = %s",
            (self.team.id,),
        )
        self.env.invalidate_all()
        self.assertEqual(lead.response_cycle_ids.calendar_id, hours)
        self.refused(hours, "1 inquiries wait")

    def test_whoever_may_not_see_a_team_reads_no_name_of_it(self):
        boston = self.make_company("Glow Boston")
        hours = self.make_calendar(name="Shared", company_id=False)
        self.team.response_calendar_id = hours
        self.env["crm.team"].sudo().create(
            {
                "name": "Secret team",
                "company_id": boston.id,
                "response_calendar_id": hours.id,
            }
        )
        with self.assertRaises(UserError) as caught:
            hours.with_user(self.make_user("adm", "base.group_system")).with_context(
                allowed_company_ids=self.company.ids
            ).unlink()
        self.assertNotIn("Secret", str(caught.exception))

    def test_hours_that_nobody_uses_any_more_go(self):
        hours = self.make_calendar(name="Evening")
        self.team.response_calendar_id = hours
        self.capture()
        self.team.response_calendar_id = False
        hours.unlink()
        self.capture()

    def test_other_processes_are_told(self):
        hours = self.make_calendar(name="Nobody's")
        self.registry.cache_invalidated.clear()
        hours.unlink()
        self.assertIn("default", self.registry.cache_invalidated)


class TestKeptLookUps(KeptCommon):
    """Every look-up of ours that is kept in memory."""

    # {model: {method: what may be deleted under it}}
    LOOK_UPS = {
        "crm.stage": {
            "_ids_of_milestone": "stage",
            "_all_terms": "stage",
            "_unchanged_odoo_stage_ids": "stage",
        },
        "crm.team": {"_response_calendar_id": "hours"},
        "medspa.cadence": {"_steps_in_order": "plan"},
        "medspa.contact.window": {"_rules": "contact_hours"},
        "medspa.intake.channel": {
            "_on_cards": "channel",
            "_expects_acknowledgement": "channel",
            "_lookup": "channel",
        },
        "medspa.intake.source": {"_matched_meanings": "field"},
        "medspa.reminder": {"_ids_of_practice": "reminder"},
        "medspa.response.policy": {
            "_conditions": "policy",
            "_built_in_id": "policy",
            "_terms": "policy",
            "_steps": "step",
            "_acknowledged_channels": "policy",
            "_first_cadence_id": "plan",
        },
        "medspa.stage.rule": {
            "_terms_of": "rule",
            "_part_names": "rule",
            "_kept_name": "rule",
        },
        "medspa.treatment": {
            "_name_by_treatment": "treatment",
            "_category_by_treatment": "treatment",
            "_vocabulary": "treatment",
        },
        # kept under a revision of the hours, and only asked for hours that are there
        "resource.calendar": {"_chunks_timeline": "hours"},
    }

    # these hold names of fields, no records
    NO_RECORDS = frozenset(("_references", "_pointing", "_fact_names"))

    def test_each_one_is_tried_here(self):
        ours = {}
        for name, model in self.registry.items():
            for attribute in dir(model):
                if attribute.startswith("__") or attribute in self.NO_RECORDS:
                    continue
                method = getattr(model, attribute, None)
                kept = getattr(method, "__cache__", None)
                if kept and "medspa_speed_to_lead" in kept.method.__module__:
                    ours.setdefault(name, set()).add(attribute)
        self.assertEqual(ours, {name: set(of) for name, of in self.LOOK_UPS.items()})

    def test_capture_goes_on_after_each_deletion(self):
        for what in sorted(
            {one for of in self.LOOK_UPS.values() for one in of.values()}
        ):
            with self.subTest(what):
                thing, let_go = getattr(self, f"use_{what}")()
                self.capture()
                let_go()
                thing.unlink()
                self.assertFalse(thing.exists())
                self.capture()
                self.env.registry.clear_cache()  # as another process, that was told
                self.capture()

    def use_stage(self):
        stage = self.env["crm.stage"].create(
            {"name": "First", "sequence": -5, "medspa_milestone": "new"}
        )
        return (
            stage,
            lambda: (
                self.env["crm.lead"]
                .with_context(active_test=False)
                .search([("stage_id", "=", stage.id)])
                .unlink()
            ),
        )

    def use_hours(self):
        hours = self.make_calendar(name="Evening")
        self.team.response_calendar_id = hours
        member = self.team.crm_team_member_ids[0]
        member.response_calendar_id = hours

        def let_go():
            self.team.response_calendar_id = member.response_calendar_id = False

        return hours, let_go

    def use_plan(self):
        plan = self.policy.cadence_id.copy()
        self.policy.cadence_id = plan

        def let_go():
            self.policy.cadence_id = False
            self.env["medspa.enrollment"].sudo().search(
                [("cadence_id", "=", plan.id)]
            ).unlink()

        return plan, let_go

    def use_contact_hours(self):
        windows = self.env["medspa.contact.window"]
        ours = windows.create({"name": "Ours", "company_id": self.company.id})
        return ours, lambda: None

    def use_channel(self):
        channel = self.env["medspa.intake.channel"].create(
            {"name": "Fair", "code": "fair"}
        )
        self.source.channel_id = channel

        def let_go():
            self.source.channel_id = self.website_form
            leads = self.env["crm.lead"].with_context(active_test=False)
            leads.search([("intake_channel_id", "=", channel.id)]).write(
                {"intake_channel_id": self.website_form.id}
            )

        return channel, let_go

    def use_field(self):
        matched = {"source_id": self.source.id, "path": "q1", "meaning": "note"}
        return self.env["medspa.intake.field"].create(matched), lambda: None

    def use_reminder(self):
        return self.env["medspa.reminder"].create({"kind": "booked"}), lambda: None

    def use_policy(self):
        policy = self.make_policy()

        def let_go():
            self.env["medspa.response.cycle"].sudo().search(
                [("policy_id", "=", policy.id)]
            )._give_up()

        return policy, let_go

    def use_step(self):
        return self.policy.escalation_step_ids[0], lambda: None

    def use_rule(self):
        rule = self.env["medspa.stage.rule"].create(
            {"name": "Tell", "fact": "replied", "notify": "owner", "sequence": -1}
        )
        return rule, lambda: None

    def use_treatment(self):
        treatment = self.make_treatment("Filler", "injectables", aliases="Nora")
        self.source.treatment_ids = treatment

        def let_go():
            self.source.treatment_ids = False
            leads = self.env["crm.lead"].with_context(active_test=False)
            leads.search([("treatment_ids", "in", treatment.ids)]).treatment_ids = False

        return treatment, let_go


class TestDeletedBehindOurBack(KeptCommon):
    """By SQL, or by another transaction between our look and its commit."""

    def test_the_next_try_reads_anew(self):
        self.capture()
        policy = self.make_policy()
        self.assertEqual(self.make_inquiry().response_policy_id, policy)
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM medspa_response_policy WHERE id = %s", (policy.id,)
        )
        self.env.invalidate_all()
        with (
            self.assertRaises(ForeignKeyViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.make_inquiry()
        self.assertTrue(self.make_inquiry().response_due_at)

    def test_a_job_that_was_deleted_keeps_no_inquiry_out(self):
        for job in (ACKNOWLEDGE, ESCALATE, FOLLOW_UP):
            self.env.ref(job).unlink()
        self.env.ref("mail.ir_cron_mail_scheduler_action").unlink()
        self.capture()
