"""Our models in which words stand, and of which no word is a patient's: why not.

A model that is not here has to be a holding of :meth:`medspa.erase._holdings`.
"""

SET_UP = "set-up, written by colleagues before anybody asked"
HOLDS_NOTHING = {
    "medspa.cadence": SET_UP,
    "medspa.cadence.step": SET_UP,
    "medspa.cadence.variant": SET_UP,
    "medspa.contact.window": SET_UP,
    "medspa.escalation.step": SET_UP,
    "medspa.intake.channel": SET_UP,
    "medspa.intake.field": "places and labels of fields; never what was said in them",
    "medspa.intake.source": SET_UP,
    "medspa.reminder": SET_UP,
    "medspa.response.policy": SET_UP,
    "medspa.stage.rule": SET_UP,
    "medspa.treatment": SET_UP,
    "medspa.treatment.category": SET_UP,
    "medspa.mystery.persona": "an invented person",
    "medspa.mystery": "an invented person, at addresses that no patient has",
    "medspa.weekly.review.line": "numbers and ids; it names no patient",
}
