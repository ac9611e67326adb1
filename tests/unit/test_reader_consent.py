"""What a form says of consent: only what the person plainly chose is an agreement."""

import pytest

from medspa_speed_to_lead.tools.reader import card, shapes

WIDGET = (
    "By checking this box, I consent to receive text messages from Glow Spa about my "
    "inquiry. Consent is not a condition of purchase. Message and data rates may apply."
    " Reply STOP to opt out, HELP for help."
)
TERMS = "I agree to the Terms and the Privacy Policy"
NOTICE = "No text messages will be sent without your consent. Reply STOP to opt out."


def read(tree):
    return card.read(shapes.flatten(tree))


def consents(tree):
    found = read(tree)
    return found.sms_consent, found.email_consent


# labels and values as builders of forms and platforms post them
AGREED = [
    # GoHighLevel: the label of the box is its value, and its own wording
    {"sms_consent": WIDGET},
    {WIDGET: "true"},
    {
        "I Consent to Receive SMS Notifications, Alerts & Occasional Marketing "
        "Communication from company. Message frequency varies. Message & data rates may"
        " apply. Text HELP to (555) for assistance. You can reply STOP to unsubscribe "
        "at any time.": "on"
    },
    {
        "terms_and_conditions": "By providing my phone number, I agree to receive text "
        "messages from the business."
    },
    {"Please check this box to opt in to receive text messages from Glow.": True},
    # Gravity Forms: three inputs of one field
    {"input_7.1": "1", "input_7.2": "I agree to receive text messages"},
    {"Consent": {"SMS consent": "1"}},
    # Jotform, Typeform, Tally, Wix, Squarespace
    {"q9_textConsent": ["Yes, I agree to receive text messages"]},
    {"May we text you?": "Yes, please text me"},
    {"Is it OK to text you?": "Yes"},
    {"Can we contact you by text?": "Sure!"},
    {"Are you okay with receiving texts?": "yes"},
    {"Would you like to receive text updates?": "Yes please"},
    {"Do you consent to text?": "Yes"},
    {"Do you consent to receiving text messages?": "Yes"},
    {"Do you agree to receive SMS messages from us": "I agree"},
    {"Opt in to SMS": "checked"},
    {"Yes! Text me about my appointment": True},
    {"I want to receive texts": "1.0"},
    {"SMS Consent (Required)": "Yes"},
    {"SMS consent *": "Accepted"},
    # Zenoti, Mindbody, Klaviyo, Shopify
    {"receive_transactional_sms": True},
    {"SendScheduleTexts": True},
    {"opt_in_promotional_sms": "true"},
    {"sms_marketing_consent": {"state": "subscribed"}},
    {"sms_consent": {"granted": True, "at": "2026-11-30T10:00:00Z"}},
    {"sms_consent": {"value": "yes", "required": True}},
    {"consent": {"sms": True}},
    {"sms_opt_in": "opted_in"},
    # Spanish
    {"¿Podemos enviarle mensajes de texto?": "Sí"},
    {"¿Podemos enviarte mensajes de texto?": "si, claro"},
    {"¿Le podemos mandar un texto?": "Sí"},
    {"¿Acepta recibir mensajes de texto?": "Sí, acepto"},
    {"¿Desea recibir mensajes de texto?": "Sí"},
    {"¿Le gustaría recibir mensajes de texto?": "Sí, por favor"},
    {"¿Autoriza mensajes de texto?": "Autorizo"},
    {"Autorizo a Glow a enviarme mensajes de texto": "on"},
    {"Al marcar esta casilla, acepto recibir mensajes de texto": "1"},
    {"sms_consent": "Acepto recibir mensajes de texto. Responda ALTO para cancelar."},
    {
        "fields": [
            {
                "label": "SMS Consent",
                "type": "checkbox",
                "required": True,
                "value": ["I agree to receive text messages from Glow"],
            }
        ]
    },
    {
        "fields": [
            {
                "name": "sms_consent",
                "label": "I agree to receive texts",
                "type": "checkbox",
                "value": "true",
            }
        ]
    },
    {
        "custom_disclaimer_responses": [
            {"checkbox_key": "optional_sms_consent", "is_checked": "1"}
        ]
    },
    {
        "legal_consent": {
            "communications": [
                {"value": True, "text": "I agree to receive text messages from Glow"}
            ]
        }
    },
    {"consents": {"text_messages": True, "email": False}},
    {"Text Message Opt-In": "Opt in"},
    {"smsOptIn": True},
    {"text_opt_in": "Y"},
    {"Opt-in to text messages?": "Yes"},
    {"TextMessageConsent": "I agree"},
    {"consent_to_text": "TRUE"},
    {"Would you like to receive appointment reminders by text?": "Yes"},
    {"Is texting okay?": "Yes"},
    {"OK to text?": "Yes"},
    {"Ok to text you": "yes"},
    {"Can we text this number?": "Yes"},
    {"May Glow Spa text you about your inquiry?": "Yes"},
    {"I'd like to get text reminders": "on"},
    {"I would like to receive SMS": "on"},
    {"I authorize Glow to text me": "on"},
    {"Permission to text": "Yes"},
    {"By submitting this form I consent to be contacted by text message": "true"},
    {"Communication consent": "I agree to receive SMS and calls"},
    {"q12_typeA12": "I agree to receive text messages"},
    {"checkbox-1": "Yes, I would like to receive text messages from Glow"},
    {"¿Nos autoriza a enviarle mensajes de texto?": "Sí, autorizo"},
    {"¿Podemos contactarlo por mensaje de texto?": "Si"},
    {"¿Quiere recibir textos?": "Claro que sí"},
    {"Deseo recibir mensajes de texto": "x"},
    {"Doy mi consentimiento para recibir mensajes de texto": "on"},
    {"sms_consent": "Yes - texts are fine"},
    {"sms_consent": "yes, no problem"},
    {"sms_consent": "Sure, text or call"},
]

