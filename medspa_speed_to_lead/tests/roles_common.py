from odoo.fields import Command
from odoo.tests import new_test_user

from .common import SpeedToLeadCommon, at

FACTS = ("medspa.response.cycle", "medspa.touch", "medspa.escalation")
DECEMBER_24 = {"date_from": "2026-12-24 06:00:00", "date_to": "2026-12-25 06:00:00"}


class RolesCommon(SpeedToLeadCommon):
    """One person of each role in Austin, a second location, another practice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sales = "sales_team.group_sale"
        groups = {
            "front_desk": f"{sales}_salesman",
            "team_desk": "medspa_speed_to_lead.group_team_inquiries",
            "all_documents": f"{sales}_salesman_all_leads",
            "manager": f"{sales}_manager",
            "administrator": f"base.group_system,{sales}_manager",
            "employee": "base.group_user",
        }
        cls.people = {
            role: cls.make_user(f"role_{role}", groups=names)
            for role, names in groups.items()
        }
        cls.outsiders = [
            new_test_user(cls.env, f"stl_{name}", groups=f"base.group_{name}")
            for name in ("portal", "public")
        ]
        cls.cara = cls.make_user("cara")
        desk = cls.people["front_desk"] | cls.people["team_desk"]
        cls.team.member_ids = [Command.link(user.id) for user in desk]
        cls.make_other_location()
        cls.make_other_practice()
        cls.make_inquiries()

    @classmethod
    def make_other_location(cls):
        """Cara alone works at the second location of the same practice."""
        cls.late = cls.make_calendar(name="Late shift")
        cls.kitchen = cls.make_calendar(name="Kitchen")
        cls.second = cls.make_team("Second", cls.cara, user_id=False)
        member = cls.team.crm_team_member_ids.filtered(lambda m: m.user_id == cls.ben)
        member.response_calendar_id = cls.late

    @classmethod
    def make_other_practice(cls):
        cls.boston = cls.make_company("Glow Boston")
        there = {
            "company_id": cls.boston.id,
            "company_ids": [Command.set(cls.boston.ids)],
        }
        bea = cls.make_user("bea", **there)
        everywhere = cls.env(
            su=True,
            context={
                **cls.env.context,
                "allowed_company_ids": (cls.boston | cls.company).ids,
            },
        )
        cls.boston_hours = cls.make_calendar(
            name="Boston", company_id=cls.boston.id
        ).with_env(everywhere)
        cls.boston_team = everywhere["crm.team"].create(
            {
                "name": "Boston",
                "company_id": cls.boston.id,
                "speed_to_lead": True,
                "response_calendar_id": cls.boston_hours.id,
                "member_ids": [Command.set(bea.ids)],
            }
        )
        cls.boston_email = cls.shipped_email().sudo().copy({"name": "Boston"})
        cls.boston_text = cls.shipped_text().sudo().copy({"name": "Boston"})
        values = {"name": "Boston", "company_id": cls.boston.id}
        cls.of_boston = {
            "medspa.response.policy": {
                **values,
                "email_template_id": cls.boston_email.id,
                "sms_template_id": cls.boston_text.id,
            },
            "medspa.intake.source": {**values, "team_id": cls.boston_team.id},
            "medspa.intake.channel": {**values, "code": "boston"},
            "medspa.treatment.category": values,
            "medspa.cadence": values,
            "medspa.stage.rule": {**values, "fact": "replied"},
        }
        for model, model_values in cls.of_boston.items():
            cls.of_boston[model] = everywhere[model].create(model_values)

    @classmethod
    def make_inquiries(cls):
        with at():
            cls.of_nobody = cls.make_inquiry(phone="(512) 555-0100")
            cls.of_ben = cls.make_inquiry(user_id=cls.ben.id, phone="(512) 555-0101")
            cls.of_cara = cls.make_inquiry(
                user_id=cls.cara.id, team_id=cls.second.id, phone="(512) 555-0102"
            )
            cls.there = cls.make_inquiry(
                company_id=cls.boston.id,
                team_id=cls.boston_team.id,
                phone="(512) 555-0103",
            )
        cls.of_nobody.user_id = cls.there.user_id = False
        cls.inquiries = cls.of_nobody | cls.of_ben | cls.of_cara | cls.there
        step = cls.policy.escalation_step_ids[:1]
        for lead in cls.inquiries:
            lead.with_user(cls.env.ref("base.user_root")).sudo()._register_touch(
                {"direction": "in", "channel": "email"}
            )
            cls.env["medspa.escalation"].sudo().create(
                {
                    "cycle_id": lead.response_cycle_ids[:1].id,
                    "step_id": step.id,
                    "lead_id": lead.id,
                    "action": "remind",
                }
            )
            cls.env["medspa.consent"]._grant(
                lead.phone_sanitized, "sms", "informational", source="form", lead=lead
            )

    @classmethod
    def shipped_email(cls):
        return cls.env.ref("medspa_speed_to_lead.mail_template_first_general")

    @classmethod
    def shipped_text(cls):
        return cls.env.ref("medspa_speed_to_lead.sms_template_first_general")

    def sees(self, user, records):
        """Say whether a user finds these and may read them."""
        as_user = records.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        )
        found = as_user.search([("id", "in", records.ids)])
        found.read()
        return bool(records) and found == as_user

    def own(self, user):
        """Return an inquiry that this person owns."""
        self.of_nobody.user_id = user
        return self.of_nobody.with_user(user)
