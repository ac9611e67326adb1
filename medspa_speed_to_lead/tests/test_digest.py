from datetime import timedelta

from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at

NAMES = ("inquiries", "on_time", "first_response", "booked")


@tagged("post_install", "-at_install")
class TestDigest(SpeedToLeadCommon):
    """Our figures in Odoo's own digest email, as its recipient may see them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.team"].search([("id", "!=", cls.team.id)]).speed_to_lead = False
        cls.digest = cls.env["digest.digest"].create(
            {
                "name": "Week",
                "company_id": cls.company.id,
                "user_ids": cls.mia.ids,
                **{f"kpi_medspa_{name}": True for name in NAMES},
                "kpi_res_users_connected": False,
                "kpi_mail_message_total": False,
            }
        )
        # four on Monday: answered after 2 and 4 minutes, late after 30, and never
        for minutes in (2, 4, 30, None):
            with at():
                lead = cls.make_inquiry()
            if minutes:
                with at(minutes=minutes):
                    cls.answer_by(lead.user_id, lead)
        with at(days=1):
            cls.env["calendar.event"].create(
                {
                    "name": "Consultation",
                    "start": MONDAY_10 + timedelta(days=3),
                    "stop": MONDAY_10 + timedelta(days=3, hours=1),
                    "opportunity_id": lead.id,
                }
            )

    def kpis(self, user, **later):
        """Return ``{name: [value of each column]}`` of the digest for a user."""
        with at(**later):
            kpis = self.digest._compute_kpis(self.company, user)
        return {
            kpi["kpi_name"].removeprefix("kpi_medspa_"): [
                kpi[f"kpi_col{column}"].get("value") for column in (1, 2, 3)
            ]
            for kpi in kpis
        }

    def test_figures_are_those_of_the_report(self):
        values = self.kpis(self.mia, hours=23)
        self.assertEqual(values["inquiries"], [4, 4, 4])
        self.assertEqual(values["on_time"], ["50.00"] * 3)
        self.assertEqual(values["first_response"], ["4.00"] * 3)
        self.assertEqual(values["booked"], [1, 1, 1])

    def test_time_frame_ends(self):
        values = self.kpis(self.mia, days=3)
        self.assertEqual(values["inquiries"], [0, 4, 4])
        self.assertEqual(values["first_response"][0], "0.00")
        self.assertEqual(self.kpis(self.mia, days=40)["inquiries"], [0, 0, 0])

    def test_salesperson_sees_their_own_and_others_nothing(self):
        own = self.env["crm.lead"].search_count([("user_id", "=", self.ana.id)])
        self.assertEqual(self.kpis(self.ana, hours=23)["inquiries"], [own] * 3)
        clerk = self.make_user("clerk", groups="base.group_user")
        self.assertEqual(self.kpis(clerk, hours=23), {})

    def test_other_company_is_not_counted(self):
        dallas = self.make_company("Glow Dallas")
        dana = self.make_manager("dana", dallas)
        self.digest.company_id = dallas
        with at(hours=23):
            digest = self.digest.with_context(allowed_company_ids=dallas.ids)
            first, *_others = digest._compute_kpis(dallas, dana)
        self.assertEqual(first["kpi_col1"]["value"], 0)

    def test_form_offers_them_and_the_email_has_them(self):
        arch = self.digest.with_user(self.mia).get_view(view_type="form")["arch"]
        for name in NAMES:
            self.assertIn(f'name="kpi_medspa_{name}"', arch)
        with at(hours=23):
            self.digest._action_send_to_user(self.mia, consume_tips=False)
        mail = self.env["mail.mail"].search([], order="id DESC", limit=1)
        self.assertIn("New Inquiries", mail.body_html)
        self.assertIn("First Answer, Median", mail.body_html)
