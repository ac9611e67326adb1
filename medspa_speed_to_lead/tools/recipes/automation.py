"""Tools that carry data from one program to another."""

from .recipe import AUTOMATION, NAMES, Recipe, checked

_LISTED = ", ".join(f"`{name}`" for name in NAMES)

RECIPES = {
    "zapier": Recipe(
        name="Zapier",
        group=AUTOMATION,
        needs="A paid Zapier plan: Webhooks by Zapier is not in the free one.",
        paste=(
            "Make a Zap whose trigger is the program that has the inquiries.",
            "Add the action “Webhooks by Zapier” with the event “POST”.",
            "Paste {address} into “URL”, test the step and publish the Zap.",
        ),
        tick=(
            "Payload Type: Json. Wrap Request in Array: No. Unflatten: Yes.",
            f"Data: one row a field. Good names on the left: {_LISTED}.",
            "Give `external_id` the id of the entry: a Zap that is replayed then "
            "makes nothing twice.",
        ),
        arrives="The rows of Data.",
        missing="What you did not list. Triggers that Zapier marks as polling come up "
        "to 15 minutes late: look for “Instant”.",
        test="Press “Test step” in the action.",
        seen=checked("Zapier's help page “Send webhooks in Zaps”"),
    ),
    "make": Recipe(
        name="Make",
        group=AUTOMATION,
        needs="Any plan, also the free one, within its operations.",
        paste=(
            "Make a scenario whose first module is the program that has the inquiries; "
            "prefer one marked “instant”.",
            "Add the module HTTP > Make a request.",
            "Paste {address} into “URL”, choose the method POST, save and switch the "
            "scenario on.",
        ),
        tick=(
            "Body type: Raw, content type JSON; or “application/x-www-form-urlencoded” "
            "with one row a field, where quotes in a message can do no harm.",
            f"Good names: {_LISTED}.",
        ),
        arrives="What you put into the body.",
        missing="What you did not list. Scenarios on a schedule come as late as their "
        "schedule.",
        test="Press “Run once”, then fill in the form.",
    ),
    "n8n": Recipe(
        name="n8n",
        group=AUTOMATION,
        needs="n8n Cloud, or your own server.",
        paste=(
            "Begin the workflow with the trigger of the program that has the "
            "inquiries.",
            "Add the node “HTTP Request”, method POST.",
            "Paste {address} into “URL” and activate the workflow.",
        ),
        tick=(
            "Send Body: on. Body Content Type: JSON. Specify Body: Using JSON, with "
            "the expression `{{ $json }}`: all fields go along.",
            "On Error: retry, so that a pause of our server loses nothing.",
        ),
        arrives="Everything the trigger gave.",
        missing="Binary files: send a link to them instead.",
        test="Press “Execute workflow”, then fill in the form.",
    ),
}
