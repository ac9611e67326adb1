"""Conditions that people write: what they may ask, and that none stops an inquiry."""

from datetime import timedelta
from itertools import count
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, mute_logger

from ..models.setup.medspa_condition_mixin import MedspaConditionMixin
from .common import MONDAY_10, SpeedToLeadCommon, at

LOG = "odoo.addons.medspa_speed_to_lead.models.setup.medspa_condition_mixin"
# never worked on a new inquiry, or reads what is not there
BROKEN = [
    "[('expected_revenue', '>', '100')]",
    "[('x_gone', '=', True)]",
    "[('no_such_field', '=', 1)]",
    "[('city', 'smells like', 'Austin')]",
    "[('create_date', '>', 'yesterday evening')]",
    "[('create_date', '<', ['2026'])]",
    "[('city', '>', 7)]",
    "[('city', '=', city)]",
    "[('city'",
    "['|', ('city', '=', 'Austin')]",
    "['&']",
    "[('team_id', 'ilike', 'a\\x00')]",
    "[('team_id', '=like', 'a\\\\')]",
]
# would tell its author what they may not read
CURIOUS = [
    "[('company_id.sms_twilio_auth_token', '=like', '5%')]",
    "[('company_id', 'any', [('sms_twilio_auth_token', '=like', '5%')])]",
    "[('company_id', 'any!', [('sms_twilio_auth_token', '=like', '5%')])]",
    "[('intake_source_id.token_hash', '=like', 'a%')]",
    "[('mystery_ids', '!=', False)]",
    "[('message_ids.body', 'ilike', 'lips')]",
    "[('user_id.partner_id.email', 'ilike', 'a')]",
    "[('team_id', 'parent_of', 1)]",
]


class ConditionCommon(SpeedToLeadCommon):
    def setUp(self):
        super().setUp()
        self.startPatcher(at(MONDAY_10))

    @classmethod
    def make_policy(cls, **values):
        """Return a promise of the practice, which its manager may change."""
        return super().make_policy(company_id=cls.company.id, **values)

    def asking(self):
        """Yield one of each that asks, its field, with the rights of a manager."""
        rule = self.env["medspa.stage.rule"].create(
            {
                "name": "Rule",
                "fact": "replied",
                "notify": "owner",
                "sequence": -1,
                "company_id": self.company.id,
            }
        )
        policy = self.make_policy()
        for record in (policy, rule, self.team.crm_team_member_ids[0]):
            yield record.with_user(self.mia), record._CONDITION

    def put(self, record, text):
        """Store a condition behind our back, as if it had worked before."""
        record.flush_recordset()
        self.env.cr.execute(
            f"UPDATE {record._table} SET {record._CONDITION} = %s WHERE id = %s",
            (text, record.id),
        )
        record.invalidate_recordset()
        self.env.registry.clear_cache()


