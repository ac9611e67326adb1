from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .answer_common import ANSWERED, DUE, MINUTES, PATIENT, PHONE, AnswerCase
from .common import MONDAY_10, at

REPLIED = MONDAY_10 + 30 * MINUTES


class FactCase(AnswerCase):
    def call(self, minutes, lead=None, user=None, outcome="connected"):
        """A colleague calls so many minutes after the inquiry."""
        with at(minutes=minutes):
            lead = (lead or self.lead).with_user(user or self.owner)
            lead.action_log_call(outcome)

    def record(self, moment, direction="out", **values):
        """Somebody writes down later what happened at a moment."""
        return self.lead._register_touch(
            {
                "direction": direction,
                "channel": "in_person",
                "user_id": direction == "out" and self.owner.id,
                "occurred_at": moment,
                **values,
            }
        )

    def stage(self, milestone, team=None):
        return self.env["crm.stage"].search(
            [
                ("medspa_milestone", "=", milestone),
                ("team_ids", "in", [False, (team or self.team).id]),
            ],
            limit=1,
        )


@tagged("post_install", "-at_install")
class TestAnswerStage(FactCase):
    """The first answer moves an inquiry from New to Contacted, and no other."""

    def make_contacted_stage(self, team):
        """Return a stage that a practice made for this and marked itself."""
        return self.env["crm.stage"].create(
            {
                "name": "In touch",
                "sequence": 7,
                "team_ids": team.ids,
                "medspa_milestone": "contacted",
            }
        )

    def test_first_answer_moves_new_to_contacted(self):
        self.assertEqual(self.lead.stage_id, self.stage("new"))
        self.call(2)
        self.assertEqual(self.lead.stage_id, self.stage("contacted"))

    def test_attempt_moves_nothing(self):
        self.call(2, outcome="voicemail")
        self.assertEqual(self.lead.stage_id, self.stage("new"))

    def test_inquiry_further_on_stays_where_it_is(self):
        own = self.env["crm.stage"].create({"name": "Quote sent", "sequence": 50})
        for stage in (own, self.stage("won")):
            with self.subTest(stage=stage.name):
                self.lead.stage_id = stage
                self.call(2)
                self.assertEqual(self.lead.stage_id, stage)

    def test_second_answer_moves_nothing_back(self):
        self.call(2)
        self.lead.stage_id = self.stage("new")
        self.call(8)
        self.assertEqual(self.lead.stage_id, self.stage("new"))

    def test_it_goes_to_the_stage_of_its_own_team(self):
        team = self.make_team("Dallas", self.ana | self.ben, speed_to_lead=False)
        own = self.make_contacted_stage(team)
        # one for everybody is second choice, also where it comes first on the board
        self.make_contacted_stage(self.env["crm.team"]).sequence = 1
        team.speed_to_lead = True
        with at():
            lead = self.make_inquiry(team_id=team.id, user_id=self.owner.id)
        self.call(2)
        self.call(2, lead)
        self.assertEqual(lead.stage_id, own)
        self.assertNotEqual(self.lead.stage_id, own)
        self.assertEqual(self.lead.stage_id.medspa_milestone, "contacted")

    def test_new_team_gets_a_contacted_stage_right_after_new(self):
        team = self.make_team("Dallas")
        contacted = self.stage("contacted", team)
        self.assertIn(team, contacted.team_ids)
        self.assertEqual(contacted.sequence, self.stage("new").sequence + 1)

    def test_team_that_starts_later_gets_it_once(self):
        team = self.make_team("Dallas", speed_to_lead=False)
        stages = self.env["crm.stage"]
        self.assertFalse(stages.search([("team_ids", "in", team.ids)]))
        team.speed_to_lead = True
        team.speed_to_lead = False
        team.speed_to_lead = True
        mine = stages.search([("team_ids", "in", team.ids)])
        self.assertEqual(mine.mapped("medspa_milestone").count("contacted"), 1)

    def test_stages_of_the_practice_are_only_marked(self):
        stages = self.env["crm.stage"]
        stages.search([]).write({"medspa_milestone": False, "team_ids": False})
        before = {
            stage: (stage.name, stage.sequence, stage.is_won)
            for stage in stages.search([])
        }
        self.make_team("Dallas")
        self.assertEqual(
            {stage: (stage.name, stage.sequence, stage.is_won) for stage in before},
            before,
        )
        self.assertEqual(min(before).medspa_milestone, "new")
        won = [stage for stage in before if stage.is_won]
        self.assertEqual({stage.medspa_milestone for stage in won}, {"won"})

    def test_contacted_stage_that_a_practice_marked_is_used(self):
        team = self.make_team("Dallas", speed_to_lead=False)
        own = self.make_contacted_stage(team)
        team.speed_to_lead = True
        stages = self.env["crm.stage"].search([("team_ids", "in", team.ids)])
        self.assertEqual(stages, own)
        self.assertEqual((own.name, own.sequence), ("In touch", 7))

    @mute_logger("odoo.addons.medspa_speed_to_lead.models.stages.crm_lead")
    def test_rule_that_forbids_the_stage_does_not_lose_the_answer(self):
        model = self.env["ir.model"]._get_id("crm.lead")
        self.env["base.automation"].create(
            {
                "name": "Nobody leaves New without a price",
                "model_id": model,
                "trigger": "on_create_or_write",
                "filter_domain": f"[('stage_id', '=', {self.stage('contacted').id})]",
                "action_server_ids": [
                    Command.create(
                        {
                            "name": "Forbid",
                            "model_id": model,
                            "state": "code",
                            "code": "raise UserError('Enter a price first')",
                        }
                    )
                ],
            }
        )
        with at(ANSWERED):
            self.post()
        self.assertAnswered()
        self.assertEqual(self.lead.stage_id, self.stage("new"))
        log = "".join(self.lead.message_ids.mapped("body"))
        self.assertIn("Enter a price first", log)


