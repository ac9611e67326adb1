from datetime import timedelta

from odoo import api, models

from ..rights.context_keys import OURS

# while a person has not read what may be a refusal, automatic messages wait
_LOOK_AGAIN = timedelta(hours=1)


class MedspaConsent(models.Model):
    """Opting out and in again: the ledger and Odoo's blacklists move together."""

    _inherit = "medspa.consent"

    @api.model
    def _opt_out(self, address, channel, **said):
        """They refuse everything on a channel, from this moment on.

        Texts: until they text START.

        :param said: as for :meth:`_revoke`.
        """
        lines = self._revoke(address, channel, by_keyword=channel == "sms", **said)
        if not lines:
            return lines
        message = self.env._("They opted out: %s", said["source"])
        if channel == "email":
            self.env["mail.blacklist"].sudo()._add(address, message=message)
        else:
            self._blacklist_number(address, message)
        return lines

    @api.model
    def _belongs_to_another(self, number, **said):
        """Somebody else answers there: nothing is texted to a number any more.

        :param said: as for :meth:`_revoke`.
        """
        lines = self._revoke(number, "sms", **said)
        if lines:
            self._blacklist_number(number, said["source"])
        return lines

    @api.model
    def _refused_at_carrier(self, typed, company, evidence):
        """A carrier lets no text through: they told it to stop, or the number has a new
        owner.

        :param typed: the number, as it was texted.
        :param company: whose text it was.
        """
        number = self.env["res.partner"]._phone_format(
            number=typed, country=company.country_id, force_format="E164"
        )
        message = self.env._("The carrier reported that they opted out of texts.")
        if number:
            self.env["phone.blacklist"].sudo()._add([number], message=message)
        source = self.env._("Reported by the carrier")
        self.sudo()._revoke(number or typed, "sms", source=source, evidence=evidence)

    @api.model
    def _blacklist_number(self, number, message):
        if self._can_be_blacklisted(number):
            self.env["phone.blacklist"].sudo()._add([number], message=message)

    @api.model
    def _opt_in(self, number, **said):
        """They take back that they refused texts, by the carriers' keyword.

        :return: the line, empty where a refusal that we learned of later goes on.
        """
        line = self._grant(number, "sms", "informational", by_keyword=True, **said)
        standing = self._standing(line.company_id, number, "sms", "conversational")
        if not standing.granted:
            return line.browse()
        if self._can_be_blacklisted(number):
            blacklist_sudo = self.env["phone.blacklist"].sudo()
            # they said it themselves: no line for whoever runs this
            blacklist_sudo.with_context(medspa_said=OURS)._remove(
                [number], message=self.env._("They opted in again: %s", said["source"])
            )
        return line

    @api.model
    def _taken_off(self, addresses, channel):
        """Somebody took these off Odoo's blacklist: that is an answer of the practice.

        Whoever may do that knows that they want to hear from us again; the ledger says
        who did it. It allows answers, nothing more.
        """
        company = self.env.company
        source = self.env._("Taken off the blacklist by %s", self.env.user.name)
        for address in addresses:
            line = self._standing(company, address, channel, "conversational")
            if line and not line.granted:
                self._grant(
                    address,
                    channel,
                    "conversational",
                    source=source,
                    by_keyword=channel == "sms",
                )

    @api.model
    def _agree_to_answers(self, address, channel, *, company_id, **said):
        """Whoever writes to us may be answered, unless they said otherwise before.

        :param company_id: id of the company they wrote to.
        """
        company = self.env["res.company"].browse(company_id)
        if self._standing(company, address, channel, "conversational"):
            return self.browse()
        return self._grant(
            address, channel, "conversational", company_id=company_id, **said
        )

    @api.model
    def _has_opted_out(self, company, number):
        line = self._standing(company, number, "sms", "conversational")
        return self._is_blacklisted(number) or bool(line and not line.granted)

    @api.model
    def _is_blacklisted(self, number):
        blacklist_sudo = self.env["phone.blacklist"].sudo()
        return bool(blacklist_sudo.search_count([("number", "=", number)], limit=1))

    @api.model
    def _can_be_blacklisted(self, number):
        """Say whether it is a full number: a short code has no place in Odoo's list."""
        return self.env.user._phone_format(number=number, force_format="E164") == number

    @api.model
    def _to_be_read(self, lead_sudo, channel):
        """Return ``(why, pause)`` while somebody must read what may be a refusal."""
        address = lead_sudo._consent_address(channel)
        unread = [("meaning", "=", "unclear"), ("channel", "=", channel)]
        touches_sudo = self.env["medspa.touch"].sudo()
        if touches_sudo.search_count([("address", "=", address), *unread], limit=1):
            why = self.env._("What they wrote may be an opt-out: please read it first.")
            return why, _LOOK_AGAIN
        return None
