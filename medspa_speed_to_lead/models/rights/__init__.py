from . import medspa_reference_mixin
from . import medspa_dialog
from . import ir_rule
