from . import crm_lead
from . import crm_lead_again
from . import crm_lead_email
from . import crm_lead_import
from . import crm_lead_known
from . import medspa_different_people
from . import medspa_possible_duplicate
