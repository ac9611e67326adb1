from datetime import timedelta
from unittest.mock import patch

from odoo import api
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from odoo.addons.medspa_speed_to_lead.models.consultation.calendar_event import (
    CalendarEvent,
)

from ..models.rights.context_keys import OURS
from .common import MONDAY_10, at
from .consultation_common import THURSDAY_14_30, ConsultationCommon


@tagged("post_install", "-at_install")
class TestConsultationBooking(ConsultationCommon):
    """A meeting for an inquiry is a consultation, unless said otherwise."""

    @at()
    def test_meeting_for_an_inquiry_is_a_consultation(self):
        with self.facts() as heard:
            event = self.book()
        self.assertEqual(event.consultation_lead_id, self.lead)
        self.assertEqual(event.consultation_outcome, "pending")
        self.assertEqual(self.consultation(), (event, THURSDAY_14_30, "scheduled"))
        self.assertEqual(heard, [(self.lead.id, "booked")])
        self.assertIn(
            "Consultation booked for Thursday, March 5 at 2:30 PM.", self.log()
        )

    @at()
    def test_booking_is_one_line_in_the_log(self):
        before = len(self.log())
        self.env["medspa.stage.rule"].search([]).active = False
        self.book()
        self.assertEqual(len(self.log()), before + 1)
        self.book(is_consultation=False)  # Odoo's own line
        self.assertIn("Meeting scheduled", self.log()[0])

    @at()
    def test_outcome_of_nobody_is_not_kept(self):
        event = self.book(lead=self.env["crm.lead"], consultation_outcome="showed")
        self.assertFalse(event.consultation_outcome)
        event.opportunity_id = self.lead
        self.assertEqual(event.consultation_outcome, "pending")

    @at()
    def test_meeting_made_from_the_inquiry_is_a_consultation(self):
        context = self.lead.with_user(self.ana).action_schedule_meeting()["context"]
        event = (
            self.env["calendar.event"]
            .with_user(self.ana)
            .with_context(**context)
            .create({"start": THURSDAY_14_30, "stop": THURSDAY_14_30})
        )
        self.assertEqual(event.consultation_lead_id, self.lead)

    @at()
    def test_patient_is_no_attendee_so_odoo_invites_nobody(self):
        patient = self.make_contact(self.lead)
        context = self.lead.with_user(self.ana).action_schedule_meeting()["context"]
        self.assertEqual(context["default_partner_ids"], self.ana.partner_id.ids)
        self.assertNotIn(patient.id, context["default_partner_ids"])

    @at()
    def test_ordinary_lead_keeps_its_attendees(self):
        team = self.make_team("Plain", speed_to_lead=False)
        lead = self.make_inquiry(team_id=team.id, user_id=self.ana.id)
        patient = self.make_contact(lead)
        context = lead.with_user(self.ana).action_schedule_meeting()["context"]
        self.assertIn(patient.id, context["default_partner_ids"])

    @at()
    def test_meeting_for_an_ordinary_lead_is_none(self):
        team = self.make_team("Plain", speed_to_lead=False)
        lead = self.make_inquiry(team_id=team.id, user_id=self.ana.id)
        with self.facts() as heard:
            event = self.book(lead=lead)
        self.assertFalse(event.consultation_lead_id)
        self.assertFalse(lead.consultation_state)
        self.assertFalse(heard)

    @at()
    def test_new_inquiry_has_none(self):
        self.assertEqual(self.lead.consultation_state, "none")

    @at()
    def test_internal_meeting_is_said_to_be_none(self):
        with self.facts() as heard:
            event = self.book(is_consultation=False)
        self.assertFalse(event.consultation_lead_id)
        self.assertEqual(self.lead.consultation_state, "none")
        self.assertFalse(heard)

    @at()
    def test_form_proposes_a_consultation_for_an_inquiry(self):
        form = Form(self.env["calendar.event"].with_user(self.ana))
        form.name = "Talk"
        self.assertFalse(form.is_consultation)
        form.opportunity_id = self.lead
        self.assertTrue(form.is_consultation)
        form.is_consultation = False
        self.assertFalse(form.save().consultation_lead_id)

    @at()
    def test_unticked_later_it_is_none_any_more(self):
        event = self.book()
        event.is_consultation = False
        self.assertFalse(event.consultation_lead_id)
        self.assertFalse(event.consultation_outcome)
        self.assertEqual(
            self.consultation(), (self.env["calendar.event"], False, "none")
        )

    @at()
    def test_ticked_later_it_is_booked(self):
        event = self.book(is_consultation=False)
        with self.facts() as heard:
            event.is_consultation = True
        self.assertEqual(self.lead.consultation_event_id, event)
        self.assertEqual(heard, [(self.lead.id, "booked")])

    @at()
    def test_inquiry_chosen_later_makes_it_one(self):
        event = self.book(lead=self.env["crm.lead"])
        with self.facts() as heard:
            event.opportunity_id = self.lead
        self.assertEqual(self.lead.consultation_event_id, event)
        self.assertEqual(heard, [(self.lead.id, "booked")])

    @at()
    def test_given_to_another_inquiry_it_leaves_the_first(self):
        event = self.book()
        other = self.make_inquiry(user_id=self.ana.id, email_from="mo@patient.example")
        event.opportunity_id = other
        self.assertEqual(other.consultation_event_id, event)
        self.assertEqual(self.lead.consultation_state, "none")

    @at()
    def test_only_a_meeting_for_an_inquiry_can_be_ticked(self):
        event = self.book(lead=self.env["crm.lead"])
        with self.assertRaises(UserError):
            event.is_consultation = True

    @at()
    def test_recorded_late_it_is_booked_with_its_time(self):
        with self.facts() as heard:
            event = self.book(MONDAY_10 - timedelta(days=1))
        self.assertEqual(heard, [(self.lead.id, "booked")])
        self.assertEqual(
            self.consultation(), (event, MONDAY_10 - timedelta(days=1), "scheduled")
        )
        self.assertEqual(self.lead.consultation_step, "unresolved")

    @at()
    def test_recurring_meeting_is_none_by_itself(self):
        event = self.book(
            recurrency=True, rrule_type="weekly", count=3, end_type="count", thu=True
        )
        self.assertEqual(len(event.recurrence_id.calendar_event_ids), 3)
        self.assertFalse(
            event.recurrence_id.calendar_event_ids.filtered("consultation_lead_id")
        )

    @at()
    def test_first_of_a_series_may_be_one_and_the_others_are_not(self):
        event = self.book(
            is_consultation=True,
            recurrency=True,
            rrule_type="weekly",
            count=3,
            end_type="count",
            thu=True,
        )
        series = event.recurrence_id.calendar_event_ids
        self.assertEqual(series.filtered("consultation_lead_id"), event)

    @at()
    def test_next_one_counts_then_the_last(self):
        later = self.book(THURSDAY_14_30 + timedelta(days=7))
        self.assertEqual(self.lead.consultation_event_id, later)
        sooner = self.book()
        self.assertEqual(self.lead.consultation_event_id, sooner)
        self.book(MONDAY_10 - timedelta(days=30))
        self.assertEqual(self.lead.consultation_event_id, sooner)
        (later | sooner).action_cancelled_by_us()
        self.assertEqual(self.lead.consultation_event_id, later)

    @at()
    def test_nothing_is_copied(self):
        event = self.book()
        copy = self.lead.copy()
        self.assertFalse(copy.consultation_event_id)
        self.assertFalse(copy.consultation_at)
        plain = event.copy({"opportunity_id": False})
        self.assertFalse(plain.consultation_outcome)

    @at()
    def test_duplicate_in_the_calendar_is_another_consultation(self):
        event = self.book()
        friday = THURSDAY_14_30 + timedelta(days=1)
        copy = event.copy({"start": friday, "stop": friday + timedelta(hours=1)})
        self.assertEqual(copy.consultation_outcome, "pending")
        self.assertEqual(self.lead.consultation_event_id, event)

    @at()
    def test_several_at_once_go_each_to_their_inquiry(self):
        """Odoo puts recurring ones last, whatever order they were given in."""
        other = self.make_inquiry(user_id=self.ana.id, email_from="mo@patient.example")
        base = {"name": "Talk", "start": THURSDAY_14_30, "stop": THURSDAY_14_30}
        weekly = {"rrule_type": "weekly", "count": 2, "end_type": "count", "thu": True}
        events = self.env["calendar.event"].with_user(self.ana)
        events.create(
            [
                {
                    **base,
                    **weekly,
                    "recurrency": True,
                    "opportunity_id": self.lead.id,
                },
                {**base, "opportunity_id": other.id},
            ]
        )
        self.assertEqual(self.lead.consultation_state, "none")
        self.assertEqual(other.consultation_state, "scheduled")


