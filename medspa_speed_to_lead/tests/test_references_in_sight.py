"""Nobody makes a record of ours refer to what they may not read."""

from .common import at
from .references_common import MARKER, ReferencesCommon


class TestReferencesInSight(ReferencesCommon):
    def walked(self):
        """Return the models into which any role may write."""
        return [
            name
            for name in self.models_of_ours(transient=False)
            if any(
                self.env[name].with_user(user).has_access(operation)
                for user in self.people.values()
                for operation in ("create", "write")
            )
        ]

    def test_no_record_tells_a_name_out_of_sight(self):
        self.assertGreater(self.try_all(self.walked()), 300)

    def test_what_is_tried_would_tell_it(self):
        self.try_with_all_rights(self.walked())

    def test_a_filter_tells_no_name_out_of_sight(self):
        """The dashboard names what is chosen, as far as one may read it."""
        filters = {
            "treatment_ids": self.hidden["medspa.treatment"].ids,
            "team_ids": self.boston_team.ids,
        }
        for role in ("front_desk", "manager"):
            dashboard = self.env["medspa.dashboard"].with_user(self.people[role])
            with self.subTest(role=role), at():
                self.assertNotIn(MARKER, repr(dashboard.read_figures(filters)))
