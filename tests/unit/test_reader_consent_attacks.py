"""Consent under attack: what reads like an agreement to texts and is none."""

import pytest

from medspa_speed_to_lead.tools.reader import card, shapes

ASKED = "Do you agree to receive text messages from Glow Medspa about your visit?"
NOT_AGREED = [
    {"May we text you?": "Absolutely not"},
    {"May we text you?": "Of course not"},
    {"May we text you?": "Definitely not"},
    {"May we text you?": "Ok no"},
    {"May we text you?": "Yeah no"},
    {"May we text you?": "I would like to opt out"},
    {"May we text you?": "I would like none"},
    {"May we text you?": "I want to be left alone"},
    {"May we text you?": "I agree to nothing"},
    {"May we text you?": "Claro que no"},
    {"May we text you?": "Claro que no, gracias"},
    {"May we text you?": "Por supuesto que no"},
    {"May we text you?": "Sí acepto llamadas, mensajes no"},
    {"May we text you?": "Yes when I am a patient"},
    {"May we text you?": "I agree once I have met you"},
    {"May we text you?": "Sure after I talk to my lawyer"},
    {"sms_consent": "☐ Yes ☑ No"},
    {"sms_consent": "[ ] Yes [x] No"},
    {"sms_consent": "( ) Yes, text me  (x) No"},
    {"sms_consent": "☐ I agree to receive texts"},
    {"sms_consent": "[ ] I agree to receive texts"},
    {"sms_consent": "✗ I agree to receive texts"},
    {"sms_consent": "I agree to receive texts: No"},
    {"sms_consent": "I agree to receive text messages from Glow about my visit: false"},
    {"sms_consent": "I agree to receive texts (unchecked)"},
    {"sms_consent": "I accept text messages in an emergency and nothing else"},
    {"sms_consent": "I would like a phone call rather than a text about my visit"},
    {"sms_consent": "I agree to emails about my appointment, and leave out texts"},
    {"sms_consent_status": "consent not given"},
    {"sms_consent_status": "consent withdrawn"},
    {"sms_consent_status": "Consent required"},
    {"sms_consent_status": "consent requested"},
    {"sms_consent_status": "consent: no"},
    {"sms_consent_status": "agree: 0"},
    {"sms_consent_status": "opt in pending"},
    {"sms_consent_status": "opt in not confirmed"},
    {"sms_consent_expired": True},
    {"sms_consent_missing": True},
    {"sms_consent_pending": True},
    {"sms_consent_asked": True},
    {"sms_consent_displayed": True},
    {"sms_consent_viewed": True},
    {
        "sms_marketing_consent": {
            "state": "not_subscribed",
            "opt_in_level": "single_opt_in",
        }
    },
    {
        "fields": [
            {
                "label": "I agree to receive texts",
                "type": "checkbox",
                "checked": False,
                "value": "1",
            }
        ]
    },
    {
        "sms_consent": {
            "label": "I agree to receive texts",
            "value": "on",
            "checked": False,
        }
    },
    {
        "sms_consent": {
            "label": "SMS",
            "checkbox_label": "I agree to receive texts",
            "checked": False,
        }
    },
    {
        "consents": [
            {"channel": "sms", "granted": False, "text": "I agree to receive texts"}
        ]
    },
    {"SMS Consent": "Not Checked", "SMS (Description)": "I agree to receive texts"},
    {"tcpa_text": "I agree to receive texts", "tcpa": "0"},
    {
        "tcpa_language": "By clicking submit I agree to receive texts",
        "tcpa_checked": "false",
    },
    {"sms": False, "sms_label": "I agree to receive texts"},
    {"sms_consent": "false", "sms_language": "I agree to receive texts"},
    {"form_footer": "By clicking submit, I agree to receive texts"},
    {"submit_button": "Yes, text me!"},
    {"hidden_consent_copy": "I agree to receive texts"},
    {"I consent to receive emails instead of texts": "on"},
    {"I consent to receive emails rather than texts": "on"},
    {"Opt me in to emails and out of texts": "on"},
    {"Yes, except texts": "on"},
    {"Yes, I am opposed to receiving texts": "on"},
    {"I accept that Glow stops sending me texts": "on"},
    {"I'd like to be excluded from text messages": "on"},
    {"I would like to receive zero text messages": "on"},
    {"¿Desea dejar de recibir mensajes de texto?": "on"},
    {"I agree to the use of my photos in text and media": "on"},
    {"I authorize release of records by fax or text to my doctor": "on"},
    {"I agree Glow may text my emergency contact": "on"},
    {"My spouse agrees to receive texts": "on"},
    {"I agree that texts are not for emergencies": "on"},
]
REFUSED = [
    {"sms_consent": "yes", "message": "STOP"},
    {"sms_consent": "yes", "message": "Unsubscribe"},
    {"sms_consent": "yes", "message": "Do not contact me"},
    {"sms_consent": "yes", "message": "do not contact me by text"},
    {"sms_consent": "yes", "message": "I don't want to be contacted by SMS"},
    {"sms_consent": "yes", "message": "I revoke my consent to texts"},
    {"sms_consent": "yes", "message": "I withdraw my consent to be texted"},
    {"sms_consent": "yes", "message": "Remove me from your texting list"},
    {"sms_consent": "yes", "message": "Por favor no envíe mensajes de texto"},
    {"sms_consent": "yes", "message": "Leave me alone"},
    {"sms_consent": "yes", "message": "Do not send me a text message"},
    {"sms_consent": "yes", "message": "No enviar SMS"},
    {"sms_consent": "yes", "message": "Please refrain from texting"},
    {"sms_consent": "yes", "message": "Call me, not text please"},
    {"sms_consent": "yes", "message": "please call not text"},
    {"May we text you?": "Absolutely not"},
    {"May we text you?": "Of course not"},
    {"May we text you?": "Claro que no"},
    {"May we text you?": "Not really"},
    {"May we text you?": "not at this time"},
    {"May we text you?": "Hell no"},
    {"May we text you?": "❌"},
    {"May we text you?": "👎"},
    {"May we text you?": "Mejor no"},
    {"May we text you?": "Jamás"},
    {"May we text you?": "Ni loca"},
]
NOT_REFUSED = [
    {"sms_consent": "yes", "utm_campaign": "No text, no email list"},
    {"sms_consent": "yes", "utm_campaign": "no texts promo"},
    {"sms_consent": "yes", "page_title": "Stop text spam - privacy"},
    {
        "sms_consent": "yes",
        "privacy": "We never text without consent. No texts to third parties.",
    },
    {"I understand that I can opt out of texts": "on"},
]
SAID = [
    ("allergic to lidocaine", ASKED, "No thanks. I am {}"),
    ("I am deaf", ASKED, "Yes please, {}"),
    ("I have a pacemaker", "Device", "{}"),
    ("under my left eye", "Site", "{}"),
    ("please help my acne", "Form", "{}"),
]


def read(tree):
    return card.read(shapes.flatten(tree))


@pytest.mark.parametrize("tree", NOT_AGREED, ids=str)
def test_what_only_looks_like_an_agreement_is_none(tree):
    assert read(tree).sms_consent is not True


@pytest.mark.parametrize("tree", REFUSED, ids=str)
def test_who_refuses_in_any_words_has_refused(tree):
    assert read(tree).sms_consent is False


def test_the_end_of_a_long_message_is_heard():
    message = "I like lips. " * 170 + "Please do not text me"
    assert read({"sms_consent": "yes", "message": message}).sms_consent is False


@pytest.mark.parametrize("tree", NOT_REFUSED, ids=str)
def test_words_of_a_page_or_campaign_refuse_nothing(tree):
    assert read(tree).sms_consent is not False


@pytest.mark.parametrize(("words", "label", "answer"), SAID)
def test_what_is_said_beside_an_answer_is_read_by_a_person(words, label, answer):
    extra = read({"email": "a@b.example", label: answer.format(words)}).extra
    assert words in str(extra)


def test_the_type_of_a_visit_is_the_treatment():
    assert read({"type": "Lip Filler Consult"}).treatment == "Lip Filler Consult"
