"""Answered in the last weeks: in conversation, booked or won."""

from .story import Story

CONTACTED = (
    # in conversation
    Story(
        "Paul Nguyen", "2d 11:40", "Downtown", "website", "acne scars",
        "Acne scars since I was 20, what would you suggest?",
        (
            ("+14", "email", "Hi Paul,\nSorry for the wait! Dr. Chen would like to see your skin before she suggests anything. Would the end of next week work for you?\n{me}"),
        ),
        intent="consultation", worth=1050,
    ),
    Story(
        "Irene Walsh", "2d 14:20", "Lakeside", "landing", "photofacial",
        "Sun spots on cheeks.",
        (
            ("+2", "call voicemail", "Said who I am and that I try again in a minute."),
            ("+1.5", "call connected", "Her skin is tanned from the lake, so we start with a consultation and a test spot."),
        ),
        campaign="Laser Season", worth=400,
    ),
    Story(
        "Nadia Petrov", "3d 15:05", "Downtown", "website", "weight loss",
        "Interested in your wellness program.",
        (("+19", "call connected", "Wants to talk to her doctor first, asks us to call her next week."), ("+1", "to do 3", "Call Nadia: has she seen her doctor?")),
        worth=900,
    ),
    Story(
        "Grace Adeyemi", "Mon 09:12", "Downtown", "instagram", "Dysport",
        "Do you have someone who is used to darker skin?",
        (
            ("+13", "email", "Good morning Grace,\nYes, Alicia works with all skin tones every day. Would you like to meet her first?\n{me}"),
        ),
        worth=450,
    ),
    Story(
        "Connor Doyle", "Mon 09:34", "Downtown", "google_ads", "hair removal",
        "Neck and shoulders, price?",
        (
            ("+18", "call no_answer", ""),
            ("+4", "text", "Hi Connor, this is {me} from Lumen. Happy to go over visits and pricing with you. Can I call you around lunch?"),
        ),
        intent="pricing", texts=True, campaign="Laser Season", area="737", worth=950,
    ),
    Story(
        "Leilani Kahale", "4d 15:40", "Lakeside", "referral", "HydraFacial",
        "Sent by Gloria Simmons.",
        (
            ("+4", "call connected", "Friend of Gloria's, wants the same facial before her graduation."),
        ),
        worth=220,
    ),
    Story(
        "Farah Haddad", "5d 10:25", "Downtown", "event", "microneedling",
        "From the bridal fair, stand 14.",
        (
            ("+4", "email", "Hi Farah,\nIt was great to meet you at the fair! To be ready by October, we'd want to start this month. Want me to send you some times?\n{me}"),
            ("+35", "email in", "Yes please, mornings are best."),
            ("+6", "email", "I'm holding the first Tuesday and the first Thursday of the month for you, both at 9:30. Which one works better?\n{me}"),
        ),
        worth=1050,
    ),
    Story(
        "Deshawn Price", "1d 12:35", "Downtown", "facebook", "laser hair removal",
        "Razor bumps on my neck, does laser help?",
        (
            ("+4", "call connected", "Yes, explained the test spot. Checks his schedule and writes back."),
        ),
        texts=True, campaign="Laser Season", worth=950,
    ),
    Story(
        "Siobhan Murphy", "4d 11:15", "Downtown", "website", "peel",
        "How long do I hide at home after a peel?",
        (
            ("+4", "email", "Hi Siobhan,\nIt depends on which peel we choose, so tell me a bit more: what would you like to improve?\n{me}"),
            ("+9", "bounce", "The mailbox is full."),
            ("+3", "call connected", "Her mailbox was full, so I called: pigmentation on the upper lip, light peel fits."),
        ),
        worth=200,
    ),
    Story(
        "Tyrone Jackson", "Mon-2 09:20", "Downtown", "website", "Botox",
        "My dentist says it could help with jaw clenching?",
        (
            ("+17", "call connected", "Has a night guard already. Alicia looks at the muscle first."),
        ),
        intent="consultation", worth=600,
    ),
    # booked
    Story(
        "Caroline Beaumont", "5d 20:45", "Downtown", "website", "laser resurfacing",
        "Fine lines around the mouth. I am 58 and a bit nervous about lasers.",
        (
            ("+3", "call connected", "Took the time to explain it step by step. She wants to see the room before."),
            ("+4", "book", "Consultation with Dr. Chen, {visit}."),
        ),
        intent="consultation", texts=True, visit="1d 14:00", worth=1800,
    ),
    Story(
        "Hannah Goldberg", "6d 13:10", "Downtown", "instagram", "lip filler",
        "Natural please! No duck lips :)",
        (
            ("+2", "text", "Hi Hannah, natural is what Alicia does best! Want to find a time for a consultation? {me}"),
            ("+12", "text in", "yes!! evenings"),
            ("+2", "text", "Perfect: {visit} with Alicia, 410 Congress Ave. See you then! {me}"),
            ("+1", "book", "Consultation with Alicia, {visit}."),
        ),
        intent="consultation", email=False, visit="2d 18:00", worth=700,
    ),
    Story(
        "Mohammed Rahimi", "7d 16:10", "Lakeside", "google_business", "tattoo",
        "Name of my ex. Please.",
        (
            ("+3", "call connected", "Upper arm, two colours. Took it with humour."),
            ("+3", "book", "Consultation with Dr. Chen, {visit}."),
        ),
        email=False, visit="1d 11:30", worth=1100,
    ),
    Story(
        "Evelyn Chambers", "8d 11:05", "Lakeside", "phone_call", "IPL",
        "Called about red cheeks.",
        (
            ("+0.2", "call connected", "Rosacea, under treatment by her dermatologist. Brings the letter."),
            ("+3", "book", "Consultation with Dr. Chen, {visit}."),
        ),
        visit="3d 10:30", worth=400,
    ),
    Story(
        "Naomi Feldman", "3d 18:20", "Lakeside", "website", "CoolSculpting",
        "After my second child nothing moves any more. Is there parking?",
        (
            ("+11", "call connected", "Apologised for the wait. Free parking behind the house, she comes with the baby."),
            ("+4", "book", "Consultation with Sam, {visit}."),
        ),
        intent="consultation", texts=True, area="210", visit="2d 12:00", worth=1500,
    ),
    Story(
        "Raj Malhotra", "Mon-3 10:40", "Downtown", "google_ads", "hair removal",
        "Beard line. Quick question about pain.",
        (
            ("+12", "call connected", "Like a rubber band, and we cool. Travels for work until the end of the month."),
            ("+3", "book", "Test spot with Sam, {visit}."),
        ),
        campaign="Laser Season", visit="5d 09:30", worth=950,
    ),
    # won
    Story(
        "Gloria Simmons", "20d 10:30", "Downtown", "referral", "HydraFacial",
        "Comes from Mrs. Bennett.",
        (
            ("+3", "call connected", "Wants to treat herself for her 60th birthday."),
            ("+2", "book", "HydraFacial with Sam, {visit}."),
            ("visit", "meet", "Delighted, and booked a series of three."),
            ("+10", "won", ""),
        ),
        area="512", visit="-16d 11:00", worth=660,
    ),
    Story(
        "Olivia Brennan", "21d 14:15", "Downtown", "website", "Botox",
        "First time Botox, forehead and crow's feet.",
        (
            ("+2", "call connected", "Nervous, read a lot on the internet. Calmed down a little."),
            ("+3", "book", "Consultation with Alicia, {visit}."),
            ("visit", "meet", "Stayed for the treatment right away."),
            ("+15", "won", ""),
        ),
        intent="consultation", texts=True, visit="-17d 15:30", worth=480,
    ),
    Story(
        "Isaac Romero", "19d 17:50", "Downtown", "google_ads", "CoolSculpting",
        "Love handles. I do CrossFit four times a week and they do not care.",
        (
            ("+4", "call connected", "Knows what he wants. Two areas."),
            ("+4", "book", "Consultation with Sam, {visit}."),
            ("visit", "meet", "Two areas, two sessions, pays at once."),
            ("+20", "won", ""),
        ),
        campaign="Body by Summer", visit="-14d 18:00", worth=3000,
    ),
    Story(
        "Mei-Ling Zhao", "18d 12:10", "Lakeside", "instagram", "microneedling",
        "Pores on my nose. What would you do?",
        (
            ("+4", "email", "Hi Mei-Ling,\nGreat question! Sam can tell you what would help after seeing your skin. Would you like to come in?\n{me}, Lumen Lakeside"),
            ("+50", "email in", "Yes please, before noon would be great."),
            ("+4", "email", "I've got you down for {visit}. See you then!\n{me}, Lumen Lakeside"),
            ("+1", "book", "Consultation with Sam, {visit}."),
            ("visit", "meet", "Started with the first of three."),
            ("+10", "won", ""),
        ),
        visit="-12d 11:00", worth=1050,
    ),
    Story(
        "Patrice Dubois", "17d 11:30", "Lakeside", "walk_in", "IV drip",
        "",
        (
            ("+0.5", "meet", "Flew in yesterday and feels like it. Took a hydration drip the same afternoon."),
            ("+60", "won", ""),
        ),
        area="305", worth=180,
    ),
    Story(
        "Jasmine Whitaker", "14d 13:25", "Downtown", "chat", "lip filler",
        "Half a syringe, is that a thing?",
        (
            ("+3", "call connected", "It is. Alicia likes careful people."),
            ("+2", "book", "Consultation with Alicia, {visit}."),
            ("visit", "meet", "Half a syringe, looks lovely."),
            ("+10", "won", ""),
        ),
        email=False, visit="-10d 12:30", worth=400,
    ),
    Story(
        "Luis Fernandez", "13d 21:35", "Lakeside", "landing", "hair removal",
        "Full back. What do men usually do?",
        (
            ("+4", "call connected", "Six visits. Starts before the summer."),
            ("+3", "book", "Consultation with Sam, {visit}."),
            ("visit", "meet", "Test spot fine, took the package of six."),
            ("+15", "won", ""),
        ),
        texts=True, campaign="Laser Season", visit="-9d 14:30", worth=1400,
    ),
    # patients who came back
    Story(
        "Olivia Brennan", "4d 09:50", "Downtown", "text", "Botox",
        "Hi, it is Olivia. One eyebrow sits a bit higher, is that normal?",
        (
            ("+3", "call connected", "Two weeks after, so Alicia has a look. Touch-ups are free."),
            ("+2", "book", "Touch-up with Alicia, {visit}."),
        ),
        texts=True, visit="1d 10:15",
    ),
    Story(
        "Gloria Simmons", "2d 10:45", "Downtown", "email", "photofacial",
        "Dear all, my sister visits in two weeks. Could we come together for a photofacial?",
        (
            ("+8", "email", "Hi Gloria,\nWhat a fun idea! We have two rooms side by side. Is this your sister's first visit with us?\n{me}"),
        ),
        worth=800,
    ),
)
