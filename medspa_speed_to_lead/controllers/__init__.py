from . import intake, thread, twilio
