from markupsafe import Markup

from odoo import api, models


class CrmLead(models.Model):
    """What is said of inquiries: to a colleague who is told, to whoever has clicked."""

    _inherit = "crm.lead"

    # to a colleague

    def _notice_in_a_line(self, words=""):
        """Return a link to each inquiry, and something said of it."""
        line = Markup('<p><a href="%s">%s</a> %s</p>')
        return Markup("").join(
            line % (f"/odoo/inquiries/{lead.id}", lead.display_name, words or "")
            for lead in self
        )

    def _notice_neutral_subject(self, message):
        """Return what an email to a colleague is called, whatever the message is."""
        which = self.env["medspa.notice"]._in_neutral_words(self)
        if message.sudo().message_type == "email":
            return self.env._("A patient wrote: %s", which)
        return self.env._("A message about %s", which)

    # to whoever has clicked

    def _in_short(self):
        """Return “Nora Diaz”, or “3 inquiries”: what was done is said of them."""
        if len(self) == 1:
            return self.contact_name or self.name
        return self.env._("%s inquiries", len(self))

    def _open_dialog(self, model, name):
        """Return the action that opens a dialog of ours about these inquiries.

        :param str name: its title.
        """
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_lead_ids": self.ids},
        }

    @api.model
    def _notice_with_undo(
        self, message, undo=None, method=None, after=None, reload=False
    ):
        """Return the action that tells what was done and offers to take it back.

        :param undo: records whose ``method`` takes it back.
        :param dict after: the action that follows, by default closing the dialog.
        :param reload: show the present screen anew, where no dialog closes.
        """
        return {
            "type": "ir.actions.client",
            "tag": "medspa_notice",
            "params": {
                "message": message,
                "undo": bool(undo)
                and {"model": undo._name, "method": method, "ids": undo.ids},
                "next": after or {"type": "ir.actions.act_window_close"},
                "reload": reload,
            },
        }
