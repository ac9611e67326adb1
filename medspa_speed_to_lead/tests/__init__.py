from . import test_intake_event
from . import test_intake_person
from . import test_intake_rate_limit
from . import test_intake_repeat
from . import test_intake_route
