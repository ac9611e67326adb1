"""Hypothesis where it is installed; elsewhere its tests are skipped with a word.

A practice's own server runs our tests with what Odoo brings.
"""

from unittest import skip
from unittest.mock import MagicMock

__all__ = ["HealthCheck", "Phase", "given", "settings", "st"]

try:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
except ImportError:
    HealthCheck = Phase = st = MagicMock()

    def settings(**_options):
        return lambda test: test

    def given(*_strategies, **_named):
        return skip("needs the Python package hypothesis")
