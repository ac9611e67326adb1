from . import medspa_intake_source
from . import medspa_touch
from . import medspa_touch_cap
from . import res_company
