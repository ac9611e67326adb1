"""Set-up of no company: whose it is, and how a company gets its own."""

from datetime import datetime, timedelta
from functools import partial

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..tools.contact_window import Place, next_allowed
from .common import MONDAY_10, SpeedToLeadCommon, at

XMLID = "medspa_speed_to_lead."
WHOLE = {
    "medspa.treatment.category": {},
    "medspa.treatment": {},
    "medspa.intake.channel": {"code": "fair"},
    "medspa.response.policy": {},
    "medspa.cadence": {},
    "medspa.stage.rule": {"fact": "replied"},
    "medspa.reminder": {"kind": "booked"},
    "medspa.mystery.persona": {"message": "Hello"},
    "medspa.contact.window": {},
}


class SharedCommon(SpeedToLeadCommon):
    def setUp(self):
        super().setUp()
        self.startPatcher(at(MONDAY_10))
        self.boston = self.make_company("Glow Boston")
        self.max = self.make_user(
            "max",
            groups="sales_team.group_sale_manager",
            company_ids=[Command.set(self.env["res.company"].sudo().search([]).ids)],
        )

    def values(self, name, **values):
        values = {**WHOLE[name], **values}
        if "name" in self.env[name]._fields and name != "medspa.reminder":
            values.setdefault("name", "Ours")
        if name == "medspa.treatment":
            values["category_id"] = self.botox.category_id.id
        return values


