"""Builders of websites and landing pages with forms of their own."""

from .recipe import WEBSITE, Recipe, checked

RECIPES = {
    "wix": Recipe(
        name="Wix",
        group=WEBSITE,
        needs="Wix Forms and Wix Automations; the number of automations depends on "
        "your plan.",
        paste=(
            "In the site's dashboard, open Automations and press “New Automation”, "
            "then “Start from Scratch”.",
            "Trigger: Wix Forms, “Form submitted”, and choose the form.",
            "Action: “Send via webhook” (newer sites call it “Send HTTP request”, with "
            "the method POST).",
            "Paste {address} into “Target URL” and activate the automation.",
        ),
        tick=(
            "Send “All keys and values”, not a customized structure.",
            "No delay between trigger and action: minutes count here.",
        ),
        arrives="All fields of the form with their labels, the contact that Wix made "
        "of it, the time and a submission id.",
        missing="Uploaded files come as links. The address of the page and its UTM, "
        "unless the form has hidden fields for them. Wix repeats a call that was not "
        "answered within about a second; a repeat makes nothing twice.",
        seen=checked("guides to Wix Automations of July 2025 and later"),
    ),
    "squarespace": Recipe(
        name="Squarespace",
        group=WEBSITE,
        needs="A Squarespace plan that may connect to Zapier, and a paid Zapier plan: "
        "form blocks have no webhook.",
        paste=(
            "In Zapier, make a Zap with the trigger Squarespace, “New Form "
            "Submission”, and choose the form.",
            "Add the action Webhooks by Zapier, “POST”.",
            "Paste {address} into “URL” and publish the Zap.",
        ),
        tick=(
            "Payload Type: Json.",
            "Data: one row a field of the form, with its label or one of our names on "
            "the left.",
        ),
        arrives="The fields that you listed, some minutes later than from tools with a "
        "webhook.",
        missing="UTM and click ids, unless the form has hidden fields for them. A code "
        "block with our plain HTML form has neither trouble.",
        seen=checked("Zapier's templates for Squarespace"),
    ),
    "webflow": Recipe(
        name="Webflow",
        group=WEBSITE,
        needs="A site plan with form submissions.",
        paste=(
            "Open Site settings > Apps & integrations and find “Webhooks”.",
            "Press “Add webhook” and choose the trigger “Form submission”.",
            "Paste {address} and save.",
        ),
        tick=(
            "Choose the newest API version that is offered.",
            "Give every input a name in its settings: the names become the labels.",
            "One webhook gets the forms of the whole site: a newsletter form comes "
            "too. Filter by form name where that is offered.",
        ),
        arrives="All inputs under their names, the form's name, the time and an id.",
        missing="Uploaded files come as links. The page address, unless a hidden input "
        "holds it.",
        seen=checked("Webflow's developer pages; the menu names were not checked"),
    ),
    "unbounce": Recipe(
        name="Unbounce",
        group=WEBSITE,
        needs="Any plan with integrations.",
        paste=(
            "On the overview of the page, open the tab Integrations, then Webhooks.",
            "Press “Add Webhook” and paste {address} as the URL to post form data to.",
            "Save, and repeat it for each page, popup and sticky bar.",
        ),
        tick=(
            "Content type: JSON, or leave the form default; both are read.",
            "Field mapping: leave the names as they are.",
            "Add hidden fields for `utm_source`, `utm_medium`, `utm_campaign`, `gclid` "
            "and `fbclid` to the form, each set from the URL parameter.",
        ),
        arrives="All fields, the page's name, variant and address, the time.",
        missing="A signature: Unbounce sends none, so the address is the only key.",
        seen=checked("what is published of Unbounce's help page “Using a Webhook”"),
    ),
    "clickfunnels": Recipe(
        name="ClickFunnels",
        group=WEBSITE,
        needs="Any plan.",
        paste=(
            "ClickFunnels 2.0: open the workspace's settings, find “Webhooks” and add "
            "an endpoint.",
            "ClickFunnels Classic: open the funnel's Settings, press “Manage Your "
            "Funnel Webhooks” at the bottom, then “New Webhook”.",
            "Paste {address} as the URL and save.",
        ),
        tick=(
            "One event only: that a contact or form was submitted (Classic: contact "
            "created). Each further event comes as a call of its own.",
            "Where a version is asked for, choose the newest, as JSON.",
        ),
        arrives="The contact with name, email, phone and custom fields, the funnel and "
        "the page.",
        missing="A funnel sends the contact again at each step: the second call goes "
        "to the same card.",
        seen=checked("Make's guide to ClickFunnels Classic; 2.0 was not checked"),
    ),
}
