from . import health
from . import health_trouble
from . import medspa_setback
from . import checks
