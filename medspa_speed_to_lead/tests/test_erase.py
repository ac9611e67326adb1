"""Erasing a person: every holding of the table, and what must not go with them."""

import json
import time
from urllib.parse import urlencode

from odoo.exceptions import AccessError, ConcurrencyError
from odoo.fields import Command, Datetime
from odoo.tests import tagged
from odoo.tools import SQL

from .common import MONDAY_10, SpeedToLeadCommon, at
from .erase_table import HOLDS_NOTHING

MODULE = "medspa_speed_to_lead"
EMAIL, PHONE, NAME = "zorvella@patient.example", "+15122009137", "Zorvella Quoxle"
FORM = {"name": NAME, "email": EMAIL, "phone": "(512) 200-9137", "message": "Plimfrotz"}
MARKS = "zorvella|quoxle|plimfrotz|2009137|200-9137"


@tagged("post_install", "-at_install")
class EraseCommon(SpeedToLeadCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        with at():
            cls.event = cls.receive(cls.source, external_id="Plimfrotz-1", **FORM)
            cls.lead = cls.event.lead_id

    def receive_far_away(self, **form):
        """Return the event of a form of another company, with a manager of its own."""
        company = self.make_company("Far Away")
        self.manager = self.make_manager("far", company)
        values = {"company_id": company.id}
        team = self.make_team("Far", self.manager, user_id=self.manager.id, **values)
        return self.receive(self.make_source(team_id=team.id, **values), **form)

    def dialog(self, lead=None, user=None, **values):
        dialogs = self.env["crm.lead.erase"].with_user(user or self.mia)
        return dialogs.create({"lead_id": (lead or self.lead).id, **values})

    def erase(self, lead=None, **values):
        self.dialog(lead, **values).action_erase()
        self.env.invalidate_all()

    def traces(self, marks=MARKS):
        """Return the tables in whose rows a mark stands: all of the database."""
        self.env.flush_all()
        found = set()
        for (table,) in self.env.execute_query(
            SQL(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace = current_schema::regnamespace"
            )
        ):
            query = SQL(
                "SELECT 1 FROM %s t WHERE t::text ~* %s LIMIT 1",
                SQL.identifier(table),
                marks,
            )
            if self.env.execute_query(query):
                found.add(table)
        return found


@tagged("post_install", "-at_install")
class TestEraseTable(EraseCommon):
    """The table names every holding: a new model has to say what it holds."""

    def ours(self):
        return [
            model
            for model in self.env.values()
            if model._original_module == MODULE
            and model._auto
            and not model._abstract
            and not model.is_transient()
        ]

    def words_of(self, model):
        """Return the names of fields into which somebody's words may be written."""
        return {field.name for field in self.env["medspa.erase"]._words_of(model)}

    def test_each_model_of_ours_is_a_place_or_holds_nothing(self):
        holdings = {holding.model for holding in self.env["medspa.erase"]._holdings()}
        with_words = {model._name for model in self.ours() if self.words_of(model)}
        self.assertFalse(with_words - holdings - HOLDS_NOTHING.keys())
        self.assertFalse(holdings & HOLDS_NOTHING.keys())

    def test_the_table_is_not_longer_than_the_registry(self):
        self.assertFalse([name for name in HOLDS_NOTHING if name not in self.env])
        for holding in self.env["medspa.erase"]._holdings():
            if holding.model in self.env:
                self.assertFalse(
                    holding.keep.keys() - self.words_of(self.env[holding.model])
                )

    def test_each_place_says_what_is_there_and_why_something_stays(self):
        for holding in self.env["medspa.erase"]._holdings():
            with self.subTest(holding.model):
                self.assertTrue(holding.holds)
                self.assertTrue(all(holding.keep.values()))

    def test_each_field_in_words_of_an_inquiry_is_blanked(self):
        """Custom ones too: what is filled in here is whatever the registry has."""
        kept = {"intake_owner_reason"}
        names = self.words_of(self.lead) - kept
        columns = [
            SQL("%s = %s", SQL.identifier(name), self.filling(name)) for name in names
        ]
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE crm_lead SET %s WHERE id = %s RETURNING id",
                SQL(", ").join(columns),
                self.lead.id,
            )
        )
        self.env.invalidate_all()
        self.erase()
        self.assertFalse(self.traces("plimfrotz"))

    def filling(self, name):
        if self.lead._fields[name].type in ("json", "properties"):
            return json.dumps({"a": "Plimfrotz"})
        return "Plimfrotz"


