"""What incoming texts mean, as a person at the front desk would read them."""

import string
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.opt_out import meaning
from medspa_speed_to_lead.tools.opt_out_words import (
    HELP_KEYWORDS,
    START_KEYWORDS,
    STOP_KEYWORDS,
)

# The table was written before the rules, from what patients write. A person looks at
# `unclear`: it may be a refusal, and a machine cannot tell.
STOP = """
STOP
stop
Stop.
STOP!!
"STOP"
*STOP*
(stop)
stop 🙏
🛑
🛑🛑🛑
🛑 texting me
STOPALL
Stop all
stopppp
SSTOP
sotp
Stpo
stp
St0p
s t o p
S.T.O.P.
ＳＴＯＰ
st\u200bop
\u200eSTOP\u200f
stop stop stop
STOP STOP
Please stop
stop please
Plz stop
Stop pls and thank you
stop thanks
Ok stop
STOP - Maria
Stop, this is Maria Lopez
Stop\\nSent from my iPhone
stop\\n--\\nJenna Moore\\nRealtor, 512-555-0143
Stop\\n\\nOn Mon, Mar 2, 2026 at 10:03 AM Glow Austin wrote:\\n> Hi Nora, thank you
Stop now
I said stop
Just stop
stop it
Stop this
STOP SENDING THESE
unsubscribe
UNSUBSCRIBE!
Unsuscribe
unsubcribe me
Please unsubscribe me from this
How do I unsubscribe?
unsub
Cancel
CANCEL.
cancle
END
end!
Quit
QUIT!!!
REVOKE
OPTOUT
opt out
Opt-out
OPT OUT PLEASE
I want to opt out
please opt me out
I'd like to opt out of these messages
please stop texting me
Stop texting me!!!!
STOP TEXTING THIS NUMBER
stop txting me
stop text me
stop textng me
Can you please stop texting me?
could u stop messaging me
pls stop with the messages
Stop messaging me, I already booked somewhere else
stop contacting me or I'm calling my lawyer
stop calling and texting me
quit texting me
You need to stop sending me these
Ive asked you twice to stop
I told you to stop already
How do I stop these texts
how do i make these messages stop
make it stop
cease and desist
do not text me
Don't text me again
dont text me anymore
Don’t contact me
Donʼt contact me
Don´t text me
don t text me
Please do not contact this number again
do not message me ever again
don't ever text me again
never text me again
never contact me again please
don't send me any more texts
Dont send me anything else
I don't want these messages
I don’t want to receive texts from you
i do not wish to be contacted
I no longer want to get your texts
I no longer wish to receive these
no more texts
No more texts please!!
no more messages
no more
NO TEXTS
Enough with the texts
I'm tired of these texts, take me off
take me off your list
Take me off of this list
Take me off ur list asap
please take my number off your list
get me off this list
Remove me
remove me from your list please
Please remove my number
Remove this number from your system
Take me off
delete my number
Please delete my phone number from your records
lose my number
leave me alone
Leave me alone!!! 😡
go away
fuck off
wrong number
Wrong number.
Sorry, wrong number
sorry you have the wrong number
I think you have the wrong number
wrong # sorry
Wrong person
You've got the wrong person
worng number
This is not Maria's number
This isn't her number anymore
No Maria here, wrong number
there is no Jessica at this number
nobody by that name here
This number no longer belongs to Ashley
I am on the do not call list
I revoke my consent
I withdraw my consent to be texted
I do not consent to these messages
I didn't sign up for this, remove me
Not interested, stop texting
not interested please take me off your list
No thanks, please stop
I already had it done somewhere else, please stop contacting me
Hi, I went with another clinic. Please take me off your texting list, thanks!
I'm pregnant so botox is off the table. You can stop texting me now
alto
ALTO!
Alto por favor
parar
Pare
paren ya
basta
¡Basta!
basta ya
no mas
No más
no mas por favor
no más mensajes
No mas textos
no me escriban más
No me escriban mas por favor
Por favor no me escriba
no me manden mensajes
ya no me manden mas mensajes
ya no me textee
No me envíen más mensajes
No me llamen más
no me contacten
deje de escribirme
Dejen de mandarme mensajes
deja de molestar
dejen de molestarme
déjenme en paz
ya no quiero recibir mensajes
No quiero más mensajes
no deseo recibir textos
número equivocado
Numero equivocado
numero incorrecto
Se equivocó de número
tiene el número equivocado
Está equivocado de persona
quítenme de la lista
Quiteme de su lista por favor
sáquenme de su lista
bórrenme de la lista
borre mi número
elimine mi numero
darme de baja
quiero darme de baja
Dar de baja
cancelar suscripción
detener
desuscribir
pls quit messaging my phone
Stop bugging me please
I don't know who you are, take me off whatever list this is
Sorry I'm not the right person, wrong number
Hola, creo que tiene el numero equivocado
please remove my cell from your contacts
No longer need your services, please stop the texts.
I have asked to be removed from this list
unsubscribe me now or I'll report you
Ya dejen de mandar mensajes!!
Por favor quiten mi numero de su lista
Stop these automated messages
dont text this phone anymore its my moms
Can you take me off the text list pls
stop msging me
Stop. Thank you
STOP\\n\\nGet Outlook for Android
Hi this is Kayla. Please opt me out of texts
I dont want any more messages from yall
You texted the wrong number buddy
No more please
STOOOOOP
dont ever contact me again
Please discontinue texts to this number
I'd rather not get these texts anymore
Do not send any more messages to this number
this number belongs to someone else now
Quit it
no me mande mas textos por favor
ya basta de mensajes
please only email me, no texts
Cancel my texts and my appointment
Please take this number out of your system
stop spamming my phone
I changed my mind. Do not reach out again.
Sorry, this is not Jen's phone anymore
No longer want texts
i said no more!!!
pls dont text
Hi! Wrong number, I don't know any Carla :)
please unsuscribe
stop stop STOP it
end texts
Kindly remove me from the mailing list.
You keep texting me. Stop.
no quiero que me manden mensajes
parele ya
favor de no enviar mas mensajes
esta no es mi cita, numero equivocado
ya no quiero nada, quitenme
quit sending me this crap
I want off this list
do not call or text me
dont txt me no more
I dont want your promotions
stop w the texts
Maria moved, this isn't her phone
Stop contacting me you've got the wrong Ashley
STOP. I mean it.
please take me off the marketing list
I do not wish to receive promotional texts
Stop sending me promotions please
hey can u take me off ur texts
dont text me im at a funeral
Not sure how you got this number but please remove it
im not maria this is the wrong number
Wrong number lady
Please unsubscribe this number
stop texting my wife
STOP STOP STOP STOP
Sstopp
s.top
I would like to be removed from your contact list
Please make the texts stop
can you stop the texts
I've said stop 3 times!!
Why do you keep texting after I said STOP
Do not message this number.
I no longer want to be contacted by your office
Please, no more. I am all set.
unsubscribe\\nThanks,\\nJo
Deje de mandar textos por favor
No me mande mensajes, ya no vivo ahi
No quiero recibir promociones
equivocado, no soy Rosa
Alto ya
por favor borre mi número de su sistema
ya parenle con los mensajes
I changed providers so please stop reaching out
pls delete me from ur list thx
I'm moving, dont contact me anymore
opt out of all
No more marketing texts please
Who is this? Stop
please stop these msgs
Pls take my name & number off
STOP!!!!!!!!! 😡😡
Unsubscribe all
I didn't ask for this. Remove my number
I'm not your patient, quit texting
dnt txt me
Don't ever message my phone again
End these messages
No longer interested. Please do not contact.
leave me tf alone
Please remove us from your list
how to opt out??
this is a business line, take us off
My mother passed away, please stop texting her
no me molesten
ya no manden mensajes
quiero que me quiten de la lista
cancelen los mensajes
Se equivocaron de persona
no soy esa persona, numero incorrecto
"""