@tagged("post_install", "-at_install")
class TestAnswerContact(FactCase):
    """Contacted: the patient spoke during or after our answer."""

    def test_connected_call_is_contact(self):
        self.call(2)
        self.assertEqual(self.lead.response_contacted_at, ANSWERED)

    def test_call_after_a_written_answer_is_contact(self):
        with at(ANSWERED):
            self.post()
        self.assertFalse(self.lead.response_contacted_at)
        self.call(10)
        self.assertEqual(self.lead.response_contacted_at, MONDAY_10 + 10 * MINUTES)

    def test_reply_after_our_answer_is_contact(self):
        with at(ANSWERED):
            self.post()
        with at(REPLIED):
            self.post_from_patient(self.lead)
        self.assertEqual(self.lead.response_contacted_at, REPLIED)

    def test_first_contact_stays(self):
        self.call(2)
        with at(REPLIED):
            self.post_from_patient(self.lead)
        self.call(40)
        self.assertEqual(self.lead.response_contacted_at, ANSWERED)

    def test_inquiry_itself_is_no_contact(self):
        with at(ANSWERED):
            self.post()
        self.assertFalse(self.lead.response_contacted_at)

    def test_what_the_patient_wrote_before_our_answer_is_no_contact(self):
        with at(minutes=1):
            self.post_from_patient(self.lead)
        with at(ANSWERED):
            self.post()
        self.assertFalse(self.lead.response_contacted_at)

    def test_what_was_written_before_and_came_after_is_no_contact(self):
        with at(ANSWERED):
            self.post()
        with at(REPLIED):
            self.receive_email(PATIENT, "desk@glow.example", sent=MONDAY_10 + MINUTES)
        self.assertIn("in", self.touches().mapped("direction"))
        self.assertFalse(self.lead.response_contacted_at)

    def test_attempt_is_no_contact(self):
        with at(ANSWERED):
            self.post()
        self.call(10, outcome="voicemail")
        self.assertFalse(self.lead.response_contacted_at)

    def test_contact_through_a_failed_answer_is_none(self):
        with at(ANSWERED):
            message = self.post()
        with at(REPLIED):
            self.post_from_patient(self.lead)
        touch = self.touches().filtered(lambda one: one.message_id == message)
        with at(minutes=40):
            touch._failed("It bounced")
        self.assertFalse(self.lead.response_contacted_at)


