from . import medspa_figure_mixin
from . import medspa_inquiry_report
