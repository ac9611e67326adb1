from . import medspa_template_mixin
from . import medspa_sender_mixin
from . import mail_template
from . import sms_template
from . import crm_lead
