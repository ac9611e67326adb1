"""Nobody writes by hand what happened."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form

from .common import MONDAY_10, SpeedToLeadCommon, at
from .roles_common import RolesCommon

PREFIXES = ("response_", "consultation_", "followup_", "intake_")
# what people may say of an inquiry
SAID = {
    "intake_channel_id",
    "intake_intent",
    "intake_patient_type",
    "response_exempt_reason",
}
PEOPLE = ("front_desk", "team_desk", "all_documents", "manager", "administrator")


class TestFacts(RolesCommon):
    def facts(self):
        """Return every stored field of ours on an inquiry that is no word of people."""
        fields = self.env["crm.lead"]._fields.values()
        return [
            field
            for field in fields
            if field.name.startswith(PREFIXES)
            and "medspa_speed_to_lead" in field._modules
            and field.store
            and field.name not in SAID
        ]

    def some_value(self, field):
        if field.type in ("many2one",):
            return self.env[field.comodel_name].sudo().search([], limit=1).id or 1
        if field.type in ("one2many", "many2many"):
            return [Command.clear()]
        if field.type == "selection":
            return field.get_values(self.env)[0]
        return {
            "datetime": MONDAY_10 - timedelta(days=1),
            "date": MONDAY_10.date(),
            "integer": 1,
        }.get(field.type, "x")

    def test_there_are_facts(self):
        self.assertGreater(len(self.facts()), 20)

    def test_nobody_writes_a_fact(self):
        for field in self.facts():
            for value in (self.some_value(field), False):
                for role in PEOPLE:
                    self.refused(role, field.name, value)

    def refused(self, role, name, value):
        lead = self.of_nobody.with_user(self.people[role])
        is_manager = role in ("manager", "administrator")
        if name == "intake_received_at" and value and is_manager:
            return
        if name == "intake_source_id" and not value:
            return  # it has none
        values = {name: value}
        mine = {"name": "X", "team_id": self.team.id, **values}
        doors = {
            "write": lambda: lead.write(values),
            "set": lambda: lead.__setattr__(name, value),
            "save": lambda: lead.web_save(values, {"name": {}}),
            "create": lambda: lead.create(mine),
            "copy": lambda: lead.copy(values),
            "new by save": lambda: lead.browse().web_save(mine, {"name": {}}),
        }
        if name == "intake_received_at" and is_manager:
            doors = {"write": doors["write"], "save": doors["save"]}
        for door, act in doors.items():
            with self.subTest(role=role, field=name, value=value, door=door), at():
                with self.assertRaisesRegex(AccessError, "by hand"):
                    act()

    def test_an_import_writes_no_fact(self):
        leads = self.env["crm.lead"].with_user(self.people["manager"])
        for field in self.facts():
            if field.type in ("one2many", "many2many"):
                continue
            if field.name == "intake_received_at":
                continue
            with self.subTest(field=field.name), at():
                name = f"{field.name}/.id" if field.relational else field.name
                value = self.some_value(field)
                result = leads.load(
                    ["name", "team_id/.id", name],
                    [["X", str(self.team.id), str(value)]],
                )
                self.assertFalse(result["ids"])

    def test_a_context_gives_no_fact(self):
        for field in self.facts():
            value = self.some_value(field)
            context = {f"default_{field.name}": value}
            leads = self.env["crm.lead"].with_user(self.people["front_desk"])
            leads = leads.with_context(**context)
            with self.subTest(field=field.name), at():
                self.assertFalse(leads.default_get([field.name]))
                plain = leads.with_context(**dict.fromkeys(context))
                one = leads.create({"name": "X", "team_id": self.team.id})
                other = plain.create({"name": "X", "team_id": self.team.id})
                if field.type != "one2many":
                    self.assertEqual(one[field.name], other[field.name])

    def test_a_default_of_ones_own_gives_no_fact(self):
        ana = self.people["front_desk"]
        defaults = self.env["ir.default"].with_user(ana)
        defaults.set("crm.lead", "response_verdict", "on_time", user_id=ana.id)
        with at():
            lead = self.env["crm.lead"].with_user(ana).create({"name": "X"})
        self.assertFalse(lead.response_verdict)

    @at()
    def test_an_email_address_gives_no_fact(self):
        """Its defaults are a manager's, and mail comes in with full rights."""
        lead = (
            self.env["crm.lead"]
            .sudo()
            .message_new(
                {"from": "p@patient.example", "subject": "Botox", "date": False},
                {
                    "team_id": self.team.id,
                    "response_verdict": "on_time",
                    "response_exempt_reason": "spam",
                    "intake_received_at": "2020-01-01 00:00:00",
                },
            )
        )
        self.assertFalse(lead.response_verdict)
        self.assertEqual(lead.intake_received_at, MONDAY_10)

    def test_a_consultation_is_nobodys_by_context(self):
        ana = self.people["front_desk"]
        events = self.env["calendar.event"].with_user(ana)
        events = events.with_context(
            default_consultation_lead_id=self.of_cara.id,
            default_consultation_outcome="showed",
        )
        with at():
            event = events.create(
                {
                    "name": "X",
                    "start": MONDAY_10 + timedelta(days=1),
                    "stop": MONDAY_10 + timedelta(days=1, hours=1),
                }
            )
        self.assertFalse(event.consultation_lead_id)
        self.assertFalse(event.consultation_outcome)


