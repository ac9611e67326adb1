import runpy
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import file_path, mute_logger

from .acknowledgement_common import AcknowledgementCommon
from .common import MONDAY_10, SUNDAY_22, SpeedToLeadCommon, at

PHONE = "+15125550143"
MIAMI_PHONE = "+13055550143"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# What was looked up: region and since, weekdays, Saturday, Sunday, holidays, cap within
# 24 hours.
EIGHT_TO_EIGHT, NINE_TO_NINE = (8, 20), (9, 21)
FEDERAL = ((8, 21), (8, 21), (8, 21))
EIGHTS, NINES = (EIGHT_TO_EIGHT,) * 3, (NINE_TO_NINE,) * 3
SHIPPED = {
    ("", None): (EIGHTS, False, 0),
    ("US", None): (FEDERAL, False, 0),
    ("US-FL", date(2021, 7, 1)): (EIGHTS, False, 3),
    ("US-OK", date(2022, 11, 1)): (EIGHTS, False, 3),
    ("US-WA", date(2022, 6, 1)): (EIGHTS, False, 0),
    ("US-TX", date(1992, 1, 1)): ((NINE_TO_NINE, NINE_TO_NINE, (12, 21)), False, 0),
    ("US-CT", date(2023, 10, 1)): (((9, 20),) * 3, False, 0),
    ("US-MD", date(2024, 1, 1)): (EIGHTS, False, 3),
    ("US-MS", date(2003, 7, 1)): ((EIGHT_TO_EIGHT, EIGHT_TO_EIGHT, None), True, 0),
    ("US-NJ", None): (FEDERAL, False, 0),
    ("US-RI", None): (((9, 18), (10, 17), None), True, 0),
    ("US-AL", None): ((EIGHT_TO_EIGHT, EIGHT_TO_EIGHT, None), True, 0),
    ("US-LA", date(2006, 10, 11)): ((EIGHT_TO_EIGHT, EIGHT_TO_EIGHT, None), True, 0),
    ("US-MA", date(2003, 1, 1)): (EIGHTS, False, 0),
    ("US-NV", None): (((9, 20),) * 3, False, 0),
    ("US-KY", None): (((10, 21),) * 3, False, 0),
    ("US-MI", None): (NINES, False, 0),
    ("US-MN", None): (NINES, False, 0),
    ("US-NM", None): (NINES, False, 0),
    ("US-OR", date(2026, 1, 1)): (EIGHTS, False, 3),
    ("US-PA", date(2019, 12, 3)): (FEDERAL, True, 0),
    ("US-PA", date(2026, 10, 18)): (((9, 19), (9, 19), None), False, 0),
    ("US-WY", None): (EIGHTS, False, 0),
}