class TestConditionIsSaved(ConditionCommon):
    """Only what works on an inquiry that is not stored yet, and asks no secrets."""

    def test_each_model_that_asks_is_tried(self):
        names = self.registry.descendants(["medspa.condition.mixin"], "_inherit")
        ours = {name for name in names if not self.env[name]._abstract}
        self.assertEqual({record._name for record, _field in self.asking()}, ours)

    def test_what_does_not_work_is_refused(self):
        for record, field in self.asking():
            for text in BROKEN + CURIOUS:
                with (
                    self.subTest(f"{record._name} {text}"),
                    mute_logger("odoo.sql_db", LOG),
                ):
                    with (
                        self.assertRaises(ValidationError) as caught,
                        self.env.cr.savepoint(),
                    ):
                        record[field] = text
                    self.assertNotIn("5%", str(caught.exception))

    def test_what_works_is_kept(self):
        texts = [
            "[]",
            "[('expected_revenue', '>', 100)]",
            "[('create_date', '>', '2026-01-01')]",
            "[('intake_received_at', '!=', False), ('city', 'in', ['Austin', False])]",
            f"[('treatment_ids.category_id', '=', {self.laser.category_id.id})]",
            "['|', ('treatment_ids.name', 'ilike', 'laser'), ('team_id', '=?', False)]",
            "[('state_id.code', '=', 'TX'), ('tag_ids', 'not in', [1, 2])]",
            "[('country_id', 'ilike', 'united')]",
        ]
        for record, field in self.asking():
            for text in texts:
                with self.subTest(f"{record._name} {text}"):
                    record[field] = text
                    self.assertFalse(record.condition_problem)

    def test_it_is_tried_with_the_rights_of_its_author(self):
        tried = []
        check = MedspaConditionMixin._try_condition

        def spy(mixin, terms):
            tried.append(mixin.env["crm.lead"].sudo(False).env)
            return check(mixin, terms)

        policy = self.make_policy().with_user(self.mia)
        with patch.object(MedspaConditionMixin, "_try_condition", spy):
            policy.domain = "[('city', '=', 'Austin')]"
        self.assertEqual([(env.user, env.su) for env in tried], [(self.mia, False)])

    def test_a_field_that_its_author_may_not_read_is_refused(self):
        policy = self.make_policy()
        city = self.env["crm.lead"]._fields["city"]
        with patch.object(city, "groups", "base.group_system"):
            with self.assertRaisesRegex(ValidationError, "cannot be read"):
                policy.with_user(self.mia).domain = "[('city', '=', 'Austin')]"

    def test_a_team_without_the_switch_keeps_odoos_own_rules(self):
        team = self.make_team("Other", self.ana, speed_to_lead=False)
        member = team.crm_team_member_ids.with_user(self.mia)
        member.assignment_domain = "[('partner_id.email', 'ilike', 'a')]"


class TestConditionBreaksLater(ConditionCommon):
    """It fits nothing, is marked and told, and keeps no inquiry out."""

    def setUp(self):
        super().setUp()
        self.source = self.make_source()
        self.numbers = count()

    def capture(self):
        number = next(self.numbers)
        event = self.receive(
            self.source, name="Nora", phone="(512) 555-0110", message=str(number)
        )
        self.assertEqual(event.state, "processed", event.error)
        by_hand = self.env["crm.lead"].with_user(self.ana)
        by_hand = by_hand.create({"name": "Walk in", "team_id": self.team.id})
        return event.lead_id | by_hand.sudo()

    def test_inquiries_come_in(self):
        for record, _field in self.asking():
            for text in BROKEN + CURIOUS:
                with (
                    self.subTest(f"{record._name} {text}"),
                    mute_logger("odoo.sql_db", LOG),
                ):
                    self.put(record, text)
                    for lead in self.capture():
                        self.assertEqual(lead.response_policy_id, self.policy)
                        self.assertTrue(lead.user_id and lead.response_due_at)
                        lead._happened("replied")
                        lead.action_archive()
            self.put(record, False)

    def test_it_is_marked_and_works_again(self):
        policy = self.make_policy(domain="[('city', '=', False)]")
        self.put(policy, "[('x_gone', '=', True)]")
        self.make_inquiry()
        self.assertIn("x_gone", policy.condition_error)
        with self.assertRaises(ValidationError):
            policy.with_user(self.mia).action_try_condition()
        self.put(policy, "[('city', '=', False)]")
        policy.with_user(self.mia).action_try_condition()
        self.assertFalse(policy.condition_problem)
        self.put(policy, "[('x_gone', '=', True)]")
        self.make_inquiry()
        policy.domain = False
        self.assertFalse(policy.condition_error)

    def test_health_says_so(self):
        health = self.env["medspa.health"]
        self.assertFalse(health._check_condition())
        for record, _field in self.asking():
            self.put(record, "[('x_gone', '=', True)]")
        troubles = health._check_condition()
        self.assertEqual(len(troubles), 3)
        self.assertEqual(len({trouble.key for trouble in troubles}), 3)
        for trouble in troubles:
            self.assertEqual(trouble.record.condition_problem[:1], "“")
            self.assertIn(trouble.record.display_name, trouble.words)

    def test_one_that_only_broke_once_is_told_too(self):
        policy = self.make_policy(domain="[('city', '=', 'Austin')]")
        with (
            patch.object(MedspaConditionMixin, "_condition", side_effect=KeyError("x")),
            mute_logger(LOG),
        ):
            self.assertEqual(self.make_inquiry().response_policy_id, self.policy)
        policy.invalidate_recordset()
        (trouble,) = self.env["medspa.health"]._check_condition()
        self.assertIn("KeyError", trouble.words)

    def test_concurrency_is_none_of_its_faults(self):
        policy = self.make_policy(domain="[('city', '=', 'Austin')]")
        leads = type(self.env["crm.lead"])
        with (
            patch.object(leads, "filtered_domain", side_effect=SerializationFailure),
            self.assertRaises(SerializationFailure),
        ):
            self.make_inquiry()
        self.assertFalse(policy.condition_error)

    def test_what_the_transaction_wrote_before_is_kept(self):
        policy = self.make_policy(domain="[('city', '=', 'Austin')]")
        self.ana.partner_id.comment = "pending"
        in_sql = Domain.custom(
            to_sql=lambda *_args: SQL("1/0"),
            predicate=lambda lead: lead.env.cr.execute("SELECT 1/0"),
        )
        with (
            patch.object(MedspaConditionMixin, "_condition", return_value=in_sql),
            mute_logger("odoo.sql_db", LOG),
        ):
            lead = self.make_inquiry(city="Austin", treatment_ids=self.botox.ids)
        self.assertIn("DivisionByZero", policy.condition_error)
        self.assertEqual(lead.treatment_ids, self.botox)
        self.assertEqual(lead.city, "Austin")
        self.env.invalidate_all()
        self.assertIn("pending", self.ana.partner_id.comment)