@tagged("post_install", "-at_install")
class TestAnswerOrder(FactCase):
    """What we learn of late counts from when it happened."""

    @at(minutes=20)
    def test_email_from_before_the_inquiry_gives_no_negative_time(self):
        self.receive_email(
            self.owner.email, PATIENT, sent=MONDAY_10 - 60 * 24 * MINUTES
        )
        self.assertEqual(self.lead.response_first_at, MONDAY_10)
        self.assertEqual(self.lead.response_first_seconds, 0)
        self.assertEqual(self.lead.response_first_working_seconds, 0)
        self.assertEqual(self.cycle.answered_at, MONDAY_10)
        self.assertEqual(self.cycle.elapsed_seconds, 0)
        self.assertEqual(self.cycle.working_seconds, 0)

    @at(minutes=20)
    def test_email_from_the_future_counts_from_its_arrival(self):
        self.receive_email(
            self.owner.email, PATIENT, sent=MONDAY_10 + 60 * 24 * MINUTES
        )
        self.assertEqual(self.lead.response_first_at, MONDAY_10 + 20 * MINUTES)

    @at(minutes=20)
    def test_imported_message_gives_no_negative_time(self):
        self.lead.with_user(self.owner).sudo().message_post(
            body="Friday at 3 is free.",
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.patient.ids,
            incoming_email_to=PATIENT,
            date=MONDAY_10 - 60 * 24 * MINUTES,
        )
        self.assertEqual(self.lead.response_first_seconds, 0)
        self.assertEqual(self.cycle.elapsed_seconds, 0)

    def test_earlier_answer_recorded_later_corrects_the_verdict(self):
        self.call(12, user=self.mia)
        self.assertEqual(self.cycle.verdict, "late")
        with at(REPLIED):
            self.record(ANSWERED)
        self.assertEqual(self.cycle.verdict, "on_time")
        self.assertFalse(self.cycle.missed_by_id)
        self.assertEqual(self.lead.response_state, "on_time")
        self.assertEqual(self.lead.response_first_at, ANSWERED)
        self.assertEqual(self.lead.response_first_user_id, self.owner)
        self.assertEqual(self.lead.response_first_seconds, 120)
        self.assertEqual(self.lead.response_contacted_at, ANSWERED)

    def test_later_answer_recorded_later_changes_nothing(self):
        self.call(2)
        with at(REPLIED):
            self.record(MONDAY_10 + 12 * MINUTES, user_id=self.mia.id)
        self.assertAnsweredFirst(ANSWERED)

    def test_earlier_answer_to_the_second_wait_corrects_that_one(self):
        self.call(2)
        with at(REPLIED):
            self.post_from_patient(self.lead)
        self.call(50)
        second = self.lead.response_cycle_ids - self.cycle
        self.assertEqual(second.verdict, "late")
        with at(minutes=60):
            self.record(REPLIED + MINUTES)
        self.assertEqual(second.verdict, "on_time")
        self.assertAnsweredFirst(ANSWERED)

    def test_answer_from_before_they_wrote_again_ends_no_second_wait(self):
        self.call(2)
        with at(REPLIED):
            self.post_from_patient(self.lead)
        with at(minutes=35):
            self.record(MONDAY_10 + 10 * MINUTES)
        self.assertEqual(self.lead.response_waiting_since, REPLIED)
        self.assertAnsweredFirst(ANSWERED)

    def test_email_written_before_our_answer_starts_no_wait(self):
        self.call(2)
        with at(REPLIED):
            self.receive_email(PATIENT, "desk@glow.example", sent=MONDAY_10 + MINUTES)
        self.assertFalse(self.lead.response_waiting_since)
        self.assertEqual(self.lead.response_cycle_ids, self.cycle)

    def test_email_written_before_our_second_answer_starts_no_wait(self):
        self.call(2)
        self.call(20)
        with at(REPLIED):
            wrote = MONDAY_10 + 10 * MINUTES
            self.receive_email(PATIENT, "desk@glow.example", sent=wrote)
        self.assertFalse(self.lead.response_waiting_since)

    def test_email_written_after_our_answer_starts_a_wait_from_then(self):
        self.call(2)
        wrote = MONDAY_10 + 10 * MINUTES
        with at(REPLIED):
            self.receive_email(PATIENT, "desk@glow.example", sent=wrote)
        self.assertEqual(self.lead.response_waiting_since, wrote)

    def test_answers_to_an_exempt_inquiry_are_kept(self):
        self.lead.response_exempt_reason = "existing_appointment"
        self.call(2)
        self.lead._response_derive()
        self.call(20)
        self.assertAnsweredFirst(ANSWERED)
        self.assertEqual(len(self.touches()), 2)
        self.assertEqual(self.lead.response_state, "none")

    def test_answer_of_somebody_who_left_stays_one(self):
        self.call(12)
        self.owner.action_archive()
        with at(REPLIED):
            self.record(MONDAY_10 + 20 * MINUTES, user_id=self.mia.id)
        self.lead._response_derive()
        self.assertAnsweredFirst(MONDAY_10 + 12 * MINUTES)

    def assertAnsweredFirst(self, moment):
        self.assertEqual(self.lead.response_first_at, moment)
        self.assertEqual(self.lead.response_first_user_id, self.owner)