# nobody plainly agreed, and nobody refused
SILENT = [
    # a setting of the form, not an answer
    {"sms_consent_required": True},
    {"sms_consent_required": "yes"},
    {"smsConsentRequired": "1"},
    {"is_sms_consent_required": "true"},
    {"text-consent-required": "on"},
    {"require_sms_consent": True},
    {"sms_consent": {"required": True}},
    {"sms_consent": {"required": True, "visible": True, "value": ""}},
    {"sms_consent": {"enabled": True}},
    {"sms_consent_checkbox_shown": "1"},
    {"sms_enabled": True},
    {"sms_consent_default": "yes"},
    {"sms_consent_version": "1"},
    {"sms_consent_text_shown": True},
    # a question that asks something else
    {"Did you receive our text?": "Yes"},
    {"Did you get our text message?": "Yes"},
    {"Have you received texts from us before?": "Yes"},
    {"Have you ever agreed to receive texts?": "No"},
    {"Has anybody sent you a text?": "Yes"},
    {"Can you receive texts on this phone?": "Yes"},
    {"Are you able to receive texts?": "Yes"},
    {"Do you mind if we text you?": "No"},
    {"Do you mind if we text you?": "Yes"},
    {"Is this a number that can receive texts?": "Yes"},
    {"How do you like to receive texts?": "Yes"},
    {"When can we text you?": "1"},
    {"¿Recibió nuestro mensaje de texto?": "Sí"},
    {"¿Ha recibido mensajes de texto de nosotros?": "No"},
    {"¿Le molesta recibir mensajes de texto?": "No"},
    # agreed to something else
    {TERMS: True},
    {f"{TERMS}. We do not share your SMS consent.": True},
    {f"{TERMS}. {NOTICE}": True},
    {"I agree to the SMS Terms of Service": True},
    {"I have read and accept the text messaging privacy policy": "on"},
    {"I agree to receive phone calls": "on"},
    {"I agree to receive calls, no texts": "Call"},
    {NOTICE: "on"},
    {"disclaimer": NOTICE},
    {"footer": "Reply STOP to opt out of texts. If you don't want texts, say so."},
    {"note": "We do not send texts without your permission."},
    # unticked, undecided, no answer
    {"sms_consent": "-1"},
    {"sms_consent": "2"},
    {"sms_consent": "0.0"},
    {"sms_consent": "Yes/No"},
    {"sms_consent": "Yes or no"},
    {"sms_consent": "undefined"},
    {"sms_consent": "null"},
    {"sms_consent": "pending"},
    {"sms_consent": "not_subscribed"},
    {"sms_consent": "never_subscribed"},
    {"sms_consent": "Not opted in"},
    {"sms_consent": "not sure"},
    {"sms_consent": "No preference"},
    {"sms_consent": "Maybe"},
    {"sms_consent": "Maybe later"},
    {"sms_consent": "Yes, if you tell me who you are"},
    {"sms_consent": "Yes, but only for reminders"},
    {"sms_consent": "Yes, by email"},
    {"sms_consent": "ok, call me"},
    {"sms_consent": "Sí, por correo"},
    {"sms_consent": "sí pero no de noche"},
    {"sms_consent": "Yes?"},
    {"sms_consent": "accepted calls"},
    {"¿Podemos enviarle mensajes de texto?": ""},
    {"Text consent declined": False},
    {"sms_consent_revoked": "0"},
    {"sms_consent_withdrawn": ""},
    # said in part, for a time, of somebody else, or of the past
    {"message": "Don't send texts before 8am"},
    {"message": "Please do not text me after 9 pm"},
    {"message": "please don't text while I'm at work, email is fine"},
    {"message": "Do not text my husband, it is a surprise"},
    {"message": "You never text me back"},
    {"message": "I have no text messages from you"},
    {"message": "I got no texts yesterday, did you send the link?"},
    {"message": "They do not text at my other spa, do you?"},
    {"message": "No text came through"},
    {"message": "Why don't you text me the price?"},
    {"message": "I can't stop texting my sister about you"},
    {"message": "Please don't stop texting me"},
    {"message": "No me escriban antes de las 8"},
    {"message": "No me escribieron ayer"},
    {"message": "No me mandaron el mensaje con la dirección"},
    {"message": "No texture change, please"},
    {
        "fields": [
            {
                "label": "SMS Consent",
                "type": "checkbox",
                "required": True,
                "options": ["I agree to receive text messages"],
                "value": [],
            }
        ]
    },
    {
        "fields": [
            {
                "label": "I agree to receive texts",
                "type": "checkbox",
                "required": True,
                "value": "",
            }
        ]
    },
    {
        "fields": [
            {
                "name": "sms_consent",
                "label": "I agree to receive texts",
                "type": "checkbox",
                "value": "false",
            }
        ]
    },
    {
        "custom_disclaimer_responses": [
            {"checkbox_key": "optional_sms_consent", "is_checked": ""}
        ]
    },
    {
        "legal_consent": {
            "communications": [
                {"value": False, "text": "I agree to receive text messages from Glow"}
            ]
        }
    },
    {
        "legal_consent": {
            "communications": [
                {
                    "value": True,
                    "text": "I agree to receive other communications from Glow.",
                }
            ]
        }
    },
    {"sms_consent": {"checked": False, "label": "I agree to receive texts"}},
    {"sms_consent": {"checked": False, "wording": "I agree to receive texts"}},
    {"¿Puede recibir mensajes de texto en este número?": "Sí"},
    {"Mensaje de texto": "Hola"},
    {"Text": "Yes"},
    {"Preferred contact": "Text"},
    {"How would you like to be contacted?": "Text message"},
    {"Do you want to text or call us?": "Yes"},
    {"Did someone text you?": "No"},
    {"Were you happy with our texts?": "No"},
    {"Do you like getting texts?": "Yes"},
    {"Have you texted us before?": "Yes"},
    {"Would you like to text us a photo?": "Yes"},
    {"Did you agree to receive texts from your last clinic?": "Yes"},
    {"I agree to the privacy policy (we never text)": "on"},
    {"I understand that my consent to texts is optional": "on"},
    {"I have a phone that can receive texts": "on"},
    {"I do not have a phone that receives texts": "on"},
    {"Text messages": "3"},
    {"SMS": "5125550143"},
    {"sms_consent": "yes_no"},
    {"sms_consent": "Select one"},
    {"sms_consent": "[sms_consent]"},
    {"sms_consent": "{{sms_consent}}"},
    {"sms_consent": "I read this"},
    {"sms_consent": "I agree to the Terms and Conditions of Glow Spa and Wellness LLC"},
    {
        "sms_consent": "I agree to receive calls about my inquiry from Glow but "
        "not texts"
    },
    {"sms_consent": "not yet"},
    {"sms_consent": "yes to email"},
    {"sms_consent": "I will think about it"},
    {"Check here if you do not want to receive text messages": ""},
    {"message": "I do not want a text neck massage"},
    {"message": "I did not get a text message"},
    {"message": "my phone does not receive texts"},
    {"message": "If I'm busy don't text, I will call"},
    {"message": "don't text my mom"},
    {"message": "no need to text, I'll be there"},
    {"message": "I don't want to miss your texts"},
    {"message": "I never received the texts you sent"},
    {"message": "I do not want filler; text me the price"},
    {"message": "Don't call, text me"},
    {"message": "no llamen, mejor mensajes de texto"},
    {"message": "No quiero llamadas, solo mensajes de texto"},
    {"message": "do not hesitate to text me"},
    {"message": "Please don't forget to text me"},
    {"message": "I can't text at work"},
    {"message": "text me, don't email"},
    {"message": "No message"},
    {"message": "no messages yet from you"},
    {"privacy": "We will not sell your number or send texts to third parties."},
    {
        "privacy": "No mobile information will be shared with third parties. Text "
        "messaging originator opt-in data and consent will not be shared."
    },
    {
        "tc": "Message frequency varies. If you no longer wish to receive text "
        "messages, reply STOP."
    },
    {"tc": "You may opt out of texts at any time."},
    {"tc": "To stop receiving texts, reply STOP"},
    {"tc": "By submitting, you agree to receive text messages from Glow."},
]

