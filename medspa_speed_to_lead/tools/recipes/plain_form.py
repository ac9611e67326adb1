"""A contact form to paste into any page, and how it is connected.

It works without JavaScript; with the script it sends in the background and says where
the visitor came from.
"""

from html import escape

from .recipe import EMAILS, TEXTS, WEBSITE, Recipe, checked

# what the script fills in from the address of the page
HIDDEN = (
    *("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"),
    *("gclid", "gbraid", "wbraid", "fbclid", "page_url", "referrer"),
)
SCRIPT = "/medspa_speed_to_lead/static/connect/inquiry_form.js"

_HIDDEN = "\n".join(f'  <input type="hidden" name="{name}" />' for name in HIDDEN)
_FORM = f"""\
<form class="inquiry-form" action="{{address}}" method="post">
  <p>
    <label for="inquiry-name">Name</label><br />
    <input id="inquiry-name" name="name" autocomplete="name" required />
  </p>
  <p>
    <label for="inquiry-phone">Phone</label><br />
    <input id="inquiry-phone" name="phone" type="tel" autocomplete="tel" required />
  </p>
  <p>
    <label for="inquiry-email">Email</label><br />
    <input id="inquiry-email" name="email" type="email" autocomplete="email" />
  </p>
  <p>
    <label for="inquiry-treatment">What are you interested in?</label><br />
    <input id="inquiry-treatment" name="treatment" />
  </p>
  <p>
    <label for="inquiry-message">Message</label><br />
    <textarea id="inquiry-message" name="message" rows="4"></textarea>
  </p>
  <p>
    <input id="inquiry-texts" name="sms_consent" type="checkbox" value="yes" />
    <label for="inquiry-texts">{{texts}}</label>
  </p>
  <p>
    <input id="inquiry-emails" name="email_consent" type="checkbox" value="yes" />
    <label for="inquiry-emails">{EMAILS}</label>
  </p>
  <!-- people do not see this field; programs fill it in and give themselves away -->
  <p style="position: absolute; left: -10000px" aria-hidden="true">
    <label for="inquiry-gotcha">Leave this empty</label>
    <input id="inquiry-gotcha" name="_gotcha" tabindex="-1" autocomplete="off" />
  </p>
{_HIDDEN}
  <button type="submit">Send</button>
  <p class="inquiry-answer" role="status" aria-live="polite"></p>
</form>
<script src="{{script}}" defer></script>
"""


def html(address: str, script: str, texts: str = TEXTS) -> str:
    """Return the form, ready to paste.

    :param address: of the source.
    :param script: where `inquiry_form.js` is loaded from.
    :param texts: what people agree to who want texts.
    """
    return _FORM.format(address=address, script=script, texts=escape(texts))


RECIPES = {
    "html_form": Recipe(
        name="Plain HTML form",
        group=WEBSITE,
        needs="A page into which you can paste HTML; no plan and no plugin.",
        paste=(
            "Paste the form into the page. It posts to {address}.",
            "Put your practice's name wherever it still says “[your practice]”.",
            "Style it as the rest of the page: it brings no look of its own.",
        ),
        tick=(
            "Keep the field `_gotcha`: it is invisible, and who fills it in is a "
            "program.",
            "Keep the hidden fields: the script fills them from the page's address.",
            "Keep the boxes unticked. If you change their words, change “Consent "
            "Wording” of the source as well.",
            "If your site forbids scripts from elsewhere, leave the last line out, or "
            "copy the file to your own server: it needs nothing else.",
        ),
        consent=(
            "Both boxes are in the form, with their words. Copy those of the first "
            "into “Consent Wording” of the source: they are the proof of what people "
            "agreed to.",
        ),
        arrives="Every field, where the visitor came from, and the page.",
        missing="Without JavaScript: campaign and click ids, and the visitor sees a "
        "short technical answer instead of a thank-you.",
        seen=checked("a real browser, with JavaScript and without"),
    ),
}
