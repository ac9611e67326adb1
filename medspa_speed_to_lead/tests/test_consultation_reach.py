"""A meeting for an inquiry is seen, found and changed as far as the inquiry itself."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import at
from .consultation_common import THURSDAY_14_30, ConsultationCommon

HIDDEN = ("description", "location", "opportunity_id", "consultation_lead_id")
HIDDEN += ("consultation_outcome", "consultation_step", "partner_ids", "attendee_ids")
ASKED = {
    "name": "Botox",
    "display_name": "Botox",
    "description": "secret",
    "opportunity_id.contact_name": "Ruiz",
    "consultation_lead_id": "Ruiz",
    "partner_ids": "Ruiz",
    "attendee_ids.email": "ruiz",
}


@tagged("post_install", "-at_install")
class TestConsultationReach(ConsultationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls.make_user("clerk", groups="base.group_user")
        cls.zoe = cls.make_user("zoe")
        cls.make_team("Elsewhere", cls.zoe)
        other = cls.make_company("Other")
        cls.max = cls.make_manager("max", other)
        cls.strangers = (cls.clerk, cls.zoe, cls.max)
        cls.lead.contact_name = "Ana Ruiz"
        cls.patient = cls.env["res.partner"].create(
            {"name": "Ana Ruiz", "email": "ruiz@patient.example"}
        )
        with at():
            cls.event = cls.book(
                cls,
                name="Ana Ruiz: Botox",
                description="secret",
                location="Room 2",
                partner_ids=[Command.set((cls.patient | cls.ana.partner_id).ids)],
            )

    def as_seen_by(self, user, records):
        self.env.flush_all()
        self.env.invalidate_all()
        records = records.with_user(user)
        return records.with_context(allowed_company_ids=user.company_id.ids)

    def seen_by(self, user):
        return self.as_seen_by(user, self.event)

    def book_as(self, user, lead):
        values = {"name": "Talk", "start": THURSDAY_14_30, "stop": THURSDAY_14_30}
        events = self.seen_by(user).browse()
        return events.create({**values, "opportunity_id": lead.id})

    def test_a_stranger_reads_that_the_time_is_taken_and_nothing_else(self):
        for user in self.strangers:
            read = self.seen_by(user).read(["name", "display_name", "start", *HIDDEN])[
                0
            ]
            self.assertEqual(read.pop("name"), "Busy")
            self.assertEqual(read.pop("display_name"), "Busy")
            self.assertEqual(read.pop("start"), THURSDAY_14_30)
            self.assertEqual({*map(bool, map(read.get, HIDDEN))}, {False}, read)

    def test_each_field_alone_is_as_hidden_as_all_of_them(self):
        hidden = self.event._fields.keys() - self.event._get_public_fields()
        words = ("Ruiz", "ruiz", "Botox", "secret", "Room 2")
        for user in self.strangers:
            for name in sorted(hidden):
                event = self.seen_by(user)
                if event._has_field_access(event._fields[name], "read"):
                    read = str(event.read([name]))
                    self.assertFalse([one for one in words if one in read], read)

    def test_a_stranger_finds_nothing_by_what_is_hidden(self):
        for user in self.strangers:
            for name, words in ASKED.items():
                try:
                    found = self.seen_by(user).search([(name, "ilike", words)])
                except AccessError:
                    continue
                self.assertFalse(found, name)
            by_patient = [("partner_ids", "in", self.patient.ids)]
            self.assertFalse(self.seen_by(user).search(by_patient))
            self.assertFalse(
                self.seen_by(user).search(
                    [("start", "=", THURSDAY_14_30)], order="name"
                )
            )

    def test_a_stranger_counts_nothing_by_what_is_hidden(self):
        for user in self.strangers:
            for name in (
                "name",
                "opportunity_id",
                "consultation_outcome",
                "partner_ids",
            ):
                groups = self.seen_by(user).formatted_read_group(
                    [], [name], ["__count"]
                )
                self.assertNotIn("Ruiz", str(groups))
                self.assertNotIn("pending", str(groups))

    def test_a_stranger_finds_whose_time_is_taken(self):
        for user in self.strangers:
            domain = [
                ("partner_ids", "in", self.ana.partner_id.ids),
                ("start", "<=", THURSDAY_14_30),
            ]
            self.assertEqual(self.seen_by(user).search(domain), self.event)

    def test_a_stranger_sees_no_attendee_and_joins_none(self):
        attendee = self.event.attendee_ids[:1]
        for user in self.strangers:
            attendees = self.as_seen_by(user, self.event.attendee_ids).browse()
            mine = [("event_id", "=", self.event.id)]
            self.assertFalse(attendees.search(mine))
            with self.assertRaises(AccessError):
                self.as_seen_by(user, attendee).read(["email"])
            with self.assertRaises(AccessError):
                attendees.create(
                    {"event_id": self.event.id, "partner_id": user.partner_id.id}
                )

    def test_a_stranger_reads_nothing_that_was_said_about_it(self):
        self.event.message_post(body="Botox for Ruiz")
        for user in self.strangers:
            messages = self.as_seen_by(user, self.env["mail.message"])
            said = [("model", "=", "calendar.event"), ("res_id", "=", self.event.id)]
            self.assertFalse(messages.search(said))

    @at()
    def test_a_stranger_changes_nothing(self):
        later = THURSDAY_14_30 + timedelta(days=1)
        for user in self.strangers:
            for values in (
                {"start": later, "stop": later},
                {"opportunity_id": False},
                {"user_id": user.id},
                {"partner_ids": [Command.link(user.partner_id.id)]},
                {"active": False},
                {"privacy": "public"},
            ):
                with self.assertRaises(AccessError):
                    self.seen_by(user).write(values)
            with self.assertRaises(AccessError):
                self.seen_by(user).unlink()
        self.assertEqual(self.lead.consultation_at, THURSDAY_14_30)

    @at()
    def test_a_stranger_names_no_inquiry_in_a_meeting_of_their_own(self):
        for user in self.strangers:
            events = self.seen_by(user).browse()
            with self.assertRaises(AccessError):
                self.book_as(user, self.lead)
            own = self.book_as(user, self.env["crm.lead"])
            with self.assertRaises(AccessError):
                own.write({"opportunity_id": self.lead.id})
            asked = {"opportunity_id": {"fields": {"display_name": {}}}}
            with self.assertRaises(AccessError):
                events.onchange(
                    {"opportunity_id": self.lead.id}, ["opportunity_id"], asked
                )

    def test_a_form_of_it_shows_a_stranger_nothing(self):
        asked = {"opportunity_id": {"fields": {"display_name": {}}}}
        asked |= {"name": {}, "description": {}, "is_consultation": {}}
        for user in self.strangers:
            for said in ({}, {"opportunity_id": False}, {"name": "x"}):
                with self.assertRaises(AccessError):
                    self.seen_by(user).onchange(said, [], asked)

    @at()
    def test_whoever_takes_part_or_may_read_the_inquiry_sees_it_all(self):
        invited = self.make_user("invited", groups="base.group_user")
        self.event.partner_ids |= invited.partner_id
        for user in (self.ana, self.mia, invited):
            event = self.seen_by(user)
            self.assertEqual(event.name, "Ana Ruiz: Botox")
            self.assertEqual(event.search([("name", "like", "Botox")]), event)
            event.write({"location": "Room 3"})

    @at()
    def test_a_meeting_of_nobody_is_as_open_as_ever(self):
        lunch = self.book(lead=self.env["crm.lead"], name="Lunch")
        for user in self.strangers:
            self.assertEqual(self.as_seen_by(user, lunch).name, "Lunch")
            self.as_seen_by(user, lunch).write({"name": "Late lunch"})
            self.as_seen_by(user, lunch).write({"name": "Lunch"})
