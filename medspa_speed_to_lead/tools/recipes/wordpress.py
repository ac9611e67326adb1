"""Form plugins of WordPress."""

from .recipe import WORDPRESS, Recipe, checked

RECIPES = {
    "gravity_forms": Recipe(
        name="Gravity Forms",
        group=WORDPRESS,
        needs="The Webhooks Add-On, which comes with the largest license.",
        paste=(
            "Install and activate the Webhooks Add-On.",
            "Open the form and choose Settings > Webhooks > Add New.",
            "Give it a name and paste {address} into “Request URL”.",
            "Save the feed.",
        ),
        tick=(
            "Request Method: POST. Request Format: JSON.",
            "Request Body: “Select Fields”. “All Fields” sends numbers instead of "
            "names, such as `1.3`, which nobody can read.",
            "Field Values: one row a field, with the keys `first_name`, `last_name`, "
            "`email`, `phone`, `message`, `treatment`, `sms_consent`, and `page_url` "
            "with the merge tag for the page address.",
        ),
        arrives="What you listed under Field Values, under the keys you gave it.",
        missing="Fields that you did not list, and entries marked as spam. Uploaded "
        "files come as links.",
        seen=checked("the documentation of the Webhooks Add-On"),
    ),
    "elementor": Recipe(
        name="Elementor",
        group=WORDPRESS,
        needs="Elementor Pro: the form widget is part of it.",
        paste=(
            "Edit the page, select the form and open “Actions After Submit”.",
            "Add the action “Webhook”; a section of that name appears below.",
            "Paste {address} into “Webhook URL” and update the page.",
        ),
        tick=(
            "Advanced Data: Yes. It sends labels and types along, so that a phone is "
            "known as a phone.",
            "Give every field a label, also where you show only a placeholder.",
            "Add hidden fields for `utm_source`, `utm_medium`, `utm_campaign`, `gclid` "
            "and `fbclid`, each with its URL parameter as the default value.",
            "Leave the honeypot field in: what it catches does not reach you.",
        ),
        arrives="Each field with label, type and value, the form's name, date, time "
        "and page address.",
        missing="Uploaded files come as links.",
        seen=checked("Elementor's developer pages and guides of other services"),
    ),
    "contact_form_7": Recipe(
        name="Contact Form 7",
        group=WORDPRESS,
        needs="A free add-on from the WordPress plugin directory, such as “CF7 to "
        "Webhook”: Contact Form 7 alone only sends emails.",
        paste=(
            "Install and activate the add-on.",
            "Open Contact > Contact Forms, edit the form and open the tab “Webhook”.",
            "Switch sending on, paste {address} and save the form.",
        ),
        tick=(
            "Send the email as well until you trust the connection.",
            "Keep the usual names, such as `your-name`, `your-email`, `your-phone`, "
            "`your-message`: they are understood.",
            "Use the tag `acceptance` with `optional` for consent.",
        ),
        arrives="Every field under its name.",
        missing="Files, unless the add-on sends links to them. What the form's spam "
        "protection holds back.",
        seen=checked(
            "the pages of such add-ons in the plugin directory; each names its tab "
            "a little differently"
        ),
    ),
    "wpforms": Recipe(
        name="WPForms",
        group=WORDPRESS,
        needs="The Webhooks addon, which comes with the Elite license.",
        paste=(
            "Install the addon under WPForms > Addons.",
            "Edit the form and choose Settings > Webhooks.",
            "Switch webhooks on and paste {address} into “Request URL”.",
            "Save the form.",
        ),
        tick=(
            "Request Method: POST. Request Format: JSON.",
            "Request Body: one row a field, with the keys `first_name`, `last_name`, "
            "`email`, `phone`, `message`, `treatment`, `sms_consent`.",
        ),
        arrives="What you listed in the request body.",
        missing="Fields that you did not list. Uploaded files come as links.",
    ),
    "fluent_forms": Recipe(
        name="Fluent Forms",
        group=WORDPRESS,
        needs="Fluent Forms Pro.",
        paste=(
            "Under Fluent Forms > Integrations, switch “Webhooks” on.",
            "Open the form's Settings, choose “WebHook” in the left menu and press "
            "“+ Add New”.",
            "Paste {address} into “Request URL” and save.",
        ),
        tick=(
            "Request Method: POST. Request Format: JSON.",
            "Request Body: all fields.",
            "Add hidden fields for `utm_source`, `utm_medium`, `utm_campaign`, `gclid` "
            "and `fbclid` with the matching GET parameter as default value.",
        ),
        arrives="All fields under their names, such as `names[first_name]`, `email`, "
        "`phone`, and the id of the entry.",
        missing="Uploaded files come as links. Partial entries.",
        seen=checked("the documentation of Fluent Forms"),
    ),
}
