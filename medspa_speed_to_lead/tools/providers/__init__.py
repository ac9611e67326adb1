"""One module a provider.

Each has the ``PATH`` of its route, ``parse(body, content_type) -> Inquiry`` and
``external_id(body, content_type)``; where ``IS_SIGNED`` is true, ``verify`` besides.
"""

from . import twilio, web_form

PROVIDERS = {"web_form": web_form, "twilio": twilio}
