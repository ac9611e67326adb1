"""Who waits now, and what was answered today."""

from .story import Story

TODAY = (
    # who waits, from fresh to late
    Story(
        "Sofia Marino", "-1", "Downtown", "website", "Botox",
        "I would love a consultation for my forehead, any evening works.",
        intent="consultation", texts=True, worth=450,
    ),
    Story(
        "Rob Ellis", "-2", "Lakeside", "landing", "laser hair removal",
        "Back and shoulders. Do you offer packages?",
        intent="pricing", texts=True, campaign="Laser Season", area="737", worth=1200,
    ),
    Story(
        "Dana Whitfield", "-4", "Downtown", "instagram", "lip filler",
        "Saw your reel! Can I come in for a consult?",
        intent="consultation", email=False, worth=700,
    ),
    Story(
        "Ximena Castillo", "~0.5", "Downtown", "google_business", "microneedling",
        "Are you open on Sundays? I work six days a week.",
        email=False, worth=350,
    ),
    Story(
        "Yuki Tanaka", "-3", "Downtown", "website", "IV drip",
        "How much is a vitamin drip? I have a half marathon on the weekend.",
        intent="pricing", worth=180,
    ),
    Story(
        "Brianna Coleman", "-9", "Downtown", "chat", "CoolSculpting",
        "What does one area cost, and do you take payments by month?",
        intent="pricing", area="254", worth=1500,
    ),
    Story(
        "Andre Thompson", "-12", "Lakeside", "facebook", "medical weight loss",
        "My doctor suggested I ask somebody who does this every day. How does it work?",
        (("+4", "snooze 15", ""),),
        texts=True, worth=900,
    ),
    Story(
        "Chloe Park", "-23", "Downtown", "text", "IV drip",
        "hi! do you do NAD drips? asking for me and my sister",
        email=False, area="737", worth=400,
    ),
    Story(
        "Helen Ortiz", "-11", "Lakeside", "website", "HydraFacial",
        "First time, what do you recommend for dry skin?",
        (("+3", "call no_answer", "Rang out. I try again in a few minutes."),),
        worth=220,
    ),
    Story(
        "Marcus Lee", "-17", "Downtown", "google_ads", "CoolSculpting",
        "Is body contouring right for me? Please call after work.",
        (
            ("+3", "call busy", ""),
            ("+4", "call voicemail", "Left my name and our number, he may call back."),
        ),
        intent="consultation", campaign="Body by Summer", worth=1500,
    ),
    Story(
        "Wanda Jefferson", "-8", "Lakeside", "email", "chemical peel",
        "Hello, a friend told me about your peels. I have sensitive skin and would like to know which one is the gentlest.",
        area="", worth=200,
    ),
    Story(
        "Lucy Hart", "-230", "Downtown", "instagram", "Juvederm",
        "Do you have openings this week? I would like a little more volume in my lips.",
        (
            ("+3", "email", "Hi Lucy,\nIt's great to hear from you! Do you have an event coming up? I can hold {visit} for a consultation with Dr. Chen. Does that work?\n{me}"),
            ("+224.5", "email in", "That would be perfect! Do I need to prepare anything?"),
        ),
        intent="consultation", visit="2d 16:30", worth=750,
    ),
    Story(
        "Joaquin Delgado", "3d 11:20", "Downtown", "google_ads", "laser resurfacing",
        "Old acne scars on both cheeks. Is one session enough?",
        (
            ("+4", "call connected", "Explained that Dr. Chen plans it after she has seen the skin, usually three sessions. Prefers late afternoons."),
            ("+3", "book", "Consultation with Dr. Chen, {visit}."),
            ("-6", "text in", "Hi, something came up at work. Could we move {visit} to the week after?"),
        ),
        intent="consultation", texts=True, campaign="Body by Summer", visit="2d 17:15",
        worth=1800,
    ),
    Story(
        "Jasmine Whitaker", "-2", "Downtown", "text", "Botox",
        "Hi, it's Jasmine! Alicia did my lips. Does she have 20 min for Botox too?",
        email=False, worth=450,
    ),
    Story(
        "Arturo Benavides", "-5", "Lakeside", "website", "microneedling",
        "How much are three sessions, and is there a discount for teachers?",
        intent="pricing", texts=True, area="830", worth=1050,
    ),
    # answered today
    Story(
        "Amara Okafor", "-180", "Downtown", "website", "Botox",
        "I am getting married in June and want to look rested in the pictures.",
        (
            ("+3", "call connected", "Wants to look rested and not different. Can come on any weekday after 4."),
            ("+2", "book", "Consultation with Alicia, {visit}."),
            ("+1", "text", "You're all set, Amara! {visit} with Alicia, 410 Congress Ave. Reply here if anything changes. {me}"),
        ),
        intent="consultation", texts=True, visit="3d 16:15", worth=520,
    ),
    Story(
        "Kenji Watanabe", "-95", "Downtown", "google_business", "tattoo",
        "Small one on the wrist, black ink. How many visits?",
        (
            ("+5.5", "call no_answer", ""),
            ("+6", "call connected", "Six to eight visits, eight weeks apart. Thinks about it and sends a picture to the clinic's phone."),
        ),
        email=False, worth=900,
    ),
    Story(
        "Rosa Medina", "-140", "Lakeside", "facebook", "photofacial",
        "Can I do this before a beach vacation?",
        (
            ("+4", "email", "Hi Rosa,\nThanks for asking first! When are you traveling? We'll plan it around your trip.\n{me}, Lumen Lakeside"),
        ),
        campaign="Laser Season", area="830", worth=400,
    ),
    Story(
        "Denise Harper", "-130", "Downtown", "walk_in", "HydraFacial",
        "",
        (
            ("+0.5", "meet", "Came in with her daughter. Showed her the treatment room, she takes the next free Saturday."),
            ("+4", "book", "HydraFacial with Sam, {visit}."),
        ),
        visit="4d 11:00", worth=220,
    ),
    Story(
        "Theo Lindqvist", "-210", "Downtown", "website", "",
        "Testing the new form.",
        area="", test=True,
    ),
    Story(
        "Brightline SEO", "-75", "Downtown", "website", "",
        "We can bring your clinic to page one of Google. When is a good time for a call?",
        (("+2", "exempt vendor", "Third time this month."),),
        area="305",
    ),
    Story(
        "Walter Grady", "-160", "Lakeside", "missed_call", "",
        "Missed call, no message.",
        (
            ("+4", "call wrong_number", "Looks for the bakery next door."),
            ("+1", "exempt wrong_number", ""),
        ),
        email=False,
    ),
)
