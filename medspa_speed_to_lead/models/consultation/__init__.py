from . import calendar_event
from . import calendar_event_change
from . import calendar_event_outcome
from . import calendar_event_reminder
from . import calendar_event_reach
from . import crm_lead
from . import medspa_reminder
from . import medspa_touch
