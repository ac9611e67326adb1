from odoo import fields, models


class MedspaIntakeEvent(models.Model):
    """What was held back, failed or names nobody, and a manager has looked at."""

    _inherit = "medspa.intake.event"

    is_dealt_with = fields.Boolean(
        string="Dealt With", readonly=True, help="A person looked at it: nothing to do."
    )

    def _can_be_dealt_with(self):
        """Return those that wait for a person to look."""
        return self.filtered(
            lambda event: (
                not event.is_dealt_with
                and (event.state in ("error", "spam") or event.is_unread)
            )
        )

    def action_dealt_with(self):
        """Say that nothing is to be done: it is not counted as failed any more, not
        read again, and its payload is blanked in its time like all others."""
        self.check_access("read")
        for event_sudo in self.sudo()._can_be_dealt_with():
            event_sudo.write(
                {
                    "is_dealt_with": True,
                    "is_unread": False,
                    "is_to_read_again": False,
                    "retry_at": False,
                    "state": "processed"
                    if event_sudo.state == "error"
                    else event_sudo.state,
                }
            )
        return True

    def action_delete(self):
        """Blank what was sent now, its files included, where no inquiry was made of it.
        A repeat of it makes nothing either."""
        self.check_access("read")
        waiting_sudo = self.sudo()._can_be_dealt_with()
        gone_sudo = waiting_sudo.filtered(lambda event: not event.lead_id)
        gone_sudo._files().unlink()
        gone_sudo.write({"body": False, "query": False, "left_out": False})
        gone_sudo.with_env(self.env).action_dealt_with()
        return True
