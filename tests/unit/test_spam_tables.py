"""Pitches as vendors really send them, and patients who sound a little like them."""

import pytest

from medspa_speed_to_lead.tools.inquiry import Inquiry
from medspa_speed_to_lead.tools.spam import PITCH, why_spam

PHONE = "512-555-0143"

# kind: words; with a name and an email, as they come
PITCHES = {
    "seo": (
        "Hi there, I was reviewing your website and noticed a few SEO issues that "
        "keep you from ranking. We can fix them. Can I send you a free audit?"
    ),
    "seo first page": (
        "Hello, we can put your clinic on the first page of Google within 90 days. "
        "Would you be interested? Reply YES and I'll send pricing."
    ),
    "web design": (
        "I'm a freelance web developer and I noticed your website looks outdated. I"
        " can build a modern website from $299."
    ),
    "web redesign": (
        "My name is Kevin from Pixel Forge. We design modern websites for med spas "
        "and would love to show you a free mockup of your new homepage."
    ),
    "lead generation": (
        "We help med spas get 20-30 new Botox patients every month without paying "
        "for ads upfront. Are you open to a quick call this week?"
    ),
    "pay per lead": (
        "Are you taking on new clients? We generate exclusive leads for aesthetic "
        "practices and you only pay per lead that shows up."
    ),
    "ads": (
        "Our team runs Facebook ads for medspas and we filled the calendar of a "
        "practice near you. Want me to send over the case study?"
    ),
    "loan": (
        "Need working capital? We fund small businesses from $10,000 to $500,000 in"
        " 24 hours, no collateral. Apply today."
    ),
    "merchant": (
        "Are you overpaying for card processing? We lower processing fees for "
        "practices like yours by 30% on average."
    ),
    "staffing": (
        "We provide pre-screened injectors and nurses for medical spas. No upfront "
        "cost. Do you have any open positions we can help fill?"
    ),
    "virtual assistant": (
        "Hi, our HIPAA trained virtual assistants answer your phones for $8 an "
        "hour. Book a demo here."
    ),
    "equipment": (
        "We have refurbished laser machines in stock, Candela and Cynosure, with "
        "warranty. We buy, sell and trade used lasers. Ask for our catalog."
    ),
    "guest post": (
        "I write for several health blogs and would love to contribute a guest post"
        " to your site with one do-follow link. What do you charge?"
    ),
    "link insertion": (
        "Hello webmaster, we are looking for link insertions on blogs with good "
        "domain authority. Please send your rates per link."
    ),
    "influencer": (
        "Hey babe! I'm a lifestyle influencer with 85k followers and I'd love to "
        "collaborate with your med spa: Botox in exchange for reels and stories."
    ),
    "google listing": (
        "This is Sam from Local Maps. Your Google Business listing is not verified "
        "and we can optimize your Google profile so customers find you."
    ),
    "reviews": (
        "We help businesses get more Google reviews automatically. Boost your "
        "reputation with 50 new reviews in 30 days, guaranteed."
    ),
    "ai receptionist": (
        "Missing calls after hours? Our AI receptionist answers every call, books "
        "appointments and texts back missed calls. Free trial for med spas."
    ),
    "chatbot": (
        "We build AI chatbots and AI agents for clinics that book consultations "
        "24/7. Can we schedule a 15 minute demo?"
    ),
    "insurance verification": (
        "We handle insurance verification and medical billing for practices, 50% "
        "cheaper than in-house staff."
    ),
    "wholesale fillers": (
        "Dear Sir/Madam, we supply Juvederm, Restylane and Botox at wholesale "
        "prices, shipping worldwide. Ask for our price list."
    ),
    "manufacturer": (
        "We are a factory in Shenzhen and export HIFU machines and RF devices, MOQ "
        "1 piece. Factory price, OEM available."
    ),
    "crypto": (
        "Start crypto trading with our AI bot and get guaranteed daily profits. "
        "Join now: https://coinwin.example/ref"
    ),
    "russian": (
        "Продвижение сайтов в Google, быстрый рост трафика и прибыль. Подробнее: "
        "https://seo-top.example/go"
    ),
    "russian casino": (
        "Лучшие онлайн казино с бонусом за регистрацию http://kazino.example"
    ),
    "email list": (
        "Would you be interested in an email list of 12,000 dermatologists and med "
        "spa owners with direct phone numbers?"
    ),
    "social media": (
        "We manage Instagram and social media content for aesthetic brands. Our "
        "packages start at $499 per month."
    ),
    "video": (
        "We create explainer videos for clinics and help you attract more clients "
        "to your practice. Interested in seeing samples?"
    ),
    "patient financing": (
        "Our patient financing platform helps practices close more treatments. "
        "Would you like a short demo with your office manager?"
    ),
    "spanish": (
        "Somos una agencia de marketing y ayudamos a clínicas como la suya a "
        "conseguir más pacientes para su negocio. ¿Agendamos una llamada?"
    ),
}
PATIENTS = [
    "There was an issue on your website, the form didn't go through.",
    "I found you on the first page of Google.",
    "I found you on the first page of Google and your website looks great!",
    "Do you guys do anything for a casino night fundraiser?",
    "We're having a casino night for my bachelorette, can you come?",
    "I work at an agency downtown and only have lunch breaks.",
    "I work at a digital marketing agency and love what you do.",
    "Are you taking new clients to your spa?",
    "Are you accepting new patients?",
    "Do you have financing?",
    "Can I use financing for this? My credit isn't great.",
    "Do you take Cherry or CareCredit, or any payment plan?",
    "My business loan just came through so I can finally treat myself lol",
    "I own a small business nearby. Do you have a corporate discount for my staff?",
    "I'm a web designer, are you open on weekends?",
    "I'm a nurse from Dallas, do you offer a discount for medical staff?",
    "I saw your Facebook ads. Is the $99 special still on?",
    "Your Google listing says you're closed on Mondays, is that right?",
    "Your Google reviews are amazing! Any openings this week?",
    "I'd like to leave a review on your page, can you send me the link?",
    "Your AI receptionist hung up on me. Please have a person email me.",
    "I got a missed call from you.",
    "Will you verify my insurance benefits before I come in?",
    "Are you hiring? I'm a licensed esthetician with 5 years of experience.",
    "Is the laser machine you use the Candela?",
    "How much per syringe?",
    "What do you charge per unit? Another place does $10.",
    "I have 2k followers on Instagram, nothing big, just want my skin to look good.",
    "I'm a content creator and on camera all day. How much is Botox?",
    "My husband won some crypto and says I can get a facelift lol. Options?",
    "Can I get a quote for lip filler? Is it free?",
    "Do you offer a free consultation?",
    "Reaching out about lip filler, I'd like to book a consult.",
    "I'm reaching out because my daughter has acne.",
    "This is Jen from Plano, I left a message on Friday about my appointment.",
    "Quick question: can I get a facial while pregnant?",
    "My company gives me an HSA. Do you take it?",
    "I need an appointment in 2 days, is that possible?",
    "Get back to me please, I want more information on your new patient special.",
    "New patient special 20% off, does it still apply?",
    "I'm looking for new patient specials for Botox, saw it on your website.",
    "Здравствуйте! Сколько стоит ботокс? Вот фото: https://photos.example/1",
    "Здравствуйте, хочу записаться, вы принимаете новых клиентов?",
    "¿Tienen financiamiento? Vi su página web en Google.",
    "Trabajo en una agencia y salgo a las 6, ¿abren más tarde?",
    "Is this the peel you do? https://www.vipeel.example My skin is sensitive.",
    "I need to increase my confidence before my wedding, where do I start?",
    "Our team at work (6 nurses) wants a group discount, who do I talk to?",
    "We're a group of 5 from a law firm, do you do Botox parties at our office?",
    "I found an error on your website: the form for new patients doesn't load.",
    "This is Jen from Plano, I found you on the first page of Google.",
    "I saw your Facebook ads. Is it really only $99?",
    "Do you charge card processing fees? Some places add 3%.",
    "I talked to an AI receptionist. Need a person, please.",
    "I got 3 missed calls from you. Get back to me please.",
    "Need the insurance verification form, this is Nora from Dallas.",
    "My name is Ji Seo from Austin, my friend Min loves your clinic.",
    "I would love to write a review, your staff was great.",
    "We are a couple from Round Rock, would like to come in for new patient pricing.",
    "Your website looks broken on my phone, the booking page has an error.",
    "My company does web design and app development, can we get a team discount?",
    "I will bring 3 new customers if you give me a referral discount!",
    "Our office team wants to book 5 patients for flu shots.",
    "Would you like my records from my previous clinic?",
    "Are you looking for models? I'd love to volunteer.",
    "I am looking for a job, do you provide training for new injectors?",
    "I help run a gym next door. Could I bring 3 friends for IV therapy?",
]


