"""What may be chosen for a field of a form, in the words of a front desk."""

WHO = [
    ("name", "Full name"),
    ("first_name", "First name"),
    ("middle_name", "Middle name"),
    ("last_name", "Last name"),
    ("phone", "Phone"),
    ("email", "Email"),
    ("contact", "Phone or email"),
]
WISH = [
    ("message", "What they ask"),
    ("subject", "Subject"),
    ("treatment", "Treatment"),
    ("intent", "Kind of question"),
    ("location", "Location"),
    ("channel", "Channel"),
]
CONSENT = [
    ("sms_consent", "Agrees to texts"),
    ("email_consent", "Agrees to emails"),
    ("consents", "Agrees to texts and emails"),
    ("no_texts", "Doesn't want texts"),
    ("no_emails", "Doesn't want emails"),
    ("no_contact", "Doesn't want either"),
    ("consent_text", "Consent wording"),
]
MARKETING = [
    ("utm_source", "Marketing source"),
    ("utm_medium", "Marketing medium"),
    ("utm_campaign", "Campaign"),
    ("utm_term", "Search term"),
    ("utm_content", "Ad"),
    ("gclid", "Google click ID"),
    ("page", "Page address"),
    ("referrer", "Page they came from"),
]
FORM = [
    ("submitted_at", "Sent at"),
    ("date_part", "Sent at: date"),
    ("time_part", "Sent at: time"),
    ("external_id", "Submission ID"),
    ("is_test", "Marks a test"),
    ("trap", "Spam trap (only bots fill it in)"),
]
OTHERWISE = [
    ("note", "Keep as a note"),
    ("technical", "Leave out"),
]
MEANINGS = [*WHO, *WISH, *CONSENT, *MARKETING, *FORM, *OTHERWISE]


def groups(env):
    """Return ``[(heading, values), ...]`` in the order in which people look."""
    return [
        (heading, [value for value, _label in group])
        for heading, group in (
            (env._("Who they are"), WHO),
            (env._("What they want"), WISH),
            (env._("What they agree to"), CONSENT),
            (env._("Where they come from"), MARKETING),
            (env._("The form itself"), FORM),
            (env._("Nothing of these"), OTHERWISE),
        )
    ]
