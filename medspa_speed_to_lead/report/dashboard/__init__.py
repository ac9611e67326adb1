from . import medspa_dashboard
