from . import board, dashboard, intake, review, text_status, thread, twilio
