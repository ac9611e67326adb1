from . import medspa_notice
from . import medspa_notice_duty
from . import medspa_notice_channel
from . import medspa_notice_kept
from . import mail_mail
from . import medspa_leaving
from . import res_users
from . import crm_team_member
