"""Why each ready text exists, for docs/messages.md."""

# field: the words in brackets, what stands there
PLACEHOLDERS = {
    "message_greeting": ("Hi Nora", "“Hi there” where no first name can be told"),
    "message_first_name": ("Nora", "left out of a subject where none can be told"),
    "message_practice": ("practice", "its name"),
    "message_treatments": (
        "treatments",
        "in the patient's own word (“lip filler”); “our treatments” if none is known",
    ),
    "message_about": (
        "about treatments",
        "the same, or nothing at all; never in a text",
    ),
    "message_promise": ("when we reply", "whole sentences, see below"),
    "message_next_step": (
        "next step",
        "the booking link, else “Reply with two days that work for you, and we'll hold "
        "a time.”",
    ),
    "message_next_step_button": ("next step button", "the same; a link is a button"),
    "message_reply_or_call": (
        "reply or call",
        "“reply or call (512) 555-0190”, “reply” without a phone",
    ),
    "message_first_visit": (
        "your words: a first visit",
        "from the settings, or nothing",
    ),
    "message_prepare": ("your words: before a visit", "from the settings, or nothing"),
    "message_prices": ("your words: prices", "from the settings, or nothing"),
    "message_consultation_at": ("day and time", "“Thursday, December 3 at 3:45 PM”"),
    "message_consultation_when": (
        "when",
        "the same, or “today at 3:45 PM” and “tomorrow at 3:45 PM”",
    ),
    "message_consultation_place": ("place", "of the meeting, else the address"),
}

_FIRST = "mail_template_first_"
_FIRST_TEXT = "sms_template_first_"
_PLAN = "mail_template_follow_up_"
_PLAN_TEXT = "sms_template_follow_up_"
_VISIT = "mail_template_consultation_"
_VISIT_TEXT = "sms_template_consultation_"
WHY = {
    f"{_FIRST}general": "They know within seconds that they were heard, and by when.",
    f"{_FIRST}general_closed": "The same at night: nobody has to wonder until morning.",
    f"{_FIRST}injectables": "Faces are personal; a form letter would put them off.",
    f"{_FIRST}wellness": "Nothing is suggested before somebody has listened.",
    f"{_FIRST}consultation": "They want a time: it says what a consultation is.",
    f"{_FIRST}returning": "Who was here before is welcomed back, not introduced.",
    f"{_FIRST_TEXT}general": "Texts are read in minutes; only who agreed gets one.",
    f"{_FIRST_TEXT}general_closed": "The same while closed, in the hours of the law.",
    f"{_FIRST_TEXT}consultation": "The same for who asked for a consultation.",
    f"{_FIRST_TEXT}returning": "The same for who was here before.",
    f"{_PLAN}new_1": "Takes the fear out of a first visit.",
    f"{_PLAN}tried_1": "For a step that waits for a call: it says that we did.",
    f"{_PLAN}new_1_injectables": "Names the two questions most people have.",
    f"{_PLAN}new_1_laser": "Dates matter to them: trips and events.",
    f"{_PLAN}new_1_body": "They doubt whether it suits them: honesty comes first.",
    f"{_PLAN}new_1_skin": "Begins with what they use, which is easy to answer.",
    f"{_PLAN}new_1_wellness": "Asks before anything is suggested.",
    f"{_PLAN}new_1_returning": "Goes on where they left off.",
    f"{_PLAN}new_1_pricing": "Says why a number needs a talk, and asks for a budget.",
    f"{_PLAN}new_1_consultation": "Says what happens in a consultation.",
    f"{_PLAN}new_2": "Shows that any question is welcome.",
    f"{_PLAN}new_3": "Offers the smallest step: a short visit or a call.",
    f"{_PLAN}new_4": "Gives a way out, and a way to say later.",
    f"{_PLAN}new_5": "Ends the plan kindly; the door stays open.",
    f"{_PLAN}quiet_1": "Weeks later, plans may have changed.",
    f"{_PLAN}quiet_2": "Helps to decide instead of asking again.",
    f"{_PLAN}quiet_3": "Asks whether to go on: no means no.",
    f"{_PLAN}missed_1": "Without blame: most people who missed a visit still want one.",
    f"{_PLAN}nurture_1": "Planning ahead is a reason to think of it now.",
    f"{_PLAN}nurture_2": "An honest opinion is worth a visit.",
    f"{_PLAN}nurture_3": "Practical facts decide whether it fits into a life.",
    f"{_PLAN}nurture_4": "It is easier to come to people one knows of.",
    f"{_PLAN}nurture_5": "A big decision becomes a small one.",
    f"{_PLAN}nurture_6": "The last of the plan, and it says so.",
    f"{_PLAN_TEXT}new_1": "Asks for one thing: a time to talk.",
    f"{_PLAN_TEXT}tried_1": "For a step that waits for a call: it says that we called.",
    f"{_PLAN_TEXT}voicemail_1": "For a step that waits for a voicemail.",
    f"{_PLAN_TEXT}new_2": "For who would rather write than talk.",
    f"{_PLAN_TEXT}new_3": "A booking link is most useful on a phone.",
    f"{_PLAN_TEXT}quiet_1": "One digit is an answer.",
    f"{_PLAN_TEXT}missed_1": "Half an hour after a no-show: kind, and quick.",
    f"{_PLAN_TEXT}missed_2": "Asks what would be easier.",
    f"{_PLAN_TEXT}missed_3": "The last about that visit, and it says so.",
    f"{_VISIT}booked": "When, where, and how to change it.",
    f"{_VISIT}days_before": "In time to move it.",
    f"{_VISIT}same_day": "So that nobody forgets, and the late say so.",
    f"{_VISIT_TEXT}booked": "The same, where they look first.",
    f"{_VISIT_TEXT}days_before": "The same, where they look first.",
    f"{_VISIT_TEXT}same_day": "The same, where they look first.",
}
