from . import medspa_hours_mixin
from . import resource_calendar
from . import resource_calendar_rights
from . import resource_calendar_attendance
from . import resource_calendar_leaves
from . import crm_team
from . import medspa_contact_window