@tagged("post_install", "-at_install")
class TestEraseHoldings(EraseCommon):
    """Rows that the table finds, each by its own way."""

    def assert_gone(self, *tables):
        before = self.traces()
        self.assertFalse(set(tables) - before, "nothing was there")
        self.erase(erase_contact=True)
        self.assertFalse(self.traces())

    def test_inquiry_with_its_events_messages_and_key(self):
        self.answer_by(self.ana, self.lead, body="Dear Zorvella")
        self.assert_gone(
            "crm_lead", "medspa_intake_event", "mail_message", "res_partner"
        )

    def test_payloads_that_failed_however_they_are_written(self):
        as_form = "application/x-www-form-urlencoded"
        for body, kind in (
            ("{" + EMAIL, "application/json"),
            ('{"a": "zorvella\\u0040patient.example"', "application/json"),
            ("{512.200.9137", "application/json"),
        ):
            event = self.receive_failing(self.source, body, kind)
            self.assertEqual(event.state, "error")
        waiting = self.env["medspa.intake.event"]._receive(
            self.source.sudo(), urlencode({**FORM, "n": "Plimfrotz"}), as_form
        )[0]
        waiting._fail(ValueError("Plimfrotz"))
        self.erase()
        self.assertFalse(self.traces() - {"res_partner"})

    def test_cards_of_forms_that_nobody_could_read(self):
        with at():
            event = self.receive(self.source, alpha=f"write to {EMAIL} please, thanks")
            self.assertEqual(event.lead_id.name, "Unread form")
        event.body = False  # by its age
        self.env.flush_all()
        self.erase()
        self.assertNotIn(EMAIL, event.lead_id.description or "")

    def test_an_erased_payload_is_not_tried_again(self):
        failed = self.receive_failing(self.source, "{" + EMAIL)
        leads = self.env["crm.lead"].with_context(active_test=False)
        before = leads.search_count([])
        self.erase()
        failed.with_user(self.mia).action_retry()
        with self.transactions() as env:
            env["medspa.intake.event"]._cron_process_events()
        self.assertEqual((failed.state, failed.retry_at), ("erased", False))
        self.assertEqual(leads.search_count([]), before)

    def test_the_same_submission_once_more_does_not_bring_them_back(self):
        self.erase()
        again = self.receive(self.source, external_id="Plimfrotz-1", **FORM)
        self.assertEqual(again, self.event)
        self.assertFalse(self.traces())

    def test_who_writes_again_is_a_new_inquiry(self):
        self.erase()
        self.erase()  # it is the same a second time
        new = self.receive(self.source, external_id="Plimfrotz-2", **FORM)
        self.assertTrue(new.lead_id and new.lead_id != self.lead)
        other = {**FORM, "message": "Lips"}
        reused = self.receive(self.source, external_id="Plimfrotz-1", **other)
        self.assertNotEqual(reused, self.event)

    def test_inquiries_of_every_company(self):
        event = self.receive_far_away(**FORM)
        self.assertEqual(event.lead_id.company_id, self.manager.company_id, event.error)
        self.assert_gone("crm_lead")

    def test_inquiries_that_share_only_an_address_of_another_one(self):
        third = self.receive(self.source, name="Zorvella", email="z@other.example")
        with at(days=3):
            self.receive(
                self.source, name="Zorvella", email="z@other.example", phone=PHONE
            )
        self.erase()
        self.assertFalse(third.lead_id.email_from)

    def test_an_address_of_the_practice_joins_nobody(self):
        self.company.phone = "+15125550100"
        walk_ins = [
            self.make_inquiry(
                contact_name=name, phone="(512) 555-0100", email_from=email
            )
            for name, email in (("Olga", "olga@x.example"), ("Pia", self.ana.email))
        ]
        own = self.make_inquiry(email_from=self.ana.email, phone=False)
        self.erase(walk_ins[0])
        self.assertFalse(walk_ins[0].phone)
        self.assertTrue(walk_ins[1].phone and own.email_from)

    def test_words_of_consent_and_of_a_refusal(self):
        ledger = self.env["medspa.consent"]
        self.lead.sudo()
        ledger._opt_out(PHONE, "sms", source="Text", wording="STOP, I am Zorvella")
        ledger._grant(EMAIL, "email", "promotional", source="Form", wording="Plimfrotz")
        self.erase()
        lines = ledger.search([("address", "in", (PHONE, EMAIL))])
        self.assertEqual(lines.mapped("granted"), [False])
        self.assertFalse(any(lines.mapped("wording")))
        self.assertEqual(self.traces(), {"medspa_consent", "phone_blacklist"})

    def test_meetings_and_files(self):
        contact = self.make_contact(self.lead)
        self.env["calendar.event"].with_user(self.mia).create(
            {
                "name": "Visit of Zorvella",
                "opportunity_id": self.lead.id,
                "partner_ids": [Command.set((contact | self.ana.partner_id).ids)],
                "start": MONDAY_10,
                "stop": MONDAY_10,
            }
        )
        self.env["ir.attachment"].create(
            {
                "name": "Zorvella.txt",
                "raw": b"Plimfrotz",
                "res_model": "crm.lead",
                "res_id": self.lead.id,
            }
        )
        self.assert_gone("calendar_event", "calendar_attendee", "ir_attachment")

    def test_file_of_a_template_that_many_got_stays(self):
        template = self.env["mail.template"].create({"name": "Price list"})
        price_list = self.env["ir.attachment"].create(
            {
                "name": "prices.pdf",
                "raw": b"1",
                "res_model": "mail.template",
                "res_id": template.id,
            }
        )
        self.lead.message_post(body="Hi", attachment_ids=price_list.ids)
        self.erase()
        self.assertTrue(price_list.exists())

    def test_scheduled_message_is_not_posted(self):
        self.env["mail.scheduled.message"].create(
            {
                "model": "crm.lead",
                "res_id": self.lead.id,
                "body": "Plimfrotz",
                "author_id": self.ana.partner_id.id,
                "scheduled_date": Datetime.add(Datetime.now(), days=1),
            }
        )
        self.assert_gone("mail_scheduled_message")

    def test_notices_kept_and_told(self):
        notice = "medspa.notice.kept"
        self.env[notice].create(
            [
                {"due_at": MONDAY_10, "subject": f"{NAME} waits", "body": "x"},
                {
                    "due_at": MONDAY_10,
                    "subject": "Plimfrotz",
                    "about_model": "crm.lead",
                    "about_ids": self.lead.ids,
                },
            ]
        )
        self.env["mail.thread"].message_notify(
            partner_ids=self.mia.partner_id.ids,
            subject="2 inquiries",
            body=f'<a href="/odoo/inquiries/{self.lead.id}">Zorvella</a>',
        )
        self.assert_gone("medspa_notice_kept", "mail_message")

    def test_names_of_campaigns_that_only_they_came_by(self):
        def campaign(event):  # of an inquiry, or of the second time that they asked
            return event.campaign_id or event.lead_id.campaign_id

        shared = self.receive(self.source, name="Olga", utm_campaign="Spring")
        with at(days=2):
            theirs = self.receive(self.source, **FORM, utm_campaign="zorvella")
        with at(days=4):
            spring = self.receive(self.source, **FORM, utm_campaign="Spring")
        by_hand = self.env["utm.campaign"].with_user(self.mia).create({"title": "Fall"})
        self.lead.campaign_id = by_hand
        self.erase()
        self.assertFalse(self.traces())
        self.assertTrue(campaign(theirs).name)
        self.assertEqual(campaign(spring).title, "Spring")
        self.assertEqual(campaign(shared).title, "Spring")
        self.assertEqual(by_hand.title, "Fall")

    def test_dialogs_of_colleagues(self):
        self.env["medspa.call.log"].with_user(self.mia).create(
            {"lead_id": self.lead.id, "note": "Plimfrotz"}
        )
        self.env["mail.compose.message"].with_user(self.mia).create(
            {"model": "crm.lead", "res_ids": str(self.lead.ids), "body": "Plimfrotz"}
        )
        other = (
            self.env["medspa.call.log"]
            .with_user(self.mia)
            .create({"lead_id": self.make_inquiry(email_from=False, phone=False).id})
        )
        self.assert_gone("medspa_call_log", "mail_compose_message")
        self.assertTrue(other.exists())


