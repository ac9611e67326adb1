from . import health
from . import health_trouble
