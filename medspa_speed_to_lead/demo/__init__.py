from . import medspa_demo
