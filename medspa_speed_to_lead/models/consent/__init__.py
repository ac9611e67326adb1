from . import mail_thread
from . import medspa_agreement_in_vain
from . import medspa_consent_reading
from . import medspa_consent_wire
from . import medspa_intake_repeat
from . import res_company
