"""A plugin of pytest: Odoo's tours get three minutes instead of one.

Two browsers and two servers share the cores when two databases are compared. A step of
a tour keeps its own ten seconds.
"""

SECONDS = 180


def pytest_sessionstart(session):
    from odoo.tests import HttpCase

    original = HttpCase.start_tour

    def start_tour(self, *args, **kwargs):
        kwargs["timeout"] = max(SECONDS, kwargs.get("timeout", 0))
        return original(self, *args, **kwargs)

    HttpCase.start_tour = start_tour
