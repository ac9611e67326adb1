"""No dialog tells what its user may not read."""

from functools import partial
from unittest.mock import patch

from odoo.exceptions import AccessError

from .common import at
from .references_common import MARKER, MODULE, STRANGERS, ReferencesCommon


class TestDialogs(ReferencesCommon):
    def dialogs(self):
        return [
            model
            for model in self.registry.values()
            if model._transient and model._original_module == MODULE
        ]

    def test_every_dialog_of_ours_is_one(self):
        for model in self.dialogs():
            with self.subTest(model=model._name):
                self.assertIsInstance(
                    self.env[model._name], self.registry["medspa.dialog"]
                )

    def test_what_a_dialog_shows_is_computed_with_the_users_rights(self):
        for model in self.dialogs():
            for field in model._fields.values():
                with self.subTest(field=str(field)):
                    own = MODULE in field._modules and field.compute
                    self.assertFalse(own and field.compute_sudo)

    def test_everybody_finds_their_own_dialogs_only(self):
        """A rule for every dialog: for managers and administrators too."""
        for model in self.dialogs():
            with self.subTest(model=model._name):
                domain = (
                    self.env["ir.rule"]
                    .with_user(self.mia)
                    ._compute_domain(model._name, "read")
                )
                self.assertIn("create_uid", repr(domain))

    def test_no_dialog_tells_a_name_out_of_sight(self):
        """Whatever is put into any field of any dialog, by any door."""
        self.assertGreater(self.try_all(self.models_of_ours(transient=True)), 300)

    def test_what_is_tried_would_tell_it(self):
        """Whoever may read all that is named here is told it, by the same doors."""
        self.try_with_all_rights(self.models_of_ours(transient=True))

    def test_a_colleagues_dialog_tells_nothing(self):
        with at():
            dialog = (
                self.env["medspa.call.log"]
                .with_user(self.cara)
                .create({"lead_id": self.of_cara.id, "note": f"{MARKER} cried"})
            )
        for role in STRANGERS:
            theirs = dialog.with_user(self.people[role])
            with self.subTest(role=role):
                self.assertNotIn(MARKER, self.told(theirs.read))
                self.assertNotIn(MARKER, self.told(theirs.copy))
                self.assertNotIn(str(dialog.id), self.told(partial(theirs.search, [])))

    def test_what_goes_out_of_sight_is_told_no_more(self):
        ana = self.people["front_desk"]
        self.of_ben.contact_name = self.of_ben.name = f"{MARKER} B"
        self.of_ben.user_id = ana
        with at():
            dialog = (
                self.env["medspa.call.log"]
                .with_user(ana)
                .create({"lead_id": self.of_ben.id})
            )
            self.assertIn(MARKER, self.told(lambda: dialog.read()))
            self.of_ben.user_id = self.cara
            for ask in (
                lambda: dialog.read(),
                # the name alone: nothing else that is asked for would refuse it
                lambda: dialog.read(["lead_id"]),
                lambda: dialog.web_read({"lead_id": {"fields": {"display_name": {}}}}),
                lambda: dialog.web_read(self.spec(dialog)),
                lambda: dialog.name_search(""),
                lambda: dialog.export_data(["lead_id", "phone"]),
            ):
                self.assertNotIn(MARKER, self.told(ask))

    def test_a_dialog_serves_whoever_may_read(self):
        """The guard stops nobody who has the right."""
        ana = self.people["front_desk"]
        with at():
            dialog = (
                self.env["medspa.call.log"]
                .with_user(ana)
                .create({"lead_id": self.of_nobody.id})
            )
            told = dialog.web_read(self.spec(dialog))[0]
        self.assertEqual(told["phone"], self.of_nobody.phone)
        self.assertEqual(told["lead_id"]["display_name"], self.of_nobody.name)

    def test_nor_do_others_in_which_a_lead_stands(self):
        """Every field of every model of Odoo's CRM that shows the name of a lead."""
        for model, field in (
            ("crm.lead2opportunity.partner", "lead_id"),
            ("calendar.event", "opportunity_id"),
        ):
            self.assertGreater(self.try_as("front_desk", model, field), 10)


class TestRefusals(ReferencesCommon):
    def test_a_refusal_names_no_patient_in_developer_mode(self):
        lead = self.of_cara.with_user(self.people["front_desk"])
        users = type(self.env["res.users"])
        with (
            patch.object(users, "has_group", lambda _self, _group: True),
            self.assertRaises(AccessError) as refused,
        ):
            lead.check_access("read")
        self.assertIn(str(lead.id), str(refused.exception))
        self.assertNotIn(MARKER, str(refused.exception))