@tagged("post_install", "-at_install")
class TestEraseLeaves(EraseCommon):
    """What is left is fit to live with."""

    def test_nobody_waits_and_nothing_is_planned(self):
        self.assertTrue(self.lead.response_waiting_since)
        self.erase()
        lead = self.lead.sudo()
        self.assertFalse(lead.response_waiting_since or lead.active)
        self.assertNotIn("planned", lead.touch_ids.mapped("state"))
        self.assertNotIn(lead.followup_state, ("running", "paused"))
        self.assertFalse(lead.activity_ids)

    def test_what_is_won_stays_won(self):
        self.lead.action_set_won()
        self.erase()
        self.assertEqual((self.lead.active, self.lead.won_status), (True, "won"))

    def test_a_contact_that_something_else_needs_stays_and_the_dialog_says_so(self):
        contact = self.make_contact(self.lead)
        self.env["res.partner.bank"].create(
            {"acc_number": "1", "partner_id": contact.id}
        )
        dialog = self.dialog(erase_contact=True)
        self.assertIn("Bank Accounts", dialog.stays)
        dialog.action_erase()
        self.assertTrue(contact.active and contact.email)
        self.assertFalse(self.lead.partner_id)

    def test_the_log_of_a_kept_contact_stays(self):
        contact = self.make_contact(self.lead)
        contact.message_post(body="Allergic")
        self.erase()
        self.assertIn("Allergic", "".join(contact.message_ids.mapped("body")))

    def test_a_colleague_is_not_erased(self):
        self.lead.partner_id = self.ana.partner_id
        self.erase(erase_contact=True)
        self.assertTrue(self.ana.partner_id.active and self.ana.name == "Ana")

    def test_a_namesake_is_left_alone(self):
        other = self.receive(self.source, name=NAME, email="other@patient.example")
        self.answer_by(self.mia, other.lead_id, body="Lips cost 300")
        self.erase()
        self.assertEqual(other.lead_id.contact_name, NAME)
        self.assertTrue(other.body)
        said = "".join(other.lead_id.message_ids.mapped("body"))
        self.assertIn("Lips cost 300", said)


