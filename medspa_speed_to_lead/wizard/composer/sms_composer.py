from odoo import api, fields, models

from ...models.rights.context_keys import is_ours

# whom a list may send a text at once, and what is looked up before
_LOOKED_AT = 200


class SmsComposer(models.TransientModel):
    _inherit = "sms.composer"

    refusal_note = fields.Char(
        compute="_compute_refusal_note",
        compute_sudo=False,
        help="Why a text to this number will not leave.",
    )
    is_sandbox = fields.Boolean(
        compute="_compute_is_sandbox",
        compute_sudo=False,
        help="Texts are only shown, and no phone rings.",
    )
    cap_note = fields.Char(
        compute="_compute_cap_note",
        compute_sudo=False,
        help="Who has had as many texts today as the law of their state allows.",
    )

    @api.depends("res_model", "res_id")
    @api.depends_context("company")
    def _compute_is_sandbox(self):
        for composer in self:
            composer.is_sandbox = composer._text_company()._texts_reach_nobody()

    @api.depends("composition_mode", "recipient_single_number_itf", "numbers", "res_id")
    def _compute_refusal_note(self):
        for composer in self:
            number = (
                composer.comment_single_recipient
                and composer.recipient_single_number_itf
            )
            company = composer._text_company()
            reasons = self.env["medspa.consent"]._why_no_texts([(number, company)])
            composer.refusal_note = next(
                (reason.words for reason in reasons.values()), False
            )

    @api.depends("res_model", "res_id", "res_ids")
    def _compute_cap_note(self):
        for composer in self:
            leads = self.env["crm.lead"]
            if composer.res_model == "crm.lead":
                leads = composer._get_records()[:_LOOKED_AT]
            note = self.env["medspa.consent"]._cap_in_words(leads)
            composer.cap_note = note or False

    def _action_send_sms_numbers(self):
        number = self.recipient_single_number_itf or self.recipient_single_number
        self._say_before(
            self.sanitized_numbers.split(",") if self.sanitized_numbers else [number]
        )
        return super()._action_send_sms_numbers()

    def _action_send_sms_comment(self, records=None):
        records = records if records is not None else self._get_records()
        if records._name == "crm.lead":
            records._touch_refuse_opted_out()
        info = records._sms_get_recipients_info(force_field=self.number_field_name)
        numbers = [one["sanitized"] or one["number"] for one in info.values()]
        self._say_before([*numbers, *(self.sanitized_numbers or "").split(",")])
        return super()._action_send_sms_comment(records)

    def _say_before(self, numbers):
        """Tell a person why a text will not leave; an automation finds out there."""
        if not is_ours(self, "medspa_automatic"):
            self.env["medspa.consent"]._assert_texts(
                filter(None, numbers), self._text_company()
            )

    def _text_company(self):
        """Return whose text it will be."""
        if self.res_model == "crm.lead" and self.res_id:
            return self.env["crm.lead"].browse(self.res_id).sudo()._practice()
        return self.env.company

    def _prepare_mass_sms(self, records, sms_record_values):
        texts = super()._prepare_mass_sms(records, sms_record_values)
        if records._name == "crm.lead" and not records._touch_is_automatic():
            # one text a record, in their order
            for lead, text_sudo in zip(records, texts.sudo(), strict=True):
                if lead.intake_received_at and text_sudo.mail_message_id:
                    lead._touch_register_queued_text(
                        text_sudo, self.env.user.partner_id
                    )
        return texts
