"""Which channel an email refuses that means a refusal."""

import pytest

from medspa_speed_to_lead.tools.refused_channels import refused_in_email


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("Unsubscribe", {"email"}),
        ("STOP", {"email"}),
        ("Please stop emailing me", {"email"}),
        ("Please remove me from your mailing list.", {"email"}),
        ("leave me alone", {"email"}),
        ("Stop contacting me.\n\nNora\nPhone: 512-555-0143", {"email"}),
        ("Please stop texting me, email is fine.", {"sms"}),
        ("stop the texts and email me instead", {"sms"}),
        ("Stop texting and emailing me", {"sms", "email"}),
        ("No more texts, no more e-mails", {"sms", "email"}),
        ("Don't email or text me", {"sms", "email"}),
        ("Do not call me during work hours, please email.", set()),
        ("Stop calling and emailing me", {"email"}),
    ],
)
def test_refusal_is_of_what_it_names(text, channels):
    assert refused_in_email(text) == channels


@pytest.mark.parametrize(
    "text", ["email only please", "Emails only", "only email me", "solo por correo"]
)
def test_who_wants_only_emails_refuses_texts(text):
    assert refused_in_email(text) == {"sms"}
