from odoo import fields, models
from odoo.tools import format_date


class CrmLead(models.Model):
    """Who agrees on a form while a refusal of theirs holds: a person is shown it."""

    _inherit = "crm.lead"

    def _consent_show_agreement_in_vain(self, channel, address, source):
        """Make a to-do of an agreement that lifts no refusal; one while it is open."""
        refused_on = self._consent_still_refused_on(channel, address)
        if not refused_on:
            return
        env, sms = self.env, channel == "sms"
        summary = (
            env._("They agreed to texts, but had opted out")
            if sms
            else env._("They agreed to emails, but had opted out")
        )
        if summary in self.sudo().activity_ids.mapped("summary"):
            return
        said = env._(
            "They agreed on a form (%(form)s) on %(today)s, but had refused on "
            "%(day)s. The refusal goes on.",
            form=source.name,
            today=format_date(env, fields.Date.context_today(self)),
            day=format_date(env, refused_on),
        )
        self.env["medspa.notice"]._todo(
            self, summary, f"{said} {self._consent_way_back(sms)}"
        )

    def _consent_way_back(self, sms):
        if sms:
            return self.env._(
                "If they want texts, ask them to text START to our number."
            )
        return self.env._(
            "If they want emails, ask them to confirm it; an administrator can then "
            "take the address off the blacklist of emails."
        )

    def _consent_still_refused_on(self, channel, address):
        """Return when they refused what still holds, ``None`` where nothing does."""
        ledger = self.env["medspa.consent"]
        line = ledger._standing(self._practice(), address, channel, "conversational")
        if line and not line.granted:
            return line.at
        name = "phone.blacklist" if channel == "sms" else "mail.blacklist"
        field = "number" if channel == "sms" else "email"
        entry_sudo = self.env[name].sudo().search([(field, "=", address)], limit=1)
        return entry_sudo.write_date or None
