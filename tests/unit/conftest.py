"""Makes `medspa_speed_to_lead.tools` importable where there is no Odoo."""

import sys
import types
from pathlib import Path

ADDON = Path(__file__).resolve().parents[2] / "medspa_speed_to_lead"

# The addon's own __init__ imports its models, and those import Odoo. An empty package
# in its place, with the same folder, leaves the import of all below to Python.
package = types.ModuleType(ADDON.name)
package.__path__ = [str(ADDON)]
sys.modules[ADDON.name] = package
