"""Marketing systems that have the inquiry before we do."""

from .recipe import CRM, Recipe, checked

RECIPES = {
    "hubspot": Recipe(
        name="HubSpot",
        group=CRM,
        needs="Data Hub Professional or Enterprise (once Operations Hub) for webhooks "
        "in workflows. Else connect its forms by Zapier or Make.",
        paste=(
            "Open Automation > Workflows and create a contact-based workflow.",
            "Enrollment trigger: form submission, and choose the form. Allow "
            "re-enrollment, so that a second inquiry comes too.",
            "Press “+” and choose “Send a webhook” under data actions.",
            "Method POST, paste {address} as the webhook URL, save, and switch the "
            "workflow on.",
        ),
        tick=(
            "Include all contact properties.",
            "No authentication is needed; the address itself is the key.",
        ),
        arrives="The contact with its properties, among them the first source and "
        "campaign that HubSpot knows.",
        missing="The form's own wording, if it is no property of the contact: write "
        "message and consent into properties. An address that answers with an error "
        "of ours (4xx) is not tried again by HubSpot.",
        test="Press “Test” in the webhook action and choose a contact of yours.",
        seen=checked("HubSpot's knowledge base on webhooks in workflows"),
    ),
    "gohighlevel": Recipe(
        name="GoHighLevel",
        group=CRM,
        needs="Any plan with workflows. The plain “Webhook” action is enough; the "
        "custom one is billed per call.",
        paste=(
            "Open Automation > Workflows and create a workflow.",
            "Trigger: “Form Submitted”, filtered by your form (also “Survey "
            "Submitted”, or a Facebook lead form).",
            "Press “+”, search for “Webhook”, method POST, paste {address} as the URL.",
            "Save the action and publish the workflow.",
        ),
        tick=(
            "Nothing has to be listed: name, email, phone, tags and custom fields "
            "come along. Use Custom Data only for what is missing.",
            "Switch GoHighLevel's own first text off, or the patient hears from two.",
        ),
        arrives="The contact with all fields, tags, the source and the campaign.",
        missing="Files come as links. Who writes in GoHighLevel's own chat is no form.",
        seen=checked("guides of HighLevel users; its own help was not checked"),
    ),
}
