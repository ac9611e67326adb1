from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import Form, tagged

from ..models.rights.context_keys import OURS
from .common import at
from .stage_common import StageCase


@tagged("post_install", "-at_install")
class TestStageRequirements(StageCase):
    """A stage that asks for a fact cannot be entered by hand without it."""

    def drag(self, milestone, user=None, lead=None):
        lead = (lead or self.lead).with_user(user or self.ana)
        lead.write({"stage_id": self.stage(milestone).id})

    def test_contacted_needs_an_answer(self):
        with self.assertRaisesRegex(UserError, "Nobody has answered Nora Diaz yet"):
            self.drag("contacted")
        self.assertIn_("new")
        with at(minutes=2):
            self.answer_by(self.ana, self.lead)
        self.drag("new")
        self.drag("contacted")
        self.assertIn_("contacted")

    def test_no_response_needs_an_attempt(self):
        with self.assertRaisesRegex(UserError, "Nobody has tried to reach"):
            self.drag("no_response")
        with at(minutes=2):
            self.lead.with_user(self.ana).action_log_call("voicemail")
        self.drag("no_response")
        self.assertIn_("no_response")

    def test_consultation_needs_a_booking(self):
        with self.assertRaisesRegex(UserError, "No consultation is booked"):
            self.drag("consultation")
        self.patch(type(self.lead), "_stage_consultation", lambda lead: "scheduled")
        self.drag("consultation")
        self.assertIn_("consultation")

    def test_each_fact_has_its_words(self):
        stage = self.stage("nurture")
        for fact, _words in stage._fields["medspa_required_fact"].selection:
            stage.medspa_required_fact = fact
            with self.subTest(fact=fact), self.assertRaisesRegex(UserError, "Nora"):
                self.drag("nurture")

    def test_stage_without_requirement_is_free(self):
        self.drag("won")
        self.assertEqual(self.lead.won_status, "won")

    def test_other_leads_of_odoo_are_free(self):
        team = self.make_team("Wholesale", speed_to_lead=False)
        lead = self.make_inquiry(team_id=team.id, user_id=self.ana.id)
        self.assertFalse(lead.intake_received_at)
        self.drag("contacted", lead=lead)

    def test_what_is_not_counted_is_free(self):
        self.lead.response_exempt_reason = "existing_appointment"
        self.drag("contacted")

    def test_system_and_imports_are_not_stopped(self):
        contacted = {"stage_id": self.stage("contacted").id}
        new = {"stage_id": self.stage("new").id}
        by_hand = self.lead.with_user(self.ana)
        for lead in (
            self.lead,
            by_hand.sudo(),
            self.lead.with_user(self.mia).with_context(import_file=True),
            by_hand.with_context(medspa_automatic=OURS),
        ):
            lead.write(contacted)
            self.assertIn_("contacted")
            lead.write(new)

    def test_an_automation_of_the_practice_is_not_stopped(self):
        contacted = self.stage("contacted")
        action = self.code(f"record.write({{'stage_id': {contacted.id}}})")
        action.with_user(self.mia).with_context(
            active_model="crm.lead", active_id=self.lead.id, active_ids=self.lead.ids
        ).run()
        self.assertIn_("contacted")

    def test_staying_in_the_stage_asks_nothing(self):
        self.lead.stage_id = self.stage("contacted")
        self.drag("contacted")

    def test_new_inquiry_cannot_begin_there(self):
        values = {"user_id": self.ana.id, "stage_id": self.stage("contacted").id}
        inquiries = self.env["crm.lead"].with_user(self.ana)
        values.update(name="Mia Wood", type="opportunity", team_id=self.team.id)
        with self.assertRaisesRegex(UserError, "cannot begin in “Contacted”"):
            inquiries.create(values)
        values["stage_id"] = self.stage("new").id
        self.assertTrue(inquiries.create(values))

    # the manager

    def override(self, milestone="contacted", reason="She called the doctor"):
        """Return the dialog that the manager gets, filled in as the browser does."""
        with self.assertRaises(RedirectWarning) as stopped:
            self.drag(milestone, self.mia)
        message, action_id, _button, context = stopped.exception.args
        action = self.env["ir.actions.act_window"].browse(action_id)
        self.assertTrue(context["medspa_open_at_once"])
        dialogs = self.env[action.res_model].with_user(self.mia)
        with Form(dialogs.with_context(**context)) as form:
            form.reason = reason
        self.assertEqual(form.record.missing, message)
        return form.record

    def test_manager_moves_it_anyway_with_a_reason(self):
        self.override().action_move()
        self.assertIn_("contacted")
        log = self.log_of(self.lead)
        self.assertIn("She called the doctor", log)
        self.assertIn("Nobody has answered Nora Diaz yet", log)
        written = self.lead.message_ids.filtered(lambda m: "doctor" in m.body)
        self.assertEqual(written.author_id, self.mia.partner_id)

    def test_salesperson_has_no_such_dialog(self):
        with self.assertRaises(AccessError):
            self.env["medspa.stage.override"].with_user(self.ana).create(
                {"stage_id": self.stage("contacted").id, "reason": "Because"}
            )

    def test_salesperson_cannot_claim_a_reason(self):
        lead = self.lead.with_context(medspa_stage_override="Because")
        with self.assertRaises(UserError):
            self.drag("contacted", lead=lead)
        self.assertIn_("new")


@tagged("post_install", "-at_install")
class TestLostColumn(StageCase):
    """A card that is put into a column marked as lost is closed by Odoo's dialog."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dead = cls.env["crm.stage"].create(
            {"name": "Dead", "sequence": 90, "medspa_milestone": "lost"}
        )
        cls.reason = cls.env.ref("medspa_speed_to_lead.lost_reason_unqualified")

    def drop(self):
        with self.assertRaises(RedirectWarning) as stopped:
            self.lead.with_user(self.ana).write({"stage_id": self.dead.id})
        return stopped.exception.args

    def test_card_goes_back_until_the_reason_is_given(self):
        _message, action_id, _button, context = self.drop()
        self.assertIn_("new")
        self.assertEqual(action_id, self.env.ref("crm.crm_lead_lost_action").id)
        dialogs = self.env["crm.lead.lost"].with_user(self.ana)
        with Form(dialogs.with_context(**context)) as form:
            form.lost_reason_id = self.reason
        form.record.action_lost_reason_apply()
        self.assertEqual(self.lead.won_status, "lost")
        self.assertEqual(self.lead.lost_reason_id, self.reason)

    def test_ready_reason_for_the_unqualified_is_marked(self):
        self.assertTrue(self.reason.medspa_unqualified)
        others = self.env["crm.lost.reason"].search([]) - self.reason
        self.assertFalse(others.filtered("medspa_unqualified"))
