from odoo import models

from ...tools.inquiry import UnreadableBody


class MedspaIntakeEvent(models.Model):
    """An event as it would be read under meanings that nobody has saved yet."""

    _inherit = "medspa.intake.event"

    def _as_tried(self, meanings):
        """Return a form as the screen shows it.

        :param dict meanings: by path.
        :return: ``{"id", "at", "state", "problem", "who", "names_nobody", "fields",
            "card"}``: ``fields`` as of :func:`_rows`, ``card`` in pairs of label and
            text.
        """
        form = {
            "id": self.id or 0,
            "at": self.received_at,
            "state": self.state,
            "problem": self.error or "",
            "who": "",
            "names_nobody": True,
            "fields": [],
            "card": [],
        }
        try:
            inquiry = self._parsed(meanings)
        except UnreadableBody as error:
            return {**form, "problem": str(error)}
        return {
            **form,
            "who": inquiry.full_name or inquiry.email or inquiry.phone,
            "names_nobody": inquiry.names_nobody,
            "fields": _rows(inquiry.understood, meanings),
            "card": [(label, text) for label, text in self._on_card(inquiry) if text],
        }

    def _on_card(self, inquiry):
        """Yield what the card would say, as label and text."""
        env, treatments = self.env, self._treatments(inquiry)
        reasons = dict(self._fields["spam_reason"]._description_selection(env))
        yield env._("Held back as spam"), reasons.get(self._why_spam(inquiry))
        yield env._("Counts nowhere"), self._is_test(inquiry) and env._("A test")
        yield env._("Name"), inquiry.full_name
        yield env._("Phone"), self._readable_phone(inquiry)
        yield env._("Email"), inquiry.email
        yield env._("Treatments"), ", ".join(treatments.mapped("name"))
        if not treatments:
            yield env._("Asks for"), inquiry.treatment
        yield env._("What they ask"), inquiry.message
        yield env._("Location"), inquiry.location
        yield env._("Agrees to texts"), self._yes_no(inquiry.sms_consent)
        yield env._("Agrees to emails"), self._yes_no(inquiry.email_consent)
        yield env._("Campaign"), inquiry.utm_campaign
        yield env._("Marketing source"), inquiry.utm_source
        yield from inquiry.extra


def _rows(understood, meanings):
    """Return each field once, with what was said in it.

    A phone with words beside it is used and kept as a note: what a person chose counts.
    """
    rows = {}
    for one in understood:
        is_mapped = meanings.get(one.path, "note") not in ("note", "technical")
        known = rows.get(one.path)
        if not known or (one.value and not known["value"]):
            rows[one.path] = {
                "path": one.path,
                "label": one.label or one.path,
                "value": one.value,
                "meaning": one.meaning,
                "how": "mapped" if is_mapped else one.how,
            }
    return list(rows.values())
