"""What Odoo tells of any record by its number, told only of what one may read.

A to-do and a message show the name of the record that they are of with full rights: who
may read these may read it. Of a draft nobody has asked that, and anybody can make one.
"""

from odoo import models


def _hide_names(drafts, model_field, name_field):
    """Empty the name on those drafts whose record the present user may not read."""
    user = drafts.env.user
    for draft in drafts:
        record = drafts.env[draft[model_field]].browse(draft.res_id)
        if not record.with_user(user).has_access("read"):
            draft[name_field] = False


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _compute_res_name(self):
        result = super()._compute_res_name()
        drafts = self.filtered(lambda one: not one.id and one.res_name)
        _hide_names(drafts, "res_model", "res_name")
        return result


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _compute_record_name(self):
        result = super()._compute_record_name()
        drafts = self.filtered(lambda one: not one.id and one.record_name)
        _hide_names(drafts, "model", "record_name")
        return result

    def _compute_display_name(self):
        """What a message is called is its subject, which often names a person."""
        readable = self.with_user(self.env.user)._filtered_access("read")
        hidden = self - readable.with_env(self.env)
        hidden.display_name = False
        return super(MailMessage, self - hidden)._compute_display_name()


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _compute_subject(self):
        """It says what the records are called, or what the message was that it answers:
        with the rights of whoever writes it."""
        asked = self.with_user(self.env.user).sudo(self.env.uid == 1)
        for composer in asked:
            composer.parent_id.check_access("read")
            if composer.model in self.env and composer.composition_mode == "comment":
                records = composer.env[composer.model]
                records.browse(composer._evaluate_res_ids()).check_access("read")
        return super()._compute_subject()
