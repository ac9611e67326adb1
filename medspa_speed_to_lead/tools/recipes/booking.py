"""Booking systems and call tracking: who comes from there has already chosen us."""

from .recipe import BOOKING, NO_CHECKBOX, Recipe, checked

_BOOKED = (
    "Ask for the phone number as a required question, and for consent as an extra "
    "question with a checkbox, if the tool has one. Its words belong into “Consent "
    "Wording” of the source."
)

RECIPES = {
    "calendly": Recipe(
        name="Calendly",
        group=BOOKING,
        needs="By Zapier: a paid Zapier plan. Without it: any Calendly plan since "
        "November 2026, and somebody who can call an API once.",
        paste=(
            "In Zapier: trigger Calendly, “Invitee Created”; action Webhooks by "
            "Zapier, “POST”; paste {address} into “URL”.",
            "Or by Calendly's API: create a webhook subscription with {address} as "
            "`url`, `invitee.created` as the only event, and a personal access token.",
        ),
        tick=(
            "Do not subscribe to `invitee.canceled`: a canceled appointment is no "
            "inquiry.",
            "Add a question for the phone number to the event type.",
        ),
        consent=(_BOOKED,),
        arrives="Name, email, questions with answers, the appointment, and the UTM of "
        "the link that was used.",
        missing="The appointment itself is not put into your calendar here: book it on "
        "the card.",
        test="Book an appointment with yourself, and cancel it.",
        seen=checked("Calendly's developer pages and release notes"),
    ),
    "acuity": Recipe(
        name="Acuity Scheduling",
        group=BOOKING,
        needs="A paid Zapier plan.",
        paste=(
            "In Zapier: trigger Acuity Scheduling, “New Appointment”.",
            "Action: Webhooks by Zapier, “POST”; paste {address} into “URL” and "
            "publish the Zap.",
        ),
        tick=(
            "Payload Type: Json. Data: first name, last name, email, phone, the type "
            "of appointment as `treatment`, notes as `message`, the id as "
            "`external_id`.",
        ),
        consent=(_BOOKED,),
        arrives="What you listed under Data.",
        missing="Intake forms, unless you list their questions.",
        test="Book an appointment with yourself, and cancel it.",
    ),
    "callrail": Recipe(
        name="CallRail",
        group=BOOKING,
        needs="A plan with integrations. By Zapier where webhooks are not offered.",
        paste=(
            "Choose the company, then Settings > Integrations > Webhooks.",
            "Paste {address} under “Form submission”, and under “Post-call” if calls "
            "that were missed shall be followed up here.",
            "Save the integration.",
        ),
        tick=(
            "No “Pre-call” address: at that moment nobody knows how the call ends.",
            "Make a second source for calls, with the channel “Phone call”, if you "
            "use both.",
        ),
        consent=NO_CHECKBOX,
        arrives="For a form all its fields; for a call the number, the caller's name "
        "if known, source, campaign, keyword and click id.",
        missing="Recordings come as links. Calls that your team answered come too: "
        "log them on the card, or leave post-call out.",
        seen=checked("an older guide to CallRail's webhooks; look for “Webhooks”"),
    ),
    "boulevard": Recipe(
        name="Boulevard",
        group=BOOKING,
        needs="By Zapier below the Enterprise plan, which alone has API keys (as of "
        "October 2026).",
        paste=(
            "In Zapier: trigger Boulevard, a new client or a new appointment.",
            "Action: Webhooks by Zapier, “POST”; paste {address} into “URL” and "
            "publish the Zap.",
        ),
        tick=(
            "Payload Type: Json. Data: name, email, mobile phone as `phone`, the "
            "service as `treatment`, the id as `external_id`.",
        ),
        consent=(_BOOKED,),
        arrives="What you listed under Data.",
        missing="What people type into the booking widget and do not finish. Do not "
        "read the widget's own traffic: it changes without notice.",
        test="Create a client with your own name.",
    ),
    "zenoti": Recipe(
        name="Zenoti",
        group=BOOKING,
        needs="The paid API package; your customer success manager switches it on.",
        paste=(
            "At the organization level, open Configuration > Integrations > Webhooks.",
            "Press “Create a webhook”, request type POST, and paste {address} as the "
            "URL.",
            "Choose the events and save.",
        ),
        tick=(
            "Event: Guest, “Created”. For online bookings also Appointment Group, "
            "“Created”: the second call goes to the same card.",
            "Subscription type: the center whose inquiries these are.",
        ),
        consent=(_BOOKED,),
        arrives="The guest with name, phones, email and center, or the appointment "
        "with its services.",
        missing="Guests whom your own front desk enters come too: mark them on the "
        "card as an existing appointment, and they count nowhere.",
        test="Create a guest with your own name.",
        seen=checked("Zenoti's developer pages"),
    ),
    "mindbody": Recipe(
        name="Mindbody",
        group=BOOKING,
        needs="A developer account that Mindbody approved for live use, linked to your "
        "business. Ask whoever looks after your website; Zapier is the short way.",
        paste=(
            "In the developer portal, create an API key for webhooks.",
            "Create a subscription with {address} as `webhookUrl` and the event "
            "`client.created`.",
            "Activate the subscription.",
        ),
        tick=("One event only: that a client was created.",),
        consent=(_BOOKED,),
        arrives="The client with name, email, phones and site.",
        missing="Why they came: Mindbody has no message. Clients whom your own front "
        "desk enters come too.",
        test="Create a client with your own name.",
        seen=checked("Mindbody's documentation of its Webhooks API"),
    ),
    "mangomint": Recipe(
        name="Mangomint",
        group=BOOKING,
        needs="A request to Mangomint's support: its staff sets webhooks up by hand.",
        paste=(
            "Write to Mangomint's support and ask for a webhook to {address}.",
            "Name the events: form submitted, and appointment booked online.",
            "Ask them to tell you when it is on.",
        ),
        tick=("Nothing on your side.",),
        consent=(_BOOKED,),
        arrives="What Mangomint puts into it; there is no published description. Look "
        "at the first events of the source, and press “Match Fields” for the rest.",
        missing="A signature: none is published, so the address is the only key.",
        test="Book an appointment with yourself online, and cancel it.",
    ),
}
