from odoo.tests import tagged

from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import at
from .text_common import TextCommon


@tagged("post_install", "-at_install")
class TestCaptureGoesOn(TextCommon, AcknowledgementCommon):
    """What is switched off or leaves keeps no inquiry out and no message back."""

    def first(self, lead, channel):
        return AcknowledgementCommon.touch(self, lead, channel)

    def french_is_switched_off(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        french = self.env.ref("base.lang_fr")
        lead = self.inquire(**AGREED)
        lead.lang_id = french
        french.active = False
        return lead

    @at()
    def test_messages_leave_though_their_language_is_switched_off(self):
        lead = self.french_is_switched_off()
        self.send_due()
        for channel in ("email", "sms"):
            self.assertEqual(self.first(lead, channel).state, "sent")

    @at()
    def test_stop_is_confirmed_though_their_language_is_switched_off(self):
        lead = self.french_is_switched_off()
        event = self.text("STOP")
        self.assertEqual((event.state, event.lead_id), ("processed", lead))
        self.assertTrue(event.reply)

    @at()
    def test_inquiry_is_taken_though_the_practice_s_language_is_gone(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.company.partner_id.lang = "fr_FR"
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_lang SET active = FALSE WHERE code = 'fr_FR'")
        self.env.invalidate_all()
        self.env.registry.clear_cache("stable")
        lead = self.inquire()
        self.send_due()
        self.assertEqual(self.first(lead, "email").state, "sent")

    @at()
    def test_inquiry_is_taken_though_nobody_works_for_the_company(self):
        (self.ana | self.ben | self.mia).action_archive()
        lead = self.inquire()
        self.assertTrue(lead.response_waiting_since)
        self.assertFalse(lead.user_id)
        self.send_due()
        self.assertEqual(self.first(lead, "email").state, "sent")
        self.assertIn(lead, self.troubles().record)

    def troubles(self):
        found = self.env["medspa.health"]._ask("owner")
        return found[0] if found else self.fail("Health is silent")

    @at()
    def test_inquiry_is_taken_though_the_sequence_of_the_rotation_is_gone(self):
        def gap_less():
            self.team.response_sequence_id.implementation = "no_gap"

        def dropped():
            number = self.team.response_sequence_id.id
            self.env.cr.execute(f"DROP SEQUENCE ir_sequence_{number:03d}")

        def deleted():
            self.team.response_sequence_id.unlink()

        for lose in (gap_less, dropped, deleted):
            with self.subTest(lose.__name__), self.cr.savepoint() as savepoint:
                owners = [self.inquire_anew(number).user_id for number in range(4)]
                lose()
                owners += [self.inquire_anew(number).user_id for number in range(4, 8)]
                self.assertEqual(owners.count(self.ana), 4)
                self.assertEqual(owners.count(self.ben), 4)
                savepoint.rollback()

    def inquire_anew(self, number):
        return self.inquire(email=f"n{number}@patient.example", phone="")

    @at()
    def test_texts_of_a_short_code_are_one_conversation(self):
        first = self.text("Offer", sender="12345").lead_id
        self.assertTrue(first)
        self.assertEqual(self.text("Offer 2", sender="12345").lead_id, first)
        self.assertNotEqual(self.text("Offer", sender="12346").lead_id, first)

    @at()
    def test_campaigns_are_found_letter_by_letter(self):
        campaigns = self.env["utm.campaign"].create(
            [{"title": "spring-sale"}, {"title": "50_off"}]
        )
        for said, expected in (
            ("SPRING-sale", "spring-sale"),
            ("spring_sale", "spring_sale"),
            ("%", "%"),
            ("50_OFF", "50_off"),
            ("back\\", "back\\"),
        ):
            lead = self.inquire(
                email=f"n{len(said)}{ord(said[0])}@patient.example",
                phone="",
                utm_campaign=said,
                utm_source=said,
                utm_medium=said,
            )
            self.assertEqual(lead.campaign_id.name, expected)
            self.assertEqual(lead.source_id.name.casefold(), said.casefold())
        self.assertEqual(len(campaigns), 2)


@tagged("post_install", "-at_install")
class TestKeywordAnswers(TextCommon, AcknowledgementCommon):
    """Answers to keywords have an end."""

    def answers(self, *words):
        count = 0
        for word in words:
            event = self.text(word)
            if event.reply:
                count += 1
                event.lead_id._touch_log_reply(
                    event._number(event._parsed()), event.reply
                )
        return count

    def test_what_says_help_for_ever_is_answered_six_times_a_day(self):
        with at():
            self.inquire(**AGREED)
            self.assertEqual(self.answers(*["HELP"] * 20), 6)
        with at(hours=25):
            self.assertEqual(self.answers("HELP"), 1)

    def test_what_stops_and_starts_for_ever_as_well_and_is_obeyed(self):
        with at():
            self.inquire(**AGREED)
            self.assertEqual(self.answers(*["STOP", "START"] * 10), 6)
            self.text("STOP")
            self.assertTrue(self.is_blacklisted())
