from . import res_company
from . import sms_sms
from . import sms_sms_provider
from . import sms_tracker
from . import sms_tracker_delivery
from . import medspa_touch
from . import medspa_touch_report
from . import crm_lead
