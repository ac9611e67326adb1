from . import medspa_kept_mixin
from . import medspa_in_use_mixin
from . import medspa_shared_mixin
from . import medspa_condition_mixin