class TestTimedRuleBreaks(ConditionCommon):
    """One broken rule stops neither the others nor other companies."""

    def test_the_others_are_carried_out(self):
        rules = self.env["medspa.stage.rule"]
        rules.search([]).action_archive()
        boston = self.make_company("Glow Boston")
        broken, here, there = rules.create(
            [
                {
                    "name": name,
                    "fact": "in_stage",
                    "days": 1,
                    "notify": "owner",
                    "sequence": sequence,
                    "company_id": company.id,
                    "domain": "[('city', '=', False)]",
                }
                for sequence, (name, company) in enumerate(
                    (
                        ("Broken", self.env["res.company"]),
                        ("Here", self.company),
                        ("There", boston),
                    )
                )
            ]
        )
        bea = self.make_user(
            "bea", company_id=boston.id, company_ids=[Command.set(boston.ids)]
        )
        team = (
            self.env["crm.team"]
            .sudo()
            .create(
                {
                    "name": "Boston",
                    "company_id": boston.id,
                    "speed_to_lead": True,
                    "member_ids": [Command.set(bea.ids)],
                }
            )
        )
        lead = self.make_inquiry()
        other = self.make_inquiry(
            name="Zoe",
            email_from="z@z.example",
            phone=False,
            team_id=team.id,
            company_id=boston.id,
            user_id=bea.id,
        )
        # Odoo dates it by the database's clock, which no test can stop
        (lead | other).flush_recordset()
        (lead | other).date_last_stage_update = MONDAY_10
        for text in BROKEN + CURIOUS:
            self.put(broken, text)
            moves = self.env["medspa.stage.move"].search([("rule_id", "!=", broken.id)])
            moves.sudo().unlink()
            with (
                self.subTest(text),
                at(MONDAY_10 + timedelta(days=3)),
                mute_logger("odoo.sql_db", LOG),
                self.transactions() as env,
            ):
                env["medspa.stage.move"]._cron_carry_out()
                moves = env["medspa.stage.move"].search([])
                found = {(move.rule_id.id, move.lead_id.id) for move in moves}
                self.assertEqual(found, {(here.id, lead.id), (there.id, other.id)})
                self.assertTrue(broken.with_env(env).condition_error)
