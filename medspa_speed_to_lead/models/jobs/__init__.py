from . import setback
