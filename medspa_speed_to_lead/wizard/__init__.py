from . import crm_lead_erase
from . import medspa_call_log
from . import medspa_intake_source_address
from . import medspa_message_preview
