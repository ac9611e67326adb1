"""The words that refuse, agree or ask for help when they are all that is said."""

from .opt_out_reading import WORD, fold

STOP_KEYWORDS = (
    *("stop", "stopall", "unsubscribe", "cancel"),
    *("end", "quit", "revoke", "optout"),
)
# Carriers also lift their block on YES. Here it is a reply: it mostly answers what we
# asked, and an agreement to texts has to be unmistakable.
START_KEYWORDS = ("start", "unstop")
HELP_KEYWORDS = ("help", "info")
OF_KEYWORD = {
    **dict.fromkeys(STOP_KEYWORDS, "stop"),
    **dict.fromkeys(START_KEYWORDS, "start"),
    **dict.fromkeys((*HELP_KEYWORDS, "ayuda"), "help"),
}
FILLERS = frozenset(
    "please thanks thank you ok okay now it this that just i ive im said told asked "
    "tell "
    "already yes no hi hello hey and me all right immediately asap again once twice "
    "times "
    "many to so much need have want must can could would will guys sir maam for good "
    "at kindly make sorry us here forever ever ya porfavor gracias esto eso hola "
    "ahora quiero de una vez everything".split()
)
PLAIN = frozenset(
    "stop stopall unsubscribe quit revoke optout cease desist halt".split()
)
PLAIN_SPANISH = frozenset(
    "alto parar pare paren parele basta detener detengan detenganse desuscribir "
    "desuscribirme".split()
)
# refuse where nothing else is said: "remove it" may speak of a tattoo
ALONE = frozenset(
    ("remove", "dnc", "remove from list", "remove list", "unlist", "spam stop")
)
# alone they refuse; among others they more often speak of an appointment
AMBIGUOUS = frozenset(("cancel", "cancelar", "end", "para", "salir", "anular"))


def _folded(*words):
    return frozenset(" ".join(WORD.findall(fold(word))) for word in words)


# said alone, in what else patients of a practice here may speak
ELSEWHERE_STOP = _folded(
    *("baja", "detente", "sair", "descadastrar", "cancelar inscrição"),
    *("arrêt", "arrêter", "arrêtez", "désabonner", "désabonnez-moi", "me désabonner"),
    *("désinscrire", "désinscription", "sispann", "stopp", "abmelden", "abbestellen"),
    *("aufhören", "keine nachrichten mehr", "bitte keine nachrichten mehr"),
    *("стоп", "хватит", "отписаться", "відписатися", "rezygnuję", "wypisz mnie"),
    *(
        "停止",
        "退订",
        "退訂",
        "取消订阅",
        "取消訂閱",
        "不要再发",
        "不要再發",
        "配信停止",
    ),
    *("그만", "중지", "수신거부", "dừng lại", "ngừng", "hủy đăng ký"),
    *("itigil", "tigil", "توقف", "إيقاف", "الغاء الاشتراك", "بند کرو", "बंद करो", "रोकें"),
)
