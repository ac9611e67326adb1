import runpy
from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import file_path, mute_logger

from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import MONDAY_10, at
from .text_common import PATIENT, TextCommon

EMAIL = "nora@patient.example"


@tagged("post_install", "-at_install")
class TestRefusalWins(TextCommon, AcknowledgementCommon):
    """A refusal holds from when we learn of it; only what came after lifts it."""

    def may(self, lead, channel="sms"):
        lead.invalidate_recordset()  # as the next request would see it
        allowed, _reason, _later = self.consent._may_contact(
            lead, channel, "conversational", MONDAY_10
        )
        return allowed

    def to_dos_of(self, lead):
        return lead.activity_ids.filtered(
            lambda one: "had opted out" in (one.summary or "")
        )

    def submitted(self, **later):
        """Return a form's own claim of when it was sent."""
        return {"submitted_at": (MONDAY_10 + timedelta(**later)).isoformat()}

    # whatever time it claims

    def test_refusal_in_local_time_without_offset_beats_an_older_agreement(self):
        with at():
            lead = self.inquire(**AGREED, **self.submitted())
        with at(minutes=30):
            self.inquire(sms_consent="no", message="No", **self.submitted(hours=-6))
            self.assertFalse(self.may(lead))
            line = lead.consent_ids.filtered(lambda one: not one.granted)
            # ten o'clock in Austin
            self.assertEqual(line.occurred_at, MONDAY_10)
            self.assertEqual(line.learned_at, MONDAY_10 + timedelta(minutes=30))

    def test_refusal_beats_an_agreement_of_a_fast_clock(self):
        with at():
            lead = self.inquire(**AGREED, **self.submitted(minutes=4))
        with at(minutes=1):
            self.inquire(sms_consent="no", message="No", **self.submitted(minutes=1))
            self.assertFalse(self.may(lead))

    def test_agreement_learned_later_but_said_before_lifts_nothing(self):
        with at():
            lead = self.inquire(sms_consent="no")
        with at(minutes=30):
            self.inquire(**AGREED, message="Late", **self.submitted(minutes=-5))
            self.assertFalse(self.may(lead))
            self.assertEqual(len(self.to_dos_of(lead)), 1)

    def test_agreement_of_the_same_moment_lifts_nothing(self):
        with at():
            lead = self.inquire(sms_consent="no")
            self.inquire(**AGREED, message="At once")
            self.assertFalse(self.may(lead))

    def test_agreement_said_and_learned_after_a_form_s_refusal_lifts_it(self):
        with at():
            lead = self.inquire(sms_consent="no", email_consent="no")
        with at(minutes=5):
            self.inquire(**AGREED, email_consent="yes", message="Yes please")
            self.assertTrue(self.may(lead))
            self.assertTrue(self.may(lead, "email"))
            self.assertFalse(self.to_dos_of(lead))

    def test_nobody_can_claim_when_we_learned_of_it(self):
        with at(days=1):
            line = self.consent.create(
                {
                    "address": PATIENT,
                    "channel": "sms",
                    "purpose": "informational",
                    "granted": True,
                    "learned_at": MONDAY_10 + timedelta(days=9),
                }
            )
            self.assertEqual(line.learned_at, MONDAY_10 + timedelta(days=1))

    def test_refusal_of_any_company_holds_from_when_it_was_learned(self):
        other = self.make_company("Glow Boston")
        with at():
            lead = self.inquire(**AGREED)
        with at(minutes=5):
            self.consent._revoke(
                PATIENT,
                "sms",
                source="Import",
                occurred_at=MONDAY_10 - timedelta(days=90),
                company_id=other.id,
            )
            self.assertFalse(self.may(lead))

    def test_address_is_known_however_it_was_written(self):
        with at():
            lead = self.inquire(**AGREED)
            self.consent._revoke("(512) 555-0143", "sms", source="Desk", lead=lead)
            self.consent._revoke(" Nora@Patient.Example ", "email", source="Desk")
            self.assertFalse(self.may(lead))
            self.assertFalse(self.may(lead, "email"))

    @mute_logger(
        "odoo.addons.medspa_speed_to_lead.models.intake.medspa_intake_processing"
    )
    def test_refusal_of_a_form_that_fails_holds_all_the_same(self):
        with at():
            lead = self.inquire(**AGREED)
        broken = self.registry["medspa.intake.event"]
        with at(minutes=5):
            with patch.object(broken, "_place", side_effect=ValueError("broken")):
                event = self.receive(
                    self.source, phone="(512) 555-0143", sms_consent="no", name="Nora"
                )
            self.assertEqual(event.state, "error")
            self.assertFalse(self.may(lead))

    def test_refusal_that_is_repeated_word_by_word_is_heard_again(self):
        for key in ({}, {"external_id": "7"}):
            person = {"name": "Nora", "phone": "(512) 555-0143", **key}
            with self.cr.savepoint() as savepoint, self.subTest(key=key):
                with at():
                    lead = self.receive(self.source, **person, sms_consent="no").lead_id
                with at(minutes=2):
                    self.inquire(**AGREED, message="Now yes")
                    self.assertTrue(self.may(lead))
                with at(minutes=4):
                    self.receive(self.source, **person, sms_consent="no")
                    self.assertFalse(self.may(lead))
                savepoint.rollback()

    # STOP and START

    def test_form_after_stop_stays_refused_and_a_person_is_shown_it(self):
        with at():
            lead = self.inquire(**AGREED, message="First")
            lead.user_id = self.ana
            self.text("STOP")
        with at(hours=2):
            self.inquire(**AGREED, message="I want texts again")
            self.assertFalse(self.may(lead))
            to_do = self.to_dos_of(lead)
            self.assertEqual(to_do.user_id, self.ana)
            self.assertIn("text START", to_do.note)
            self.assertIn("03/02/2026", to_do.note)
            self.assertTrue(self.is_blacklisted())
        with at(hours=3):
            self.inquire(**AGREED, message="Really")
            self.assertEqual(len(self.to_dos_of(lead)), 1)
        with at(hours=4):
            self.text("START")
            self.assertTrue(self.may(lead))

    def test_stop_outlives_its_entry_in_the_ledger_of_odoo(self):
        """The ledger holds a STOP even where no blacklist can: a short code."""
        with at():
            self.text("STOP", sender="22395")
        with at(hours=1):
            self.consent._grant("22395", "sms", "informational", source="Form")
            line = self.consent._standing(
                self.company, "22395", "sms", "conversational"
            )
            self.assertFalse(line.granted)

    def test_stop_of_a_shared_number_holds_for_both(self):
        with at():
            nora = self.inquire(**AGREED)
            omar = self.inquire(
                **AGREED, name="Omar", email="omar@patient.example", message="For Omar"
            )
            self.text("STOP")
        with at(hours=1):
            self.inquire(**AGREED, email="omar@patient.example", message="Again")
            self.assertFalse(self.may(nora) or self.may(omar))

    def test_start_texted_in_the_same_second_takes_the_stop_back(self):
        with at():
            lead = self.inquire(**AGREED)
            self.text("STOP")
            self.assertIn("again", self.text("START").reply)
            self.assertTrue(self.may(lead))
            self.text("STOP")
            self.assertFalse(self.may(lead))

    def test_stop_in_an_email_is_lifted_by_no_form(self):
        with at():
            lead = self.inquire(**AGREED)
            self.consent._opt_out(PATIENT, "sms", lead=lead, source="Email")
        with at(days=1):
            self.inquire(**AGREED, message="Again")
            self.assertFalse(self.may(lead))

    # emails

    def test_form_after_unsubscribing_stays_refused_and_is_shown(self):
        with at():
            lead = self.inquire()
            self.consent._opt_out(EMAIL, "email", lead=lead, source="Link")
        with at(days=1):
            self.inquire(email_consent="yes", message="Write to me")
            self.assertFalse(self.may(lead, "email"))
        again = self.env["crm.lead"].search([("email_normalized", "=", EMAIL)])
        self.assertIn("blacklist", self.to_dos_of(again).note)

    # what was there before

    def test_lines_of_before_are_known_from_when_they_were_written(self):
        with at():
            self.text("STOP")
            stop = self.lines_of(PATIENT)
            form = self.consent._revoke(EMAIL, "email", source="Form")
        with at(hours=1):
            self.text("START")
            start = self.lines_of(PATIENT) - stop
        (stop | form | start).flush_recordset()
        self.env.cr.execute(
            """
            ALTER TABLE medspa_consent ALTER learned_at DROP NOT NULL;
            UPDATE medspa_consent SET learned_at = NULL, by_keyword = NULL
            """
        )
        script = "migrations/19.0.1.4.0/pre-consent_learned.py"
        path = file_path(f"medspa_speed_to_lead/{script}")
        runpy.run_path(path)["migrate"](self.env.cr, "19.0.1.3.0")
        self.env.invalidate_all()
        self.assertTrue(stop.by_keyword and start.by_keyword)
        self.assertFalse(form.by_keyword)
        for line in stop | form | start:
            self.assertEqual(line.learned_at, line.create_date.replace(microsecond=0))

    def lines_of(self, address):
        return self.consent.search([("address", "=", address)])

    # taken off by hand

    def test_who_is_taken_off_the_blacklist_by_hand_may_be_answered(self):
        with at():
            lead = self.inquire(**AGREED)
            self.text("STOP")
        with at(days=1):
            self.env["phone.blacklist"]._remove([PATIENT], message="They called")
            self.assertTrue(self.may(lead))
            allowed, _reason, _later = self.consent._may_contact(
                lead, "sms", "promotional", MONDAY_10
            )
            self.assertFalse(allowed)
            line = self.consent.search([("address", "=", PATIENT)], limit=1)
            self.assertIn("Taken off the blacklist by", line.source)

    def test_entry_that_is_deleted_is_taken_off_as_well(self):
        with at():
            self.inquire()
            self.consent._opt_out(EMAIL, "email", source="Link")
        with at(days=1):
            self.env["mail.blacklist"].search([("email", "=", EMAIL)]).unlink()
            line = self.consent._standing(
                self.company, EMAIL, "email", "conversational"
            )
            self.assertTrue(line.granted)
