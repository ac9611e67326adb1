from . import sms_sms
from . import sms_tracker
from . import medspa_touch
from . import crm_lead
