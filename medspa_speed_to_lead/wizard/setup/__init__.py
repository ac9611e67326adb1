from . import medspa_away
from . import medspa_cadence_preview
from . import medspa_intake_source_address
from . import medspa_message_preview
from . import medspa_mystery_plan
from . import medspa_stage_setup
from . import medspa_team_switch
