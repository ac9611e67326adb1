from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MONDAY_10, SpeedToLeadCommon, at

CONFIGURATION = (
    "medspa.treatment",
    "medspa.treatment.category",
    "medspa.intake.channel",
    "medspa.intake.source",
    "medspa.response.policy",
    "medspa.contact.window",
    "medspa.stage.rule",
)
FACTS = (
    "medspa.response.cycle",
    "medspa.touch",
    "medspa.rotation.turn",
    "medspa.stage.move",
)
OPERATIONS = ("read", "write", "create", "unlink")


@tagged("post_install", "-at_install")
class TestAccess(SpeedToLeadCommon):
    """Each role may do what docs/security.md says, and no more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls.make_user("clerk", groups="base.group_user")
        with at():
            cls.of_ana = cls.make_inquiry(user_id=cls.ana.id)
            cls.of_ben = cls.make_inquiry(user_id=cls.ben.id)
        for lead in cls.of_ana | cls.of_ben:
            lead._register_touch({"direction": "in", "channel": "email"})

    def rights(self, user, model):
        """Return what a user may do with a model, as a set of operations."""
        records = self.env[model].with_user(user)
        return {name for name in OPERATIONS if records.has_access(name)}

    def test_salesperson_reads_the_configuration(self):
        for model in CONFIGURATION:
            self.assertEqual(self.rights(self.ana, model), {"read"}, model)

    def test_manager_changes_the_configuration(self):
        for model in CONFIGURATION:
            self.assertEqual(self.rights(self.mia, model), set(OPERATIONS), model)

    def test_colleague_without_crm_sees_nothing(self):
        for model in (*CONFIGURATION, *FACTS, "medspa.intake.event"):
            self.assertFalse(self.rights(self.clerk, model), model)

    def test_nobody_writes_facts_by_hand(self):
        for user in self.ana, self.mia:
            for model in FACTS:
                self.assertLessEqual(self.rights(user, model), {"read"}, model)

    def test_payloads_are_for_the_manager_only(self):
        self.assertFalse(self.rights(self.ana, "medspa.intake.event"))
        self.assertEqual(self.rights(self.mia, "medspa.intake.event"), {"read"})

    def test_erasing_is_for_the_manager_only(self):
        self.assertFalse(self.rights(self.ana, "crm.lead.erase"))
        self.assertIn("create", self.rights(self.mia, "crm.lead.erase"))

    def test_salesperson_reads_facts_of_own_inquiries_only(self):
        both = self.of_ana | self.of_ben
        for model in "medspa.response.cycle", "medspa.touch":
            for user, leads in ((self.ana, self.of_ana), (self.mia, both)):
                facts = self.env[model].with_user(user)
                found = facts.search([("lead_id", "in", both.ids)])
                self.assertEqual(found.sudo().lead_id, leads, (model, user.name))

    def test_touch_needs_the_right_to_write_the_inquiry(self):
        values = {"direction": "out", "channel": "call", "outcome": "connected"}
        with self.assertRaises(AccessError):
            self.of_ben.with_user(self.ana)._register_touch(values)
        self.of_ana.with_user(self.ana)._register_touch(values)

    def test_secret_is_hidden_from_everybody(self):
        source = self.make_source()
        token = source._rotate_token()
        for user in self.ana, self.mia, self.env.ref("base.user_admin"):
            as_user = source.with_user(user)
            self.assertNotIn("token_hash", as_user.fields_get())
            with self.assertRaises(AccessError):
                as_user.read(["token_hash"])
        self.assertNotIn(token, str(source.sudo().read()))

    def test_salesperson_works_without_more_rights(self):
        with at():
            leads = self.env["crm.lead"].with_user(self.ana)
            lead = leads.create({"name": "Walk-in", "team_id": self.team.id})
            lead.treatment_ids = self.botox
            self.assertTrue(lead.response_due_at)
            self.answer_by(self.ana, lead)
            lead.user_id = self.ben
        self.assertEqual(lead.sudo().response_state, "on_time")

    def test_retry_is_for_the_manager_only(self):
        event = self.receive_failing(self.make_source())
        with self.assertRaises(AccessError):
            event.with_user(self.ana).action_retry()
        event.with_user(self.mia).action_retry()

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_new_address_is_for_the_manager_only(self):
        source = self.make_source()
        with self.assertRaises(AccessError):
            source.with_user(self.ana).action_rotate_token()
        dialog = source.with_user(self.mia).action_rotate_token()
        self.assertIn(source.token_hint, dialog["context"]["default_address"])


@tagged("post_install", "-at_install")
class TestMultiCompany(SpeedToLeadCommon):
    """Another practice in the same Odoo stays another practice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.make_company("Glow Boston")
        there = {
            "company_id": cls.other.id,
            "company_ids": [Command.set(cls.other.ids)],
        }
        cls.bea = cls.make_user("bea", **there)
        everything = cls.env(context={**cls.env.context, "allowed_company_ids": []})
        values = {"name": "Boston", "company_id": cls.other.id}
        cls.their_team = (
            everything["crm.team"].sudo().create({**values, "speed_to_lead": True})
        )
        cls.theirs = {
            "medspa.response.policy": {**values, "sequence": 0},
            "medspa.intake.channel": {**values, "code": "boston"},
            "medspa.treatment.category": values,
            "medspa.intake.source": {**values, "team_id": cls.their_team.id},
        }
        for model, model_values in cls.theirs.items():
            cls.theirs[model] = everything[model].sudo().create(model_values)

    def test_configuration_of_another_company_is_invisible(self):
        for model, record in self.theirs.items():
            as_mia = self.env[model].with_user(self.mia)
            self.assertFalse(as_mia.search([("id", "=", record.id)]), model)

    def test_promise_of_another_company_is_not_made(self):
        with at():
            self.assertEqual(self.make_inquiry().response_policy_id, self.policy)

    def test_events_of_another_company_are_invisible(self):
        source = self.theirs["medspa.intake.source"]
        event = self.env["medspa.intake.event"].sudo()
        event, _new = event._receive(source, '{"name": "x"}', "application/json")
        as_mia = event.with_user(self.mia)
        self.assertFalse(as_mia.search([("id", "=", event.id)]))
        with self.assertRaises(AccessError):
            as_mia.action_retry()

    def test_inquiry_belongs_to_the_company_of_its_source(self):
        source = self.theirs["medspa.intake.source"]
        event = self.env["medspa.intake.event"].sudo()
        event, _new = event._receive(source, '{"name": "x"}', "application/json")
        with at(MONDAY_10):
            event._process()
        self.assertEqual(event.lead_id.company_id, self.other)
        self.assertEqual(event.lead_id.user_id, self.bea)
