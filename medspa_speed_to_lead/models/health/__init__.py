from . import health
from . import health_trouble
from . import checks
