"""Which forms no patient sent: programs, and vendors with something to sell.

Three rules with a reason each, and in doubt it is a patient: a spam that gets through
costs a minute, a patient who is held back is lost. Who names themselves, leaves a phone
and asks for a treatment is never spam, whatever else they write.
"""

import re

from .accents import without_accents
from .person_name import first_name
from .same_person.placeholders import is_placeholder_phone

TRAP, LINK_IN_NAME, PITCH = "trap", "link_in_name", "pitch"
_MANY_PITCHES = 2  # phrases: no patient says two by accident
_FEWEST_DIGITS = 7

_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_SITE = (
    r"(?:https?://|www\.|\[url|<a\s|\b[\w-]+\.(?:com|net|org|info|biz|xyz|top|online"
    r"|site|shop|store|click|link|agency|ru|io|ly)\b)"
)
_LINK = re.compile(_SITE, re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][^>]*>|\[/?(?:url|link|b|img)\b", re.IGNORECASE)
# what ad platforms send to try a connection
_DUMMY = re.compile(r"<?\s*test lead\s*:\s*dummy data", re.IGNORECASE)
_DUMMY_PEOPLE = {("firstname lastname", "test@example.com")}

_YOUR = r"(?:your|ur|su|sus|tu|tus)"
_TRADE = r"(?:business|practice|company|clinic|spa|med ?spa|negocio|empresa|clinica)"
_WEB = r"(?:web ?sites?|sites?|web ?pages?|pages?|sitio|pagina|web|blog)"
# folded: lower case, without accents
_PITCHES = tuple(
    re.compile(pattern)
    for pattern in (
        # search engines
        r"\bseo\b (?:services?|expert|agency|company|audit|packages?|specialist|team)",
        r"\b(?:affordable|professional|monthly|local|our|offer\w*) seo\b",
        r"\b(?:first|top|1st) (?:page|position|spot)s? (?:of|on|in) google\b",
        r"\b(?:rank|ranks|ranking|rankings)\b[^.]{0,30}\b(?:google|search|higher|seo)",
        rf"\b(?:rank|optimi[sz]e|redesign|rebuild|revamp) {_YOUR} {_WEB}\b",
        r"\bsearch engine (?:optimi[sz]ation|rankings?)\b",
        r"\b(?:back ?links?|link building|domain authority)\b|\borganic traffic\b",
        rf"\b(?:increase|boost|more|drive|get) (?:\w+ ){{0,3}}traffic to {_YOUR}",
        rf"\b(?:error|issue|problem)s? (?:\w+ ){{0,3}}(?:on|with|in) {_YOUR} {_WEB}",
        # web design, apps, videos
        r"\bweb ?(?:site)? ?(?:design\w*|development) (?:services?|agency|company"
        r"|team|firm|packages?)\b",
        r"\b(?:we|our team|i) (?:can )?(?:design|develop|build|redesign)s? "
        r"(?:\w+ ){0,3}(?:websites?|apps?|web pages?)\b",
        r"\b(?:mobile )?app development\b|\bexplainer videos?\b|\bwordpress developer",
        # marketing
        r"\bdigital marketing (?:agency|services?|company|expert|team)\b",
        r"\bsocial media (?:management|marketing) (?:services?|agency|packages?)\b",
        r"\b(?:qualified|exclusive|guaranteed|fresh|more) (?:\w+ )?leads\b",
        rf"\b(?:grow|scale|promote|advertise|market) {_YOUR} (?:\w+ )?{_TRADE}\b",
        rf"\b(?:more|new) (?:patients|clients|customers|bookings) "
        rf"(?:for|to|into) {_YOUR}",
        r"\b(?:email|mailing|contact) (?:lists?|database)s? of\b",
        r"\bgoogle reviews? (?:for sale|service)|\b(?:buy|sell\w*) (?:\w+ )?reviews\b",
        # money
        r"\b(?:business|small business|working capital) (?:loans?|funding|financing)\b",
        rf"\b(?:funding|financing|loans?) for {_YOUR} {_TRADE}\b",
        r"\bmerchant (?:cash advance|services?)\b|\bunsecured (?:loan|credit)s?\b",
        r"\b(?:your|credit|card|lower|reduce) processing (?:fees|rates)\b",
        r"\b(?:bitcoin|crypto\w*|forex) (?:invest\w*|trading|profits?)\b",
        # posts
        r"\b(?:accept|publish|submit|offer|write|buy|place)\w* (?:\w+ ){0,3}"
        r"(?:guest|sponsored) (?:posts?|articles?|blogs?|content)\b",
        rf"\b(?:guest|sponsored) (?:posts?|articles?) (?:on|for|to) {_YOUR}\b",
        r"\b(?:link|ad|banner) (?:insertion|placement|exchange)\b",
        # outsourcing, wholesale
        r"\bvirtual assistants? (?:for|services?)\b|\bwhite[ -]label\b|\boutsourc\w+",
        r"\b(?:wholesale|factory|bulk) (?:prices?|orders?|suppliers?)\b",
        r"\bwe are (?:a |an )?(?:\w+ ){0,2}(?:manufacturer|supplier|agency)\b",
        r"\b(?:casino|viagra|cialis|porn|escorts?)\b",
        # Spanish
        r"\bposicionamiento (?:web|seo|en google)\b|\bservicios? (?:de )?seo\b",
        rf"\bposicionar {_YOUR}\b|\bprimera pagina de google\b",
        r"\b(?:diseno|desarrollo|disenamos|desarrollamos) (?:de )?(?:web|paginas? web"
        r"|sitios? web|aplicaciones)\b",
        r"\b(?:agencia|servicios?) de (?:marketing|publicidad|diseno)\b",
        rf"\b(?:prestamo|credito|financiamiento)s? para {_YOUR} {_TRADE}\b",
        rf"\b(?:aumentar|incrementar) {_YOUR} (?:ventas|clientes|trafico)\b",
        rf"\bmas (?:clientes|pacientes|ventas) para {_YOUR}\b",
        r"\b(?:articulos?|posts?) (?:patrocinados?|invitados?)\b|\bventa de enlaces\b",
    )
)
_TREATMENT = re.compile(
    r"\b(?:botox|dysport|xeomin|jeuveau|daxxify|tox|fillers?|juvederm|restylane"
    r"|sculptra|radiesse|kybella|lips?|wrinkles?|laser|hair removal|ipl|bbl|photofacial"
    r"|facials?|hydra ?facial|peels?|micro ?needling|morpheus|coolsculpting|emsculpt"
    r"|body contour\w*|semaglutide|tirzepatide|ozempic|wegovy|weight loss"
    r"|iv (?:therapy|drip)|prp|prf"
    r"|acne|scars?|melasma|tattoo removal|skin|thread lift|injectables?|dermaplaning"
    r"|vitamin|hormones?|massage|toxina|relleno|labios|arrugas|depilacion|limpieza"
    r"|manchas|cicatriz\w*|piel|bajar de peso|celulitis|estrias|tratamientos?"
    r"|treatments?)\b"
)
_ASKS = re.compile(
    r"\b(?:how (?:much|long|many|soon|often)|what (?:is|are|s|does|do)|price|prices"
    r"|pricing|cost|costs|appointments?|book|booking|schedule|consult\w*|available"
    r"|availability|do you (?:do|offer|have|take|treat|use|accept)|can i|could i|may i"
    r"|want|need|i d like|i would like|i m interested|i am interested"
    r"|interested in (?:getting|having|trying|some|the|a)|i have|i had|my (?:face|skin"
    r"|lips|forehead|daughter|mom|husband|wife|body|legs)|cuanto|cuesta|precios?|cita"
    r"|citas|quiero|quisiera|me gustaria|tienen|hacen|ofrecen|agendar|puedo|tengo"
    r"|necesito)\b"
)


def why_spam(inquiry):
    """Return why a form is spam, ``""`` if it is not: ``TRAP``, ``LINK_IN_NAME`` or
    ``PITCH``.

    :param inquiry: see :class:`.inquiry.Inquiry`.
    """
    if inquiry.is_spam:
        return TRAP
    if _is_patient(inquiry):
        return ""
    if _has_link(inquiry.full_name):
        return LINK_IN_NAME
    return PITCH if _is_pitch(inquiry) else ""


def is_dummy(inquiry):
    """Say whether Meta or Google sent this to try the connection."""
    said = (inquiry.full_name, inquiry.email, inquiry.phone, inquiry.message)
    person = (inquiry.full_name.casefold(), inquiry.email.casefold())
    return any(map(_DUMMY.search, said)) or person in _DUMMY_PEOPLE


def _is_patient(inquiry):
    """Say whether somebody gives a name and a phone and asks for a treatment."""
    words = _folded(f"{inquiry.treatment} {inquiry.subject} {inquiry.message}")
    asks = bool(inquiry.treatment or _TREATMENT.search(words))
    return asks and _has_phone(inquiry) and bool(first_name(inquiry.full_name))


def _has_phone(inquiry):
    digits = sum(letter.isdigit() for letter in inquiry.phone)
    return digits >= _FEWEST_DIGITS and not is_placeholder_phone(inquiry.phone)


def _has_link(name):
    return bool(_LINK.search(_EMAIL.sub(" ", name)) or _MARKUP.search(name))


def _is_pitch(inquiry):
    """Say whether it sells something: a vendor's phrase with a link or without a phone.

    One phrase of somebody who asks for a treatment is an accident.
    """
    if _has_phone(inquiry) and not _has_link(inquiry.message):
        return False
    words = _folded(f"{inquiry.subject} {inquiry.message}")
    count = sum(bool(pitch.search(words)) for pitch in _PITCHES)
    asks = bool(_TREATMENT.search(words) and _ASKS.search(words))
    return count >= (_MANY_PITCHES if asks else 1)


def _folded(text):
    plain = without_accents(text).casefold()
    return " ".join(re.sub(r"[’'`´]", " ", plain).split())
