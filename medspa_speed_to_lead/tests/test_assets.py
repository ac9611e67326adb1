from odoo.tests import tagged
from odoo.tests.common import TransactionCase

SOURCES = "medspa_speed_to_lead/static/src/"


@tagged("post_install", "-at_install")
class TestAssets(TransactionCase):
    """Which of our JavaScript, templates and styles a user loads, and when."""

    def folders(self, bundle):
        """Return the folders of `static/src` of which a bundle carries files."""
        assets = self.env["ir.asset"]
        paths = [
            path
            for path, *_rest in assets._get_asset_paths(
                bundle, assets._get_asset_params()
            )
        ]
        ours = [path.partition(SOURCES)[2] for path in paths if SOURCES in path]
        return {path.partition("/")[0] for path in ours}

    def test_what_few_open_is_loaded_when_it_is_opened(self):
        at_start = self.folders("web.assets_web")
        self.assertFalse(at_start & {"dashboard", "report"})
        self.assertGreaterEqual(at_start, {"board", "dashboard_action"})
        for lazy in ("web.assets_backend_lazy", "web.assets_backend_lazy_dark"):
            self.assertEqual(self.folders(lazy), {"dashboard", "report"})

    def test_unit_tests_of_javascript_have_all_of_it(self):
        self.assertGreaterEqual(
            self.folders("web.assets_unit_tests_setup"),
            {"board", "dashboard", "dashboard_action", "report"},
        )
