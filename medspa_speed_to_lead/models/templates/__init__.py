from . import medspa_template_mixin
from . import medspa_template_claims
from . import medspa_sender_mixin
from . import medspa_sender_claims
from . import mail_template
from . import sms_template
from . import crm_lead
