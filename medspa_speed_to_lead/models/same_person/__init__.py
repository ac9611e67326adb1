from . import crm_lead
from . import crm_lead_again
from . import crm_lead_known
