"""Never reached, later perhaps, or lost."""

from .story import Story

QUIET = (
    # no response
    Story(
        "Heather Lindgren", "6d 10:20", "Downtown", "website", "CoolSculpting",
        "Prices?",
        (
            ("+4", "call no_answer", ""),
            ("+9", "email", "Hi Heather,\nBody contouring starts at $750 for one area. Want to come in, and we'll figure out which areas make sense?\n{me}"),
            ("+1d 12:15", "call voicemail", "Left my name and number."),
            ("+2d 16:30", "call no_answer", "Third try."),
            ("+1", "stage no_response", ""),
        ),
        intent="pricing", campaign="Body by Summer", worth=750,
    ),
    Story(
        "Brandon Cole", "8d 15:55", "Lakeside", "facebook", "tattoo",
        "hey",
        (
            ("+3", "call voicemail", "Left my name."),
            ("+20", "text", "Hi Brandon, this is {me} from Lumen Lakeside. Tell me a little about your tattoo, and I'll let you know how we'd approach it."),
            ("+2d 11:30", "call voicemail", "Second voicemail."),
            ("+2", "stage no_response", ""),
        ),
        email=False, texts=True, worth=900,
    ),
    Story(
        "Priscilla Vega", "9d 12:40", "Downtown", "google_ads", "Dysport",
        "Is Dysport cheaper than Botox?",
        (
            ("+4", "call no_answer", ""),
            ("+0.5", "email", "Hi Priscilla,\nThey cost about the same per area. Alicia can tell you which one is right for you. Can I call you today?\n{me}"),
            ("+1d 17:10", "call no_answer", "Second try."),
            ("+3d 10:40", "call no_answer", "Third try, different time of the day."),
            ("+1", "stage no_response", ""),
        ),
        intent="pricing", area="210", worth=450,
    ),
    Story(
        "Stefan Kowalski", "12d 18:35", "Lakeside", "google_business", "IPL",
        "Redness",
        (
            ("+7", "call busy", ""),
            ("+8", "call busy", ""),
            ("+5", "text", "Hi Stefan, we tried to call you about your question. When's a good time? {me}, Lumen Lakeside"),
            ("+3d 11:20", "call no_answer", ""),
            ("+1", "stage no_response", ""),
        ),
        email=False, worth=400,
    ),
    Story(
        "Monique Laurent", "15d 11:45", "Downtown", "missed_call", "",
        "Missed call, no message.",
        (
            ("+3", "call voicemail", "Her greeting is in French, left a message in both languages."),
            ("+1", "text", "Sorry we missed your call! This is {me} from Lumen Aesthetics. How can we help?"),
            ("+1d 10:10", "call no_answer", ""),
            ("+1", "stage no_response", ""),
        ),
        email=False, area="415",
    ),
    # later perhaps
    Story(
        "Allison Reed", "7d 14:00", "Downtown", "instagram", "lip filler",
        "Can I do this while breastfeeding?",
        (
            ("+3", "email", "Hi Allison,\nCongratulations! We'd rather wait until you're done nursing. Can I check back in the spring?\n{me}"),
            ("+25", "email in", "Please do, thank you for being honest."),
            ("+5", "email", "Of course! I've made a note for April. Enjoy the little one!\n{me}"),
            ("+1", "stage nurture", ""),
            ("+1", "to do 45", "Write to Allison: lips, when she is done nursing."),
        ),
        intent="consultation", worth=700,
    ),
    Story(
        "Vikram Iyer", "10d 10:50", "Lakeside", "website", "hair removal",
        "Comparing three clinics, please send your prices for chest and stomach.",
        (
            ("+9", "email", "Hi Vikram,\nChest and stomach together are $240 a visit, or $1,200 for six. Any questions I can answer?\n{me}, Lumen Lakeside"),
            ("+2d 12:10", "call connected", "Decides after his vacation next month."),
            ("+1", "stage nurture", ""),
            ("+1", "to do 12", "Call Vikram after his vacation."),
        ),
        intent="pricing", worth=1200,
    ),
    Story(
        "Dorothy Ellison", "11d 13:20", "Downtown", "phone_call", "microneedling",
        "Called after reading about us in the neighbourhood paper.",
        (
            ("+0.2", "call connected", "Takes blood thinners, asks her doctor first. A lovely lady, send her the brochure."),
            ("+4", "stage nurture", ""),
        ),
        email=False, worth=1050,
    ),
    Story(
        "Caleb Stone", "4d 15:10", "Downtown", "google_ads", "weight loss",
        "Do I need a prescription?",
        (
            ("+56", "call connected", "Sorry for the long wait. Wants to lose the first ten pounds by himself, we stay in touch."),
            ("+1", "stage nurture", ""),
        ),
        area="254", texts=True, worth=900,
    ),
    # lost
    Story(
        "Kristen Hale", "16d 10:15", "Downtown", "google_ads", "CoolSculpting",
        "Cheapest price for two areas?",
        (
            ("+5", "call connected", "Has an offer of 900 for both."),
            ("+1d 11:00", "lost price", ""),
        ),
        intent="pricing", campaign="Body by Summer", worth=1500,
    ),
    Story(
        "Jerome Baptiste", "14d 16:40", "Lakeside", "landing", "laser hair removal",
        "Face and neck. Can you do this week?",
        (
            ("+16", "call connected", "We answered too late, he had just booked somewhere else."),
            ("+2", "lost elsewhere", ""),
        ),
        intent="consultation", campaign="Laser Season", worth=950,
    ),
    Story(
        "Teresa Villanueva", "12d 11:10", "Downtown", "website", "laser resurfacing",
        "I am on acne medication, can I have a laser peel?",
        (
            ("+4", "call connected", "Not for six months after the medication. Told her what she can do until then."),
            ("+2", "lost unsuitable", ""),
        ),
        intent="consultation", worth=1800,
    ),
    Story(
        "Ashley Morgan", "18d 19:20", "Downtown", "facebook", "Botox",
        "how much",
        (
            ("+4", "call no_answer", ""),
            ("+30", "text", "Hi Ashley, this is {me} from Lumen. Botox is $13 a unit. Want to come in for a consultation?"),
            ("+1", "stop", ""),
            ("+1d 10:30", "lost silent", ""),
        ),
        intent="pricing", email=False, texts=True, worth=450,
    ),
    Story(
        "Gregory Tate", "Mon-2 10:05", "Downtown", "website", "hair removal",
        "Ears and eyebrows. Do not laugh.",
        (
            ("+31", "call connected", "Did not laugh. He had found somebody nearer to his office by then."),
            ("+1", "lost elsewhere", ""),
        ),
        worth=500,
    ),
    Story(
        "Lauren Pruitt", "9d 09:40", "Downtown", "chat", "IV therapy",
        "Can you come to our office for 12 people?",
        (
            ("+12", "call connected", "We do not travel. Gave her the group price instead, they try again next year."),
            ("+1d 12:00", "lost later", ""),
        ),
        worth=1800,
    ),
    # how forms and people are
    Story(
        "Camille Foster", "1d 13:15", "Downtown", "website", "Botox",
        "Is this the right form for appointments?",
        (
            ("+2", "repeat", ""),
            ("+1.5", "call connected", "The form jumped back, so she sent it twice. Calls her sister and lets us know."),
        ),
        texts=False, worth=450,
    ),
    Story(
        "Ingrid Sorensen", "2d 17:40", "Downtown", "instagram", "Juvederm",
        "Smile lines, what can I do?",
        (
            ("+9", "again website", "I also wrote on Instagram. Smile lines, and maybe a peel?"),
            ("+2", "call connected", "Wrote twice because she travels tomorrow. Comes by for a consultation when she is back."),
        ),
        worth=750,
    ),
    Story(
        "Bettye Lawson", "3d 21:50", "Downtown", "website", "peel",
        "Do you treat melasma?",
        (
            ("+3", "call connected", "Yes, carefully and without heat. Brings pictures of what she has tried."),
        ),
        texts=True, area="212", worth=200,
    ),
    Story(
        "Zachary Owens", "6d 15:30", "Downtown", "other", "Botox",
        "Seat neighbour of Dr. Chen at the charity dinner.",
        (
            ("+2", "call connected", "Wants to come with his wife."),
        ),
        worth=900,
    ),
)
