# ours
from . import medspa_kept_mixin
from . import medspa_treatment_category
from . import medspa_treatment
from . import medspa_intake_channel
from . import medspa_intake_source
from . import medspa_intake_mapping
from . import medspa_intake_processing
from . import medspa_intake_event
from . import medspa_intake_mixin
from . import medspa_response_policy
from . import medspa_response_cycle
from . import medspa_response_mixin
from . import medspa_rotation_turn
from . import medspa_touch

# extended
from . import crm_lead
from . import crm_team
from . import crm_team_member
from . import res_company
from . import res_config_settings
from . import res_partner
from . import resource_calendar
from . import resource_calendar_attendance
from . import resource_calendar_leaves
