from email import message_from_string

import pytest

from medspa_speed_to_lead.tools.auto_reply import is_automatic


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (vacation)",
        "auto-submitted: Auto-Replied; owner-email=x",
        "X-Autoreply: yes",
        "X-Autorespond: vacation",
        "Precedence: auto_reply",
        "Subject: Out of Office: back on Monday",
        "Subject: Automatic reply: Botox",
        "Subject: Respuesta automática: Botox",
    ],
)
def test_reply_that_no_person_wrote_is_told_by_its_headers(header):
    assert is_automatic(message_from_string(f"{header}\nFrom: nora@x.example\n\nHi"))


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: no",
        "Precedence: bulk",
        "Subject: Re: your message has arrived",
        "Subject: Are you out of office on Friday?",
        "X-Mailer: Mail",
    ],
)
def test_what_a_person_wrote_is_a_reply(header):
    assert not is_automatic(message_from_string(f"{header}\n\nFriday is fine"))
