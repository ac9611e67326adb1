from dataclasses import dataclass
from typing import ClassVar
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.inquiry import Inquiry
from ..tools.providers import PROVIDERS, web_form
from .common import SpeedToLeadCommon

PROCESSING = "odoo.addons.medspa_speed_to_lead.models.intake.medspa_intake_processing"


@dataclass(frozen=True)
class Pigeon(Inquiry):
    """What no file of the intake knows."""

    kind: ClassVar[str] = "pigeon"


def kinds(inquiry):
    """Return the kind of an inquiry and of all that are derived from it."""
    return {inquiry.kind}.union(*map(kinds, inquiry.__subclasses__())) - {"pigeon"}


@tagged("post_install", "-at_install")
class TestIntakeKinds(SpeedToLeadCommon):
    """A way in is a provider that reads, and a kind of which something is made."""

    def pigeon(self, **values):
        return patch.object(web_form, "parse", return_value=Pigeon(**values))

    def test_each_kind_has_its_hooks(self):
        events = self.env["medspa.intake.event"]
        for kind in kinds(Inquiry):
            for act in ("place", "refuse"):
                self.assertTrue(hasattr(events, f"_{act}_{kind}"), (act, kind))

    def test_sources_offer_all_providers_and_the_hand(self):
        offered = self.env["medspa.intake.source"]._fields["provider"].selection
        labels = [(name, one.LABEL) for name, one in PROVIDERS.items()]
        self.assertEqual(offered, [*labels, ("manual", "Entered by hand")])

    @mute_logger(PROCESSING)
    def test_unknown_kind_fails_and_can_be_repaired(self):
        source = self.make_source()
        with self.pigeon(name="Nora"):
            event = self.receive(source, name="Nora")
        self.assertEqual(event.state, "error")
        self.assertIn("pigeon", event.error)
        self.assertTrue(event.retry_at)
        self.assertFalse(event.lead_id)
        event.action_retry()
        self.assertEqual(event.state, "processed")
        self.assertEqual(event.lead_id.contact_name, "Nora")

    def test_kind_is_what_its_hooks_say(self):
        events = self.registry["medspa.intake.event"]
        lead, heard = self.make_inquiry(), []

        def place(event, inquiry):
            heard.append(inquiry.name)
            return lead

        with (
            self.pigeon(name="Nora"),
            patch.object(events, "_place_pigeon", place, create=True),
        ):
            event = self.receive(self.make_source(), name="Nora")
        self.assertEqual((event.state, event.lead_id), ("processed", lead))
        self.assertEqual(heard, ["Nora"])

    @mute_logger(PROCESSING)
    def test_refusal_of_a_kind_holds_where_it_cannot_be_placed(self):
        events = self.registry["medspa.intake.event"]
        refused = []
        with (
            self.pigeon(name="Nora"),
            patch.object(
                events,
                "_refuse_pigeon",
                lambda event, inquiry: refused.append(inquiry.name),
                create=True,
            ),
        ):
            event = self.receive(self.make_source(), name="Nora")
        self.assertEqual((event.state, refused), ("error", ["Nora"]))
