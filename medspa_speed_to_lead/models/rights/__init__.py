from . import medspa_recorded_mixin
from . import medspa_reference_mixin
from . import medspa_dialog
from . import crm_lead2opportunity
from . import medspa_facts_mixin
from . import ir_rule
from . import mail_activity
from . import record_names
