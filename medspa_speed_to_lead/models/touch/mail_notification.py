from odoo import api, fields, models


class MailNotification(models.Model):
    _inherit = "mail.notification"

    # Everything a provider may report of a text: writing an unknown one raises, after
    # the text has left.
    failure_type = fields.Selection(
        selection_add=[
            ("sms_optout", "Opted out of texts"),
            ("sms_unclear", "Nobody knows whether it was sent"),
            ("sms_sandbox", "Sandbox: shown here, sent to no phone"),
        ]
    )

    def _failure_in_words(self):
        """Return why these did not leave: what the provider said, else the kind."""
        failed = self.filtered("failure_type")[:1]
        return failed.failure_reason or self._kind_in_words(failed.failure_type)

    @api.model
    def _kind_in_words(self, failure_type):
        """Return what people call a kind of failure, False if it is none."""
        kinds = dict(self._fields["failure_type"]._description_selection(self.env))
        return kinds.get(failure_type, failure_type)

    def _is_sandbox(self):
        """Say whether the sandbox showed these instead of sending them."""
        return bool(self) and set(self.mapped("failure_type")) == {"sms_sandbox"}

    def _is_unclear(self):
        """Say whether nobody knows if these left: there is no answer to tell it."""
        return "sms_unclear" in self.mapped("failure_type")