START = """
START
start
Start!
"START"
UNSTOP
unstop.
ＳＴＡＲＴ
start\\nSent from my iPhone
"""

HELP = """
HELP
help
Help!
INFO
info?
ayuda
¡AYUDA!
HELP.
"""

UNCLEAR = """
Stop... actually wait
un stop
start stop start
STOP HELP
STOP jk
Stop, never mind
stop it 😂 you're too funny
Sorry I texted stop by accident
I didn't mean to unsubscribe
I think my kid texted you STOP
why did I get unsubscribed
Did I opt out?
If I text STOP do I lose my appointment?
Do I reply STOP to cancel my appointment?
cancel please
Please cancel
Cancel thanks
cancel it
I want to cancel
Cancelar
Para
Please don't call me, text only
stop calling me and text me instead
don't text me before 9 am
Please don't text me at work
Please stop texting me so early in the morning
stop texting me until after my vacation
Stop texting unless it's about my appointment
Don't text my husband's phone, use this one
No need to text me back
don't message me on instagram
Not interested
not interested, thanks
No thank you I'm not interested
No longer interested
No me interesa
no estoy interesada gracias
Ya no me interesa
I gave you the wrong number
Is this the wrong number for Glow?
I think I put the wrong number on my form
This is not Maria
You are harassing me
this is harassment
I'm reporting you for spam
SPAM
Is this spam?
I never signed up for this
I did not give you permission to text me
too many texts
You guys text way too much
enough
Enough already
✋
🚫
⛔️
🖕
delete my account
Please delete all my information
I'd like to opt out of the membership
unsubscribe me from the membership but keep the texts
take me off the waitlist for texts
Stop the promotions but keep the reminders
block
I'm blocking you
no me escriban antes de las 9
no me llamen, mejor por mensaje
Don't stop... ok stop
Stop the Botox promos but I still want my reminders
don't text this number after 8pm
Is there a way to get fewer texts?
my daughter was playing with my phone, ignore the stop
You already texted me this 3 times
Cancel everything
how can i get these to stop
Do you have my number wrong? I'm Tina
I may have hit unsubscribe, can you check?
Stop the 3pm, I'll take the 4
should i not text this number?
don't call my husband, it's a surprise
Alto, es muy caro?
Im good for now, thanks but no need to keep texting
stop it lol
Please stop with the emails but texts are ok
can you pause texts til June
Only text me about my appts please
stop sending texts to my work phone
Can you text me less
I hit stop by mistake, please keep texting
no text needed, just call
"""

