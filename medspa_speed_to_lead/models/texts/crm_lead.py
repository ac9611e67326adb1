from odoo import api, fields, models

from ...tools.touch_states import ARRIVED

_UNDECIDED = ("planned", "sending", "unknown")


class CrmLead(models.Model):
    """What becomes of an inquiry whose first message did not arrive."""

    _inherit = "crm.lead"

    text_is_sandbox = fields.Boolean(
        compute="_compute_text_is_sandbox",
        help="Texts are only shown, and no phone rings.",
    )

    @api.depends("company_id", "team_id")
    @api.depends_context("company")
    def _compute_text_is_sandbox(self):
        for lead in self:
            lead.text_is_sandbox = lead._practice()._texts_reach_nobody()

    def _acknowledgement_messages(self):
        return self.touch_ids.filtered(lambda touch: touch.purpose == "acknowledgement")

    def _acknowledgement_derive(self):
        """Keep when the first of the first messages arrived, as far as we know."""
        for lead_sudo in self.sudo():
            moments = [
                touch.occurred_at
                for touch in lead_sudo._acknowledgement_messages()
                if touch.state in ARRIVED
            ]
            acknowledged_at = min(moments, default=False)
            if lead_sudo.response_acknowledged_at != acknowledged_at:
                lead_sudo.response_acknowledged_at = acknowledged_at

    def _acknowledgement_ended(self, touch):
        """A first message reached nobody: take the other channel, or ask a person.

        :param touch: what failed, or was not allowed on its channel.
        """
        self._acknowledgement_derive()
        messages = self._acknowledgement_messages()
        failed = messages.filtered(lambda touch: touch._has_come_back())
        if not failed or self._practice_is_closed() or self.response_first_at:
            return
        if set(messages.mapped("state")) & {*ARRIVED, *_UNDECIDED}:
            return  # they got another one, or its own end decides
        if touch.state == "failed" and self._acknowledgement_plan_other(messages):
            return
        messages.made_up = True  # one to-do for all of them
        self._acknowledgement_tell_nothing_arrived(failed[:1])

    def _acknowledgement_plan_other(self, messages):
        """Plan first messages on channels that were not tried; say whether there are
        any. Whether they may go is asked when they are sent."""
        tried = set(messages.mapped("channel"))
        now = fields.Datetime.now()
        others = [
            (self.id, channel)
            for channel in self.response_policy_id._acknowledged_channels()
            if channel not in tried and not self._acknowledgement_why_none(channel, now)
        ]
        if others:
            self._acknowledgement_insert(others, [], ())
            self.invalidate_recordset(["touch_ids"], flush=False)
        return bool(others)

    def _acknowledgement_tell_nothing_arrived(self, touch):
        """Give whoever has the inquiry the task to reach them another way."""
        if touch.channel == "email" and self.followup_bounced_email == touch.address:
            return  # they have been asked for the right address
        self.env["medspa.notice"]._todo(
            self,
            touch._by_purpose("not_arrived"),
            self.env._(
                "%(channel)s to %(address)s did not arrive: %(reason)s Please reach "
                "them another way.",
                channel=dict(touch._fields["channel"]._description_selection(self.env))[
                    touch.channel
                ],
                address=touch.address or "",
                reason=_as_sentence(touch.reason or self.env._("no reason given")),
            ),
        )


def _as_sentence(words):
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
