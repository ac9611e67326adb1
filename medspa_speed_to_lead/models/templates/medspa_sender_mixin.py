from odoo import api, fields, models


class MedspaSenderMixin(models.AbstractModel):
    """What sends templates by itself: a policy, a plan, a reminder.

    Whoever puts a template into one must be allowed to: it is code that will run with
    all rights, see :mod:`.medspa_template_mixin`.
    """

    _name = "medspa.sender.mixin"
    _description = "Sender of Templates"

    email_template_id = fields.Many2one(
        "mail.template",
        string="Email",
        domain="[('model', '=', 'crm.lead')]",
        ondelete="restrict",
    )
    sms_template_id = fields.Many2one(
        "sms.template",
        string="Text",
        domain="[('model', '=', 'crm.lead')]",
        ondelete="restrict",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Check what stands there: it may come from a default of the context."""
        senders = super().create(vals_list)
        for sender in senders:
            senders._check_new_templates(sender, apart_from=senders)
        return senders

    def write(self, vals):
        self._check_new_templates(vals)
        return super().write(vals)

    @api.model
    def _check_new_templates(self, vals, apart_from=None):
        """
        :param vals: values, or a record.
        :param apart_from: new senders: what only they send was not ours before.
        """
        for model in ("mail.template", "sms.template"):
            templates = self.env[model]
            names = templates._SENT_BY[self._name]
            if apart_from is None:
                ids = {vals.get(name) for name in names} - {None, False}
            else:
                ids = {vals[name].id for name in names} - {False}
            templates.browse(ids)._check_fit_to_send(apart_from)

    def _sending_company(self):
        """Return whose messages these are, an empty record for every company's."""
        return self.company_id

    def _own_template(self, channel):
        """Return its template for a channel, none for one without words: a call."""
        if channel == "sms":
            return self.sms_template_id
        return self.email_template_id if channel == "email" else self._no_template()

    def _no_template(self):
        return self.env["mail.template"]
