from . import res_company
from . import crm_team
from . import crm_lead
from . import crm_lead_alert
from . import crm_lead_heard
from . import medspa_intake_event
from . import medspa_touch
from . import medspa_job
