from . import intake, review, thread, twilio
