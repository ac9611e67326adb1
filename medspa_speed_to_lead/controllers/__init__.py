from . import intake, review, thread, twilio
from . import dashboard, intake, thread, twilio
