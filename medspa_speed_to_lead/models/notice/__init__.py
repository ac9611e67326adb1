from . import medspa_notice_duty
from . import medspa_notice_channel
from . import medspa_notice
from . import medspa_notice_kept
