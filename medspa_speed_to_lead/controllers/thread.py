from odoo.addons.mail.controllers.thread import ThreadController


class InquiryThreadController(ThreadController):
    def _prepare_message_data(self, post_data, *, thread, **kwargs):
        if thread._name == "crm.lead":
            thread._touch_need_contact(post_data.get("partner_emails") or ())
        return super()._prepare_message_data(post_data, thread=thread, **kwargs)
