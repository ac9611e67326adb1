from .common import SpeedToLeadCommon, at


class EscalationCommon(SpeedToLeadCommon):
    """A promise of 5 minutes: remind at 3, alert at 5, hand over at 15."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.escalation_step_ids.unlink()
        cls.remind, cls.alert, cls.hand_over = cls.env["medspa.escalation.step"].create(
            [
                {"policy_id": cls.policy.id, "offset_minutes": offset, "action": action}
                for offset, action in ((-2, "remind"), (0, "alert"), (10, "hand_over"))
            ]
        )

    def escalate(self, **later):
        """Run the job some ``minutes=`` after Monday 10:00."""
        with at(**later), self.transactions() as env:
            env["medspa.escalation"]._cron_escalate()

    def taken(self, lead):
        found = self.env["medspa.escalation"].search(
            [("lead_id", "=", lead.id)], order="id"
        )
        return found.mapped("action")

    def notified(self, user, words):
        """Return how many notifications with these words a user has."""
        return self.env["mail.notification"].search_count(
            [
                ("res_partner_id", "=", user.partner_id.id),
                ("mail_message_id.subject", "ilike", words),
            ]
        )

    def answer(self, lead, moment):
        lead._register_touch(
            {
                "direction": "out",
                "channel": "call",
                "outcome": "connected",
                "user_id": lead.user_id.id,
                "occurred_at": moment,
            }
        )
