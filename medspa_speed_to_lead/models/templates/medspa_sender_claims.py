from odoo import api, models
from odoo.exceptions import ValidationError

from ...tools.claims import ALWAYS, LEFT_VOICEMAIL, is_true


class MedspaSenderMixin(models.AbstractModel):
    """What sends templates sends no claim to people of whom it may not be true.

    First messages and reminders go to everybody; a step of a plan may wait for a call.
    """

    _inherit = "medspa.sender.mixin"

    # what besides the templates decides whether a claim is true
    _CLAIMS_DEPEND_ON = ()

    @api.model_create_multi
    def create(self, vals_list):
        senders = super().create(vals_list)
        senders._check_claims()
        return senders

    def write(self, vals):
        result = super().write(vals)
        if self._names_of_templates().keys() & vals.keys() or (
            vals.keys() & set(self._CLAIMS_DEPEND_ON)
        ):
            self._check_claims()
        return result

    @api.model
    def _names_of_templates(self):
        """Return ``{field that names a template: model of the template}``."""
        return {
            name: model
            for model in ("mail.template", "sms.template")
            for name in self.env[model]._SENT_BY[self._name]
        }

    def _check_claims(self):
        """Refuse those that would send a claim to whomever it may not be true of.

        :raises ValidationError: names the sender and the template.
        """
        for sender_sudo in self.sudo():
            for template_sudo in sender_sudo._untrue_templates():
                template_sudo._check_claim_true([sender_sudo])

    def _untrue_templates(self):
        """Return the templates that it sends to people of whom they may not be true."""
        return [
            template
            for template in self._templates_it_sends()
            if not is_true(template.medspa_claim or None, self._claim_condition())
        ]

    def _templates_it_sends(self):
        return [self[name] for name in self._names_of_templates() if self[name]]

    def _claim_condition(self):
        """Return under which condition it sends, of :mod:`...tools.claims`."""
        return ALWAYS

    def _as_sender(self):
        """Return its name in a sentence that says what it sends."""
        return f"{self._description}: {self.display_name}"


class MedspaTemplateMixin(models.AbstractModel):
    """How it is said."""

    _inherit = "medspa.template.mixin"

    def _check_claim_true(self, senders):
        """Refuse what would be said by these.

        :param senders: list of records that send this template, empty: all is well.
        """
        if not senders:
            return
        says = (
            self.env._("says that we left a voicemail")
            if self.medspa_claim == LEFT_VOICEMAIL
            else self.env._("says that we tried to reach them")
        )
        raise ValidationError(
            self.env._(
                "“%(template)s” %(says)s, but this also sends it to people nobody "
                "called: %(senders)s. Let a follow-up step go only after a call, or "
                "choose other words.",
                template=self.name,
                says=says,
                senders=", ".join(sender._as_sender() for sender in senders),
            )
        )
