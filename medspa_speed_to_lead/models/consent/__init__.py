from . import medspa_consent_reading
from . import medspa_agreement_in_vain
