from . import job
from . import setback
