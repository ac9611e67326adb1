"""What a condition over inquiries may ask: people write them, the system asks them.

A condition is asked with all rights, of every inquiry, whoever wrote it. Over any field
it would tell its author what he may not read: by whom an inquiry is taken, or whether
it is, one learns one letter of a token after the other. So it may ask what stands on
the inquiry itself, and of what it points to only what is on every screen: a name, a
code, what it means.
"""

from ast import literal_eval

# of the inquiry itself
OWN = frozenset(
    # who it is, and how to reach them
    ("name", "contact_name", "partner_name", "function", "lang_id", "website")
    + ("email_from", "email_normalized", "email_state")
    + ("phone", "phone_sanitized", "phone_state")
    + ("street", "street2", "zip", "city", "state_id", "country_id")
    # what they ask, and what we know of it
    + ("description", "treatment_ids", "tag_ids", "referred")
    + ("intake_channel_id", "intake_source_id", "intake_intent", "intake_patient_type")
    + ("intake_received_at", "intake_received_on", "intake_arrival")
    + ("source_id", "medium_id", "campaign_id")
    # where it stands
    + ("company_id", "team_id", "user_id", "stage_id", "type", "active", "won_status")
    + ("priority", "probability", "expected_revenue", "recurring_revenue")
    + ("lost_reason_id", "date_deadline", "create_date", "date_open", "date_closed")
    + ("date_last_stage_update",)
    # what became true of it
    + ("response_policy_id", "response_state", "response_verdict")
    + ("response_exempt_reason", "response_waiting_since", "response_due_at")
    + ("response_acknowledged_at", "response_contacted_at", "response_first_at")
    + ("response_first_channel", "response_first_user_id")
    + ("consultation_state", "consultation_at", "followup_cadence_id")
)
# of what it points to
LINKED = frozenset(
    (
        "treatment_ids.name",
        "treatment_ids.category_id",
        "treatment_ids.category_id.name",
    )
    + ("intake_channel_id.code", "intake_channel_id.name", "intake_source_id.name")
    + ("source_id.name", "medium_id.name", "campaign_id.name", "tag_ids.name")
    + ("company_id.name", "team_id.name", "team_id.company_id", "user_id.name")
    + ("stage_id.name", "stage_id.medspa_milestone", "lost_reason_id.name")
    + ("country_id.code", "country_id.name", "state_id.code", "state_id.name")
    + ("lang_id.code", "response_policy_id.name", "followup_cadence_id.name")
)
FIELDS = OWN | LINKED
# no sub-condition: it would ask what is not listed
OPERATORS = frozenset(
    ("=", "!=", "<", "<=", ">", ">=", "in", "not in", "=?")
    + ("like", "not like", "ilike", "not ilike")
    + ("=like", "not =like", "=ilike", "not =ilike")
)
_ALWAYS, _NEVER = (1, "=", 1), (0, "=", 1)
_PLAIN = (str, int, float, bool, type(None))


class BadCondition(ValueError):
    """It cannot be read: ``problem`` is one of ``form``, ``field``, ``operator`` or
    ``value``, ``what`` the part of it."""

    def __init__(self, problem, what=""):
        super().__init__(f"{problem}: {what}")
        self.problem = problem
        self.what = what


def read(text, custom=frozenset()):
    """Return a written condition as a list of terms that may be asked.

    :param text: a domain as people write it; empty, it asks nothing.
    :param custom: names of the practice's own plain fields of an inquiry.
    :raises BadCondition: if it is none, or asks more than it may.
    """
    try:
        terms = literal_eval((text or "[]").strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise BadCondition("form") from error
    if not isinstance(terms, list | tuple):
        raise BadCondition("form")
    return [_read_term(term, custom) for term in terms]


def fields_of(terms):
    """Return the fields of the inquiry that these terms ask, the first of each path."""
    paths = (term[0] for term in terms if not isinstance(term, str))
    return {path.split(".")[0] for path in paths if isinstance(path, str)}


def _read_term(term, custom):
    if isinstance(term, str) and term in ("&", "|", "!"):
        return term
    if not isinstance(term, list | tuple) or len(term) != 3:
        raise BadCondition("form")
    path, operator, value = term
    if (path, operator, value) in (_ALWAYS, _NEVER):
        return (path, operator, value)
    if not isinstance(path, str) or (path not in FIELDS and path not in custom):
        raise BadCondition("field", str(path)[:60])
    if not isinstance(operator, str) or operator not in OPERATORS:
        raise BadCondition("operator", str(operator)[:20])
    return (path, operator, _read_value(path, operator, value))


def _read_value(path, operator, value):
    parts = value if isinstance(value, list | tuple | set) else [value]
    if not all(isinstance(part, _PLAIN) for part in parts):
        raise BadCondition("value", path)
    if "like" in operator and str(value).endswith("\\"):
        raise BadCondition("value", path)  # escapes nothing: the database breaks on it
    return value
