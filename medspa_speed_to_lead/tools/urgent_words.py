"""Words for what needs a clinician now, and for what only sounds like it.

All are read as `tools/urgent.py` folds a text: small plain letters, no accents and no
apostrophes ("cant"), one blank between words, " , " where a clause ends.
"""

import re


def _any(*parts):
    return "(?:" + "|".join(parts) + ")"


def _signs(*parts):
    return re.compile(r"\b" + _any(*parts) + r"\b")


_CANT = _any(
    "cant|couldnt|cudnt|cnt|can barely|can hardly|barely|hardly|unable to|not able to",
    "hard(?:er)? to|difficult to|struggl(?:e|es|ing) to|(?:hard|difficult|rough) time",
    "(?:trouble|problems?|difficult(?:y|ies)|issues?|struggl(?:e|ing))(?: with| in)?",
    "cant even|cant really|can not|can no longer|cant properly|cant fully",
    "(?:barely|hardly) able to",
)
_EYE = "(?:(?:my |the |one |her |his |left |right |of |an |both |either )*eyes?)"
_IS = _any(
    "is|are|was|were|has|have|feels?|felt|looks?|looking|turn(?:s|ed|ing)?|went|goes",
    "going|gone|gets?|getting|got|became|becoming|keeps?|started|starting|seems?",
    "feeling|suddenly|all|now|like|really|very|so|super|been|a bit|a little|its|im"
    "|dark",
    "just|completely|totally|kind of|kinda|still|also|both|and|to|be|it|quite|pretty",
)
_BECAME = _any(
    "turn(?:s|ed|ing)?|went|going|gone|gets?|getting|got|became|becoming|starting",
    "started|changed|changing",
)
_THERE = _any(
    "skin|lips?|nose|nostrils?|face|cheeks?|chin|forehead|area|spot|tip|mouth|temples?",
    "eyelids?|ear|ears|finger|fingers|toes?|side|site|injection site|part|tissue|it",
    "patch|corner|leg|arm|foot|hand|breast|nipple|flap|hands|feet|they|theyre|its",
)
_PALE = "(?:white|whitish|pale|gray|grey|grayish|greyish|ashen)"
_DARK = "(?:blue|bluish|purple|purplish|black|blackish|dusky|violet|mottled)"
_WORST = _any(
    "severe|extreme|excruciating|unbearable|intense|terrible|horrible|horrific|insane",
    "agonizing|worst|awful|sharp|throbbing|crazy|serious|bad|so much|a lot of|intolera"
    r"ble|unreal|crippling|intensely|severely|extremely",
)
_SWELL = "(?:swell(?:s|ed|ing)?|swollen|puff(?:ed|ing) up|swole|swelled up)"

