"""What a recipe is: how one form tool is connected to an intake source, in words.

Words are plain text. What stands between backticks is shown as code, a menu path is
written with ``>``, and ``{address}`` stands for the address of the source.
"""

from dataclasses import dataclass

AS_OF = "December 2026"

FORM_BUILDER = "Form builders"
WORDPRESS = "WordPress"
WEBSITE = "Websites and landing pages"
CRM = "CRM and marketing"
AUTOMATION = "Automation"
BOOKING = "Booking and calls"

PRACTICE = "[your practice]"
TEXTS = (
    f"I agree to receive text messages from {PRACTICE} about my inquiry and "
    "appointments. Message frequency varies. Message and data rates may apply. Reply "
    "STOP to opt out, HELP for help. Consent is not a condition of purchase."
)
EMAILS = "Email me about my inquiry and appointments. I can unsubscribe at any time."

CONSENT = (
    "Add a checkbox that is not ticked in advance and not required, with exactly this "
    f"label: “{TEXTS}”",
    "If you also want to send emails beyond the answer itself, add a second one: "
    f"“{EMAILS}”",
    "Copy the same words into “Consent Wording” of the source: they are the proof of "
    "what people agreed to, if the tool does not send the label along.",
)
# where the tool has no checkboxes of its own
NO_CHECKBOX = (
    "There is no consent to texts in what arrives here, so no text leaves by itself. "
    "Calls and emails that answer the person work as ever.",
)

# what to call fields where they can be named; any other name and label is read too
NAMES = (
    *("first_name", "last_name", "email", "phone", "message", "treatment"),
    *("sms_consent", "email_consent", "consent_text", "utm_source", "utm_medium"),
    *("utm_campaign", "gclid", "fbclid", "page_url", "external_id"),
)

UNCHECKED = (
    f"Menu names are as of {AS_OF} and were not checked against the tool itself. If "
    "they have moved, look for “Webhooks”."
)


@dataclass(frozen=True)
class Recipe:
    """How to connect one tool.

    ``needs`` is the plan or add-on, ``paste`` the steps until the address is saved,
    ``tick`` what to choose on the way, ``test`` the tool's own way to try it, ``seen``
    what the steps were checked against.
    """

    name: str
    group: str
    needs: str
    paste: tuple[str, ...]
    tick: tuple[str, ...]
    arrives: str
    missing: str
    test: str = "Fill in the published form yourself, as a patient would."
    consent: tuple[str, ...] = CONSENT
    seen: str = UNCHECKED


def checked(what: str) -> str:
    """Return how a recipe says that its steps were looked up."""
    return f"Steps checked in {AS_OF} against {what}."


def sections(recipe: Recipe) -> list[tuple[str, tuple[str, ...]]]:
    """Return ``(title, lines)`` in the order in which they are followed."""
    return [
        ("What you need", (recipe.needs,)),
        ("Where to paste the address", recipe.paste),
        ("What to choose", recipe.tick),
        ("Consent", recipe.consent),
        (
            "Try it",
            (
                "On the source, press “Send a Test Inquiry”: it shows that the address "
                "works before the tool is involved.",
                recipe.test,
                "Open the source again: it shows when the last call came, and under "
                "“Events” what was read. What was not recognized is matched "
                "once, with “Match Fields”.",
                "Mark what you sent as a test on its card, and it counts nowhere.",
            ),
        ),
        ("What arrives", (recipe.arrives,)),
        ("What does not", (recipe.missing,)),
    ]