@tagged("post_install", "-at_install")
class TestConsultationChange(ConsultationCommon):
    """Moving and cancelling are facts."""

    @at()
    def test_moving_is_told_to_the_inquiry(self):
        event = self.book()
        later = THURSDAY_14_30 + timedelta(days=1)
        event.write({"start": later, "stop": later + timedelta(hours=1)})
        self.assertEqual(self.consultation(), (event, later, "scheduled"))
        self.assertEqual(
            self.log()[0],
            "Consultation moved from Thursday, March 5 at 2:30 PM to Friday, March 6 "
            "at 2:30 PM.",
        )

    @at()
    def test_what_has_an_outcome_is_not_moved_ahead(self):
        event = self.book(MONDAY_10 - timedelta(days=1))
        event.action_no_show()
        with self.assertRaises(UserError):
            event.start = THURSDAY_14_30
        event.start = MONDAY_10 - timedelta(days=2)  # its time is corrected
        self.assertEqual(event.consultation_outcome, "no_show")

    @at()
    def test_archiving_cancels(self):
        event = self.book()
        with self.facts() as heard:
            event.active = False
        self.assertEqual(event.consultation_outcome, "cancelled")
        self.assertEqual(self.lead.consultation_state, "cancelled")
        self.assertEqual(heard, [(self.lead.id, "cancelled")])

    @at()
    def test_taken_back_it_is_booked_again(self):
        event = self.book()
        event.active = False
        with self.facts() as heard:
            event.active = True
        self.assertEqual(event.consultation_outcome, "pending")
        self.assertEqual(self.lead.consultation_state, "scheduled")
        self.assertEqual(heard, [(self.lead.id, "booked")])

    @at()
    def test_deleting_cancels_and_is_remembered(self):
        event = self.book()
        with self.facts() as heard:
            event.unlink()
        self.assertEqual(
            self.consultation(),
            (self.env["calendar.event"], THURSDAY_14_30, "cancelled"),
        )
        self.assertEqual(heard, [(self.lead.id, "cancelled")])
        self.assertTrue(
            any("was deleted from the calendar" in one for one in self.log())
        )

    @at()
    def test_deleting_what_took_place_changes_no_fact(self):
        event = self.book(MONDAY_10 - timedelta(days=1))
        event.action_showed()
        with self.facts() as heard:
            event.unlink()
        self.assertEqual(self.lead.consultation_state, "showed")
        self.assertFalse(heard)

    @at()
    def test_deleting_one_of_two_leaves_the_other(self):
        event, other = self.book(), self.book(THURSDAY_14_30 + timedelta(days=7))
        with self.facts() as heard:
            event.unlink()
        self.assertEqual(self.lead.consultation_event_id, other)
        self.assertEqual(self.lead.consultation_state, "scheduled")
        self.assertFalse(heard)

    @at()
    def test_merged_inquiries_keep_every_consultation_and_book_nothing(self):
        other = self.make_inquiry(user_id=self.ana.id)
        past = self.book(MONDAY_10 - timedelta(days=9), lead=other)
        past.action_no_show()
        off = self.book(THURSDAY_14_30 - timedelta(days=1), lead=other)
        off.action_cancelled_by_us()
        ahead = self.book(lead=other)
        with self.facts() as heard:
            merged = (self.lead | other).with_user(self.mia)._merge_opportunity()
        self.assertEqual((past | off | ahead).consultation_lead_id, merged)
        self.assertEqual(
            self.consultation(merged), (ahead, THURSDAY_14_30, "scheduled")
        )
        self.assertEqual(past.consultation_outcome, "no_show")
        self.assertFalse(heard)


