from . import medspa_spend
from . import medspa_weekly_review_line
from . import medspa_weekly_review
from . import res_company
from . import crm_lead
from . import digest_digest
from . import medspa_job