REFUSED = [
    # the person chose it
    {"sms_consent": "No"},
    {"May we text you?": "nah"},
    {"May we text you?": "Nope"},
    {"May we text you?": "No thanks"},
    {"Is it OK to text you?": "Not okay"},
    {"sms_consent": "opted_out"},
    {"sms_consent": "opted-out"},
    {"sms_consent": "OPT_OUT"},
    {"sms_consent": "unsubscribed"},
    {"sms_consent": "withdrawn"},
    {"sms_consent": "revoked"},
    {"sms_consent": "declined"},
    {"sms_consent": "denied"},
    {"sms_consent": {"state": "unsubscribed"}},
    {"sms_marketing_consent": {"state": "unsubscribed"}},
    {"sms_consent": "Yes, but only call"},
    {"May we text you?": "Calls only"},
    {"May we text you?": "Only email please"},
    {"Do you consent to text?": "No"},
    {"Do you agree to receive SMS messages": "I don't agree"},
    {"¿Podemos enviarle mensajes de texto?": "No"},
    {"¿Podemos enviarle mensajes de texto?": "No, gracias"},
    {"¿Podemos enviarle mensajes de texto?": "Solo llamadas"},
    {"¿Acepta recibir mensajes de texto?": "No acepto"},
    {"¿Desea recibir mensajes de texto?": "No deseo"},
    # a box that refuses
    {"Text consent declined": True},
    {"sms_consent_declined": "yes"},
    {"sms_consent_revoked": "1"},
    {"SMS consent withdrawn": "Yes"},
    {"sms_unsubscribed": True},
    {"No text messages": "on"},
    {"No texts please": True},
    {"I do not want to receive text messages": "checked"},
    {"No deseo recibir mensajes de texto": "on"},
    {"Stop texting me": True},
    # in their own words, wherever they stand
    {"message": "please stop texting me"},
    {"message": "STOP TEXTING ME!! I asked you before"},
    {"message": "quit sending me texts"},
    {"message": "Botox price? no text, just call"},
    {"message": "no text messages please"},
    {"message": "Please, no texts."},
    {"message": "I prefer a call. Don't text."},
    {"message": "call me, I don't want any texts"},
    {"message": "Never text me again"},
    {"message": "I would rather not be texted"},
    {"message": "I do not wish to receive text messages"},
    {"message": "don’t text me, I’m driving all day"},
    {"message": "opt me out of texts"},
    {"message": "Take me off your text list"},
    {"message": "prefiero llamada, no texto"},
    {"message": "No me escriban"},
    {"message": "no me manden mensajes por favor"},
    {"message": "No me envíen textos"},
    {"message": "no quiero mensajes de texto"},
    {"message": "Dejen de mandarme mensajes"},
    {"message": "ya no me texteen"},
    {"message": "sin mensajes de texto, por favor"},
    {"comments": "Llámenme. No mensajes de texto."},
    {"sms_consent": "No, I do not consent"},
    {
        "sms_consent": "I do not agree to receive text messages from Glow Spa at "
        "any time"
    },
    {"sms_consent": "Do Not Contact"},
    {"sms_consent": "email only"},
    {"sms_consent": "No - call me instead"},
    {"sms_consent": "No, email is better"},
    {"sms_consent": "prefiero que no"},
    {"May we text you?": "I'd rather you didn't"},
    {"Do not send me SMS": "yes"},
    {"I do NOT consent to text messages": "on"},
    {"Check here if you do not want to receive text messages": "on"},
    {"opt_out_sms": "1"},
    {"sms_opted_out": "true"},
    {"No me envíen mensajes de texto": "on"},
    {"message": "Hi, botox? Also PLEASE DONT TEXT"},
    {"message": "dont text me i dont like it"},
    {"message": "don't text or call, email only"},
    {"message": "Do not call or text me"},
    {"message": "i dont want text messages thanks"},
    {"message": "No txt please"},
    {"message": "You have my number but do not text"},
    {"message": "Por favor no me manden textos, solo llamadas"},
    {"message": "no quiero que me manden mensajes"},
    {"message": "nada de mensajes de texto"},
    {"message": "I don't do texts, please call"},
    {"message": "not by text please"},
]


