"""One module a provider: ``parse(body, content_type) -> Inquiry``."""

from . import web_form

PROVIDERS = {"web_form": web_form}
