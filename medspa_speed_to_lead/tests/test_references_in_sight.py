"""Nobody makes a record of ours refer to what they may not read."""

from .references_common import ReferencesCommon


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