# enough by themselves
STRONG = _signs(
    # sight
    rf"(?:cant|cannot|can barely|can hardly|barely|unable to|not able to|couldnt|cnt"
    rf"|can no longer|cant really|cant even) see "
    rf"(?:(?:anything |nothing |much |well |right |at all |clearly )*"
    rf"(?:out of|from|with|in|through|thru|outta|on) (?:{_EYE}|(?:my )?(?:left"
    rf"|right)))",
    r"(?:cant|can barely|can hardly|couldnt) see(?: anything| clearly| well| straight"
    r"| at all| properly| right)?(?= ?(?:,|$|after|since|help|and|now|anymore|please|it"
    r"|im|what|from my filler))",
    r"(?:lost|losing|loosing|lose|loss of|gone)(?: all| some| part of| my| the| most of"
    r"| her| his| of| partial| in)* (?:vision|sight|eyesight)",
    r"(?:blurry|blurred|blur|foggy|cloudy|double|tunnel|fuzzy|hazy|dim|distorted)"
    r" (?:vision|sight|eyesight)",
    rf"(?:vision|sight|eyesight|eyes?)(?: {_IS}| in {_EYE}){{1,6}} (?:blurry|blurred"
    r"|blurring|black|dark|gone|fuzzy|cloudy|foggy|hazy|double|dim|blind|disappear\w*"
    r"|blacked out|fading)",
    r"(?:vision|sight|eyesight) (?:loss|changes?|problems?|(?:is|keeps) (?:off|weird"
    r"|going"
    r"|leaving|fading|getting worse))|no vision (?:in|from|out)",
    r"(?:vision|eyesight|sight)(?! (?:for|of|board|is to|insurance"
    r"|plan)\b)(?: \w+){0,6}"
    r" (?:blur\w*|darke?r?|black|gone|fog\w*|double|cloud\w*|worse|fading|fuzzy|hazy"
    r"|disappear\w*|weird|badly)|blind spots? in",
    rf"{_EYE}(?: \w+){{0,5}} (?:blur\w*|fog|foggy|clouded|cloudy)",
    rf"(?:shadow|curtain|veil|film|haze) (?:over|in|across) (?:{_EYE}|my vision"
    rf"|my sight)",
    r"(?:can )?only see (?:light|shadows?|shapes|black|gray|grey|blurs?)",
    r"(?:everything|things|lights|words|faces|people) (?:is|are|looks?|went|goes|got"
    r"|turned"
    r"|appears?|seems?) (?:\w+ )?(?:blurry|blurred|black|dark"
    r"|double|fuzzy|foggy)",
    r"(?:i see|seeing|see) (?:double(?! chin)|(?:black |dark |weird "
    r"|blind )?spots(?! on)"
    r"|flash(?:es|ing)(?: of)?(?: lights?)?|floaters|stars)|seeing (?:black"
    r"|dark)(?! sp)",
    r"(?:trouble|difficulty|hard time|problems?) seeing(?= (?:out|from|with|in|well"
    r"|clearly|through)|$| ,)",
    r"(?:vision|eyesight) (?:blurry|blurred|gone|dark|fuzzy|foggy|blurring)",
    r"(?:(?:going|went|gone|im|turned|am|completely|almost|suddenly) )+blind(?! date)",
    rf"blind (?:in|on|out of) {_EYE}",
    rf"{_EYE} (?:is |are |has |have |went |gone |totally |completely )*swollen shut",
    # breath, throat, tongue
    rf"{_CANT} (?:breath(?:e|ing)?|swallow(?:ing)?)"
    r"(?! (?:through|thru|out of|from|in) (?:my |the |one )?(?:nose|nostrils?))",
    rf"{_CANT} (?:catch|get|catching|getting) (?:my |a |her |his )?(?:breathe?|air)",
    r"breathing (?:is|feels|gets|getting|has|keeps)(?: \w+){0,2} (?:hard(?:er)?"
    r"|difficult"
    r"|labored|heavy|worse|bad|weird|off|funny|shallow)",
    r"short(?:ness)? of breath|wheezing|gasping(?: for air)?|choking",
    r"cant get (?:any |enough )?air",
    rf"(?:throat|tongue|airway)(?: {_IS}){{0,5}} (?:clos(?:ed|ing)(?: up)?|shutting"
    rf"|{_SWELL}|tight|tightening|tightness|constrict\w*|itchy and|numb and|huge"
    rf"|thick)",
    rf"{_SWELL} (?:of |in |up )?(?:my |the |her |his )?(?:throat|tongue|airway)",
    # chest and head
    r"chest (?:pains?|tightness|pressure|hurts?|hurting|discomfort|is tight"
    r"|is hurting|is heavy|is killing"
    r"|feels (?:tight|heavy|weird|funny|off|strange))",
    r"(?:pains?|pressure|tightness|tight feeling) (?:in|on|across) (?:my |the |her "
    r"|his )"
    r"?chest",
    r"(?:having|think (?:im|i am|its)(?: having)?|maybe|might be) (?:a |an )?"
    r"(?:heart attack|stroke|seizure)s?",
    r"(?:slurr(?:ed|ing)) (?:my )?(?:speech|words)|speech (?:is )?slurred"
    r"|cant speak|cant (?:move|lift) my (?:arms?|legs?|hands?)|having (?:a )?seizures?"
    r"|convuls(?:ing|ions)",
    # the skin dies
    rf"(?:{_THERE}) (?:(?:{_IS}|around \w+|above \w+|on \w+|of my \w+|near \w+) )*"
    rf"{_BECAME}(?! out)(?: \w+){{0,3}} (?:{_PALE}|{_DARK})",
    rf"{_BECAME} (?:(?:really|very|so|all|completely|a bit|a little|kinda) )*"
    r"(?:mottled|dusky|ashen|blue|gray|grey|necrotic)",
    r"necro(?:sis|tic)|(?:is|are|looks?|has|looking|with|getting|see|of|some|the) "
    r"(?:\w+ )?(?:blanch(?:ed|ing)?|mottl(?:ed|ing)|dusky)|blanch(?:ed|ing)|mottled"
    r"|dusky",
    r"(?:think|might|may|have|having|possible|signs of|looks like|maybe|suspect)"
    r"(?: \w+){0,3} (?:vascular )?occlusion",
    r"(?:skin|lips?|nose|tissue|chin) (?:is |are |looks? |seems? )?(?:dying|dead"
    r"|rotting)|blocked (?:artery|vessel)",
    # allergy
    r"anaphyla\w+|(?:used|need|using|gave|needed) (?:my |an |the |her )?epi ?pen",
    r"(?:having|think|thinking|maybe|might be|may be|could be|looks like|seems like"
    r"|getting|experiencing|believe|sure|bad|severe|serious)(?: \w+){0,4} (?:allergic"
    r"|anaphylactic) (?:reaction|response)",
    r"(?:broke|breaking|broken|covered|covering) (?:out )?(?:in|with) hives"
    r"|hives (?:all over|everywhere|on my|are spreading|spreading|and)",
    rf"(?:whole |entire )face(?: {_IS}){{0,4}} {_SWELL}|face (?:is )?ballooning",
    # consciousness
    r"(?:just|keep|kept|almost|nearly|keeps) (?:faint(?:ed|ing)?|pass(?:ed|ing) out"
    r"|black(?:ed|ing) out|collaps(?:ed|ing))",
    r"(?:about|going|gonna|want|ready|feel(?:ing)? like i(?:m| am| might| will| may)?"
    r"(?: going to| gonna| about to)?)(?: to)? (?:faint|pass out|black out|collapse)",
    r"(?:i|she|he|they|and|mom|wife|husband|daughter|sister|friend) (?:have |has "
    r"|had )?"
    r"(?:fainted|blacked out|collapsed)|unconscious|unresponsive|lost consciousness",
    r"(?:husband|wife|mom|mother|dad|father|daughter|son|sister|brother|friend|he|she)"
    r" (?:is not|isnt|wont|is|doesnt)(?: not)? (?:respond(?:ing)?|wak(?:e|ing))(?! to)",
    r"should i (?:go|be going|head|call|drive|get)(?: to| myself to)? (?:the |an )?"
    r"(?:er|emergency room|hospital|urgent care|ambulance|911|emergency)",
    r"call(?:ing|ed)? (?:911|an ambulance)",
    # Spanish
    r"no (?:puedo|logro|pude|puede) (?:ver|respirar|tragar|hablar)"
    r"(?! (?:el|la|los|las|su|sus|tu|precios?|fotos?|bien el|en (?:la|el|su)"
    r"|por la nariz|los))",
    r"se me (?:nubla|nublo|fue|va|apaga|apago|borra)(?: \w+)? la (?:vista|vision)",
    r"viendo (?:doble|borroso|manchas|negro|nublado)|no alcanzo a ver(?= (?:con|por"
    r"|nada"
    r"|del))|ojo (?:\w+ )?(?:nublado|borroso|negro|oscuro)"
    r"|no puedo pasar (?:la )?saliva"
    r"|aprieta (?:\w+ )?(?:el|mi) pecho",
    r"no veo (?:nada|bien|con|por|de|del)(?! (?:precios?|la pagina|en la|cerca"
    r"|lejos|sus))",
    r"(?:veo|vista|vision|ve)(?: (?:muy|todo|toda|esta|un poco|la|se me|me|con|puso))*"
    r" (?:borros[oa]|doble|negro|nublad[oa]|oscur[oa]|manchas|luces|destellos)",
    r"(?:perdi|perdiendo|perdido|pierdo|perdio|perdida de)(?: (?:la|mi|de"
    r"|un poco)){0,2}"
    r" (?:vista|vision)",
    r"(?:quede|quedando|quedo|estoy) cieg[oa]",
    r"(?:me cuesta|le cuesta|dificultad (?:para|al|en)|trabajo(?: para)?|cuesta trabajo"
    r"|problemas? (?:para|al)|apenas puedo|no deja)(?: (?:mucho|demasiado|un poco"
    r"|bastante))? (?:respirar|tragar|ver)"
    r"(?! por la nariz)",
    r"(?:me|le) falta (?:el |la )?(?:aire|respiracion)|me (?:estoy )?ahog(?:o|ando)",
    r"(?:garganta|lengua)(?: (?:se|me|esta|la|muy|toda|tengo|siento|estan))* "
    r"(?:cerr\w+|cierr\w+|hinch\w+|inflam\w+|apret\w+)",
    r"(?:cierr\w+|cerr\w+|hinch\w+|inflam\w+)(?: (?:mucho|toda|muy|ya))* la (?:garganta"
    r"|lengua)",
    r"(?:dolor|presion|opresion)(?: \w+)? (?:de|en el|del|al) pecho|duele (?:mucho )?el"
    r" pecho",
    r"(?:teniendo|tengo|creo que (?:es|tengo)|dando|dio|sufriendo|parece"
    r"|como) (?:una )?"
    r"(?:fuerte )?reaccion alergica",
    r"(?:me|se|le) (?:acabo de )?desmay(?:e|o|ando|ar)|a punto de desmayar\w*"
    r"|voy a desmayar\w*|perd(?:i|io) el conocimiento|inconsciente|convulsion\w*",
    r"(?:piel|labios?|nariz|cara|zona|punta|area)(?: (?:se|me|esta|esta|muy|le|toda|ya"
    r"|estan|de|la|los))* (?:poniendo|puso|pusieron|torn\w+|cambi\w+|volv\w+|volvio"
    r"|queda\w*)(?: (?:muy|de color|toda|medio|como))* (?:blanc\w+|gris\w*|morad\w+"
    r"|azul\w*|negr\w+|palid\w+)",
    r"(?:poniendo|puso|pusieron|volv\w+)(?: (?:muy|de color|toda|medio|como))* (?:blanc"
    r"\w+|gris\w*|morad\w+|azul\w*|negr\w+|palid\w+) (?:la|el|los|mi|mis) (?:piel"
    r"|labios?"
    r"|nariz|cara|zona|punta)",
    r"(?:puso|poniendo|pusieron) (?:el|la|los|mi|mis) (?:piel|labios?|nariz|cara|zona"
    r"|punta)(?: \w+)? (?:blanc\w+|gris\w*|morad\w+|azul\w*|negr\w+|palid\w+)",
    r"no (?:estoy )?respir(?:o|a|ando)",
    r"ojo (?:se me |esta )?cerrado por la hinchazon|debo ir a (?:urgencias|emergencias"
    r"|la sala de emergencias)",
)

