from odoo import api, fields, models

from ...tools.contact_window import has_cap, reached_cap

_OFFER = "promotional"


class MedspaConsent(models.Model):
    """How many texts a day the law of a state allows, of whoever sends them.

    What is automatic waits. A colleague is only told: nobody but them knows whether
    what they write sells anything.
    """

    _inherit = "medspa.consent"

    @api.model
    def _cap_in_words(self, leads):
        """Say which people have had as many texts as their law allows, or ``""``.

        Who wrote or asked since the last text is answered: that is no offer.
        """
        found = [(lead, self._cap_of(lead.sudo())) for lead in leads]
        full = [(lead, rule) for lead, rule in found if rule]
        if not full:
            return ""
        lead, rule = full[0]
        if len(full) == 1:
            return self.env._(
                "%(who)s had %(cap)s texts or more within 24 hours, and the law of "
                "%(rule)s allows no further one that advertises.",
                who=lead.display_name,
                cap=rule.daily_cap,
                rule=rule.name,
            )
        return self.env._(
            "%(count)s of these people had as many texts within 24 hours as the law of "
            "their state allows (%(rules)s): send none that advertises.",
            count=len(full),
            rules=", ".join(sorted({rule.name for _lead, rule in full})),
        )

    def _cap_of(self, lead_sudo):
        """Return the rule above which one more offer would be, or ``None``."""
        rules = self.env["medspa.contact.window"]._rules_for(lead_sudo._practice())
        places, number = lead_sudo._contact_places(), lead_sudo.phone_sanitized
        if not number or not has_cap(places, rules, _OFFER):
            return None
        now = fields.Datetime.now()
        sent = self._texts_lately(number, now, ("system", "person"))
        rule = reached_cap(now, places, rules, _OFFER, sent)
        if rule and not lead_sudo._contact_spoke_since(max(sent)):
            return rule
        return None
