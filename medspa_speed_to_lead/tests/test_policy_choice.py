"""Which promise an inquiry is given: the first policy whose conditions hold."""

from odoo.exceptions import ValidationError
from odoo.fields import Command

from .common import MONDAY_10, SpeedToLeadCommon, at


class PolicyCase(SpeedToLeadCommon):
    def setUp(self):
        super().setUp()
        self.startPatcher(at())

    def promise(self, **values):
        """Return the policy that an inquiry with these values is given."""
        return self.make_inquiry(**values).response_policy_id


class TestPolicyChoice(PolicyCase):
    def test_shipped_promise_is_five_minutes_for_everything(self):
        lead = self.make_inquiry()
        self.assertEqual(lead.response_policy_id, self.policy)
        self.assertEqual((lead.response_due_at - MONDAY_10).seconds, 5 * 60)
        self.assertEqual((lead.response_warn_at - MONDAY_10).seconds, 3 * 60)

    def test_first_in_the_order_makes_the_promise(self):
        second = self.make_policy(sequence=2)
        first = self.make_policy(sequence=1)
        self.assertEqual(self.promise(), first)
        first.sequence = 3
        self.assertEqual(self.promise(), second)

    def test_same_sequence_goes_by_age(self):
        first = self.make_policy()
        self.make_policy()
        self.assertEqual(self.promise(), first)

    def test_each_condition_takes_what_it_names_and_refuses_the_rest(self):
        other_team = self.make_team("Dallas")
        walk_in, form = self.channel("walk_in"), self.channel("website_form")
        botox, laser = (Command.set(t.ids) for t in (self.botox, self.laser))
        asked, new = "consultation", "new"
        cases = [
            ("channel_ids", [Command.set(walk_in.ids)], "intake_channel_id")
            + (walk_in.id, form.id),
            ("category_ids", [Command.set(self.laser.category_id.ids)])
            + ("treatment_ids", [laser], [botox]),
            ("intent", asked, "intake_intent", asked, "pricing"),
            ("patient_type", "returning", "intake_patient_type", "returning", new),
            ("team_ids", [Command.set(other_team.ids)], "team_id")
            + (other_team.id, self.team.id),
            ("domain", "[('city', '=', 'Austin')]", "city", "Austin", "Dallas"),
        ]
        for condition, value, field, taken, refused in cases:
            with self.subTest(condition):
                policy = self.make_policy(**{condition: value})
                self.assertEqual(self.promise(**{field: taken}), policy)
                self.assertEqual(self.promise(**{field: refused}), self.policy)
                policy.active = False

    def test_company_condition_follows_the_inquiry(self):
        reno = self.make_company("Glow Reno")
        policy = self.make_policy(company_id=reno.id)
        self.assertEqual(self.promise(), self.policy)
        policy.company_id = self.company
        self.assertEqual(self.promise(), policy)

    def test_all_conditions_must_hold(self):
        walk_in = self.channel("walk_in")
        policy = self.make_policy(
            channel_ids=[Command.set(walk_in.ids)], intent="pricing"
        )
        both = {"intake_channel_id": walk_in.id, "intake_intent": "pricing"}
        self.assertEqual(self.promise(**both), policy)
        for field in both:
            with self.subTest(field):
                self.assertEqual(self.promise(**{field: both[field]}), self.policy)

    def test_inquiry_that_says_nothing_is_a_general_one_of_a_new_patient(self):
        policy = self.make_policy(intent="general", patient_type="new")
        self.assertEqual(self.promise(), policy)

    def test_domain_sees_what_the_intake_found_out(self):
        policy = self.make_policy(domain="[('intake_channel_id.code', '=', 'other')]")
        self.assertEqual(self.promise(), policy)

    def test_archived_policy_is_skipped(self):
        policy = self.make_policy()
        policy.active = False
        self.assertEqual(self.promise(), self.policy)

    def test_condition_on_something_archived_does_not_take_everything(self):
        walk_in = self.channel("walk_in")
        dallas = self.make_team("Dallas")
        for name, thing in (("channel_ids", walk_in), ("team_ids", dallas)):
            with self.subTest(name):
                policy = self.make_policy(**{name: [Command.set(thing.ids)]})
                thing.active = False
                self.env.registry.clear_cache()
                self.assertEqual(self.promise(), self.policy)
                policy.active = False

    def test_batch_is_matched_one_by_one(self):
        policy = self.make_policy(intent="pricing")
        leads = self.env["crm.lead"].create(
            [
                {"name": "Nora", "team_id": self.team.id, "intake_intent": intent}
                for intent in ("pricing", "general", "pricing")
            ]
        )
        self.assertEqual(
            [lead.response_policy_id for lead in leads], [policy, self.policy, policy]
        )


class TestPolicyCache(PolicyCase):
    """Compiled conditions are kept, and follow every change."""

    def test_new_policy_applies_at_once(self):
        self.assertEqual(self.promise(), self.policy)
        policy = self.make_policy()
        self.assertEqual(self.promise(), policy)

    def test_changed_condition_applies_at_once(self):
        policy = self.make_policy(intent="pricing")
        self.assertEqual(self.promise(), self.policy)
        policy.intent = "general"
        self.assertEqual(self.promise(), policy)

    def test_deleted_policy_is_gone_at_once(self):
        policy = self.make_policy()
        self.assertEqual(self.promise(), policy)
        self.env["crm.lead"].search([]).action_archive()  # else it is in use
        policy.unlink()
        self.assertEqual(self.promise(), self.policy)

    def test_match_costs_no_query_once_compiled(self):
        self.make_policy(intent="pricing")
        lead = self.make_inquiry()
        policies = self.env["medspa.response.policy"]
        policies._match(lead)
        with self.assertQueryCount(0):
            self.assertEqual(policies._match(lead), {lead: self.policy})


class TestPolicyForm(PolicyCase):
    def test_invalid_domain_is_refused_in_plain_words(self):
        for domain in (
            "[('no_such_field', '=', 1)]",
            "[('city', 'smells like', 'Austin')]",
            "not a domain",
            "[('city', '=', city)]",
        ):
            with (
                self.subTest(domain),
                self.assertRaisesRegex(ValidationError, "“Promise” cannot be read"),
            ):
                self.make_policy(domain=domain)

    def test_invalid_domain_is_refused_when_edited(self):
        policy = self.make_policy(domain="[('city', '=', 'Austin')]")
        with self.assertRaisesRegex(ValidationError, "cannot be read"):
            policy.domain = "[('city'"

    def test_promise_is_said_in_words(self):
        policy = self.make_policy(target_minutes=30, hours="always")
        self.assertIn("within 30 minutes, day and night", policy.promise)
        policy.hours = "team"
        self.assertIn("in the team's hours", policy.promise)
