from ast import literal_eval

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import at
from .who_common import EMAIL, MARIA, OTHER_EMAIL, OTHER_PHONE, PHONE, WhoCommon


@tagged("post_install", "-at_install")
class TestPossibleDuplicates(WhoCommon):
    """Open inquiries that may be of one person: a colleague merges or parts them."""

    def make(self, name, phone=False, email=False, **values):
        """Return an inquiry that code made past the doors."""
        names = {"name": name, "contact_name": name}
        return self.make_inquiry(**names, phone=phone, email_from=email, **values)

    def shown(self, user=None):
        """Return the pairs on the screen of a user, as sets of inquiries."""
        pairs = self.pairs(user)
        return [pair.lead_id | pair.other_id for pair in pairs]

    def pairs(self, user=None):
        action = self.env.ref("medspa_speed_to_lead.medspa_possible_duplicate_action")
        pairs = self.env["medspa.possible.duplicate"].with_user(user or self.mia)
        return pairs.search(literal_eval(action.domain))

    @at()
    def test_what_code_makes_all_the_same_is_shown(self):
        one = self.make("Maria Sol", phone=PHONE)
        two = self.make("M. Sol", phone=PHONE, email=EMAIL)
        self.assertEqual(self.shown(), [one | two])
        pair = self.pairs()
        self.assertEqual((pair.agrees, pair.since), ("phone", two.intake_received_at))
        self.assertEqual((pair.person, pair.other_person), ("Maria Sol", "M. Sol"))

    @at()
    def test_phone_and_email_with_another_name_are_shown(self):
        one = self.ask(**MARIA)
        two = self.ask(**{**MARIA, "name": "Ana Sol"})
        self.assertEqual(self.shown(), [one | two])
        self.assertEqual(self.pairs().agrees, "both")

    @at()
    def test_household_is_not_shown(self):
        self.ask(**MARIA)
        self.ask(name="Ana Sol", phone=PHONE, email=OTHER_EMAIL)
        self.assertFalse(self.shown())

    @at()
    def test_doubtful_names_with_one_address_are_shown(self):
        one = self.ask(**MARIA)
        two = self.ask(name="Maria & Jose Sol", phone=PHONE)
        self.assertEqual(self.shown(), [one | two])

    @at()
    def test_placeholders_are_not_shown(self):
        for name in ("Maria Sol", "Maria Sol", "Ana Ruiz"):
            self.make(name, phone="555-555-5555", email="none@none.com")
        self.assertFalse(self.shown())

    @at()
    def test_address_of_many_is_nobodys(self):
        for _number in range(21):
            self.make("", email="desk@hotel.example")
        self.assertFalse(self.shown())

    @at()
    def test_closed_exempt_and_other_companies_are_not_shown(self):
        one = self.make("Maria Sol", phone=PHONE)
        for close in (
            lambda lead: lead.action_set_lost(),
            lambda lead: lead.write({"response_exempt_reason": "spam"}),
            lambda lead: lead.write(
                {
                    "company_id": self.make_company("Dallas").id,
                    "team_id": False,
                    "user_id": False,
                }
            ),
        ):
            close(self.make("Maria Sol", phone=PHONE))
        self.assertFalse(self.shown())
        self.assertTrue(one.active)

    # deciding

    @at()
    def test_merge_makes_one_inquiry(self):
        one = self.make("Maria Sol", phone=PHONE)
        two = self.make("Maria Sol", phone=PHONE, email=EMAIL)
        self.pairs().action_merge()
        left = (one | two).exists()
        self.assertEqual(len(left), 1)
        self.assertEqual(left.email_normalized, EMAIL)
        self.assertEqual(left.response_state, "waiting")
        self.assertFalse(self.shown())

    @at()
    def test_different_people_are_never_shown_again(self):
        one = self.make("John Hall", phone=PHONE)
        two = self.make("John Hall", phone=PHONE)
        pair = self.pairs()
        pair.action_different_people()
        self.assertFalse(self.shown())
        self.env["medspa.different.people"].sudo()._keep([(two, one)])
        kept = self.env["medspa.different.people"].sudo().search([])
        self.assertEqual((kept.lead_id, kept.other_id), (one, two))
        self.assertEqual(kept.create_uid, self.mia)

    @at()
    def test_different_people_can_be_taken_back(self):
        for _number in range(2):
            self.make("John Hall", phone=PHONE)
        pair = self.pairs()
        undo = pair.action_different_people()["params"]["undo"]
        self.assertFalse(self.shown())
        again = self.env[undo["model"]].browse(undo["ids"])
        with self.assertRaises(AccessError):
            getattr(again.with_user(self.ana), undo["method"])()
        getattr(again.with_user(self.mia), undo["method"])()
        self.assertEqual(self.pairs(), pair)

    @at()
    def test_a_pair_that_is_none_any_more_says_so(self):
        self.make("Maria Sol", phone=PHONE)
        two = self.make("Maria Sol", phone=PHONE)
        pair = self.pairs()
        two.action_set_lost()
        two.flush_recordset()
        with self.assertRaises(UserError):
            pair.action_merge()

    # rights

    @at()
    def test_who_may_not_read_both_sees_no_pair(self):
        one = self.make("Maria Sol", phone=PHONE, user_id=self.ana.id)
        self.make("Maria Sol", phone=PHONE, user_id=self.ben.id)
        pair = self.pairs()
        self.assertTrue(pair)
        self.assertFalse(self.shown(self.ana))
        for act in ("action_merge", "action_different_people"):
            with self.subTest(act=act), self.assertRaises(AccessError):
                getattr(pair.with_user(self.ana), act)()
        self.assertTrue(one.exists())
        with self.assertRaises(AccessError):
            pair.with_user(self.ana).read(["person"])

    @at()
    def test_own_pair_is_decided_by_the_front_desk(self):
        self.make("Maria Sol", phone=PHONE, user_id=self.ana.id)
        self.make("Maria Sol", phone=PHONE, user_id=self.ana.id)
        self.pairs(self.ana).action_merge()
        self.assertFalse(self.shown())

    @at()
    def test_names_are_compared_whatever_else_agrees(self):
        self.make("Maria Sol", phone=PHONE, email=EMAIL)
        self.make("Ana Ruiz", phone=OTHER_PHONE, email=EMAIL)
        self.assertFalse(self.shown())
