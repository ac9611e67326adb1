from . import board, intake, review, thread, twilio
from . import dashboard
