from . import crm_lead_erase
from . import medspa_intake_source_address
