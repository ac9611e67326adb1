"""Mystery inquiries: a practice, a seeded lot, a job that may knock at our doors."""

import random
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from ..models.mystery import medspa_mystery
from .common import MONDAY_10, SENDING, SpeedToLeadCommon, at
from .text_route_common import AUTH_TOKEN

CRON = "medspa_speed_to_lead.ir_cron_mystery"


class MysteryCommon(SpeedToLeadCommon):
    """The practice sends by itself; its form, its number and its email are doors."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {
                **SENDING,
                "phone": "+1 737 555 0100",
                "sms_twilio_auth_token": AUTH_TOKEN,
            }
        )
        cls.website = cls.make_source(name="Website")
        cls.website._rotate_token()
        cls.number = cls.make_source(name="Front desk number", provider="twilio")
        cls.number._rotate_token()
        domain = cls.env["mail.alias.domain"].create({"name": "glow-austin.example"})
        cls.company.alias_domain_id = domain
        cls.team.alias_id.write({"alias_name": "hello", "alias_domain_id": domain.id})
        cls.maya = cls.env.ref("medspa_speed_to_lead.mystery_persona_maya")

    def setUp(self):
        super().setUp()
        patcher = patch.object(medspa_mystery, "DRAW", random.Random(7))
        patcher.start()
        self.addCleanup(patcher.stop)

    def plan(self, user=None, **values):
        """Return what a CRM manager plans, by default one form of Maya this week."""
        plans = self.env["medspa.mystery.plan"].with_user(user or self.mia)
        before = self.mysteries()
        plan = plans.create(
            {
                "source_id": self.website.id,
                "team_id": self.team.id,
                "persona_ids": self.maya.ids,
                "date_from": MONDAY_10.date(),
                "date_to": MONDAY_10.date() + timedelta(days=4),
                **values,
            }
        )
        plan.action_plan()
        return (self.mysteries() - before).with_user(user or self.mia)

    def mysteries(self):
        return self.env["medspa.mystery"].sudo().search([])

    def run_job(self, env=None):
        if env:
            return env["medspa.mystery"]._cron_mystery()
        with self.transactions() as transactions:
            return transactions["medspa.mystery"]._cron_mystery()

    def come_in(self, **values):
        """Return a mystery that has come in by the form, without a server.

        What the door would make of the post is made of it; the route is tried in
        :mod:`.test_mystery_door`.
        """
        one = self.plan(**values)
        moment = one.sudo().planned_at
        with at(moment), self._knocking(), self.outbox():
            self.run_job()
        self.assertEqual(one.state, "running", one.error)
        return one

    @contextmanager
    def _knocking(self):
        """Give posts to the intake at once, in the present transaction."""

        def post(mystery, token, body, headers):
            source_sudo = mystery.env["medspa.intake.source"]._find_by_token(
                token, mystery.source_id._reader().PATH
            )
            events = mystery.env["medspa.intake.event"]
            event, _is_new = events._receive(source_sudo, body, headers["Content-Type"])
            event._process()
            mystery._record_delivery(event.error)

        with patch.object(type(self.env["medspa.mystery"]), "_post", post):
            yield

    def send_acknowledgements(self):
        with self.outbox() as emails, self.transactions() as env:
            env["medspa.touch"]._cron_send_acknowledgements()
        return emails