REPLY = """
I can't stop by today
Can I stop by at 3?
I'll stop by after work
I'm going to stop in tomorrow
stopping by in 10
Is it ok if I stop over around noon
I stopped by yesterday but nobody was there
I need to make a quick stop first, running 5 late
My car broke down at the bus stop
don't stop the membership
please don't stop texting me, I love the reminders
I can't stop smiling!! thank you
When will the swelling stop?
It won't stop bleeding
How long before the botox stops working
Do I have to stop taking ibuprofen before?
Should I stop retinol before the peel?
I stopped using tretinoin last week
when should i stop blood thinners
I quit smoking last month, is that ok for filler?
nonstop itching since yesterday
can you cancel my 3pm appointment
I need to cancel my appointment tomorrow
Please cancel my consultation
Cancel Friday please
I have to cancel today sorry
what is your cancellation policy
how much to cancel my membership
Can I cancel without a fee?
Sorry have to cancel, kid is sick
did someone cancel? I could come earlier
what time do you end
What time does the appointment end?
when does the promo end
at the end of the month works
weekend works better
end of day
yes
Yes
YES
Yes please
yes!
sí
Si por favor
no
No
nope
no thanks
No, 3pm is better
ok
Okay thanks!
😂😂
?
Hi
Hello, who is this?
Who is this and how did you get my number
How did you get my number
How much is botox?
how much for a full face laser
Do you have anything Friday after 4?
I'd like to start with lip filler
When can I start?
start with a consult please
I want to restart my membership
can you help me
Help me pick a treatment please
I need help with my booking link
info please
can I get more info on microneedling
Do you have info about financing
Please send me more information
Text me the address
Please text me when there's an opening
Call me please
Don't call before 9, I'm asleep, but book me for Tuesday
Can you remove my tattoo
I want to remove a mole
laser hair removal on legs
Remove me from the 2pm slot and put me at 4
take me off the schedule for Friday
take me off the waitlist, I found a time
Could you take the fee off my bill
Take off 5 years from my face lol
You charged me for the wrong number of units
what number do I call
My number changed, it's 512-555-0199
you didn't text me back
Why don't you text me the details
You never called me back
don't forget to text me the forms
I don't want to wait until April
I don't want filler, only botox
I'm not interested in filler, only botox
no more openings this week?
No more botox for me, let's try filler
I'm leaving work now
I have no messages from you, did you send the link?
Your email went to my spam folder
do you do under eye? I hate my bags
I want to end my wrinkles
I need to quit caffeine first right?
top of my lip
Stops at the jawline?
Shop
Don text me when you get this
step 2 done
I dropped my form off
Can I opt for the cheaper package
Do I sign a consent form?
I do not consent to photos being posted
is the deposit refundable
Yes I want it\\n> Reply STOP to opt out
Can I book?\\n\\nOn Mon, Mar 2, 2026 at 10:03 Glow Austin wrote:\\nReply STOP to opt out
What does it mean to stop aging lol
My skin is the worst, is it too late for me
¿Cuánto cuesta el botox?
Quiero una cita para el viernes
para mañana por favor
Es para mi mamá
puedo pasar hoy?
el precio es muy alto
con eso basta gracias
No más quería saber el precio
nomas queria preguntar si abren el sabado
No puedo ir mañana
quiero cancelar mi cita
Cancele mi cita por favor
necesito cancelar la cita del martes
¿Me pueden mandar un mensaje con la dirección?
no me han llamado
No me mandaron el enlace
Ya no me duele
dejé mi bolsa ahí
Me equivoqué de hora, es a las 3
¿Dónde están ubicados? voy a parar en la gasolinera primero
Hola
Can't wait! Don't stop being awesome
Do you have a stop on the 6 bus line nearby
My flight has a stop in Dallas so I'll be late
One stop shop for skincare, love it
The burning hasn't stopped
Unstop please
I've moved to Denver so I won't need this
Running late, stopping for gas
hi do i need to stop accutane before microneedling?
My last injector told me to stop after 2 syringes, is that right?
does the tightening stop after a few months
what is the end date of the special
I need to quit my membership, who do I talk to
can i cancel or move my 10:30
Sorry, gotta cancel tmrw
How do I get off the waitlist and actually book?
I got the wrong treatment charged
Can you send the info to my husband's number too
no no that time is great
help! my lip is swollen
Don't call, I'm in a meeting. I'll be there at 2
I don't want any downtime, what do you suggest
I don't need a consult, I've been before
do you take off tattoos?
Can you remove me and add my sister to the 4pm
no puedo parar de reirme jaja gracias
Mi numero es otro ahora, 512 555 0188
me puede quitar una verruga?
¿A qué hora cierran? voy a parar un momento
Got it. Stop by at 5 then
Can you end the appointment by 3? need to pick up my kids
Can we stop at 20 units?
Botox made my headaches stop!
Is there parking at the end of the block
I didn't get a text with the directions
I'd like to remove the forehead from my treatment
I got 2 messages from you guys, which one is right
Sorry wrong time, I meant 4
Take me off numbing cream 30 min before?
No text came through yet
I quit
Not interested in the laser but yes to botox
Is it normal that it wont stop peeling
No more swelling, thanks for checking
no mas me falta pagar
para el lunes no mas
how often will you text me?
Stop by the desk for your gift card? is that still on
I can't do Friday, can we do Monday instead
Please cancel my 2:15 with Dr. Lee and rebook
Cancel my laser appt
I need to end my membership after this month
Is the quit-smoking rule strict before surgery?
Text is better than calls for me
My phone died, text me again please
my bruises stopped hurting
Please don't cancel me, I'm parking now
do you remove fillers
Can you take me at 4 instead
I don't think I can make it
no worries see you then
I got a text saying my card expired?
You have my wrong birthday on file
Don't worry about it
The link you sent doesn't work
I never got the text with the address
is there a number I can call
Hola, quiero saber si hacen relleno de labios
No, gracias, ya tengo cita
Alta o baja dosis?
Me dan un descuento si refiero a alguien?
Maybe later, not now
Are you going to stop carrying Dysport?
when do I stop the antibiotic
Do I stop eating before the appt
The reminder said Tuesday but I booked Wednesday
Cancelled my flight so I can come in
cancel my 4 oclock pls
I'll be at the end unit, right?
Could you help me stop the itching
Don't forget me!
number 12 on the menu, how much
I want to remove the hair on my chin
ya no puedo el martes, mejor jueves
"""

