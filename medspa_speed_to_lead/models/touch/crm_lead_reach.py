from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError


class CrmLead(models.Model):
    """One click to reach the person who inquired."""

    _inherit = "crm.lead"

    def action_log_call(self, outcome, note=None):
        """Record a call that the present user just ended.

        :param str outcome: of :class:`medspa.touch`; only ``connected`` answers.
        :param str note: what was said, for colleagues.
        """
        self.ensure_one()
        touches = self.env["medspa.touch"]
        outcomes = dict(touches._fields["outcome"]._description_selection(self.env))
        if outcome not in outcomes:
            raise UserError(self.env._("How did the call end? Choose an outcome."))
        self._register_touch(
            {
                "direction": "out",
                "channel": "call",
                "outcome": outcome,
                "purpose": "reply",
                "user_id": self.env.uid,
            }
        )
        called = self.env._("Called: %s", outcomes[outcome].lower())
        self._message_log(body=Markup("<br/>").join(filter(None, (called, note))))
        return True

    def _register_touch(self, values):
        touch = super()._register_touch(values)
        if values.get("outcome") == "wrong_number":
            self._touch_number_is_wrong(touch)
        return touch

    def _touch_number_is_wrong(self, touch):
        """Somebody else answered a call: the number is out of use for everybody."""
        number = self.phone_sanitized or self.phone
        if not number:
            return
        touch.sudo().address = number
        self.env["medspa.consent"]._belongs_to_another(
            number, lead=self, source=self.env._("A call reached somebody else.")
        )
        self._touch_ask_for_number(number)

    def _touch_ask_for_number(self, number):
        """Have somebody ask for the right number: this one is somebody else's."""
        self.env["medspa.notice"]._todo(
            self,
            self.env._("The phone number belongs to somebody else"),
            self.env._(
                "Somebody else answers at %s. Nothing is texted there any more: please "
                "ask for the right number, for example by email.",
                number,
            ),
        )

    def action_call(self):
        """Open the dialog of a call: the number, and how it ended."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Call"),
            "res_model": "medspa.call.log",
            "view_mode": "form",
            "target": "new",
            "context": {"default_lead_id": self.id, **self._claim_context()},
        }

    def action_text(self):
        """Open Odoo's composer of texts for the person."""
        self.ensure_one()
        if not self.phone_sanitized:
            raise UserError(self.env._("There is no phone number that can be texted."))
        self._touch_refuse_opted_out()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Text"),
            "res_model": "sms.composer",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name,
                "default_res_id": self.id,
                "default_composition_mode": "comment",
                "default_number_field_name": "phone",
                **self._claim_context(),
            },
        }

    def action_email(self):
        """Open Odoo's composer of emails, addressed to the person."""
        self.ensure_one()
        if not self.email_normalized:
            raise UserError(self.env._("There is no email address."))
        self._touch_need_contact([self.email_normalized])
        contact = self.sudo()._partner_find_from_emails_single(
            [self.email_normalized], no_create=True
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Email"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_composition_mode": "comment",
                "default_partner_ids": contact.ids,
                **self._claim_context(),
            },
        }

    def _touch_refuse_opted_out(self):
        """Nobody who opted out is texted, not even by a person."""
        for lead in self.filtered("intake_received_at"):
            if lead.phone_sanitized_blacklisted:
                raise UserError(
                    self.env._(
                        "%s has opted out of texts. Please call or write an email.",
                        lead.contact_name or lead.display_name,
                    )
                )

    def _claim_context(self):
        """Return what a dialog is told of the inquiry that it is opened for.

        Extended by the board, which shows who has an inquiry open.
        """
        return {}
