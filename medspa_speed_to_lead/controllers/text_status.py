from odoo.http import request

from odoo.addons.sms_twilio.controllers.controllers import SmsTwilioController

from ..tools.providers import twilio


class TextStatus(SmsTwilioController):
    """What Twilio reports of a text, told by whose account it left."""

    def _validate_twilio_signature(self, request_, uuid):
        """Verify with the account that sent the text, over the address it was given.

        Odoo asks the queued text, which is deleted within a day, and its own address,
        which may have changed since.
        """
        tracker_sudo = request.env["sms.tracker"].sudo()
        tracker_sudo = tracker_sudo.search([("sms_uuid", "=", uuid)], limit=1)
        company_sudo = tracker_sudo.medspa_company_id
        if not company_sudo:
            text_sudo = request.env["sms.sms"].sudo().search([("uuid", "=", uuid)])
            company_sudo = text_sudo and text_sudo._get_sms_company().sudo()
        auth_token = company_sudo and company_sudo.sms_twilio_auth_token
        http = request_.httprequest
        params = twilio.Params(http.form.to_dict(flat=False))
        signature = http.headers.get(twilio.SIGNATURE_HEADER, "")
        return any(
            twilio.verify(url, params, signature, auth_token)
            for url in tracker_sudo._report_addresses(http.path)
        )
