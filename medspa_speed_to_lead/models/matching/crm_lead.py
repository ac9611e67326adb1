from markupsafe import Markup

from odoo import models

from ..rights.system import system_partner


class CrmLead(models.Model):
    """The card of an unread form becomes that of the patient who sent it."""

    _inherit = "crm.lead"

    def _now_readable(self, values):
        """Fill in a card whose form can be read by now.

        Extended where inquiries are opened: the clock starts.

        :param dict values: of the inquiry that the form makes.
        """
        self.sudo().write(values)

    def _goes_on_elsewhere(self, lead):
        """Put this card away: who sent its form has an open inquiry."""
        for card in self:
            words = self.env._("This form is from %s.", lead.display_name)
            card._message_log(body=words)
            card._files_go_to(lead)
            card.sudo().active = False

    def _files_go_to(self, lead):
        files_sudo = self.env["ir.attachment"].sudo()
        ours = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        files_sudo.search(ours).write({"res_id": lead.id})

    def _log_now_readable(self, before):
        """Say on the card what became of it, and tell its owner.

        :param Markup before: what stood on it until now.
        """
        words = self.env._(
            "The fields of this form were matched, so it was read again."
        )
        self.message_post(
            body=Markup("<p>%s</p>%s") % (words, before or ""),
            author_id=system_partner(self.env).id,
            subtype_xmlid="mail.mt_note",
        )
        notice = self.env["medspa.notice"]
        which = notice._in_neutral_words(self)
        notice._tell(
            self,
            self.env._("An unread form turned out to be a patient: %s", which),
            self._notice_in_a_line(),
        )
