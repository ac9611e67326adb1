from odoo import models


class SmsComposer(models.TransientModel):
    _inherit = "sms.composer"

    def _action_send_sms_comment(self, records=None):
        records = records if records is not None else self._get_records()
        if records._name == "crm.lead":
            records._refuse_opted_out()
        return super()._action_send_sms_comment(records)

    def _prepare_mass_sms(self, records, sms_record_values):
        texts = super()._prepare_mass_sms(records, sms_record_values)
        if records._name == "crm.lead" and not records._is_automatic():
            # one text a record, in their order
            for lead, text_sudo in zip(records, texts.sudo(), strict=True):
                if lead.intake_received_at and text_sudo.mail_message_id:
                    lead._register_queued_text(text_sudo, self.env.user.partner_id)
        return texts
