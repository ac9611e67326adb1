"""Single words by which :mod:`..labels` reads labels that are no known phrase."""

# what says nothing of what is asked
FILLING = set(
    "your you my me the a an of to our please enter provide type select choose "
    "required optional is are s do does would like what whats in su tu sus tus el la "
    "los las un una por favor ingrese ingresa escriba escribe requerido obligatorio "
    "opcional cual es de del".split()
)
# a label of these and of numbers alone says nothing at all
NO_LABEL = set(
    "field fields meta input question q f text textfield value answer item "
    "entry element control custom customfield col column c r s single line "
    "short long multi textbox box field1 data singleline multiline label "
    "untitled unnamed campo pregunta respuesta el select dropdown checkbox "
    "radio choice".split()
)
# around the word that says it: "contactForm_name", "email_list"
BEFORE = set(
    "contact form field input txt text wpforms ff et pb cf lead customer client".split()
)
BEHIND = set("list field input value textfield box txt".split())
OF_IDS = set("id ids uuid guid slug hash token".split())
# what holds the answers, whatever it is of: "workflowEntry", "form_data"
HOLDERS = set(
    "entry entries submission submissions response responses data fields answers "
    "answer answered values lead payload".split()
)
UTM_PLACES = set("utm utms utmparameters utmparams utmdata tracking utmtags".split())
# words within longer labels
CONSENT = set(
    "agree agrees consent consents permission opt optin receive allow authorize "
    "authorise subscribe accept ok okay acepto autorizo consentimiento recibir deseo "
    "permiso acuerdo may can want like send yes me checking ticking submitting "
    "providing acepta aceptas aceptar autoriza autorizas consiento consiente desea "
    "podemos podriamos puede pueden quiere".split()
)
TEXTS = set("sms text texts texting texted texto textos mms".split())
EMAILS = set("email emails e-mail mails correo correos emailed".split())
PREFERENCE = set(
    "best prefer preferred way method reach prefiere preferida medio".split()
)
EMAIL = set("email emails mail correo e-mail".split())
PHONE = set(
    "phones telephones phone telephone mobile cell cellphone tel telefono celular "
    "movil whatsapp mob telf tlf cel cellular mobilephone phonenum cellno".split()
)
NAME = set("name nombre".split())
MESSAGE = set(
    "message comments comment mensaje comentarios comentario help question questions "
    "inquiry enquiry describe tell details ayudar ayudarte ayudarle pregunta consulta "
    "cuentanos".split()
)
# what somebody wants, in their words or by a list
WISH = set(
    "textarea goal goals concern concerns complaint complaints objetivo "
    "objetivos preocupacion preocupaciones motivo".split()
)
TREATMENT = set(
    "treatment treatments service services procedure procedures interested interest "
    "treat tratamiento tratamientos servicio servicios interesa interesado interesada "
    "procedimiento".split()
)
LOCATION = set(
    "location clinic office branch studio sucursal sede ubicacion clinica".split()
)
# a question that begins so is answered in sentences or choices, not with an address
NOT_AN_ADDRESS = set(
    "when time hours cuando hora verified valid consent opt type label status "
    "marketing".split()
)
PROMOTION = set(
    "newsletter newsletters boletin list offers specials promotions promotional promos "
    "deals marketing news ofertas promociones novedades noticias".split()
)
NUMBER = set("number numero no nr".split())
CALL = set("call text reach contact best llamar contacto".split())
# boxes that refuse
OUT = set("optout optedout dnd donotcontact donottext donotemail".split())
WORDING = set("label wording text language disclosure description title".split())
UNSUBSCRIBED = set("unsubscribe unsubscribed".split())
NEGATED = set("no not never without wont dont cannot sin nunca".split())
# what follows is left out: "emails instead of texts"
LEFT_OUT = set(
    "instead rather except excluded exclude opposed stops zero out leave nothing none "
    "dejar excepto salvo".split()
)
# an agreement to something else, or of somebody else, in which texts are named
OTHER_CONSENTS = set(
    "photo photos pictures records fax spouse husband wife emergency "
    "emergencies".split()
)
# the words beside a box, sent along with it
COPIES = set(
    "language label copy footer button description disclosure caption wording".split()
)
REFUSING = NEGATED | set("stop quit decline refuse opt unsubscribe deje dejen".split())
WITHDRAWN = set("declined refused denied revoked withdrawn withdrew".split())
REACH = set("contact contacted message messages mensajes contactar contacten".split())
SUBMITTED = set(
    "submitted submission submit created createdat envio enviado received sent".split()
)
BROWSER = set("ip agent useragent powered".split())
# what a person is in, whose "first" and "last" are parts of their name
PERSONS = set(
    "contact customer client patient person guest visitor lead user invitee respondent "
    "prospect form data fields submission answers payload".split()
)
# beside a consent: "sms_consent_required", "send_copy_to_email" are settings of a form
REQUIRED = set("required optional requerido obligatorio opcional".split())
SETTING = REQUIRED | set(
    "require requires mandatory shown show visible hidden enabled disabled capable "
    "able copy owner admin duplicates default version expired missing pending asked "
    "displayed viewed count level".split()
)
# what the answer is called inside a consent; "required", "ip" or "at" hold none
HOLD_A_CONSENT = set(
    "value values checked is ticked selected granted agreed given status state answer "
    "accepted consent consented choice opted opt in sms email".split()
)
# whoever it names is somebody or something else than who writes
OTHERS = set(
    "spa salon medspa practice vendor tracking dialed called destination forwarded "
    "emergency emergencia kin ice referral referred referrer referring referido friend "
    "friends amigo amiga spouse partner husband wife doctor physician doctors pharmacy "
    "insurance company business employer organization organisation brand workplace "
    "mother father parent guardian child kid pet nanny caregiver practitioner provider "
    "staff employee agent rep representative sales salesperson assignee assigned "
    "assignedto owner host hosts manager advisor technician stylist injector seller "
    "recipient creator admin administrator signer notify cc bcc empresa "
    "compania medico pareja esposo esposa madre padre hijo hija primary2 secondary "
    "emergencycontact nurse event_memberships memberships team practicioner "
    "maiden".split()
)
# things that have a name, an address or a number of their own
THINGS = set(
    "form forms page site website campaign ad ads adset adgroup file filename "
    "product list event workflow zap trigger account calendar domain host "
    "hostname browser device platform variant funnel step tag tags pipeline "
    "stage plan survey template block project workspace portal app application "
    "integration webhook session source program package course membership "
    "invoice order payment card bank plugin theme network inbox chatbot bot "
    "creative keyword audience property tracker tracking formulario pagina "
    "sitio archivo producto evento lista user username login".split()
)
# persons whom a tool also calls so: taken where nobody else is named
PERHAPS = set("user account organizer sender respondent member profile".split())
