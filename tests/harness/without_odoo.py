"""The addon's plain Python, importable where there is no Odoo.

The addon's own `__init__` imports its models, and those import Odoo; some of its
folders do the same. An empty package in the place of each, with the same folder, leaves
the import of what is below to Python.
"""

import sys
from importlib import import_module
from types import ModuleType

from . import settings

_NEED_ODOO = ("", ".tests", ".report", ".report.dashboard")


def stand_in() -> None:
    """Let `medspa_speed_to_lead.tools` be imported as usual from now on."""
    for below in _NEED_ODOO:
        name = settings.ADDON + below
        if name not in sys.modules:
            package = sys.modules[name] = ModuleType(name)
            package.__path__ = [str(settings.ROOT.joinpath(*name.split(".")))]


def addon(name: str) -> ModuleType:
    """Return a module of the addon, such as `tools.cadence`."""
    stand_in()
    return import_module(f"{settings.ADDON}.{name}")
