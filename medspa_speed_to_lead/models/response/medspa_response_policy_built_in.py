from odoo import api, models, tools
from odoo.exceptions import UserError

BUILT_IN = "medspa_speed_to_lead.response_policy_built_in"
# its first messages are the shipped ones, as long as they are there
_MESSAGES = {
    "email": "medspa_speed_to_lead.mail_template_first_general",
    "sms": "medspa_speed_to_lead.sms_template_first_general",
}


class MedspaResponsePolicy(models.Model):
    """The promise that holds where no policy fits: nobody is left without an owner, a
    clock and a first message because a list has a gap.

    It is kept archived, so that it is in nobody's way: it is asked last, and by name.
    """

    _inherit = "medspa.response.policy"

    @api.model
    def _built_in(self):
        return self.browse(self._built_in_id() or ())

    @api.model
    @tools.ormcache()
    def _built_in_id(self):
        policy_sudo = self.sudo().env.ref(BUILT_IN, raise_if_not_found=False)
        return policy_sudo.id if policy_sudo else False

    def _is_built_in(self):
        return bool(self) and self.id == self._built_in_id()

    def write(self, vals):
        self._check_not_built_in()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_built_in(self):
        self._check_not_built_in()

    def _check_not_built_in(self):
        if not self.env.su and self._built_in() & self:
            raise UserError(
                self.env._(
                    "This promise holds where no other fits, and stays as it is: make "
                    "one of your own, that comes before it."
                )
            )

    # what it says

    def _first_message(self, channel, closed):
        if not self._is_built_in():
            return super()._first_message(channel, closed)
        name = _MESSAGES[channel]
        for xmlid in (f"{name}_closed", name) if closed else (name,):
            template_sudo = self.sudo().env.ref(xmlid, raise_if_not_found=False)
            if template_sudo:
                return template_sudo
        return super()._first_message(channel, closed)

    @tools.ormcache("self.id")
    def _acknowledged_channels(self):
        if not self._is_built_in():
            return super()._acknowledged_channels()
        return tuple(one for one in _MESSAGES if self._first_message(one, False))
