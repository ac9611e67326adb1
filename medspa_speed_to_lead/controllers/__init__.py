from . import intake, thread
