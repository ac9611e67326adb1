from . import medspa_intake_key