@tagged("post_install", "-at_install")
class TestEraseDialog(EraseCommon):
    """The dialog says before what goes and what stays, and to whom."""

    def test_it_lists_what_one_may_read_and_counts_the_rest(self):
        self.receive_far_away(**{**FORM, "name": "Zorvella Secret"})
        found = self.dialog().found
        self.assertIn(NAME, found)
        self.assertIn("1 of teams or companies whose inquiries you do not see", found)
        self.assertNotIn("Secret", found)

    def test_it_says_that_a_refusal_and_a_card_stay(self):
        self.make_contact(self.lead)
        self.assertNotIn("opt-out", self.dialog().stays)
        self.env["medspa.consent"]._opt_out(EMAIL, "email", source="Phone")
        self.assertIn("opt-out", self.dialog().stays)
        self.assertIn("contact card", self.dialog().stays)
        self.assertNotIn("contact card", self.dialog(erase_contact=True).stays)

    def test_who_may_not_read_the_inquiry_learns_nothing(self):
        self.receive_far_away(name="Somebody")
        with self.assertRaises(AccessError):
            self.dialog(user=self.manager).action_erase()
        with self.assertRaises(AccessError):
            self.dialog(user=self.ana)
        self.assertIn("crm_lead", self.traces())


@tagged("post_install", "-at_install")
class TestEraseMeanwhile(EraseCommon):
    """Somebody is at it, and large histories."""

    def under_way(self, key):
        """Hold a lock as another process does."""
        other = self.registry.cursor()
        self.addCleanup(other.close)
        other.execute(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", key))

    def test_not_while_a_message_to_them_is_being_sent(self):
        touch = self.lead.sudo().touch_ids[:1]
        touch.write({"state": "sending", "occurred_at": False})
        self.under_way(f"medspa.touch:{touch.id}")
        with self.assertRaises(ConcurrencyError):
            self.erase()

    def test_not_while_something_of_them_is_taken_in(self):
        self.under_way(f"medspa.person:{self.company.id}:{PHONE}")
        with self.assertRaises(ConcurrencyError):
            self.erase()

    def test_a_history_of_years_takes_seconds(self):
        self.env["mail.message"].create(
            [
                {"model": "crm.lead", "res_id": self.lead.id, "body": "Plimfrotz"}
                for _number in range(5000)
            ]
        )
        events = [
            {
                "source_id": self.source.id,
                "body": json.dumps({"name": "Olga", "n": number}),
                "body_hash": str(number),
            }
            for number in range(5000)
        ]
        self.env["medspa.intake.event"].create(events)
        self.env.flush_all()
        began = time.monotonic()
        self.erase()
        self.assertLess(time.monotonic() - began, 10)
        self.assertFalse(self.traces())
