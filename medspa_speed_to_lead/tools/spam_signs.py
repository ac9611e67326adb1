"""The words by which a pitch is told: who offers, what only a business buys.

All are matched against folded text: lower case, no accents, no apostrophes. A single
sign means nothing, for patients work at agencies, find the practice on Google and ask
for financing; see :mod:`.spam` for how signs count.
"""

import re

from .accents import without_accents

_YOUR = r"(?:your|ur|su|sus|tu|tus)"
_TRADE = (
    r"(?:(?:med ?)?spas?|medspas|business(?:es)?|practices?|company|companies|clinics?"
    r"|offices?|salons?|brands?|stores?|negocios?|empresas?|clinicas?|consultorios?)"
)
_WEB = (
    r"(?:web ?sites?|sites?|web ?pages?|pages?|blogs?|sitio|pagina|web|google (?:maps "
    r"|my )?(?:business )?(?:listing|profile|reviews|page)|online presence|listings?)"
)
_PEOPLE = (
    r"(?:patients|clients|customers|bookings|appointments|leads|pacientes|clientes)"
)
_WE = (
    r"(?:we|i|our (?:\w+ ){0,4}(?:team|agency|company|firm|experts?|platform|software"
    r"|services?|specialists?|app|ai|assistants?|nurses|tool|program))"
)
_HELP = (
    r"(?: re| ve| am| are| have| d| ll| also| can| will| could| would| love to| like to"
    r"| want to| currently| now| just| usually| proudly| been| looking to| able to)*"
)


def _any(*patterns):
    return re.compile("|".join(patterns))


# somebody sells: how they speak of what they do, how they begin, how they charge
OFFER = _any(
    rf"\b{_WE}{_HELP} (?:offer|provide|speciali[sz]e|supply|supplies|deliver|build"
    r"|design|develop|redesign|rank|boost|help|handle|manage|generate|guarantee|bring"
    r"|get you|sell|create|run|write|publish|submit|contribute|manufacture|fund|connect"
    r"|automate|produce|drive|send you|put you|optimi[sz]e|improve|increase|reduce"
    r"|lower|answers?|verify|verifies|place|partner|collaborate|export|represent"
    r")(?:s|es|d|ed|ing)?\b",
    r"\bwe(?: re| are) (?:an? |the )?(?:\w+ ){0,4}(?:agency|supplier|manufacturer"
    r"|distributor|wholesaler|lender|broker|factory|company|firm)\b",
    r"\bour (?:\w+ ){0,3}(?:agency|services?|packages?|platform|software|rates|experts?"
    r"|assistants?|machines?|products|catalog(?:ue)?|portfolio|warehouse)\b",
    r"\bour (?:\w+ ){0,2}(?:media|marketing|sales|design|seo|development) team\b",
    r"\bfree (?:\w+ ){0,2}(?:audit|demo|trial|report|analysis|mock ?up|proposal)s?\b",
    r"\bper (?:lead|post|link)\b|\bdo.?follow\b|\bdecision maker\b"
    r"|\blooking for (?:link|guest|sponsored)|\bwithout credit check\b"
    r"|\b(?:daily|passive|guaranteed) (?:\w+ )?(?:profits?|income|returns?)\b",
    r"(?:^|[.!?:] ?)(?:get (?:more|\d+)|(?:boost|grow|scale|increase|reduce|lower) your"
    r"|buy|would you (?:like|be interested)|are you (?:looking for|tired of|overpaying"
    r"|interested in)|need (?:\w+ ){1,6}?\w+\?)",
    # Spanish
    r"\b(?:ofrecemos|somos una? |podemos|brindamos|ayudamos|nuestr[oa]s? (?:agencia"
    r"|equipo|empresa|servicios?)|disenamos|desarrollamos|vendemos|fabricamos"
    r"|aumentamos|garantiza\w*)",
)

