"""The sentences that refuse, perhaps refuse, or only sound like it."""

import re

# {names} stand for these alternatives
_PARTS = {
    "reach": "(?:text|message|contact|call|email|e mail|bother|harass|spam|sms|dm|phone"
    "|solicit|annoy|pester|write|write to|send to|reach out to)",
    "reaching": "(?:texting|messaging|contacting|calling|emailing|sending|bothering"
    "|harassing|spamming|pestering|annoying|bugging|hounding|blasting|nagging"
    "|soliciting|pinging|writing|blowing up|reaching out|phoning|bombarding|doing this"
    "|hitting me up)",
    "messages": "(?:texts?|texted|messages?|emails?|sms|calls?|messaged|contacted"
    "|called|emailed|reminders?|notifications?|promos?|promotions?|promotional|ads?|offers?"
    "|spam|marketing|advertising|communications?|alerts?|solicitations?|newsletters?|updates?"
    "|stuff|crap|shit|bs|contact)",
    "these": "(?:these|those|this|them|anything|any|all|that|it)",
    "some": "(?:any|all|my|the|these|those|this|your|more|other|further|such|of|so|many"
    "|promo|promotional|freaking|damn|fucking|stupid|annoying|marketing|automated"
    "|sales|kind|type)",
    "more": "(?:again|anymore|any more|ever|ever again|please|thanks|thank you|else"
    "|now|here|period|at all|to this number|to this phone|to me|from you|you|and"
    "|already)",
    "me": "(?:me|us|this number|this phone|my number|my phone|my cell|here"
    "|at this number|on this number)",
}


def _patterns(*patterns):
    for pattern in patterns:
        for name, part in _PARTS.items():
            pattern = pattern.replace(f"{{{name}}}", part)
        yield pattern


def _any(*patterns):
    return re.compile("|".join(_patterns(*patterns)))


