from . import job
from . import setback
from . import medspa_once_mixin
