"""Who is a program or a vendor, and whose words only sound like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.inquiry import Inquiry
from medspa_speed_to_lead.tools.spam import (
    LINK_IN_NAME,
    PITCH,
    TRAP,
    is_dummy,
    why_spam,
)

PHONE = "512-555-0143"
SEE = " See https://rank.example/offer"

# message, phone: each without a treatment that is asked for
PITCHES = [
    ("We offer affordable SEO services for med spas.", ""),
    ("I can get you on the first page of Google in 30 days.", ""),
    ("We will rank your website higher on Google." + SEE, PHONE),
    ("I found errors on your website that cost you customers.", ""),
    ("We build high quality backlinks for beauty clinics.", ""),
    (
        "Our web design agency redesigns pages. Web design from $99",
        "",
    ),
    ("Would you like more traffic to your site? More traffic to your website!", ""),
    ("We are a digital marketing agency from Austin." + SEE, PHONE),
    ("Get 30 qualified leads per month." + SEE, PHONE),
    ("Grow your business with our social media team.", ""),
    ("We bring more patients to your clinic, guaranteed.", ""),
    ("Need a business loan? Working capital in 24 hours.", ""),
    ("Funding for your business without credit check." + SEE, PHONE),
    ("Reduce your credit card processing fees by 40%.", ""),
    ("Do you accept guest posts? We write for health blogs.", ""),
    ("I would like to publish a sponsored article with a do-follow link.", ""),
    ("Guest post on your blog: what is your rate?", ""),
    ("Our virtual assistants for medical offices start at $5.", ""),
    ("We are a manufacturer of laser machines with factory prices." + SEE, PHONE),
    ("Mobile app development for your spa.", ""),
    ("Buy Google reviews, 100% safe, we sell 5 star reviews.", ""),
    (
        "You offer Botox. Our SEO agency can rank your site on Google",
        "",
    ),
    ("Email list of 5,000 dermatologists: a contact database of doctors.", ""),
    ("Crypto investment with daily profits." + SEE, ""),
    ("Best online casino bonuses", ""),
    ("Ofrecemos posicionamiento web para clínicas.", ""),
    ("Podemos posicionar su negocio en la primera página de Google.", ""),
    ("Somos una agencia de marketing para clínicas estéticas." + SEE, PHONE),
    ("Diseñamos páginas web y diseño web desde $100.", ""),
    ("Préstamos para su negocio en 24 horas.", ""),
    ("Aumente: más clientes para su clínica con anuncios.", ""),
]
PATIENTS = [
    ("How much is Botox for the forehead?", ""),
    ("Do you offer financing or a loan for laser hair removal?", ""),
    ("I saw your ad on Google, do you have time on Friday?", ""),
    ("I found you on the first page of Google. How much are lip fillers?", ""),
    ("I work in a digital marketing agency and need Botox before a shoot.", ""),
    ("I'm a web designer, my skin is tired from screens. Can I book a facial?", ""),
    ("Is this the filler you use? https://www.juvederm.com", ""),
    ("Here is a photo of my lips: https://photos.example/a1 can you fix them?", ""),
    ("My website says you do microneedling? What does it cost", ""),
    ("There is an error on your website, I can't book an appointment for a peel.", ""),
    ("I read your blog post about melasma. Can I come in?", ""),
    ("I own a small business and need weight loss shots, do you take HSA?", ""),
    ("Can I get my lips done before a trip to the casino? I want filler", ""),
    ("I want to grow my business wardrobe and my confidence. Botox please", ""),
    ("Do you treat acne scars? My daughter is 16.", ""),
    ("Interested in CoolSculpting, call me after 5", PHONE),
    ("Laser hair removal, full legs", PHONE),
    ("Please call me", PHONE),
    ("Hi", ""),
    ("", PHONE),
    ("I have a gift card from a promotion on your site www.glow.example", ""),
    ("Your link doesn't work: www.glow.example/book", PHONE),
    ("Are you hiring injectors?", PHONE),
    ("Is semaglutide available? I saw crypto guys talk about it lol", ""),
    ("Can you send me your price list? nora@patient.example", ""),
    ("I need to reschedule my appointment", ""),
    ("¿Cuánto cuesta el botox?", ""),
    (
        "Quiero una cita para relleno de labios, los vi en la primera página de Google",
        "",
    ),
    ("¿Tienen depilación láser? Vi su página web", ""),
    ("Trabajo en una agencia de marketing, quiero una limpieza facial", ""),
    ("Me gustaría bajar de peso, ¿aceptan pagos o préstamos?", ""),
    ("¿Hacen descuentos para más de dos pacientes? Somos tres amigas", ""),
]
NAMES_WITH_LINKS = [
    "https://win.example/prize",
    "Nora www.win.com",
    "<a href='x'>Nora</a>",
    "[url=http://a.b]Nora[/url]",
    "best-casino.xyz",
    "<b>Hello</b>",
]
NAMES = [
    "Nora Diaz",
    "nora@gmail.com",
    "Dr. Nora Diaz",
    "Nora (mom)",
    "",
    "St.John",
    "N.D.",
]


def test_the_table_is_large_enough():
    assert len(PITCHES) >= 30
    assert len(PATIENTS) >= 30


@pytest.mark.parametrize(("message", "phone"), PITCHES)
def test_vendors_pitch(message, phone):
    said = Inquiry(
        name="Mike", email="mike@agency.example", phone=phone, message=message
    )
    # without a treatment that a person with a phone asks for
    said = said if phone != PHONE else Inquiry(**{**vars(said), "name": ""})
    assert why_spam(said) == PITCH


@pytest.mark.parametrize(("message", "phone"), PATIENTS)
def test_patients_words(message, phone):
    said = Inquiry(
        name="Nora Diaz", email="n@patient.example", phone=phone, message=message
    )
    assert why_spam(said) == ""


@pytest.mark.parametrize("name", NAMES_WITH_LINKS)
def test_link_or_code_in_the_name(name):
    assert why_spam(Inquiry(name=name, phone=PHONE, message="Botox")) == LINK_IN_NAME


@pytest.mark.parametrize("name", NAMES)
def test_names_of_people(name):
    assert why_spam(Inquiry(name=name, email="n@patient.example")) == ""


def test_filled_trap():
    said = Inquiry(name="Nora Diaz", phone=PHONE, treatment="Botox", is_spam=True)
    assert why_spam(said) == TRAP


@pytest.mark.parametrize(("message", "_phone"), PITCHES)
def test_who_leaves_name_and_phone_and_asks_for_a_treatment_is_never_spam(
    message, _phone
):
    said = Inquiry(name="Nora Diaz", phone=PHONE, message=message, treatment="Botox")
    assert why_spam(said) == ""


@given(st.text(max_size=200))
def test_of_a_person_with_phone_and_treatment_no_words_are_spam(message):
    said = Inquiry(name="Nora Diaz", phone=PHONE, treatment="Botox", message=message)
    assert why_spam(said) == ""


@pytest.mark.parametrize(
    ("values", "dummy"),
    [
        ({"name": "<test lead: dummy data for full_name>"}, True),
        ({"email": "test@meta.com", "name": "test lead: dummy data for name"}, True),
        ({"name": "FirstName LastName", "email": "test@example.com"}, True),
        ({"name": "Nora Diaz", "email": "nora@patient.example"}, False),
        ({"name": "Test", "message": "This is a test lead"}, False),
    ],
)
def test_what_ad_platforms_send_to_try_the_connection(values, dummy):
    assert is_dummy(Inquiry(**values)) is dummy