# what nobody but a business buys, or is told about its own business
BUSINESS = _any(
    # search engines and the web
    r"\bseo (?:services?|experts?|agency|company|audits?|packages?|specialists?|team"
    r"|issues?|errors?|reports?|strategy|rankings?)\b|\b(?:affordable|professional"
    r"|monthly|local|your|website|site) seo\b"
    r"|\bsearch engine (?:optimi[sz]ation|rankings?)\b|\borganic traffic\b"
    r"|\b(?:back ?links?|link (?:building|insertions?)|domain authority)\b",
    r"\b(?:get|put|bring|move|push|rank|place|land) (?:you|your \w+|it) (?:on|to|onto) "
    r"(?:the )?(?:first|top|1st) (?:page|position|spot)s? (?:of|on|in)"
    r" google\b",
    rf"\b(?:rank|ranks|ranking|posicionar|optimi[sz]e|redesign|rebuild|revamp) {_YOUR} "
    rf"(?:{_WEB}|{_TRADE})\b",
    rf"\btraffic to {_YOUR}\b|\brank(?:s|ing|ed)? (?:higher|better|number one|#1)\b",
    r"\bweb ?(?:site)? ?(?:design\w*|development|redesign)\b"
    r"|\b(?:new|modern|custom|mobile) web ?sites?\b|\bpaginas? web\b",
    r"\b(?:mobile )?app development\b|\bexplainer videos?\b|\bwordpress\b",
    rf"\b{_YOUR} google (?:maps |my )?(?:business )?(?:listing|profile|ranking)s?\b"
    r"|\bgoogle my business\b",
    # marketing
    r"\b(?:digital|social media|email|sms|content) marketing\b|\blead gen\w*"
    r"|\bsocial media (?:management|content)\b|\bppc\b|\b(?:run|runs|running"
    r"|manage|managing|scale|scaling) (?:\w+ ){0,2}ads\b|\bads (?:agency|management)\b",
    r"\b(?:qualified|exclusive|guaranteed|fresh|more|additional) (?:\w+ ){0,3}(?:leads"
    r"|patients|bookings|customers)\b|\d+ (?:\w+ ){0,3}leads\b|\d (?:\w+ ){0,3}"
    r"(?:patients|clients|bookings) (?:per|every|each|a) (?:day|week|month)\b",
    rf"\b(?:more|new) (?:\w+ )?{_PEOPLE} (?:for|to|into|in) {_YOUR}\b"
    rf"|\b(?:cost|costing|losing|lose|lost) (?:you )?(?:\w+ )?{_PEOPLE}\b",
    rf"\b(?:grow|scale|promote|advertise|market|aumentar|incrementar) {_YOUR} "
    rf"(?:\w+ )?(?:{_TRADE}|sales|revenue|ventas|clientes|trafico)\b",
    r"\b(?:buy|sell|get) (?:\w+ ){0,3}reviews\b",
    # money
    r"\b(?:business|working capital|equipment) (?:loans?|funding|financing|leas\w+"
    r"|line of credit|advance)\b|\bworking capital\b|\bmerchant (?:cash|services?"
    r"|account)\b|\bcash advance\b|\bunsecured (?:loan|credit)",
    r"\b(?:reduc|lower|cut|sav|overpay)\w* (?:\w+ ){0,4}processing\b"
    r"|\bpatient financing (?:program|solution|platform|partner)s?\b",
    r"\b(?:bitcoin|btc|crypto\w*|forex|usdt) (?:\w+ )?(?:invest\w*|trading|profits?"
    r"|platform|signals?|payments?|miner|mining)\b",
    # posts and fame
    r"\b(?:guest|sponsored|paid) (?:posts?|posting|articles?|blogs?|content)\b"
    r"|\barticulos? (?:patrocinad|invitad)",
    r"\bin exchange for (?:\w+ ){0,3}(?:posts?|posting|reels?|content|stor(?:y|ies)"
    r"|exposure|promotion|shout ?outs?|tags?)\b|\b(?:paid|brand) (?:collab\w*"
    r"|partnership)s?\b|\b\d+ ?k followers\b|\bugc\b",
    # running a practice
    r"\bvirtual (?:assistant|receptionist|front desk)s?\b|\bwhite[ -]label\b"
    r"|\boutsourc\w+|\bai (?:\w+ ){0,2}(?:receptionist|assistant|agent|answering|chat"
    r" ?bot|front desk|phone)s?\b|\banswering service\b",
    r"\b(?:handle|do|offer|provide|automate|outsource) (?:\w+ ){0,3}(?:insurance"
    r"|eligibility|benefits?) verification\b|\bverification (?:services?|team)\b"
    r"|\bmedical billing\b|\bcredentialing\b"
    r"|\brevenue cycle\b|\bmalpractice insurance\b",
    r"\b(?:staffing|recruit(?:ing|ment)|temp staff|locum\w*)\b|\b(?:pre ?screened"
    r"|vetted|qualified) (?:\w+ )?(?:candidates|injectors|nurses|aestheticians)\b",
    rf"\b(?:for|to) (?:\w+ ){{0,2}}(?:medspas|med spas|spas|practices|clinics"
    r"|medical offices"
    r"|businesses|practice owners|clinicas|negocios)\b"
    rf"|\b{_TRADE} owners?\b|\b{_TRADE} like {_YOUR}s?\b|\bpracticas como",
    # goods
    r"\b(?:wholesale|factory|bulk|distributor) (?:\w+ )?(?:prices?|pricing|orders?"
    r"|suppliers?|rates|cost|fillers?|botox)\b|\bmoq\b|\bper vial\b|\bper box\b",
    r"\b(?:laser|ipl|hifu|cryo\w*|body contouring|rf) (?:machine|equipment|device)s?\b"
    r"|\b(?:refurbished|pre owned|used|demo) (?:\w+ ){0,3}(?:lasers?|machines?|devices?"
    r"|equipment)\b",
    # Spanish
    r"\bposicionamiento (?:web|seo|en google)\b"
    r"|\b(?:agencia|servicios?) de (?:marketing|publicidad|diseno)\b|\bdiseno web\b"
    rf"|\bmas (?:clientes|pacientes|ventas) para {_YOUR}\b",
)