@pytest.mark.parametrize("tree", AGREED, ids=str)
def test_who_plainly_agrees_to_texts_has_agreed(tree):
    assert read(tree).sms_consent is True


@pytest.mark.parametrize("tree", SILENT, ids=str)
def test_what_is_no_choice_of_the_person_says_nothing(tree):
    assert read(tree).sms_consent is None


@pytest.mark.parametrize("tree", REFUSED, ids=str)
def test_who_chooses_no_texts_has_refused(tree):
    assert read(tree).sms_consent is False


@pytest.mark.parametrize("answer", ["yes", "on", True, "1", "I agree"])
@pytest.mark.parametrize("refusal", ["no texts please", "Please stop texting me"])
def test_words_that_refuse_count_against_a_ticked_box(answer, refusal):
    assert read({"sms_consent": answer, "message": refusal}).sms_consent is False


@pytest.mark.parametrize(
    ("tree", "texts", "emails"),
    [
        ({"May we text or email you?": "Yes"}, True, True),
        ({"May we text or email you?": "Email only"}, False, True),
        ({"May we text or email you?": "Only text"}, True, False),
        ({"May we text or email you?": "Yes, by email"}, None, True),
        ({"May we text or email you?": "No"}, False, False),
        ({"email_consent": "Yes, by text"}, None, None),
        ({"email_consent": "yes"}, None, True),
        ({"May we email you?": "No"}, None, False),
        ({"¿Podemos enviarle correos?": "Sí"}, None, True),
        ({"receive_marketing_email": True}, None, None),
        ({"message": "Please do not email me, text is fine"}, None, False),
        ({"message": "no emails please"}, None, False),
        ({"message": "stop emailing me"}, None, False),
        ({"message": "I have no email"}, None, None),
        ({"message": "I got no emails from you"}, None, None),
        ({"email": "no email"}, None, None),
    ],
)
def test_texts_and_emails_are_kept_apart(tree, texts, emails):
    assert consents(tree) == (texts, emails)