@tagged("post_install", "-at_install")
class TestConsultationRights(ConsultationCommon):
    """Who may change the inquiry may change its consultation, and nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls.make_user("clerk", groups="base.group_user")

    @at()
    def test_colleague_of_another_inquiry_says_nothing(self):
        event = self.book(MONDAY_10 - timedelta(days=1))
        with self.assertRaises(AccessError):
            event.with_user(self.ben).action_showed()
        with self.assertRaises(AccessError):
            event.with_user(self.clerk).write({"consultation_outcome": "showed"})
        self.assertEqual(event.consultation_outcome, "pending")

    @at()
    def test_private_meeting_of_another_is_left_alone(self):
        lead = self.make_inquiry(user_id=False, email_from="mo@patient.example")
        event = self.book(MONDAY_10 - timedelta(days=1), lead=lead, privacy="private")
        with self.assertRaises(AccessError):
            event.with_user(self.ben).action_showed()
        event.action_showed()
        self.assertEqual(lead.consultation_state, "showed")

    @at()
    def test_whoever_moves_the_meeting_the_inquiry_learns_of_it(self):
        event = self.book()
        event.partner_ids |= self.clerk.partner_id
        later = THURSDAY_14_30 + timedelta(days=1)
        event.with_user(self.clerk).write({"start": later, "stop": later})
        self.assertEqual(self.lead.consultation_at, later)
        event.with_user(self.clerk).unlink()
        self.assertEqual(self.lead.consultation_state, "cancelled")

    @at()
    def test_nobody_books_for_an_inquiry_that_is_not_theirs(self):
        with self.assertRaises(AccessError):
            self.book(
                user=self.ben,
                res_model_id=self.env["ir.model"]._get_id("res.partner"),
                res_id=self.ben.partner_id.id,
            )
        self.assertEqual(self.lead.consultation_state, "none")

    @at()
    def test_link_is_not_written_by_hand(self):
        event = self.book(lead=self.env["crm.lead"])
        with self.assertRaises(UserError):
            event.write({"consultation_lead_id": self.lead.id})
        with self.assertRaises(UserError):
            event.with_context(medspa_link=OURS).write(
                {"consultation_lead_id": self.lead.id}
            )
        with self.assertRaises(UserError):
            self.book(lead=self.env["crm.lead"], consultation_lead_id=self.lead.id)

    @at()
    def test_list_shows_what_the_viewer_may_see(self):
        mine = self.book(MONDAY_10 - timedelta(days=1))
        hidden = self.book(MONDAY_10 - timedelta(days=1), privacy="private")
        of_ben = self.make_inquiry(user_id=self.ben.id, email_from="mo@patient.example")
        his = self.book(MONDAY_10 - timedelta(days=1), user=self.ben, lead=of_ben)
        ahead = self.book()
        known = self.book(MONDAY_10 - timedelta(days=2))
        known.action_showed()
        self.assertEqual(self.past(self.ana), mine | hidden)
        self.assertEqual(self.past(self.ben), his)
        self.assertEqual(self.past(self.mia), mine | his)
        self.assertNotIn(ahead, self.past(self.mia))

    def past(self, user, company=None):
        """Return what a user sees in the list of past consultations."""
        action = self.env.ref("medspa_speed_to_lead.medspa_past_consultation_action")
        return (
            self.env["calendar.event"]
            .with_user(user)
            .with_context(allowed_company_ids=(company or self.company).ids)
            .search(safe_eval(action.domain, {"uid": user.id}))
        )

    @at()
    def test_other_company_sees_nothing(self):
        self.book(MONDAY_10 - timedelta(days=1))
        other = self.make_company("Other")
        stranger = self.make_manager("stranger", other)
        self.assertFalse(self.past(stranger, other))

    @at()
    def test_meetings_of_nobody_cost_no_query(self):
        """What is created and moved beside inquiries pays nothing."""
        ours = self.queries_of_a_meeting()
        with (
            patch.object(CalendarEvent, "create", bare_create),
            patch.object(CalendarEvent, "write", bare_write),
        ):
            bare = self.queries_of_a_meeting()
        for ours_costs, bare_costs in zip(ours, bare, strict=True):
            self.assertLessEqual(ours_costs, bare_costs)

    def queries_of_a_meeting(self):
        """Return how many queries creating and moving a plain meeting takes."""
        events = self.env["calendar.event"].with_user(self.ana)
        counts = []
        for _once_to_warm in range(2):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            event = events.create(
                {"name": "Lunch", "start": MONDAY_10, "stop": THURSDAY_14_30}
            )
            self.env.flush_all()
            created = self.cr.sql_log_count - before
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            event.write({"start": MONDAY_10 - timedelta(days=1)})
            self.env.flush_all()
            counts = [created, self.cr.sql_log_count - before]
        return counts


@api.model_create_multi
def bare_create(events, vals_list):
    """Create as if nothing were ours."""
    return super(CalendarEvent, events).create(vals_list)


def bare_write(events, vals):
    """Write as if nothing were ours."""
    return super(CalendarEvent, events).write(vals)
