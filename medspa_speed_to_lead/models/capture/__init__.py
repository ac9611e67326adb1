from . import medspa_intake_agreement
from . import medspa_intake_again
from . import medspa_intake_form
from . import medspa_intake_text
from . import medspa_intake_new_owner
from . import medspa_intake_sender
from . import medspa_intake_key
from . import medspa_intake_spam
from . import medspa_intake_spam_seen
from . import medspa_intake_limit
from . import medspa_intake_repeat

# outermost: what nothing else reads
from . import medspa_intake_unread