_COLORED = _any(
    rf"(?:{_THERE})(?: (?:around|near|above|below|on|of|by|over) (?:the |my )?\w+)? "
    rf"(?:(?:{_IS}) )+(?:{_PALE}|{_DARK}|ice cold)",
    rf"(?:lips?|nose|tip|chin|cheek) (?:{_PALE}|{_DARK})",
    r"(?:blue|bluish|gray|grey|white|whitish|purple|purplish|black|dusky) (?:lips?|nose"
    r"|patch(?:es)?|area|tip)",
)
# enough where it began with a treatment, or lately
WEAK = _signs(
    _COLORED,
    r"allergic reaction|hives|(?:a|bad|weird) reaction(?= (?:to|after|from|since))",
    rf"(?:{_WORST}|getting worse) (?:\w+ )?(?:pains?|painful)",
    r"pains? (?:is|are|was|has been|got|getting|keeps getting|so|that is)(?: \w+){0,2} "
    rf"(?:{_WORST}|worse)",
    r"(?:in|so much|too much) agony|worst pain",
    r"passed out|fainted|blacked out|dizzy and|heart (?:is |keeps )?(?:racing"
    r"|pounding)",
    r"(?:go|going|went|gone|headed|heading|take me|drive|driving|in|at)(?: to)? (?:the "
    r"|an )?(?:er|emergency room|urgent care)",
    r"(?:looks?|looking) like (?:marble|lace|a net|fishnet)|(?:lacy|marbled|net like)",
    r"(?:throat|tongue)(?: is| feels)? (?:itch\w*|tingl\w*)|itchy (?:throat|tongue)",
    r"(?:rash|itch\w*|welts)(?: \w+){0,3} (?:all over|everywhere|whole body)",
    r"red streaks?|streaks? of red|(?:pus|ooz(?:e|ing)) (?:and|with|coming|is|from"
    r"|out)",
    rf"(?:lips?|face|eyes?|eyelids?)(?: {_IS}){{0,4}} (?:swelling up|blowing up"
    r"|ballooning|ballooned|massively swollen)",
    # Spanish
    r"reaccion alergica|urticaria|ronchas",
    r"(?:dolor|duele)(?: (?:muy|mucho|demasiado|es|esta|un|tan|me|la|el|cara)){0,3} "
    r"(?:fuerte|insoportable|intenso|horrible|terrible|severo|feo|mucho|muchisimo)",
    r"(?:piel|labios?|nariz|cara|zona)(?: (?:esta|estan|muy|se ve|toda|la veo|veo))+ "
    r"(?:blanc\w+|gris\w*|morad\w+|azul\w*|negr\w+|palid\w+|fri[oa]s?|moteada)",
    r"(?:labios?|nariz) (?:azul\w*|gris\w*|morad\w+|negr\w+|blanc\w+)",
    r"(?:piel|zona|cara) moteada|cara (?:muy |toda |super )?hinchada"
    r"|se me hincho la cara",
)

