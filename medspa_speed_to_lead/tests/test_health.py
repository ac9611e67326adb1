from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.health.health import Trouble
from .common import SpeedToLeadCommon, at

LOGGER = "odoo.addons.medspa_speed_to_lead.models.health"


class HealthCase(SpeedToLeadCommon):
    """Checks are stand-ins: what Health does with what they find."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.troubles = cls.env["medspa.health.trouble"]
        cls.admin = cls.make_user(
            "admin_of_glow", groups="base.group_system,sales_team.group_sale_manager"
        )
        everybody = cls.env.ref("base.group_system").all_user_ids
        cls.others = everybody - cls.admin
        cls.found = {}

    def look(self, **checks):
        """Run the job; each check finds what it is given, or raises it."""
        kind = type(self.env["medspa.health"])

        def ask(_self, name):
            if isinstance(checks[name], Exception):
                raise checks[name]
            return checks[name]

        with (
            at(),
            patch.object(kind, "_checks", lambda _self: list(checks)),
            patch.object(kind, "_ask", ask),
            self.transactions() as env,
        ):
            env["medspa.health"]._cron_look()
        return self.troubles.search([], order="id")

    def trouble(self, key="a", company=None, words="The form is silent. Look at it."):
        return Trouble(key, self.company if company is None else company, words)

    def told(self):
        """Return the messages in which somebody was told of a trouble."""
        return self.env["mail.message"].search(
            [
                ("message_type", "=", "user_notification"),
                ("subject", "like", "Speed to Lead"),
            ],
            order="id",
        )


@tagged("post_install", "-at_install")
class TestHealth(HealthCase):
    def test_told_once_when_it_begins_and_once_when_it_is_over(self):
        self.look(forms=[self.trouble()])
        found = self.look(forms=[self.trouble()])
        self.assertEqual(found.mapped("words"), [self.trouble().words])
        self.assertFalse(found.ended_at)
        self.assertEqual(len(self.told()), 1)
        self.assertIn(self.trouble().words, self.told().body)
        self.assertTrue(found.told_user_ids.has_group("base.group_system"))
        self.assertEqual(len(found.told_user_ids), 1)
        self.look(forms=[])
        self.look(forms=[])
        self.assertTrue(found.ended_at)
        self.assertEqual(len(self.told()), 2)
        told = found.told_user_ids.partner_id
        self.assertEqual(self.told().notified_partner_ids, told)
        self.look(forms=[self.trouble()])
        self.assertEqual(len(self.told()), 3, "the same again is a new trouble")

    def test_the_administrator_of_the_company_is_told(self):
        dallas = self.make_company("Glow Dallas")
        ours = self.make_user(
            "admin_of_dallas",
            groups="base.group_system",
            company_id=dallas.id,
            company_ids=[Command.set(dallas.ids)],
        )
        self.assertEqual(self.look(one=[self.trouble()]).told_user_ids, self.admin)
        found = self.look(one=[], two=[self.trouble("b", dallas)])
        self.assertEqual(found.filtered(lambda one: one.key == "b").told_user_ids, ours)

    def test_a_check_that_raises_is_a_trouble_and_stops_no_other(self):
        self.look(broken=[self.trouble("kept")])
        with mute_logger(f"{LOGGER}.health"):
            found = self.look(broken=KeyError("sender"), forms=[self.trouble()])
        self.assertEqual(
            {(one.check_name, one.key) for one in found if not one.ended_at},
            {("broken", "kept"), ("check", "broken"), ("forms", "a")},
        )
        found = self.look(broken=[], forms=[])
        self.assertTrue(all(found.mapped("ended_at")))

    def test_what_cannot_be_told_stops_nothing_and_is_told_later(self):
        kind = type(self.troubles)
        notify = kind._notify

        def refuse(one, *args):
            if one.key == "a":
                raise ValueError("no mail today")
            return notify(one, *args)

        both = [self.trouble(), self.trouble("b")]
        with patch.object(kind, "_notify", refuse):
            with mute_logger(f"{LOGGER}.health_trouble"):
                found = self.look(forms=both)
        self.assertEqual(found.filtered("told_at").mapped("key"), ["b"])
        self.look(forms=both)
        self.assertTrue(all(found.mapped("told_at")))

    def test_what_a_check_found_that_is_no_more_is_over(self):
        found = self.look(forms=[self.trouble()])
        self.look(other=[])
        self.assertTrue(found.ended_at)

    def test_the_database_knows_each_open_trouble_once(self):
        found = self.look(forms=[self.trouble()])
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            found.copy()


@tagged("post_install", "-at_install")
class TestWhoSeesHealth(HealthCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dallas = cls.make_company("Glow Dallas")

    def test_managers_see_their_company_administrators_all(self):
        nobody = self.env["res.company"]
        companies = {"ours": self.company, "theirs": self.dallas, "all": nobody}
        self.look(one=[self.trouble(key, where) for key, where in companies.items()])
        seen = self.troubles.with_user(self.mia).search([])
        self.assertEqual(seen.mapped("key"), ["ours"])
        seen = self.troubles.with_user(self.admin).search([])
        self.assertEqual(set(seen.mapped("key")), {"ours", "theirs", "all"})
        with self.assertRaises(AccessError):
            self.troubles.with_user(self.ana).search([])
        with self.assertRaises(AccessError):
            seen[0].with_user(self.admin).words = "All is well"

    def test_it_opens_what_is_broken_as_far_as_it_may_be_seen(self):
        source = self.make_source()
        found = self.look(one=[self.trouble()._replace(record=source)])
        action = found.with_user(self.mia).action_open_record()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (source._name, source.id)
        )
