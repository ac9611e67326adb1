from . import test_intake_route
