"""Tools whose whole business is forms."""

from .recipe import FORM_BUILDER, Recipe, checked

RECIPES = {
    "typeform": Recipe(
        name="Typeform",
        group=FORM_BUILDER,
        needs="A plan that includes webhooks; see “Connect” in your form.",
        paste=(
            "Open the form and choose Connect > Webhooks.",
            "Press “Add a webhook” and paste {address}.",
            "Switch the webhook on: a new one is off.",
        ),
        tick=(
            "Use the question types “Phone number” and “Email”, and short questions: "
            "they become the labels on the card.",
            "Add hidden fields named `utm_source`, `utm_medium`, `utm_campaign`, "
            "`gclid` and `fbclid`, and pass them on in the link to the form.",
            "Leave the secret empty.",
        ),
        arrives="Every question with its answer, hidden fields, the time, and an id by "
        "which a repeat is recognized.",
        missing="Partial responses. An uploaded photo comes as a link that opens in "
        "Typeform only. Typeform switches a webhook off for good when the address "
        "answers “not found”: after making a new address, paste it there.",
        test="In the list of webhooks, press “Send test request”, then fill in the "
        "form once.",
        seen=checked("Typeform's developer pages; the menu names were not checked"),
    ),
    "jotform": Recipe(
        name="Jotform",
        group=FORM_BUILDER,
        needs="Any plan, also the free one, within its monthly number of submissions.",
        paste=(
            "Open the form in the builder and choose Settings > Integrations.",
            "Search for “WebHooks” and open it.",
            "Paste {address} and press “Complete Integration”.",
        ),
        tick=(
            "Nothing to map: Jotform sends all fields.",
            "Add hidden fields for `utm_source`, `utm_medium`, `utm_campaign`, `gclid` "
            "and `fbclid`; Jotform fills them from the page address if their unique "
            "names are the same.",
        ),
        arrives="All fields in one call, the answers once more as JSON, and the "
        "submission id by which a repeat is recognized.",
        missing="Uploaded files come as links. Fields that were hidden by conditions "
        "are left out.",
    ),
    "tally": Recipe(
        name="Tally",
        group=FORM_BUILDER,
        needs="Any plan, also the free one.",
        paste=(
            "Publish the form, open it in the dashboard and choose Integrations.",
            "Beside “Webhooks”, press “Connect”.",
            "Paste {address} as the endpoint URL and press “Connect” again.",
        ),
        tick=(
            "Leave the signing secret empty.",
            "Add a hidden field block with `utm_source`, `utm_medium`, `utm_campaign`, "
            "`gclid` and `fbclid`.",
        ),
        arrives="Each question with its answer, choices in words, hidden fields, the "
        "time, and a response id by which a repeat is recognized.",
        missing="Uploaded files come as links that end after a while: open them soon.",
        seen=checked(
            "what others document about Tally's webhooks; the menu names were not "
            "checked"
        ),
    ),
    "fillout": Recipe(
        name="Fillout",
        group=FORM_BUILDER,
        needs="Any plan that shows “Webhook” under Integrate.",
        paste=(
            "Open the form, press “Integrate” at the top and choose “Webhook”.",
            "Paste {address} into “Webhook URL”.",
            "Press “Test”, then “Finish setup”, and publish the form.",
        ),
        tick=(
            "The simple mode sends all answers: stay in it.",
            "Add URL parameters named `utm_source`, `utm_medium`, `utm_campaign`, "
            "`gclid` and `fbclid` in the settings of the form.",
        ),
        arrives="Each question with its answer, URL parameters, the time and a "
        "submission id.",
        missing="Uploaded files come as links.",
        test="Press “Test” in the webhook's settings, then fill in the form once.",
        seen=checked("Fillout's help page “Send form submissions to a webhook”"),
    ),
    "formspree": Recipe(
        name="Formspree",
        group=FORM_BUILDER,
        needs="A paid plan with the webhook plugin. If the form is your own HTML, you "
        "do not need Formspree between: see Plain HTML form.",
        paste=(
            "Open the form in Formspree and choose Plugins.",
            "Open “Webhooks” and press “Connect” or “Add”.",
            "Paste {address} as the URL and save.",
        ),
        tick=("Name the inputs `name`, `email`, `phone` and `message`.",),
        arrives="All inputs of the HTML form under their names.",
        missing="What Formspree itself holds back as spam. Uploaded files come as "
        "links.",
    ),
}
