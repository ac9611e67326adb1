"""The addon's stand-in for Twilio, loaded by its path: its package would need Odoo."""

import importlib.util
import sys

from . import settings


def _load():
    path = settings.ROOT / settings.ADDON / "tests" / "fake_twilio.py"
    spec = importlib.util.spec_from_file_location(f"{__name__}.addon", path)
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_addon = _load()
FakeTwilio = _addon.FakeTwilio
drop, error, hang, html = _addon.drop, _addon.error, _addon.hang, _addon.html
opted_out = _addon.opted_out
