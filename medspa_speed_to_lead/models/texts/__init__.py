from . import sms_sms
from . import sms_tracker
from . import medspa_touch
from . import medspa_touch_report
from . import crm_lead
