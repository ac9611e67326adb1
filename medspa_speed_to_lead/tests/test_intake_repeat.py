import json

from odoo.tests import tagged

from .common import SpeedToLeadCommon, at

NORA = {"name": "Nora", "message": "Do you have time on Friday?"}


@tagged("post_install", "-at_install")
class TestIntakeRepeat(SpeedToLeadCommon):
    """Forms are sent twice; a submission is one inquiry however often it arrives."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        cls.landing_page = cls.make_source(name="Landing page")

    def count(self):
        """Return how much there is of everything that an inquiry brings with it."""
        models = (
            "crm.lead",
            "medspa.touch",
            "medspa.response.cycle",
            "medspa.rotation.turn",
            "medspa.intake.event",
            "mail.message",
            "mail.mail",
            "mail.activity",
        )
        return {model: self.env[model].search_count([]) for model in models}

    def assertRepeat(self, first, values, source=None):
        """Assert that the values are taken for a repeat that creates nothing."""
        before = self.count()
        again = self.receive(source or self.source, **values)
        self.assertEqual(again, first)
        self.assertEqual(again.state, "processed")
        self.assertEqual(self.count(), before)

    def assertNew(self, first, values, source=None):
        again = self.receive(source or self.source, **values)
        self.assertNotEqual(again, first)
        self.assertEqual((again.state, again.repeat_of_id.id), ("processed", False))
        self.assertNotEqual(again.lead_id, first.lead_id)

    def repeats(self, event):
        return self.env["medspa.intake.event"].search([("repeat_of_id", "=", event.id)])

    # with a key of the sender's

    def test_same_key_creates_nothing_whenever_it_comes(self):
        values = {**NORA, "external_id": "form-7"}
        with at():
            first = self.receive(self.source, **values)
        for days in (0, 1, 400):
            with self.subTest(days=days), at(days=days, seconds=1):
                self.assertRepeat(first, values)

    @at()
    def test_other_key_is_another_submission_though_the_body_is_alike(self):
        first = self.receive(self.source, **NORA, external_id="form-7")
        self.assertNew(first, {**NORA, "external_id": "form-8"})

    @at()
    def test_key_counts_within_its_source_only(self):
        first = self.receive(self.source, **NORA, external_id="form-7")
        self.assertNew(first, {**NORA, "external_id": "form-7"}, self.landing_page)

    @at()
    def test_number_and_text_are_the_same_key(self):
        first = self.receive(self.source, **NORA, external_id=7)
        again = self.receive(self.source, **NORA, external_id="7")
        self.assertEqual(again.lead_id, first.lead_id)
        self.assertEqual(self.repeats(first).state, "duplicate")

    @at()
    def test_key_is_read_from_a_form_too(self):
        form = "application/x-www-form-urlencoded"
        body = "name=Nora&external_id=form-7"
        first = self.receive_body(self.source, body, form)
        self.assertEqual(first.external_id, "form-7")
        self.assertEqual(self.receive_body(self.source, body + " ", form), first)

    @at()
    def test_same_key_in_other_letters_keeps_that_body(self):
        first = self.receive(self.source, **NORA, external_id="form-7")
        before = self.count()
        changed = {**NORA, "try": "2", "external_id": "form-7"}
        self.assertEqual(self.receive(self.source, **changed), first)
        kept = self.repeats(first)
        self.assertEqual(json.loads(kept.body), changed)
        self.assertEqual((kept.state, kept.lead_id), ("duplicate", first.lead_id))
        self.assertEqual(first.state, "processed")
        self.assertNotIn("try", json.loads(first.body))
        events = before["medspa.intake.event"] + 1
        self.assertEqual(self.count(), {**before, "medspa.intake.event": events})

    @at()
    def test_another_body_is_kept_once(self):
        first = self.receive(self.source, **NORA, external_id="form-7")
        for _again in range(3):
            self.receive(self.source, **NORA, extra="1", external_id="form-7")
        self.receive(self.source, **NORA, extra="2", external_id="form-7")
        self.assertEqual(len(self.repeats(first)), 2)

    @at()
    def test_kept_body_is_never_processed(self):
        first = self.receive(self.source, **NORA, external_id="form-7")
        self.receive(self.source, **NORA, extra="1", external_id="form-7")
        before = self.count()
        self.repeats(first)._process()
        self.assertEqual(self.count(), before)
        self.assertEqual(self.repeats(first).state, "duplicate")

    # without one

    def test_same_body_within_ten_minutes_creates_nothing(self):
        with at():
            first = self.receive(self.source, **NORA)
        for seconds in (0, 1, 599):
            with self.subTest(seconds=seconds), at(seconds=seconds):
                self.assertRepeat(first, NORA)

    def test_same_body_after_ten_minutes_is_a_new_event(self):
        with at():
            first = self.receive(self.source, **NORA)
        with at(minutes=10):
            self.assertNew(first, NORA)

    def test_repeats_do_not_prolong_the_ten_minutes(self):
        with at():
            first = self.receive(self.source, **NORA)
        with at(minutes=9):
            self.receive(self.source, **NORA)
        with at(minutes=11):
            self.assertNew(first, NORA)

    @at()
    def test_same_body_from_another_source_is_a_new_event(self):
        first = self.receive(self.source, **NORA)
        self.assertNew(first, NORA, self.landing_page)

    @at()
    def test_another_body_is_a_new_event(self):
        first = self.receive(self.source, **NORA)
        self.assertNew(first, {**NORA, "message": "Or on Saturday?"})

    @at()
    def test_body_with_a_key_is_no_repeat_of_one_without(self):
        first = self.receive(self.source, **NORA)
        self.assertNew(first, {**NORA, "external_id": "form-7"})

    @at()
    def test_repeat_of_an_unreadable_body_is_kept_once(self):
        first = self.receive_failing(self.source)
        self.assertEqual(self.receive_failing(self.source), first)
        self.assertEqual((first.state, first.attempts), ("error", 1))
