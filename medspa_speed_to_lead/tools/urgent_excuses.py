"""What makes a sign of danger none: asked in general, feared, long ago, denied, joked.

Read as `tools/urgent.py` folds a text. `BEFORE` are looked for in what stands before
the sign in its sentence, up to the sign; the others anywhere in the sentence.
"""

import re

_SELF = r"(?:i|im|ive|my|me|mi|mis|estoy|tengo|siento)"
_NOT_SELF = rf"(?: (?!{_SELF}\b)[\w,]+)"
# "could it give me double vision", but not "can you see me today"
_IT_DOES = (
    r"(?: (?!(?:i|im|ive|my|mi|mis|estoy|tengo|see|help|call|tell|come|book|fit|today"
    r"|now|please)\b)\w+)"
)


def _before(*parts):
    return re.compile(r"(?:^|\b)(?:" + "|".join(parts) + r") ?$")


BEFORE = _before(
    # denied
    r"(?:no|not|never|without|zero|sin|ningun|ninguna|nunca|dont have|didnt have"
    r"|havent had|denies|deny|wasnt|isnt|arent|neither|nor|ni|free of|any signs? of"
    r"|nothing like|no tengo|no hay)(?: (?!but\b|pero\b|because\b|sure\b"
    r"|idea\b)\w+){0,4}",
    # only if
    r"(?:if|in case|unless|whenever|si|por si|en caso)(?! (?:this|it|that|its|thats"
    r"|esto"
    r"|eso|es) (?:is |s |are |esta )?(?:normal|ok|okay|bad|serious|anything|something))"
    r"(?: (?!but\b|pero\b|now\b|because\b)\w+){0,6}",
    r"(?<!i )(?:will|would|could|might|can|does|do|did|should|is there|are there|puede"
    r"|pueden"
    r"|podria|causa|causan|produce|da)(?! (?:this|these|it|that|esto) (?:be|is|are"
    r"|ser)\b)"
    r"(?: (?:i|it|my|this|that|the|you|botox|el|la|un|a|dar|haber))?"
    rf"{_IT_DOES}{{0,5}}",
    # feared, heard of, asked about
    r"(?:worried|scared|afraid|nervous|terrified|anxious|concerned|concerns?|fear|fears"
    r"|paranoid|freaked out|miedo|temor|preocupa\w*|nerviosa?|asusta\w*)(?: sobre| con"
    r"| por)? (?:about|of|by|over|regarding|that|a|de|por|que|i|ill|id)"
    r"(?: (?!my\b|this\b|because\b|cant\b|mi\b)\w+){0,6}",
    r"(?:risks?|chances?|dangers?|side effects?|odds|possibility|likelihood|prevent"
    r"|avoid|cause|causes|caused|causing|causar|symptoms?|warning signs?|signs|riesgos?"
    r"|efectos?(?: secundarios?)?|sintomas?|evitar|questions? about|preguntas? sobre)"
    r"(?: (?!my\b|mi\b|ive\b|im\b)[\w,]+){0,6}(?: my)?",
    r"(?:read|reading|heard|hear|saw|seen|watched|article|video|tiktok|reel|news|story"
    r"|stories|reviews?|google|googled|lei|oi|escuche|vi|dicen|video)"
    rf"{_NOT_SELF}{{0,12}}",
    r"(?:someone|somebody|a (?:girl|woman|lady|celebrity|person|guy)|people|influencer"
    r"|others|clients|patients|anyone|anybody|alguien|gente|una (?:mujer|senora|chica))"
    r"(?: (?!my\b|i\b|im\b|mi\b)\w+){0,6}",
    r"(?:biggest |only |worst )?(?:fear|worry|concern)s? (?:is|are)(?: \w+){0,6}",
    r"^(?:like|such as|including|como|tales como)",
    # wanted
    r"(?:treat|fix|fixes|help with|get rid of|remove|correct|improve|hide|cover|offer"
    r"|treatments? for|something for|anything for|good for|tratan|quitar"
    r"|tratamiento para"
    r"|algo para|look like|looks like im|training|class|course)"
    r"(?: (?!i\b|im\b)\w+){0,3}",
    r"(?:if you|to you|make you|made you|makes you|you)(?: \w+){0,2}",
)
# long ago, or as always
PAST = re.compile(
    r"\b(?:(?:in|since|back in|from|during|around|en|desde|del?) (?:19|20)\d\d"
    r"|(?:years?|yrs?|months?|decades?) (?:ago|back)|a (?:while|long time) (?:ago|back)"
    r"|last (?:year|summer|winter|spring|fall|time)|(?:medical |family )?history"
    r"|had(?: \w+){1,4} before(?! (?:the|my|i|this|today|yesterday))"
    r"|in the past|previous(?:ly)?|used to|as a (?:kid|child|teen\w*|baby)"
    r"|when i was|i was (?:\d+|little|young|pregnant)|once|one time|long ago|back then"
    r"|sometimes|usually|always|often|occasionally|every time|chronic|all my life"
    r"|since (?:birth|childhood|i was)|my whole life|tend to|ever had|have you ever"
    r"|(?:medical )?conditions?|allergies|pre ?existing|diagnosed|from asthma"
    r"|hace (?:\w+ ){0,2}(?:anos?|meses)|el ano pasado|de (?:nin[oa]|chic[oa])"
    r"|cuando era"
    r"|antecedentes?|historial|una vez|a veces|siempre|la ultima vez|en el pasado"
    r"|at (?:another|a different|my old|some other) (?:clinic|place|spa|office))\b"
)
# of the present all the same
PRESENT = re.compile(
    r"\b(?:now|right now|today|tonight|suddenly|this (?:morning|afternoon|evening)"
    r"|yesterday|last night|hours? ago|ahora|hoy|anoche|ayer|de repente|currently"
    r"|at the moment|en este momento)\b"
)
# said for fun, of a price, of a screen, of a life without danger
JOKES = re.compile(
    r"\b(?:lol|lmao|lmfao|haha\w*|hehe\w*|jaja\w*|laugh\w*|rofl|omg so funny|kidding"
    r"|just joking|jk|broma|when i saw|cuando vi|love (?:them|it)|price|prices|cost"
    r"|bill|invoice|quote|precios?|cuenta"
    r"|total|deposit|expensive|web ?site|your site|online|calendar|schedule|photos?"
    r"|pictures?|fotos?|imagen|pagina|enlace"
    r"|pics?|link|app|screen|portal|form|excited|excitement|emocion\w*|wait to see"
    r"|gorgeous|beautiful|breathtaking|so cute|corset|dress|waist trainer|mask|asleep"
    r"|sleep|couch|early|drunk|bed|contacts|glasses|lenses|readers|lasik|cataracts?"
    r"|deviated septum|septum|apnea|lip ?stick|lip blush\w*|eye ?shadow|liner|tattoo"
    r"|school|escuela|practice|hair|nails?|polish|gown|shirt|sunspots|age spots"
    r"|freckles|bruis\w+|moret\w+)\b"
)
# who asks in general says nothing of themselves
ASKS = re.compile(
    r"^(?:(?:hi|hello|hey|hola|there|so|ok|and|also|quick|question|pregunta|un[ao]|just"
    r"|wondering|curious|y|por|curiosidad|,) )*(?:is|are|does|do|can|could|will|would"
    r"|what|whats|how|why|when"
    r"|which|who|have you|que|cual\w*|como|puede\w*|hay|es|cuando|causa|da)\b"
)
SELF = re.compile(
    rf"\b(?:{_SELF}|debo|this|these|esto|she|he|her|his|shes|hes|se me|le|ella|esposa"
    rf"|mama|hija)\b"
)