class TestSharedRows(SharedCommon):
    def test_every_kind_of_ours_is_tried(self):
        names = self.registry.descendants(["medspa.shared.mixin"], "_inherit")
        self.assertEqual(
            {name for name in names if not self.env[name]._abstract}, set(WHOLE)
        )
        # and there is no other set-up with an optional company
        others = {
            name
            for name, model in self.registry.items()
            if model._original_module == "medspa_speed_to_lead"
            and not model._abstract
            and not model._transient
            and model._auto
            and "company_id" in model._fields
            and not model._fields["company_id"].required
            and self.env[name].with_user(self.mia).has_access("create")
        } - set(WHOLE)
        self.assertEqual(others, {"medspa.escalation.step"})  # a part of its policy

    def test_who_manages_some_companies_changes_only_theirs(self):
        for name in WHOLE:
            with self.subTest(name):
                rows = self.env[name].with_user(self.mia)
                shared = self.env[name].create(self.values(name))
                self.assertFalse(shared.company_id)
                other = self.values(name)
                if "code" in other:
                    other["code"] = "fair_of_ours"
                theirs = shared.with_user(self.mia)
                for act in (
                    partial(theirs.write, {"sequence": 1}),
                    partial(theirs.write, {"active": False}),
                    partial(theirs.write, {"company_id": self.company.id}),
                    theirs.unlink,
                    partial(rows.create, {**other, "company_id": False}),
                    partial(rows.with_context(default_company_id=False).create, other),
                ):
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        act()
                mine = rows.create(other)
                self.assertEqual(mine.company_id, self.company)
                mine.write({"sequence": 1})
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    mine.company_id = False
                mine.unlink()

    def test_parts_are_as_their_whole(self):
        plan = self.env.ref(XMLID + "cadence_new_inquiry")
        own_plan = plan.copy({"company_id": self.company.id})
        own_policy = self.policy.copy({"company_id": self.company.id})
        for shared, own, whole in (
            (plan.step_ids[0], own_plan.step_ids[0], {"cadence_id": plan.id}),
            (
                self.policy.escalation_step_ids[0],
                own_policy.escalation_step_ids[0],
                {"policy_id": self.policy.id},
            ),
        ):
            own.with_user(self.mia).sequence = 4
            for act in (
                lambda one=shared: one.with_user(self.mia).write({"sequence": 4}),
                lambda one=shared: one.with_user(self.mia).unlink(),
                lambda one=own, to=whole: one.with_user(self.mia).write(to),
                lambda one=own, to=whole: one.with_user(self.mia).copy(to),
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    act()

    def test_who_manages_all_changes_them(self):
        for name in WHOLE.keys() - {"medspa.contact.window"}:
            with self.subTest(name):
                rows = self.env[name].with_user(self.max)
                row = rows.create(self.values(name))
                self.assertFalse(row.company_id)
                row.sequence = 1
                row.unlink()


class TestCopyToMyCompany(SharedCommon):
    def copied(self, record):
        record.with_user(self.mia).action_copy_to_company()
        return self.env[record._name].search([("company_id", "=", self.company.id)])

    def test_a_copy_of_a_policy_counts_here_and_the_shared_one_elsewhere(self):
        copy = self.copied(self.policy)
        self.assertEqual(len(copy.escalation_step_ids), 3)
        copy.with_user(self.mia).target_minutes = 60
        self.assertEqual(self.make_inquiry().response_policy_id, copy)
        team = (
            self.env["crm.team"]
            .sudo()
            .create({"name": "B", "company_id": self.boston.id, "speed_to_lead": True})
        )
        there = self.make_inquiry(
            team_id=team.id, company_id=self.boston.id, user_id=self.max.id
        )
        self.assertEqual(there.response_policy_id, self.policy)
        copy.with_user(self.mia).active = False
        built_in = self.policy._built_in()
        self.assertEqual(self.make_inquiry().response_policy_id, built_in)

    def test_a_copy_of_a_reminder_or_rule_replaces_it(self):
        reminder = self.env["medspa.reminder"].search([("company_id", "=", False)])[0]
        copy = self.copied(reminder)
        mine = self.env["medspa.reminder"]._of_practice(self.company)
        self.assertIn(copy, mine)
        self.assertNotIn(reminder, mine)
        self.assertIn(reminder, self.env["medspa.reminder"]._of_practice(self.boston))
        rule = self.env["medspa.stage.rule"].create(
            {"name": "Tell", "fact": "replied", "notify": "owner", "sequence": -1}
        )
        lead = self.make_inquiry()
        rules = self.env["medspa.stage.rule"]
        self.assertEqual(rules._first_fitting("replied", lead)[0], rule)
        copy = self.copied(rule)
        self.assertEqual(rules._first_fitting("replied", lead)[0], copy)

    def test_what_is_ones_own_is_not_copied(self):
        with self.assertRaises(UserError):
            self.make_policy(company_id=self.company.id).with_user(
                self.mia
            ).action_copy_to_company()


class TestLawRows(SharedCommon):
    """Hours of the law: the administrator's; a manager makes them stricter only."""

    def setUp(self):
        super().setUp()
        self.law = self.env.ref(XMLID + "contact_window_us_fl")
        self.admin = self.make_user(
            "adm", "base.group_system,sales_team.group_sale_manager"
        )

    def test_no_manager_changes_them(self):
        for user in (self.mia, self.max):
            law = self.law.with_user(user)
            for act in (
                lambda one=law: one.write({"weekday_to": 23}),
                lambda one=law: one.write({"active": False}),
                lambda one=law: one.write({"company_id": self.company.id}),
                lambda one=law: one.action_archive(),
                lambda one=law: one.unlink(),
                lambda one=law: one.copy({"company_id": False}),
                lambda one=law: one.create({"name": "Looser", "company_id": False}),
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    act()

    def test_an_administrator_does_and_leaves_a_trace(self):
        law = self.law.with_user(self.admin)
        installed = self.law.message_ids
        law.weekday_to = 19
        law.active = False
        self.env.flush_all()
        self.cr.precommit.run()
        trace = self.law.message_ids - installed
        tracked = trace.sudo().tracking_value_ids.field_id
        self.assertEqual(set(tracked.mapped("name")), {"weekday_to", "active"})
        self.assertEqual(trace.author_id, self.admin.partner_id)
        with self.assertRaisesRegex(UserError, "archived, not deleted"):
            law.unlink()

    def allowed(self, at_hour):
        """Return when a follow-up may reach Miami from an hour of its Tuesday on."""
        windows = self.env["medspa.contact.window"]
        moment = datetime(2026, 3, 3, 5, 0) + timedelta(hours=at_hour)  # UTC-5
        place = Place("America/New_York", "US-FL")
        answer = next_allowed(
            moment, [place], windows._rules_for(self.company), "informational"
        )
        return (answer.moment - datetime(2026, 3, 3, 5, 0)).total_seconds() / 3600

    def test_rows_of_ones_own_never_loosen(self):
        windows = self.env["medspa.contact.window"].with_user(self.mia)
        self.assertEqual(self.allowed(21), 24 + 8)
        wide = windows.create(
            {
                "name": "Florida",
                "country_id": self.law.country_id.id,
                "state_id": self.law.state_id.id,
                "weekday_from": 0,
                "weekday_to": 24,
                "sequence": -1,
            }
        )
        self.assertEqual(wide.company_id, self.company)
        self.assertEqual(self.allowed(21), 24 + 8)
        self.assertEqual(self.allowed(6), 8)
        wide.write({"weekday_from": 10, "weekday_to": 12})
        self.assertEqual(self.allowed(9), 10)
        self.assertEqual(self.allowed(13), 24 + 10)