@pytest.mark.parametrize("words", PITCHES.values(), ids=PITCHES)
def test_pitches_of_every_kind_are_told(words):
    said = Inquiry(name="Mike Hall", email="mike@sender.example", message=words)
    assert why_spam(said) == PITCH


@pytest.mark.parametrize("words", PATIENTS)
@pytest.mark.parametrize("phone", ["", PHONE])
def test_no_patient_is_held_back_for_words_that_sellers_use(words, phone):
    said = Inquiry(name="Nora", email="n@p.example", phone=phone, message=words)
    assert why_spam(said) == ""
    said = Inquiry(email="n@p.example", phone=phone, message=words)
    assert why_spam(said) == ""


def test_the_tables_are_large_enough():
    assert len(PITCHES) >= 25
    assert len(PATIENTS) >= 40


@pytest.mark.parametrize(
    "name",
    ["Dana M.Io", "Dana M.io", "J.Ru", "Ana.Ru", "Dr.Shop", "K.C.Link", "Li.Biz"],
)
def test_initials_are_no_link(name):
    assert why_spam(Inquiry(name=name, email="n@p.example")) == ""


@pytest.mark.parametrize("name", ["bit.ly/x7", "Win t.me/prize", "cheap-seo.com"])
def test_a_website_in_the_name_is_a_link(name):
    assert why_spam(Inquiry(name=name, email="n@p.example")) == "link_in_name"
