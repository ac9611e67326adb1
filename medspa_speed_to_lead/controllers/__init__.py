from . import board, dashboard, intake, request_log, review, text_status, thread
