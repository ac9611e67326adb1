from . import medspa_agreement_in_vain
from . import medspa_consent_reading
from . import medspa_consent_wire
from . import res_company
