"""One practice in Austin, shared by all tests: no demo data, nothing by accident."""

import json
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import MagicMock, patch

from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ..models.texts.sandbox_api import SANDBOX_COUNTS
from ..tools.inquiry import UnreadableBody

try:
    from time_machine import travel
except ImportError:
    # what Odoo brings looks through all loaded modules each time, for 25 ms
    from freezegun import freeze_time as travel

__all__ = ["MONDAY_10", "SATURDAY_10", "SENDING", "SUNDAY_22"]
__all__ += ["SpeedToLeadCommon", "at"]

# moments in Austin (UTC-6 in that week) as naive UTC, like everything in Odoo
MONDAY_10 = datetime(2026, 3, 2, 16, 0)
SATURDAY_10 = MONDAY_10 + timedelta(days=5)
SUNDAY_22 = MONDAY_10 - timedelta(hours=12)
# of a company whose automatic messages leave: emails to a stand-in, texts nowhere
SENDING = {
    "medspa_sending": True,
    "sms_provider": "sandbox",
    "email": "hello@glow.example",
}


def at(moment=MONDAY_10, **later):
    """Freeze the time at a moment, or some ``minutes=``, ``days=`` ... after it."""
    return travel(moment + timedelta(**later), tick=False)


@tagged("post_install", "-at_install")
class SpeedToLeadCommon(TransactionCase):
    """A practice open Monday to Friday 9 to 12 and 13 to 17, Chicago time.

    Salespersons ana and ben are the members of its team, the CRM manager mia leads
    it. Users have the least rights of their role.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create(
            {"name": "Glow Austin", "country_id": cls.env.ref("base.us").id}
        )
        context = {**cls.env.context, "allowed_company_ids": cls.company.ids}
        cls.env = cls.env(context={**context, "no_reset_password": True})
        cls.calendar = cls.make_calendar()
        cls.company.resource_calendar_id = cls.calendar
        cls.ana = cls.make_user("ana")
        cls.ben = cls.make_user("ben")
        cls.mia = cls.make_user("mia", groups="sales_team.group_sale_manager")
        cls.team = cls.make_team("Austin", cls.ana | cls.ben)
        cls.botox = cls.make_treatment("Botox", "injectables", aliases="Dysport, tox")
        cls.laser = cls.make_treatment("Laser hair removal", "laser")
        cls.website_form = cls.channel("website_form")
        cls.policy = cls.env.ref("medspa_speed_to_lead.response_policy_default")
        cls.env["ir.config_parameter"].set_param(SANDBOX_COUNTS, "True")
        # one promise to everybody, unless a test makes another
        policies = cls.env["medspa.response.policy"].search([])
        (policies - cls.policy).action_archive()

    # the practice

    @classmethod
    def give_team_an_address(cls):
        """Let emails to desk@glow.example come in to the team."""
        domain = cls.env["mail.alias.domain"].create(
            {"name": "glow.example", "bounce_alias": "back", "catchall_alias": "all"}
        )
        cls.company.alias_domain_id = domain
        cls.team.write({"alias_name": "desk", "alias_domain_id": domain.id})

    @classmethod
    def make_calendar(cls, **values):
        """Return hours: Monday to Friday 9 to 17, closed for lunch from 12 to 13."""
        parts = (("morning", 9, 12), ("lunch", 12, 13), ("afternoon", 13, 17))
        return cls.env["resource.calendar"].create(
            {
                "name": "Front desk",
                "company_id": cls.company.id,
                "tz": "America/Chicago",
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(
                        {
                            "name": period,
                            "dayofweek": str(day),
                            "hour_from": start,
                            "hour_to": stop,
                            "day_period": period,
                        }
                    )
                    for day in range(5)
                    for period, start, stop in parts
                ],
                **values,
            }
        )

    @classmethod
    def make_user(cls, login, groups="sales_team.group_sale_salesman", **values):
        """Return a user of the practice, by default with the least sales rights."""
        values = {
            "name": login.capitalize(),
            "email": f"{login}@glow.example",
            "company_id": cls.company.id,
            "notification_type": "inbox",
            "tz": "America/Chicago",
            **values,
        }
        return new_test_user(cls.env, f"stl_{login}", groups=groups, **values)

    @classmethod
    def make_manager(cls, login, company):
        """Return a CRM manager of another company, and of no other."""
        return cls.make_user(
            login,
            groups="sales_team.group_sale_manager",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    @classmethod
    def make_team(cls, name, members=(), **values):
        """Return a team with the switch on."""
        return cls.env["crm.team"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "speed_to_lead": True,
                "user_id": cls.mia.id,
                "member_ids": [Command.set([user.id for user in members])],
                **values,
            }
        )

    @classmethod
    def make_treatment(cls, name, category, **values):
        """Return a treatment; the category by its key, e.g. ``injectables``."""
        xmlid = f"medspa_speed_to_lead.treatment_category_{category}"
        return cls.env["medspa.treatment"].create(
            {"name": name, "category_id": cls.env.ref(xmlid).id, **values}
        )

    @classmethod
    def make_policy(cls, **values):
        """Return a promise that comes before the shipped one."""
        return cls.env["medspa.response.policy"].create(
            {"name": "Promise", "sequence": 1, **values}
        )

    @classmethod
    def make_company(cls, name, country="base.us"):
        """Return another company, which the users of the practice do not see."""
        return (
            cls.env["res.company"]
            .sudo()
            .create({"name": name, "country_id": cls.env.ref(country).id})
        )

    @classmethod
    def channel(cls, code):
        return cls.env.ref(f"medspa_speed_to_lead.intake_channel_{code}")

    # transactions and what leaves

    @contextmanager
    def transactions(self):
        """Yield an environment that may commit and roll back, as a request does."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            yield self.env(cr=cr)
        self.env.invalidate_all()

    @contextmanager
    def outbox(self, refuse=None):
        """Yield the list of emails that reach the mail server, which is a stand-in.

        :param refuse: the exception with which it refuses each.
        """
        emails = []

        def send_email(_self, message, *args, **kwargs):
            if refuse:
                raise refuse
            emails.append(message)
            return message["Message-Id"]

        with (
            patch.object(IrMail_Server, "_disable_send", lambda _self: False),
            patch.object(IrMail_Server, "_connect__", MagicMock()),
            patch.object(IrMail_Server, "send_email", send_email),
        ):
            yield emails

    # inquiries

    @classmethod
    def make_source(cls, **values):
        """Return an entrance: by default the website form of the team Austin."""
        return cls.env["medspa.intake.source"].create(
            {
                "name": "Website",
                "company_id": cls.company.id,
                "team_id": cls.team.id,
                **values,
            }
        )

    @classmethod
    def receive_body(cls, source, body, content_type="application/json"):
        """Return the event of a raw body after both steps of the route."""
        events = cls.env["medspa.intake.event"]
        event, _is_new = events._receive(source.sudo(), body, content_type)
        if event.state == "received":
            event._process()
        return event

    @classmethod
    def receive_failing(cls, source, body="{", content_type="application/json"):
        """Return the event of a body of which nothing can be made, now or later."""
        events = cls.registry["medspa.intake.event"]
        why = UnreadableBody("Nobody can read this.")
        with patch.object(events, "_capture", side_effect=why):
            return cls.receive_body(source, body, content_type)

    @classmethod
    def receive(cls, source, **fields):
        """Return the event of a JSON form post with these fields, processed."""
        return cls.receive_body(source, json.dumps(fields))

    @classmethod
    def make_inquiry(cls, **values):
        """Return an inquiry of the team Austin, made the plain way."""
        return cls.env["crm.lead"].create(
            {
                "name": "Nora Diaz - Botox",
                "contact_name": "Nora Diaz",
                "email_from": "nora@patient.example",
                "phone": "(512) 555-0143",
                "type": "opportunity",
                "team_id": cls.team.id,
                "company_id": cls.company.id,
                "user_id": False,
                **values,
            }
        )

    @classmethod
    def make_contact(cls, lead):
        """Return the contact of an inquiry, made and linked if there is none."""
        lead_sudo = lead.sudo()
        if not lead_sudo.partner_id:
            lead_sudo.partner_id = cls.env["res.partner"].create(
                {
                    "name": lead_sudo.contact_name or "Patient",
                    "email": lead_sudo.email_from,
                    "phone": lead_sudo.phone,
                }
            )
        return lead_sudo.partner_id

    @classmethod
    def post_from_patient(cls, lead, body="When can I come?"):
        """Return the message of an email in which the patient replies."""
        return (
            cls.env["crm.lead"]
            .browse(lead.id)
            .message_post(
                body=body,
                message_type="email",
                subtype_xmlid="mail.mt_comment",
                author_id=cls.make_contact(lead).id,
                email_from=lead.sudo().email_from,
            )
        )

    @classmethod
    def answer_by(cls, user, lead, body="Friday at 3 is free."):
        """Return the chatter message with which a colleague answers the patient."""
        return lead.with_user(user).message_post(
            body=body,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=cls.make_contact(lead).ids,
        )