_TREATED = (
    "filler|fillers|botox|dysport|xeomin|juvederm|restylane|sculptra|radiesse|kybella"
    "|injection|injections|injected|inject|shots?|laser|peel|treatment|procedure|facial"
    "|microneedling|appointment|visit|syringe|threads|lipo|surgery|session|numbing"
    "|relleno|rellenos|inyeccion|inyecciones|inyectaron|tratamiento|procedimiento|cita"
    "|acido hialuronico|bbl|prp|iv|drip|semaglutide|dose|lips|done"
)
# it began with a treatment, or a short while ago
ONSET = _signs(
    rf"(?:after|since|following|from|post)(?: (?!\d|years?|months?)\w+){{0,4}} "
    rf"(?:{_TREATED})",
    rf"(?:just|got|had|have had|did|recent|recently|gave me|did my"
    rf"|done)(?: \w+){{0,3}} "
    rf"(?:{_TREATED})(?: \w+){{0,3}}(?=.*\b(?:and|now|my|but|today|yesterday|hours?"
    r"|days?|ago)\b)",
    r"(?:filler|botox|injection|injected) (?:site|spot|area|side)|la zona"
    r"|where (?:i was|she|he|they|you|it was) inject\w+",
    r"yesterday|today|tonight|this (?:morning|afternoon|evening)|last night|right now",
    r"(?:hours?|hrs?|minutes?|mins?|days?) (?:ago|later|after|post|since)|suddenly",
    r"getting worse|keeps? getting|wont stop|is spreading|spreading"
    r"|getting (?:really )?"
    r"bad|at this moment|since (?:monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday)|im (?:having|in)|help me|emergency",
    rf"(?:despues|desde|luego|tras|por)(?: (?!anos|meses)\w+){{0,5}} (?:{_TREATED})",
    r"me (?:pusieron|inyectaron|hicieron|aplicaron|puse|hice|inyecte)|acabo de|ayer|hoy"
    r"|anoche|ahora|esta (?:manana|tarde|noche)|hace (?:\w+ )?(?:horas?|dias?|minutos?"
    r"|rato)|de repente|empeora\w*|cada vez peor|ayuda|urgente",
)
# two together: an infection, an allergy
FEVER = _signs(
    r"fever(?:ish)?|chills|temp(?:erature)?(?: \w+){0,2} 10[0-5]"
    r"|10[1-5](?: \d)? (?:fever"
    r"|degrees|temp)|fiebre|calentura|escalofrios"
)
BESIDE_FEVER = _signs(
    rf"(?:{_WORST} )?pain(?:ful)?|hurts?|swell\w*|swollen|red|redness|hot|pus|infect\w+"
    r"|throbbing|dolor\w*|duele|hinch\w+|roj[oa]|caliente|infec\w+|inflam\w+"
)
ITCH = _signs(
    r"itch\w*|hives|welts|rash|ronchas|pica|picazon|comezon|allerg\w+|alergi\w+"
)
_HEAD = "face|lips?|eyes?|eyelids?|neck|cara|labios?|ojos?|parpados?|cuello"
BESIDE_ITCH = _signs(
    rf"(?:{_HEAD})(?: {_IS}){{0,4}} (?:{_SWELL}|blew up|blowing up|huge)",
    rf"{_SWELL} (?:\w+ )?(?:{_HEAD})|(?:{_HEAD}) (?:\w+ )?hinch\w+",
    rf"hinch\w+(?: \w+){{0,3}} (?:{_HEAD})",
)
COLORED = _signs(_COLORED)
BESIDE_COLORED = _signs(
    r"pain\w*|hurts?|hurting|numb|blister\w*|throbbing|burn(?:s|ing)|cold|when i press"
    r"|no color"
    r"|refill|dolor\w*|duele|fri[oa]s?"
)
