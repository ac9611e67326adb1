from . import medspa_cadence
from . import medspa_cadence_step
from . import medspa_cadence_variant
from . import medspa_enrollment
from . import medspa_touch
from . import crm_lead
from . import medspa_job