# said to the practice as such: with a phone this is asked for besides
TO_PRACTICE = _any(
    rf"\b{_YOUR} (?:\w+ )?(?:{_TRADE}|{_WEB}|front desk|staff|team|revenue"
    r"|competitors|calendar|patients|clients|customers|ventas)\b",
    rf"\bfor (?:\w+ ){{0,2}}{_TRADE}\b|\b{_TRADE} (?:owners?|like yours?)\b"
    r"|\b(?:to|with) (?:the )?(?:owner|decision maker|office manager)\b",
)

# an offer to a business in one breath
SALE = _any(
    rf"\b(?:funding|financing|loans?|capital|prestamos?|creditos?|financiamientos?"
    rf"|app development|software|web design) (?:para|for) {_YOUR} {_TRADE}\b",
    rf"\b(?:guest|sponsored) (?:posts?|articles?) (?:on|for|to) {_YOUR} {_WEB}\b",
    rf"\bmas (?:clientes|pacientes|ventas) para {_YOUR} {_TRADE}\b",
    r"\b(?:email|mailing|contact) (?:lists?|database) of (?:[\d,.]+ )?(?:doctors"
    r"|dermatologists|physicians|dentists|clinics|med ?spas|\w+ owners|businesses)\b",
    rf"\b(?:error|issue|problem)s? (?:on|with|in) {_YOUR} {_WEB} that (?:is |are )?"
    rf"(?:cost|costing|losing) (?:you )?{_PEOPLE}\b",
    r"\b(?:casino|slots?|betting) (?:\w+ )?(?:bonus(?:es)?|sites?|free spins)\b"
    r"|\b(?:buy|cheap|order) (?:\w+ )?(?:viagra|cialis)\b",
)

