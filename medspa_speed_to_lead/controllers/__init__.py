from . import intake, review, thread, twilio
from . import dashboard