# nobody waits for an answer to these
REACTION = """
Liked “Hi Nora, thank you. Reply STOP to opt out.”
Loved "Thanks for reaching out! Reply STOP to opt out"
Disliked “Glow Austin: we have an opening. Text STOP to end”
Laughed at “See you soon. Reply STOP to stop”
👍 to “Reply STOP to opt out”
Le gustó “Responda ALTO para no recibir más”
Liked an image
Loved “Stop by anytime! Reply STOP to opt out”
"""

THANKS = """
👍
❤️
Gracias
"""

AUTO = """
I'm driving with Do Not Disturb on. I'll see your message later.
"""


def rows():
    for expected, block in (
        ("stop", STOP),
        ("start", START),
        ("help", HELP),
        ("unclear", UNCLEAR),
        ("reply", REPLY),
        ("reaction", REACTION),
        ("thanks", THANKS),
        ("auto", AUTO),
    ):
        for line in block.strip().splitlines():
            yield line.replace("\\n", "\n"), expected


TABLE = list(rows())
MEANINGS = {"stop", "start", "help", "unclear", "reply", "reaction", "auto", "thanks"}


@pytest.mark.parametrize("text, expected", TABLE)
def test_text_means_what_a_person_at_the_front_desk_reads(text, expected):
    assert meaning(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b", "...", "?", "👍?", "👎"])
def test_text_without_words_is_a_reply(text):
    assert meaning(text) == "reply"


@pytest.mark.parametrize("text", ["😀", "🙏🙏", "👍🏽", "❤️"])
def test_a_kind_sign_alone_is_thanks(text):
    assert meaning(text) == "thanks"


AROUND = st.text(alphabet=".!?,;:*~()[] \t\u200b\u2060\ufeff", max_size=6)
LONG_WORD = st.sampled_from(
    sorted({word for text, _ in TABLE for word in text.split()})
)


@given(st.text())
def test_any_text_has_a_meaning(text):
    assert meaning(text) in MEANINGS


@given(st.lists(LONG_WORD, max_size=300).map(" ".join))
def test_any_words_have_a_meaning(text):
    assert meaning(text) in MEANINGS


@given(st.sampled_from(TABLE), st.sampled_from([str.upper, str.lower, str.title]))
def test_capital_letters_change_nothing(row, change):
    text, expected = row
    assert meaning(change(text)) == expected


@given(st.lists(LONG_WORD, max_size=12).map(" ".join))
def test_capital_letters_change_nothing_in_any_words(text):
    assert meaning(text.upper()) == meaning(text.lower())


@given(st.sampled_from(TABLE), AROUND, AROUND)
def test_what_stands_around_changes_nothing(row, before, after):
    text, expected = row
    assert meaning(before + text + after) == expected


@given(
    st.sampled_from(
        [(word, "stop") for word in STOP_KEYWORDS]
        + [(word, "start") for word in START_KEYWORDS]
        + [(word, "help") for word in HELP_KEYWORDS]
    ),
    st.lists(st.booleans(), min_size=12, max_size=12),
    st.text(alphabet=string.punctuation + " \n¡¿“”’", max_size=8),
    st.text(alphabet=string.punctuation + " \n¡¿“”’", max_size=8),
)
def test_keyword_of_the_carriers_counts_however_it_is_written(
    row, large, before, after
):
    word, expected = row
    typed = "".join(
        letter.upper() if big else letter
        for letter, big in zip(word, large, strict=False)
    )
    assert meaning(before + typed + after) == expected


def test_keywords_are_those_of_the_carriers_and_the_regulator():
    carriers = "stop stopall unsubscribe cancel end quit revoke optout".split()
    assert set(carriers) == set(STOP_KEYWORDS)
    assert set(START_KEYWORDS) == {"start", "unstop"}
    assert set(HELP_KEYWORDS) == {"help", "info"}


@pytest.mark.parametrize(
    "piece",
    ["stop ", "please ", "dont send me any more ", "no more ", "a.", "1 ", "> "]
    + ["s ", "\n", "remove me ", "didnt sign ", "on a wrote ", "no quiero recibir "],
)
def test_long_text_is_read_in_a_moment(piece):
    """No longer text comes by phone; a slow pattern would take minutes here."""
    began = process_time()
    meaning(piece * 400)
    assert process_time() - began < 2


@pytest.mark.parametrize(
    "text",
    "BAJA|Désabonnez-moi|Arrêt !|停止|停止。|不要再发|그만|dừng lại|стоп|توقف"
    "|बंद करो!|itigil"
    "|Bitte keine Nachrichten mehr|sair".split("|"),
)
def test_usual_words_of_other_languages_refuse_alone(text):
    assert meaning(text) == "stop"


@pytest.mark.parametrize(
    "text",
    ("Baja California is nice", "oui merci", "हाँ", "Wann kann ich kommen?", "可以吗"),
)
def test_other_words_of_these_languages_do_not(text):
    assert meaning(text) == "reply"
