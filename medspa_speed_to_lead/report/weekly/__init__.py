from . import medspa_weekly_figures