@tagged("post_install", "-at_install")
class TestAnswerMerged(FactCase):
    """Two inquiries of one person become one that forgets nothing."""

    def second(self, minutes=10, **values):
        """Return another inquiry of the same person, later than the first."""
        with at(minutes=minutes):
            return self.make_inquiry(user_id=self.owner.id, **values)

    def merge(self, *leads, head=None):
        """Return what Odoo's merge makes of inquiries, kept in ``head``."""
        leads = self.lead.union(*leads)
        head = head or self.lead
        # Odoo keeps the one that has come furthest
        leads.stage_id = self.stage("new")
        (leads - head).write({"probability": 1})
        head.probability = 60
        with at(minutes=60):
            merged = leads.with_user(self.mia).merge_opportunity()
        self.assertEqual(merged, head)
        self.assertFalse((leads - head).exists())
        return merged.with_user(self.env.user)

    def test_one_person_gets_one_acknowledgement_on_each_channel(self):
        merged = self.merge(self.second())
        planned = merged.touch_ids.filtered(lambda touch: touch.state == "planned")
        self.assertEqual(sorted(planned.mapped("channel")), ["email", "sms"])
        self.assertIn("Merged with another inquiry.", merged.touch_ids.mapped("reason"))

    def assertNumbered(self, merged):
        cycles = merged.response_cycle_ids.sorted("started_at")
        self.assertEqual(cycles.mapped("sequence"), list(range(1, len(cycles) + 1)))

    def test_facts_of_the_earliest_inquiry_stay(self):
        promise = self.make_policy(channel_ids=self.website_form.ids)
        second = self.second(intake_channel_id=self.website_form.id)
        self.assertEqual(second.response_policy_id, promise)
        channel = self.lead.intake_channel_id
        merged = self.merge(second, head=second)
        self.assertEqual(merged.intake_received_at, MONDAY_10)
        self.assertEqual(merged.intake_channel_id, channel)
        self.assertEqual(merged.response_policy_id, self.policy)

    def test_treatments_are_united(self):
        self.lead.treatment_ids = self.botox
        second = self.second(treatment_ids=self.laser.ids)
        self.assertEqual(self.merge(second).treatment_ids, self.botox | self.laser)

    def test_earliest_answer_is_the_first_response(self):
        second = self.second(1)
        self.call(2, second)
        self.call(4)
        for head in (self.lead, second):
            with self.subTest(head=head.id), self.cr.savepoint() as savepoint:
                merged = self.merge(second, head=head)
                self.assertEqual(merged.response_first_at, ANSWERED)
                self.assertEqual(merged.response_first_seconds, 120)
                self.assertEqual(merged.response_contacted_at, ANSWERED)
                self.assertEqual(merged.response_verdict, "on_time")
                savepoint.rollback()

    def test_answer_to_one_ends_the_wait_of_the_other(self):
        second = self.second(1)
        self.call(2, second)
        merged = self.merge(second, head=second)
        self.assertFalse(merged.response_waiting_since)
        self.assertEqual(merged.response_first_at, ANSWERED)
        self.assertEqual(merged.response_verdict, "on_time")
        self.assertNumbered(merged)

    def test_earlier_answer_to_the_other_corrects_the_verdict(self):
        second = self.second(1)
        self.call(2, second)
        self.call(12)
        self.assertEqual(self.cycle.verdict, "late")
        merged = self.merge(second)
        self.assertEqual(merged.response_verdict, "on_time")
        self.assertEqual(merged.response_first_at, ANSWERED)
        verdicts = merged.response_cycle_ids.sorted("sequence").mapped("verdict")
        self.assertEqual(verdicts, ["on_time", "void"])

    def test_wait_after_the_answer_to_another_goes_on(self):
        second, third = self.second(1), self.second(10)
        self.call(2, second)
        merged = self.merge(second, third)
        self.assertEqual(merged.response_waiting_since, MONDAY_10 + 10 * MINUTES)
        self.assertEqual(merged.response_verdict, "on_time")
        self.assertNumbered(merged)

    def test_answer_to_the_first_does_not_end_the_later_wait(self):
        second = self.second(10)
        self.call(2)
        merged = self.merge(second)
        self.assertEqual(merged.response_waiting_since, MONDAY_10 + 10 * MINUTES)
        self.assertEqual(merged.response_due_at, MONDAY_10 + 15 * MINUTES)
        self.assertEqual(merged.response_first_at, ANSWERED)
        self.assertNumbered(merged)

    def test_of_two_waits_the_first_goes_on(self):
        second = self.second()
        for head in (self.lead, second):
            with self.subTest(head=head.id), self.cr.savepoint() as savepoint:
                merged = self.merge(second, head=head)
                open_ones = merged.response_cycle_ids.filtered(
                    lambda cycle: not cycle.verdict
                )
                self.assertEqual(open_ones.started_at, MONDAY_10)
                self.assertEqual(len(merged.response_cycle_ids), 2)
                self.assertWaiting(merged)
                self.assertNumbered(merged)
                savepoint.rollback()

    def test_merged_inquiry_can_be_answered_and_waits_again(self):
        merged = self.merge(self.second())
        self.call(70, merged)
        self.assertEqual(merged.response_verdict, "late")
        with at(minutes=80):
            self.post_from_patient(merged)
        self.assertEqual(merged.response_waiting_since, MONDAY_10 + 80 * MINUTES)
        self.assertNumbered(merged)

    def test_touches_follow(self):
        second = self.second(1)
        self.call(2)
        self.call(3, second, outcome="voicemail")
        touches = self.lead.touch_ids | second.touch_ids
        merged = self.merge(second)
        self.assertEqual(merged.touch_ids, touches)

    def test_events_follow(self):
        source = self.make_source()
        with at():
            events = self.receive(source, name="Nora", email="n1@patient.example")
            events |= self.receive(source, name="Nora", email="n2@patient.example")
        first, second = (event.lead_id for event in events)
        self.assertNotEqual(first, second)
        with at(minutes=60):
            merged = (first | second).with_user(self.mia).merge_opportunity()
        self.assertEqual([event.lead_id for event in events], [merged, merged])
        self.assertEqual(merged.intake_event_id, events[0])

    def test_consent_follows_and_refusal_still_holds(self):
        second = self.second()
        ledger = self.env["medspa.consent"]
        with at():
            lines = ledger._grant(
                PHONE, "sms", "conversational", source="Form", lead=self.lead
            )
            may = ledger._may_contact(self.lead, "sms", "conversational", MONDAY_10)
            self.assertTrue(may[0])
        with at(minutes=5):
            lines |= ledger._revoke(PHONE, "sms", source="STOP", lead=second)
        merged = self.merge(second)
        self.assertEqual([line.lead_id for line in lines], [merged, merged])
        may = ledger._may_contact(merged, "sms", "conversational", REPLIED)
        self.assertFalse(may[0])

    def test_exempt_only_if_all_are(self):
        second = self.second()
        second.response_exempt_reason = "spam"
        for head in (self.lead, second):
            with self.subTest(head=head.id), self.cr.savepoint() as savepoint:
                merged = self.merge(second, head=head)
                self.assertFalse(merged.response_exempt_reason)
                self.assertWaiting(merged)
                savepoint.rollback()

    def test_all_exempt_stay_exempt(self):
        second = self.second()
        (self.lead | second).response_exempt_reason = "test"
        merged = self.merge(second)
        self.assertEqual(merged.response_exempt_reason, "test")
        self.assertFalse(merged.response_waiting_since)
        self.assertEqual(merged.response_state, "none")

    def test_lead_that_was_no_inquiry_takes_over_the_facts(self):
        team = self.make_team("Wholesale", speed_to_lead=False)
        plain = self.make_inquiry(team_id=team.id, user_id=self.owner.id)
        self.assertFalse(plain.intake_received_at)
        self.call(2)
        merged = self.merge(plain, head=plain)
        self.assertEqual(merged.intake_received_at, MONDAY_10)
        self.assertEqual(merged.response_first_at, ANSWERED)
        self.assertEqual(merged.response_verdict, "on_time")

    def test_merged_leads_without_facts_get_none(self):
        team = self.make_team("Wholesale", speed_to_lead=False)
        plain = self.make_inquiry(team_id=team.id) | self.make_inquiry(team_id=team.id)
        merged = plain.merge_opportunity()
        self.assertFalse(merged.intake_received_at)
        self.assertFalse(merged.response_cycle_ids)