# links in Russian: what is sold there, and what a patient who writes Russian says
_RUSSIAN_WARES = (
    r"продвиж|раскрут|заработ|казино|кредит|займ|инвест|бонус|купить|скидк|реклам"
    r"|рассыл|сайт|ставк|прибыл|знакомств|промокод|биткоин|крипт|база клиент"
)
_RUSSIAN_PATIENT = (
    r"ботокс|диспорт|филлер|губ[ыа]?\b|лазер|эпиляц|кож[аеиу]|процедур|сколько стоит"
    r"|запис|при[её]м|морщин|пилинг|лицо|лица|консультац"
)
RUSSIAN_WARES = re.compile(without_accents(_RUSSIAN_WARES))
RUSSIAN_PATIENT = re.compile(without_accents(_RUSSIAN_PATIENT))

TREATMENT = _any(
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
_VISIT = (
    r"(?:appointments?|consult\w*|visit|treated|injected|citas?|session|walk ?ins?"
    r"|gift (?:card|certificate)s?|membership)"
)
# what a person does or has; a seller "gets you" and "books a call"
_ASKS = (
    r"(?:can|could|may|should|do|did) (?:i|we) |\bi (?:\w+ )?(?:want|need|have|had|am"
    r" interested|was|got|saw|would like|d like|d love|would love|wanted|booked|paid"
    r"|asked)\b|\bi m (?:interested|looking|thinking|considering|\d+|tired|pregnant)"
    r"|\bhow (?:much|long|often|many|soon)\b|\bwhat (?:does|do|is|are|s)\b"
    r"|\b(?:price|cost)s? (?:of|for)\b|\b(?:quiero|quisiera|me gustaria|puedo|necesito"
    r"|cuanto|cuesta|tengo|tienen|hacen)\b"
)
_SELLS = (
    r"\b(?:help|offer|sell|get you|bring you|send you|show you|supply|provide|partner"
    r"|collaborate|practices|med ?spas|clinics|wholesale|patients|clients|customers"
    r"|leads|followers|in exchange)\b"
)
_SELF = (
    r"\b(?:my|mi|mis) (?:\w+ )?(?:face|skin|lips?|forehead|chin|legs|body|neck|hair"
    r"|arms|belly|eyes|acne|scars?|wrinkles|appointment|consult\w*|treatment"
    r"|injector|daughter|son|mom|mother|husband|wife|friend|sister|birthday|wedding"
    r"|cita|cara|piel|labios|hija|mama)\b|\b(?:refund|reschedule|cancel my)\b"
    # what happened to them here, and what they would buy
    r"|\b(?:complain\w*|i booked|i got burned|got burned|my before pictures?"
    r"|for (?:my )?(?:wife|husband|mom)|units? for"
    r"|somos una pareja|queremos depilacion)\b"
)
_ASKING = re.compile(_ASKS)
_WISHED = re.compile(rf"{TREATMENT.pattern}|\b{_VISIT}\b")
_SELLING = re.compile(_SELLS)
_OWN = re.compile(_SELF)
_SENTENCE = re.compile(r"[.!?\n;]+\s*")


def is_for_themselves(words):
    """Say whether a sentence asks for something for who writes: a treatment, a visit,
    what it costs, or tells of themselves.

    :param str words: folded.
    """
    return any(
        _OWN.search(sentence)
        or (
            _ASKING.search(sentence)
            and _WISHED.search(sentence)
            and not _SELLING.search(sentence)
        )
        for sentence in _SENTENCE.split(words)
    )


def is_sale(words):
    """Say whether two signs stand in a text: somebody offers, and to a business.

    :param str words: folded.
    """
    is_offered = OFFER.search(words) and BUSINESS.search(words)
    return bool(is_offered or SALE.search(words))
