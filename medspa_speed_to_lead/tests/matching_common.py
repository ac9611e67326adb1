"""A source whose forms nobody can read, and a manager who matches its fields."""

from odoo.tests import tagged

from ..models.matching.medspa_intake_event_told import FAILED, MATCH
from .common import MONDAY_10, SpeedToLeadCommon, at

WHO, WHERE = "zq1", "zq2"
# no word of it is in any table of labels
UNKNOWN = {WHO: "Dana Reed", WHERE: "call 512 555 0143", "zq3": "lips"}
# what a program posts that looks for a hole
JUNK = {"zq1": "wp-admin", "zq3": "1"}


@tagged("post_install", "-at_install")
class MatchingCommon(SpeedToLeadCommon):
    def setUp(self):
        super().setUp()
        self.startPatcher(at(MONDAY_10))
        self.source = self.make_source()
        self.as_mia = self.source.with_user(self.mia)

    def match(self, **meanings):
        """Say as the manager what the fields of these names mean."""
        self.as_mia.save_fields(
            [
                {"path": path, "label": path.upper(), "meaning": meaning}
                for path, meaning in meanings.items()
            ]
        )

    def todos(self, *act_keys, source=None):
        source = source or self.source
        return (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("res_model", "=", source._name),
                    ("res_id", "=", source.id),
                    ("medspa_act_key", "in", act_keys or (MATCH, FAILED)),
                ]
            )
        )
