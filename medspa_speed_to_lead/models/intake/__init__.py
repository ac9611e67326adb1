from . import medspa_intake_key
from . import medspa_intake_spam
from . import medspa_intake_receipt