class TestWhatPeopleSay(SpeedToLeadCommon):
    """What may be entered by hand stays as it was."""

    @at()
    def test_people_say_channel_intent_patient_and_treatments(self):
        lead = (
            self.env["crm.lead"]
            .with_user(self.ana)
            .create(
                {
                    "name": "X",
                    "team_id": self.team.id,
                    "intake_channel_id": self.website_form.id,
                    "intake_intent": "pricing",
                    "intake_patient_type": "returning",
                    "treatment_ids": [Command.set(self.botox.ids)],
                }
            )
        )
        self.assertEqual(lead.intake_intent, "pricing")
        lead.write({"intake_patient_type": "new", "response_exempt_reason": "spam"})
        self.assertEqual(lead.response_state, "none")

    @at()
    def test_the_form_saves(self):
        form = Form(self.env["crm.lead"].with_user(self.ana))
        form.name = "X"
        lead = form.save()
        with Form(lead.with_user(self.ana)) as form:
            form.name = "Y"
        self.assertTrue(lead.response_waiting_since)

    @at()
    def test_a_source_by_hand_is_chosen_by_hand(self):
        by_hand = self.make_source(name="Walk-in", provider="manual")
        form = self.make_source()
        lead = self.make_inquiry(user_id=self.ana.id).with_user(self.ana)
        lead.intake_source_id = by_hand
        with self.assertRaisesRegex(AccessError, "by hand"):
            lead.intake_source_id = form
        of_form = self.receive(form, name="Nora", email="n@patient.example").lead_id
        of_form.user_id = self.ana
        with self.assertRaisesRegex(AccessError, "by hand"):
            of_form.with_user(self.ana).intake_source_id = by_hand

    def test_a_manager_corrects_when_it_arrived_and_leaves_a_line(self):
        with at():
            lead = self.make_inquiry()
        with at(minutes=30):
            lead.with_user(self.mia).intake_received_at = MONDAY_10 - timedelta(days=1)
        self.assertEqual(lead.intake_received_on.isoformat(), "2026-03-01")
        self.assertIn("Mia corrected when it arrived", lead.message_ids[0].body)

    @at()
    def test_what_never_reached_is_never_taken_back(self):
        lead = self.make_inquiry().with_user(self.mia)
        for values in (
            {"intake_received_at": False},
            {"response_waiting_since": False},
        ):
            with self.assertRaisesRegex(AccessError, "by hand"):
                lead.write(values)