@tagged("post_install", "-at_install")
class TestAnswerKept(FactCase):
    """Copying invents nothing, converting and closing lose nothing."""

    def test_copy_carries_no_fact(self):
        source = self.make_source()
        with at():
            lead = self.receive(source, name="Nora", email="n1@patient.example").lead_id
        self.call(2, lead, user=self.mia)
        with at(REPLIED):
            copy = lead.copy()
            self.assertEqual(copy.response_state, "waiting")
        self.assertEqual(copy.intake_received_at, REPLIED)
        self.assertEqual(copy.response_cycle_ids.started_at, REPLIED)
        for name in (
            "intake_event_id",
            "intake_source_id",
            "response_first_at",
            "response_first_user_id",
            "response_first_seconds",
            "response_contacted_at",
            "response_acknowledged_at",
            "response_verdict",
        ):
            self.assertTrue(name.endswith("acknowledged_at") or lead[name], name)
            self.assertFalse(copy[name], name)
        self.assertFalse(self.touches(copy))
        self.assertNotIn(copy.stage_id, self.stage("contacted"))

    def test_conversion_keeps_every_fact(self):
        with at():
            lead = self.make_inquiry(
                type="lead", user_id=self.owner.id, treatment_ids=self.botox.ids
            )
        self.call(2, lead)
        names = [
            name
            for name in lead._fields
            if name.startswith(("intake_", "response_", "treatment_", "touch_"))
        ]
        before = {name: lead[name] for name in names}
        with at(REPLIED):
            lead.with_user(self.owner).convert_opportunity(self.patient)
            self.assertEqual(lead.type, "opportunity")
            self.assertEqual({name: lead[name] for name in names}, before)

    def close_and_reopen(self, close, reopen):
        """Close three minutes and reopen twenty after the inquiry."""
        with at(minutes=3):
            close()
        self.assertFalse(self.lead.response_waiting_since)
        self.assertEqual(self.cycle.verdict, "void")
        with at(minutes=20):
            reopen()

    def test_restored_inquiry_goes_on_with_the_old_deadline(self):
        self.close_and_reopen(self.lead.action_archive, self.lead.action_unarchive)
        self.assertWaiting()

    def test_lost_and_restored_inquiry_goes_on_with_the_old_deadline(self):
        self.close_and_reopen(self.lead.action_set_lost, self.lead.action_restore)
        self.assertWaiting()

    def test_won_and_dragged_back_goes_on_with_the_old_deadline(self):
        new = self.lead.stage_id
        self.close_and_reopen(
            self.lead.action_set_won, lambda: self.lead.write({"stage_id": new.id})
        )
        self.assertWaiting()

    def test_closed_after_the_deadline_and_restored_is_still_missed(self):
        with at(minutes=10):
            self.lead.action_archive()
        self.assertEqual(self.cycle.verdict, "late")
        with at(minutes=20):
            self.lead.action_unarchive()
        self.assertWaiting()
        self.assertEqual(self.cycle.missed_by_id, self.owner)

    def test_answered_inquiry_does_not_wait_again(self):
        self.call(2)
        new = self.stage("new")
        for close, reopen in (
            (self.lead.action_archive, self.lead.action_unarchive),
            (self.lead.action_set_won, lambda: self.lead.write({"stage_id": new.id})),
        ):
            with at(minutes=10):
                close()
                reopen()
            self.assertFalse(self.lead.response_waiting_since)
            self.assertEqual(self.cycle.verdict, "on_time")

    def test_answer_while_it_was_archived_counts(self):
        with at(minutes=1):
            self.lead.action_archive()
        self.call(2)
        with at(minutes=20):
            self.lead.action_unarchive()
        self.assertFalse(self.lead.response_waiting_since)
        self.assertEqual(self.lead.response_first_at, ANSWERED)
        self.assertEqual(self.cycle.verdict, "on_time")

    def test_exempt_inquiry_does_not_wait_again(self):
        self.lead.response_exempt_reason = "spam"
        with at(minutes=10):
            self.lead.action_archive()
            self.lead.action_unarchive()
        self.assertFalse(self.lead.response_waiting_since)

    def test_reopened_in_time_can_still_be_kept(self):
        with at(minutes=1):
            self.lead.action_archive()
            self.lead.action_unarchive()
        self.call(5)
        self.assertEqual(self.lead.response_first_at, DUE)
        self.assertEqual(self.cycle.verdict, "on_time")