@tagged("post_install", "-at_install")
class TestContactWindowTable(SpeedToLeadCommon):
    """The hours as they are shipped, and as a manager changes them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_user(
            "law", groups="sales_team.group_sale_manager,base.group_system"
        )
        cls.windows = cls.env["medspa.contact.window"]

    def texas(self):
        return self.env.ref("medspa_speed_to_lead.contact_window_us_tx")

    def names(self, company=None):
        rules = self.windows._rules_for(company or self.company)
        return [rule.name for rule in rules]

    def test_shipped_rows_say_what_was_looked_up(self):
        found = {}
        for rule in self.windows._rules_for(self.company):
            days = (rule.weekday, rule.saturday, rule.sunday)
            hours = tuple(day and (day.opens.hour, day.closes.hour) for day in days)
            what = (hours, rule.holidays_closed, rule.daily_cap)
            found[rule.region, rule.since] = what
        self.assertEqual(found, SHIPPED)

    def test_every_row_says_who_says_so(self):
        self.assertTrue(all(self.windows.search([]).mapped("source")))

    def test_every_law_says_where_it_comes_from(self):
        laws = self.windows.search([("country_id", "!=", False)])
        for law in laws:
            for name in ("statute", "summary", "url", "evidence", "checked_on"):
                self.assertTrue(law[name], (law.name, name))
            # words of a law only where somebody saw them
            self.assertEqual(bool(law.quote), law.evidence == "seen", law.name)

    # checked, paused

    def test_law_that_nobody_checked_for_a_year_is_due(self):
        texas = self.texas().with_user(self.admin)
        self.assertFalse(texas.is_check_due)
        today = texas.checked_on
        with at(datetime.combine(today, time(12)), days=366):
            due = self.windows.search([("is_check_due", "=", True)])
            self.assertIn(texas.id, due.ids)
            own = self.env.ref("medspa_speed_to_lead.contact_window_everywhere")
            self.assertNotIn(own, due)
            texas.invalidate_recordset()
            self.assertTrue(texas.is_check_due)
            texas.action_checked()
            self.assertFalse(texas.is_check_due)

    def test_health_names_the_laws_to_check(self):
        self.env["medspa.contact.window"].search([]).checked_on = date(2026, 12, 1)
        with at(datetime(2027, 12, 1, 12)):
            self.assertFalse(self.env["medspa.health"]._check_law())
            self.texas().checked_on = date(2026, 11, 30)
            (trouble,) = self.env["medspa.health"]._check_law()
            self.assertIn("Texas", trouble.words)
            self.assertNotIn("Florida", trouble.words)
            self.texas().action_archive()
            self.assertFalse(self.env["medspa.health"]._check_law())

    def test_pause_is_one_click_and_felt_at_once(self):
        louisiana = self.env.ref("medspa_speed_to_lead.contact_window_us_la")
        with self.assertRaises(AccessError):
            louisiana.with_user(self.mia).action_pause()
        with at(datetime(2027, 8, 20, 12)):
            louisiana.with_user(self.admin).action_pause()
            self.assertTrue(louisiana.is_paused)
            (rule,) = (
                rule
                for rule in self.windows._rules_for(self.company)
                if rule.region == "US-LA"
            )
            self.assertEqual(rule.paused_until, date(2027, 9, 19))
            louisiana.with_user(self.admin).action_resume()
            self.assertFalse(louisiana.is_paused)

    def test_holidays_that_a_row_closes_are_listed(self):
        with at(datetime(2026, 12, 2, 12)):
            row = self.env.ref("medspa_speed_to_lead.contact_window_us_pa")
            self.assertIn("Good Friday (03/26/2027)", row.holiday_names)
            self.assertFalse(self.texas().holiday_names)

    # upgrade

    def upgrade(self):
        script = "migrations/19.0.1.4.0/post-contact_hours.py"
        path = file_path(f"medspa_speed_to_lead/{script}")
        runpy.run_path(path)["migrate"](self.env.cr, "19.0.1.3.0")
        self.windows.invalidate_model()

    def test_upgrade_corrects_what_was_shipped_wrong(self):
        two = (
            "Two vendors' tables of state hours agree in part; "
            "verify before you rely on it."
        )
        maryland = self.env.ref("medspa_speed_to_lead.contact_window_us_md")
        texas = self.texas()
        maryland.write({"daily_cap": 0, "effective_date": False, "source": two})
        texas.effective_date = "2025-09-01"
        for window in self.windows.search([]):
            window.write({"statute": False, "evidence": False, "checked_on": False})
        self.upgrade()
        self.assertEqual((maryland.daily_cap, maryland.evidence), (3, "second_hand"))
        self.assertNotEqual(maryland.source, two)
        self.assertEqual(maryland.effective_date, date(2024, 1, 1))
        self.assertEqual(texas.effective_date, date(1992, 1, 1))
        self.test_shipped_rows_say_what_was_looked_up()

    def test_upgrade_keeps_what_a_practice_changed(self):
        maryland = self.env.ref("medspa_speed_to_lead.contact_window_us_md")
        night = self.env.ref("medspa_speed_to_lead.contact_window_everywhere")
        maryland.write({"daily_cap": 2, "source": "Our lawyer", "weekday_from": 9})
        maryland.write({"effective_date": "2024-02-01", "name": "The Free State"})
        night.write({"weekday_to": 18, "applies_to": "not_prompt"})
        self.texas().action_archive()
        ours = self.windows.create({"name": "Ours", "weekday_to": 17})
        self.upgrade()
        self.assertEqual(
            (maryland.daily_cap, maryland.source, maryland.weekday_from, maryland.name),
            (2, "Our lawyer", 9, "The Free State"),
        )
        self.assertEqual(maryland.effective_date, date(2024, 2, 1))
        self.assertTrue(maryland.statute)
        self.assertEqual((night.weekday_to, night.applies_to), (18, "not_prompt"))
        self.assertFalse(self.texas().active)
        self.assertEqual((ours.name, ours.weekday_to), ("Ours", 17))

    def test_laws_leave_answers_to_the_hours_of_the_practice(self):
        for rule in self.windows._rules_for(self.company):
            self.assertEqual("conversational" in rule.kinds, not rule.region)
            self.assertLessEqual({"informational", "promotional"}, rule.kinds)

    def test_change_is_felt_at_once(self):
        self.names()
        texas = self.texas()
        texas.with_user(self.admin).write({"name": "Lone Star", "sunday_closed": True})
        self.assertIn("Lone Star", self.names())
        texas.action_archive()
        self.assertNotIn("Lone Star", self.names())
        self.windows.with_user(self.mia).create({"name": "Ours"})
        self.assertIn("Ours", self.names())

    def test_asking_again_costs_no_query(self):
        self.windows._rules_for(self.company)
        with self.assertQueryCount(0):
            self.windows._rules_for(self.company)

    def test_hours_of_a_company_are_for_its_texts_only(self):
        other = self.make_company("Glow Boston")
        self.windows.create({"name": "Ours", "company_id": self.company.id})
        self.assertIn("Ours", self.names())
        self.assertNotIn("Ours", self.names(other))

    def test_salesperson_reads_and_administrator_changes(self):
        self.assertTrue(self.texas().with_user(self.ana).name)
        for user in (self.ana, self.mia):
            with self.assertRaises(AccessError):
                self.texas().with_user(user).weekday_from = 5
        self.texas().with_user(self.admin).weekday_from = 10

    def test_form_fills_in_the_country(self):
        with Form(self.windows.with_user(self.mia)) as form:
            form.name = "Utah"
            form.state_id = self.env.ref("base.state_us_45")
            self.assertEqual(form.country_id, self.env.ref("base.us"))

    def test_state_lies_in_its_country(self):
        with self.assertRaisesRegex(ValidationError, "is not in"):
            self.texas().country_id = self.env.ref("base.ca")
        with self.assertRaisesRegex(ValidationError, "any country"):
            self.texas().country_id = False

    @mute_logger("odoo.sql_db")
    def test_hours_end_after_they_begin(self):
        for hours in (
            {"weekday_from": 20},
            {"saturday_to": 8},
            {"sunday_to": 25},
            {"daily_cap": -1},
        ):
            with self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.env.ref("medspa_speed_to_lead.contact_window_everywhere").write(
                    hours
                )
                self.env.flush_all()

    def test_hours_may_last_until_midnight(self):
        self.texas().write({"weekday_from": 0, "weekday_to": 24})
        (rule,) = (
            rule
            for rule in self.windows._rules_for(self.company)
            if rule.region == "US-TX"
        )
        self.assertEqual(rule.hours(date(2026, 3, 2)).opens.hour, 0)
        self.assertEqual(rule.hours(date(2026, 3, 2)).closes.hour, 23)


@tagged("post_install", "-at_install")
class TestContactHours(AcknowledgementCommon):
    """When a text may reach somebody, where they are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_user(
            "law", groups="sales_team.group_sale_manager,base.group_system"
        )
        cls.ledger = cls.env["medspa.consent"]
        with at():
            cls.lead = cls.make_inquiry(phone=PHONE)
        cls.agree(cls.lead)

    @classmethod
    def agree(cls, lead, purpose="promotional"):
        number = lead.phone_sanitized
        cls.ledger._grant(number, "sms", purpose, lead=lead, source="Test")

    def ask(self, moment, purpose="promotional", lead=None, channel="sms"):
        """Return ``(allowed, why, not before)``."""
        told = self.ledger._may_contact(lead or self.lead, channel, purpose, moment)
        return told.allowed, told.reason.words, told.not_before

    def person(self, **values):
        with at():
            lead = self.make_inquiry(**values)
        self.agree(lead)
        return lead

    def test_offers_in_texas_wait_for_nine_and_answers_for_eight(self):
        eight = MONDAY_10 - 2 * HOUR
        expected = (False, "Texas: no texts at this hour where they are.", eight + HOUR)
        self.assertEqual(self.ask(eight), expected)
        self.assertEqual(self.ask(eight, "informational"), expected)
        self.assertTrue(self.ask(eight, "conversational")[0])

    def test_sunday_is_closed_where_the_law_says_so(self):
        lead = self.person(phone="+15045550143")  # New Orleans
        sunday_noon = SUNDAY_22 - 10 * HOUR
        self.assertEqual(
            self.ask(sunday_noon, lead=lead),
            (
                False,
                "Louisiana: no texts on this day of the week.",
                MONDAY_10 - 2 * HOUR,
            ),
        )
        self.assertTrue(self.ask(sunday_noon)[0])

    def test_address_in_another_state_counts_too(self):
        eight_in_the_evening = MONDAY_10 + 10 * HOUR  # open in Texas, not in Florida
        window = self.env.ref("medspa_speed_to_lead.contact_window_everywhere")
        window.action_archive()
        self.assertTrue(self.ask(eight_in_the_evening)[0])
        florida = self.env.ref("base.state_us_10")
        self.lead.write({"state_id": florida.id, "country_id": florida.country_id.id})
        allowed, reason, _moment = self.ask(eight_in_the_evening)
        self.assertFalse(allowed)
        self.assertIn("Florida", reason)

    def test_holiday_is_closed_where_the_row_says_so(self):
        memorial_day = datetime(2026, 5, 25, 18)
        self.assertTrue(self.ask(memorial_day)[0])
        window = self.env.ref("medspa_speed_to_lead.contact_window_us_tx")
        window.holidays_closed = True
        self.assertEqual(
            self.ask(memorial_day),
            (False, "Texas: no texts on a holiday.", datetime(2026, 5, 26, 14)),
        )

    def test_pause_says_until_when(self):
        window = self.env.ref("medspa_speed_to_lead.contact_window_us_tx")
        window.paused_until = date(2026, 3, 20)
        self.assertEqual(
            self.ask(MONDAY_10),
            (
                False,
                "Texas: no texts before 03/20/2026.",
                datetime(2026, 3, 20, 14),
            ),
        )

    def test_night_rest_is_kept_where_the_practice_is_as_well(self):
        lead = self.person(phone="+18085550143")  # Honolulu, four hours behind
        late = MONDAY_10 + 11 * HOUR  # 21:00 in Austin, 17:00 there
        self.assertEqual(
            self.ask(late, lead=lead),
            (
                False,
                "Night rest: no texts at this hour where you are.",
                MONDAY_10 + 26 * HOUR,
            ),
        )
        self.assertIn("where they are", self.ask(MONDAY_10, lead=lead)[1])

    def test_zip_code_of_another_state_counts(self):
        eight_in_the_evening = MONDAY_10 + 10 * HOUR
        night = self.env.ref("medspa_speed_to_lead.contact_window_everywhere")
        night.action_archive()
        self.assertTrue(self.ask(eight_in_the_evening)[0])
        self.lead.zip = "33101"
        self.assertIn("Florida", self.ask(eight_in_the_evening)[1])

    def test_area_that_no_table_knows_keeps_the_strictest_of_all_states(self):
        lead = self.person(phone="+18612340123")
        self.assertIn("hour", self.ask(MONDAY_10, lead=lead)[1])
        sunday = self.ask(SUNDAY_22 - 8 * HOUR, lead=lead)
        self.assertIn("no texts on this day of the week", sunday[1])

    def test_number_of_nowhere_is_taken_for_a_neighbour(self):
        self.lead.write({"country_id": False, "state_id": False})
        texas = self.env.ref("base.state_us_44")
        self.company.partner_id.write({"state_id": texas.id})
        path = "odoo.addons.medspa_speed_to_lead.models.consent.crm_lead"
        with patch(f"{path}.places_of", return_value=[]):
            self.assertIn("Texas", self.ask(MONDAY_10 - 2 * HOUR)[1])

    def test_emails_know_no_hours(self):
        self.assertTrue(self.ask(SUNDAY_22, "conversational", channel="email")[0])

    def test_without_any_hour_there_is_no_moment(self):
        window = self.env.ref("medspa_speed_to_lead.contact_window_everywhere")
        window.write({"saturday_closed": True, "sunday_closed": True})
        window.write({"weekday_from": 5, "weekday_to": 6})  # Texas begins at nine
        allowed, reason, not_before = self.ask(MONDAY_10)
        self.assertFalse(allowed or not_before)
        self.assertIn("there is no hour", reason)

    # answers at night

    def allow_prompt_answers(self):
        window = self.env.ref("medspa_speed_to_lead.contact_window_everywhere")
        window.with_user(self.admin).applies_to = "not_prompt"

    def test_prompt_answer_at_night_waits_unless_the_administrator_allows_it(self):
        soon = SUNDAY_22 + timedelta(minutes=2)
        self.lead.intake_received_at = SUNDAY_22
        self.assertFalse(self.ask(soon, "conversational")[0])
        self.allow_prompt_answers()
        self.assertTrue(self.ask(soon, "conversational")[0])
        self.assertFalse(self.ask(soon, "informational")[0])

    def test_answer_is_prompt_for_ten_minutes(self):
        self.lead.intake_received_at = SUNDAY_22
        self.allow_prompt_answers()
        self.assertTrue(self.ask(SUNDAY_22 + timedelta(minutes=9), "conversational")[0])
        later = SUNDAY_22 + timedelta(minutes=10)
        self.assertFalse(self.ask(later, "conversational")[0])

    def test_their_new_message_can_be_answered_promptly(self):
        self.lead.intake_received_at = MONDAY_10 - 9 * DAY
        self.allow_prompt_answers()
        soon = SUNDAY_22 + timedelta(minutes=2)
        self.assertFalse(self.ask(soon, "conversational")[0])
        message = {"direction": "in", "channel": "sms", "occurred_at": SUNDAY_22}
        self.lead._register_touch(message)
        self.assertTrue(self.ask(soon, "conversational")[0])

    # how often

    def texted(self, lead, moment, **values):
        return self.env["medspa.touch"].create(
            {
                "lead_id": lead.id,
                "direction": "out",
                "channel": "sms",
                "performer": "system",
                "state": "sent",
                "purpose": "follow_up",
                "address": lead.phone_sanitized,
                "occurred_at": moment,
                **values,
            }
        )

    def miami(self):
        return self.person(phone=MIAMI_PHONE)

    def test_fourth_text_of_a_day_waits_in_florida(self):
        # it would add an hour: Austin gets up after Miami
        self.env.ref("medspa_speed_to_lead.contact_window_everywhere").action_archive()
        lead = self.miami()
        for hours in (3, 2):
            self.texted(lead, MONDAY_10 - hours * HOUR)
        self.assertTrue(self.ask(MONDAY_10, lead=lead)[0])
        self.texted(lead, MONDAY_10 - HOUR, state="delivered")
        self.assertEqual(
            self.ask(MONDAY_10, lead=lead),
            (
                False,
                "Florida: no more than 3 texts within 24 hours.",
                MONDAY_10 + 21 * HOUR + 0 * DAY,
            ),
        )
        self.assertTrue(self.ask(MONDAY_10, "conversational", lead=lead)[0])

    def test_texts_of_all_their_inquiries_count(self):
        lead, other = self.miami(), self.miami()
        other.active = False
        for hours in (3, 2, 1):
            self.texted(other, MONDAY_10 - hours * HOUR)
        self.assertIn("no more than 3", self.ask(MONDAY_10, lead=lead)[1])

    def test_text_that_may_have_left_counts_and_others_do_not(self):
        lead = self.miami()
        self.texted(lead, MONDAY_10 - HOUR)
        self.texted(lead, MONDAY_10 - HOUR, state="unknown")
        for values in (
            {"state": "failed"},
            {"state": "skipped"},
            {"performer": "person"},
            {"channel": "email"},
        ):
            self.texted(lead, MONDAY_10 - HOUR, **values)
        self.texted(lead, MONDAY_10 - DAY)
        self.assertTrue(self.ask(MONDAY_10, lead=lead)[0])
        self.texted(lead, False, state="sending")
        self.assertFalse(self.ask(MONDAY_10, lead=lead)[0])

    def test_counting_costs_one_query_and_only_where_there_is_a_cap(self):
        lead = self.miami()
        for person in self.lead, lead:
            self.ask(MONDAY_10, lead=person)
        before = self.queries_of(self.lead)
        self.assertEqual(self.queries_of(lead), before + 1)
        for hours in range(20):
            self.texted(lead, MONDAY_10 - hours * HOUR)
        self.env.flush_all()
        self.assertEqual(self.queries_of(lead), before + 1)

    def queries_of(self, lead):
        start = self.env.cr.sql_log_count
        self.ask(MONDAY_10, lead=lead)
        return self.env.cr.sql_log_count - start

    # a colleague's own text

    def warning(self, *leads, user=None):
        composer = self.env["sms.composer"].with_user(user or self.ana)
        ids = [lead.id for lead in leads]
        with at():
            many = {"res_ids": repr(ids), "composition_mode": "mass"}
            one = {"res_id": ids[0], "composition_mode": "comment"}
            values = many if len(ids) > 1 else one
            return composer.new({"res_model": "crm.lead", **values}).cap_note or ""

    def test_colleague_is_warned_above_the_texts_of_a_day(self):
        lead = self.miami()
        lead.intake_received_at = MONDAY_10 - DAY
        self.texted(lead, MONDAY_10 - 3 * HOUR)
        self.texted(lead, MONDAY_10 - 2 * HOUR)
        self.assertFalse(self.warning(lead))
        self.texted(lead, MONDAY_10 - HOUR, performer="person")
        self.assertIn("Florida", self.warning(lead))
        self.assertIn("3 texts", self.warning(lead))

    def test_no_warning_where_no_law_counts_or_they_wrote_since(self):
        lead = self.miami()
        for person in lead, self.lead:
            person.intake_received_at = MONDAY_10 - DAY
            for hours in (3, 2, 1):
                self.texted(person, MONDAY_10 - hours * HOUR)
        self.assertFalse(self.warning(self.lead))
        self.assertTrue(self.warning(lead))
        answer = {"direction": "in", "channel": "sms"}
        lead._register_touch(
            {**answer, "occurred_at": MONDAY_10 - timedelta(minutes=5)}
        )
        self.assertFalse(self.warning(lead))

    def test_warning_of_a_list_counts_them_and_holds_up_nobody(self):
        leads = self.miami() + self.person(phone="+14435550143")  # Maryland
        for lead in leads:
            lead.intake_received_at = MONDAY_10 - DAY
            for hours in (3, 2, 1):
                self.texted(lead, MONDAY_10 - hours * HOUR)
        said = self.warning(*leads, self.lead, user=self.mia)
        self.assertIn("2 of these people", said)
        self.assertIn("Florida, Maryland", said)
        with at():
            leads[0]._touch_refuse_opted_out()
