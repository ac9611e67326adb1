from . import health
from . import health_trouble
from . import check_condition
from . import check_signature