# what speaks of stopping, and of something else: taken out before judging
ELSEWHERE = _any(
    r"\b(?:dont|cant|couldnt) stop\b",
    r"\b(?:wont|didnt|doesnt|havent|hasnt|never|not|without) stop\b(?! {reaching})",
    r"\bstop (?:by|in|over|off|into|through|on)\b(?! accident| mistake)",
    r"\bstop (?:at|for)\b(?! once| now| good| ever| all)",
    r"\b(?:quick|bus|pit|rest|truck|one|next|short|train|subway|first|last|a|non|full)"
    r" stop\b(?! {reaching})",
    r"\bstop (?:(?:the|my) (?!{reaching}))?(?!{reaching}\b|everything"
    r"|anything|marketing|advertising)\w+ing\b",
    r"\bi (?:had|have|need|needed|was told) to stop (?!{reaching}\b|{these}\b"
    r"|{messages}\b|getting|receiving|hearing)\w+",
    # a machine's own notice
    r"(?<!i )(?<!to )\b(?:reply|text|txt|send|responda|envie) (?:with )?(?:stop|alto"
    r"|unsubscribe) (?:to|2|para) (?:optout|unsubscribe|end|quit|cancel|stop|cancelar"
    r"|no recibir|dejar de recibir)\b",
    r"\b(?:when|how long|how soon|how many days)\b(?: \w+){0,8} stop\b"
    r"(?! {reaching}| {these}| {messages})",
    r"(?<!how )\b(?:should|do|must|can|could|may|will) (?:i|we)"
    r"(?: have to| need to)? stop\b(?! {reaching}| {these}\b| {messages})",
    r"\bi (?:can|could|may|might|will|should) stop\b|^i quit$",
    r"\bmy (?!texts|messages|phone|number)\w+ stop\b",
    r"\b(?:did|have|why did|when did) you(?: guys)? stop\b",
    r"\b(?:he|she|they|\w+er|\w+or|nurse|derm\w*) (?:told|asked) me to stop\b",
    r"\bstop (?:after|before) (?:a|the|my|\d+)\b",
    r"\b(?:does|will|did) (?:the|it|my|this)(?: \w+)? stop\b(?! {reaching})",
)
REFUSALS = _any(
    # stop texting me
    r"\b(?:stop|quit|cease)(?: with| all| the| your| this| these| any)* {reaching}\b",
    r"\b(?:stop|quit) {reach} {me}\b",
    r"\b(?:stop|quit|end|cancel)(?: with)?(?: {some})* {messages}\b",
    r"\b(?:stop|end|quit) (?:with )?{these}$",
    r"\b(?:these|those|the|your|ur) {messages}(?: \w+){0,3} stop\b",
    r"\benough(?: \w+)? (?:with|of) (?:the|these|your|this) {messages}",
    r"\bi (?:have |already |just )?(?:said|replied|texted|sent|wrote|typed) stop\b",
    # do not text me
    r"(?<!you )(?<!they )(?<!she )(?<!he )\b(?:dont|never)(?: ever| please)?"
    r"(?: {reach} (?:or|and|nor))? {reach} {me}\b"
    r"(?! back| to\b| for\b| the\b| if\b| when\b)",
    r"^(?:please )?(?:dont|never)(?: ever)? {reach}(?: {more})+$",
    r"^(?:please )?dont (?:text|message|contact)$",
    r"\b(?:dont|never)(?: ever| please)? (?:{reach}|reach out)"
    r" (?:again|anymore|ever again|no more)\b",
    r"\b(?:said|please) no more(?: {more})*$",
    r"\bwant (?:off|out)(?: of)? (?:this|your|ur|the|that)(?: \w+)? (?:list|lists"
    r"|thread|texts)\b",
    r"\b(?:dont|never)(?: ever| please)? send(?: me| us)?(?: {some})*"
    r"(?: {messages}| anything| these| this)\b",
    r"\b(?:dont|never|no longer|not|didnt)(?: \w+)? (?:want|wish|like|care|need|agree)"
    r"(?: you| to| be| get| getting| receive| receiving| hear| see| have| {some})*"
    r" (?:texts|messages|emails|sms|calls|ads|spam|promotions|promos|offers|marketing"
    r"|texted|messaged|contacted|emailed|bothered|hear from (?:you|this|yall))\b",
    r"\b(?:rather not|prefer not to) (?:be|get|receive|have)(?: {some})* {messages}\b",
    r"\b(?:dont|no longer|not)(?: \w+)? (?:want|wish|like|care)(?: to)? "
    r"(?:receive|get|hear)(?: from)? (?:these|those|this|you|it|them|any)\b",
    r"^(?:please )?no(?: more| further)?(?: {some})* {messages}(?: {more})*$",
    r"^(?:please )?no(?: more)? (?:texting|messaging|contacting|calling)(?: {more})*$",
    r"^(?:please )?no more(?: {more})*$",
    r"^(?:please )?dont (?:text|message|reply) back(?: please)?$",
    r"\bemails? only(?: please| thanks)*$",
    r"^(?:please )?only emails?(?: me)?(?: please)?$",
    r"^(?:porfavor )?(?:solo|solamente)(?: por)? (?:correo|email)(?: porfavor)?$",
    r"\b(?:reported|marked|flagged)(?: this| you)?(?: as| for) (?:spam|junk)\b",
    r"\b(?:sue|lawyer|attorney|legal action|police|report you)\b.{0,60}\b(?:text"
    r"|message|contact|call|write)\w*(?: me| us)? again\b",
    r"\b(?:text|message|contact|call|write)\w*(?: me| us)? again\b.{0,60}\b(?:sue"
    r"|lawyer|attorney|legal action|police|report you)\b",
    # take me off your list
    r"^(?:please )?(?:remove|delete)(?: off)? (?:from|off)(?: of)? (?:the |your |ur "
    r"|this |all )?(?:(?!wait|cancel|standby)\w+ )?lists?\b",
    r"\b(?:put|add|place) (?:me|us|this number|my number) (?:on|to|in)(?: the| your"
    r"| ur)? (?:dont (?:call|text|contact)|dnc)\b",
    r"\b(?:take|get|pull|remove)\b(?: \w+){1,4} (?:off|out)(?: of)?"
    r"(?: (?!wait|waiting\b|cancellation\b|standby\b)\w+){0,4}"
    r" (?:lists?|database|system|contacts|thread|chat|group text|texts|messages)\b",
    r"\b(?:take|get) (?:me|us|my number|this number|my name) off"
    r"(?: of)?(?: this| these| it| here| everything| {more})*$",
    r"\b(?:remove|delete|erase|drop|unlist) (?:me|us|this number|my number|my phone"
    r"|my name|my contact|my cell|my info)\b(?! and (?:add|put)| (?:from|for|on"
    r"|off) (?:the |my |your |that )?"
    r"(?:\d|slot|schedule|app|wait|cancel|calendar|book|member|mon|tue|wed|thu|fri|sat"
    r"|sun|today|tomorrow|standby|account))",
    r"\b(?:take|get) my (?:name|number)(?: (?:and )?(?:name|number))? off$",
    r"\bremoved from (?:this|your|ur|the|all)(?: \w+){0,2} (?:list|lists|texts)\b",
    r"\b(?:my|this) number\b.{0,40}\b(?:remove|delete|lose) it\b",
    r"\blose (?:my|this) number\b",
    r"\bleave (?:me|us) (?:\w+ ){0,2}alone\b",
    r"^(?:just |please )?go away(?: {more})*$",
    r"\b(?:fuck|f|fk|piss|bugger|buzz) off\b",
    r"\bget lost$",
    # somebody else's number
    r"(?<!the )(?<!a )(?<!wrote )\bwrong (?:number|person|phone|guy|lady|woman|man)\b"
    r"(?! of\b| on\b| for\b| in\b| down\b)",
    r"\b(?:have|got|has|texted|texting|messaging|reached|called|contacting) (?:the|a)"
    r" wrong (?:number|person|phone|guy|lady|woman|man|one)\b(?! of\b| on\b| for\b"
    r"| in\b)",
    r"\b(?:its|this is|thats) (?:the|a) wrong (?:number|person)\b",
    r"\bequivocad[oa]$(?<!me equivocado)",
    r"\b(?:this|that) (?:isnt|aint|is no longer|was never)(?: \w+){1,2} (?:number"
    r"|phone)\b",
    r"\bthis number (?:no longer|doesnt|dont|never) belong"
    r"|\bthis number (?:now )?belongs to",
    r"\bnobody(?: here| at this number)? (?:by|with|named|called)\b",
    r"\bno \w+ (?:at|on|with) this (?:number|phone)\b",
    # consent
    r"\b(?:revoke|withdraw|rescind|take back)(?: \w+)? (?:consent|permission"
    r"|authorization)",
    r"\bdont (?:consent|agree) to(?: \w+){0,3} {messages}\b",
    r"\bdont call (?:list|registry)\b",
    r"\bcease and desist\b",
    r"\b(?:unsubscribe|optout)\b",
    # Spanish
    r"\b(?:deten(?:er|ga|gan)|suspend(?:er|a|an)|termin(?:ar|e|en))(?: todos| los"
    r"| estos| sus| mas)* (?:mensajes|textos|sms|publicidad|promociones)\b",
    r"(?<!si )\bno (?:me|nos|le) (?:escriba|mande|envie|textee|textie|contacte|llame"
    r"|moleste|marque|mensajee|hable)[ns]?\b",
    r"\bno (?:mande|envie|escriba|textee|contacte)n?\b",
    r"\bque (?:me|nos) (?:quiten|saquen|borren|eliminen) de"
    r"(?! (?:la|mi|el) (?:cita|espera|agenda)| (?:la )?lista de espera)",
    r"\bcancel\w* (?:los|estos|sus|esos) (?:mensajes|textos)\b",
    r"\bfavor de no (?:escrib|mand|envi|llam|contact|texte|molest)",
    r"\b(?:quiten|saquen|borren|eliminen)(?:me|nos)$",
    r"\bno (?:me )?vuelvan? a (?:escribir|mandar|enviar|llamar|contactar|textear)",
    r"\bno (?:quiero|deseo|necesito)(?: que)?(?: recibir| mas| sus| estos| esos| ningun"
    r"| ningunos)* (?:mensajes?|textos?|llamadas?|correos?|sms|publicidad|promociones"
    r"|me (?:escriban?|manden?|llamen?|contacten?))\b",
    r"^(?:ya )?(?:porfavor )?(?:ya )?no mas(?: (?:porfavor|gracias|ya))*$",
    r"^(?:ya )?(?:porfavor )?(?:ya )?(?:no|basta de) (?:mas )?(?:mensajes|textos"
    r"|llamadas"
    r"|correos|publicidad|sms)\b",
    r"\b(?:dej(?:e|a|en|es|ar)|par(?:e|en|a)) de (?:escrib|mand|envi|llam|molest|textea"
    r"|contact|fastidi|chinga)",
    r"\bpar(?:e|en|enle|ele) (?:con|de)(?: \w+){0,3} (?:mensajes|textos|llamadas)\b",
    r"\bdeje?n?me en paz\b|\bdejame en paz\b|\bdejenos en paz\b",
    r"\bnumero (?:equivocado|incorrecto|errado)\b",
    r"(?<!me )\bequivoc\w+ de (?:numero|persona|telefono)\b",
    r"\b(?:quit|saqu|sac|borr|elimin)(?:e|a|en|an)(?:me|nos) de"
    r"(?! (?:la|mi|el) (?:cita|espera|agenda)| (?:la )?lista de espera)",
    r"\b(?:borr|elimin|quit|saqu)(?:e|a|en) (?:mi|este) (?:numero|telefono|nombre)\b",
    r"\b(?:dar|darme|deme|dame|denme) de baja\b",
    r"\b(?:cancel|cancelar|cancele|cancelen) (?:la |mi )?suscripcion\b",
)
# with one of these a refusal is meant in part, for a time, or not at all
DOUBTS = _any(
    r"\b(?:wait|jk|kidding|joking|lol|haha\w*|never ?mind|nvm|accident\w*|mistake\w*"
    r"|oops"
    r"|didnt mean|unless|until|till|except|instead|only|actually)\b",
    r"\b(?:but|just) (?:please )?(?:i )?(?:keep|still|text|you can|send|call)\b",
    r"\bkeep (?:the|my|sending)\b",
    r"\b(?:rather|prefer|better|ok|okay|fine|easier) (?:to |by |via )?text",
    r"\b(?:text|texts|texting) (?:is|are|works?) (?:ok|fine|better|best|good|great)",
    r"\b(?:before|after|past|at) (?:\d|noon|work|hours|school|night|midnight"
    r"|my appoint)",
    r"\bso (?:early|late)\b|\bin the (?:morning|evening|middle)\b",
    r"\bon (?:weekends?|sundays?|instagram|ig|facebook|fb|whatsapp|messenger"
    r"|my work)\b",
    r"\b(?:may|might|must) have\b|\b(?:did|why did|if|why was|was|am) i\b"
    r"|\bif you dont\b",
    r"\bdo i (?:reply|text|send|say|lose|still)\b|\bwhat (?:if|happens)\b",
    r"\bmy (?:husbands|wifes|moms|work|other|old) (?:phone|number|cell|line)\b",
    r"\b(?:membership|member|package|autopay|photos?|pictures)\b",
    r"\b(?:antes|despues) de\b|\bmejor\b|\bprefiero\b|\bpor la (?:manana|noche)\b",
    r"\btan (?:temprano|tarde)\b|\b(?:excepto|solo|solamente|broma|espera"
    r"|sin querer)\b",
    r"\bpor error\b|\bmembresia\b",
)
# who asks for emails in their place refuses texts
EMAIL_INSTEAD = re.compile(
    r"\b(?:(?:only|just|solo|solamente) )?(?:por )?(?:emails?|correo)(?: me)?"
    r"(?: only| instead)?\b"
)
PERHAPS = _any(
    r"(?<!have )(?<!got )(?<!see )\b(?:no|not|dont|never|less|fewer|end|cancel|pause"
    r"|remove|mute|silence|turn off|done with|sick of|tired of)(?: \w+){0,4}"
    r" (?:texts|texting|messages|messaging)\b",
    r"\b(?:dont|not|never) (?!(?:forget|hesitate|worry|know|mind|have|see|think|you"
    r"|get|got|receive|received)\b)"
    r"(?:\w+ ){0,3}(?:text|texting|message|contact|contacting|reach out)\b(?! back)",
    r"\bnumber (?:is )?wrong\b",
    # one purpose, or somebody else's phone
    r"^(?:please )?(?:just|only)(?: \w+){0,4} (?:reminders?|confirmations?)\b"
    r"|\b(?:reminders?|confirmations?) only\b"
    r"|^(?:porfavor )?(?:solo|solamente|unicamente)(?: \w+){0,3} (?:recordatorios?"
    r"|confirmacion\w*|citas)\b",
    r"\b(?:this is|its) (?:someone|somebody) (?:else|elses)\b"
    r"|\bnew owner of this (?:number|phone)\b|\bno soy (?:esa persona|la persona)\b",
    r"\btext(?:ing)? (?:me|us) (?:less|so much|so often)\b",
    r"\bno (?:text|texts|texting) (?:needed|necessary)\b",
    r"\bonly (?:text|message|contact) (?:me|us)\b",
    r"\b(?:no|nunca|basta|pare\w*|deje\w*|cancel\w*|quit\w*|menos)(?: \w+){0,3}"
    r" (?:mensajes|textos)\b",
    r"\b(?:texted|messaged) me(?: \w+){0,3} times\b",
    r"\b(?:stop|stopall|unsubscribe|optout|revoke)\b",
    r"\b(?:not|no longer|isnt|arent|never) interested\b"
    r"(?! in (?!this$|your|these|it$|any of))",
    r"\bno (?:me|nos|le) interesa\b|\bno estoy interesad",
    r"\bwrong (?:number|person)\b(?! of\b)",
    r"^(?:hi |hello |sorry )?(?:this|im|i am) (?:isnt|aint|not) (?!(?:urgent|working"
    r"|right"
    r"|fair|good|ok|okay|true|me|it|a|an|the|what|helpful|correct|acceptable|sure|ready"
    r"|available|free|able|interested|bad|going|cool)\b)\w+(?: anymore| any more)?$",
    r"\bharass|\btcpa\b|\bfcc\b|\blawyer\b|\bsue you\b|\breport\b|\bwill block\b"
    r"|^(?:im |i )?block(?:ed|ing)?$"
    r"|\b(?:reporting|block|blocked|blocking) (?:you|this|your)\b",
    r"^spam$|\b(?:is|its) (?:this |just )?(?:a )?(?:spam|scam)\b|\bspamming\b",
    r"\b(?:never|didnt) (?:sign|signed|ask|asked|agree|agreed|give you|gave you"
    r"|subscribe"
    r"|consent)\b(?! .{0,60}\bform)",
    r"\btoo many {messages}\b|\btext\w*(?: \w+){0,2} too much\b",
    r"^enough(?: already| is enough)?$",
    r"\bhandsign\b",
    r"\b(?:delete|erase|remove)(?: all)? my (?:account|information|data|info"
    r"|records)\b",
    r"\b(?:no need to|dont need to|dont have to|dont) {reach} (?:me|us)\b(?! the\b)",
    r"\bdont {reach} my\b",
    r"\b(?:take|remove) (?:me|my number)\b.{0,60} {messages}\b",
)
