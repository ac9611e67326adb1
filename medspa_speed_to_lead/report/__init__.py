from . import medspa_figure_mixin
from . import medspa_dimension_mixin
from . import medspa_inquiry_report
from . import medspa_wait_report
from . import medspa_touch_report
from . import medspa_consultation_report
from . import medspa_spend_report
from . import medspa_weekly_figures
