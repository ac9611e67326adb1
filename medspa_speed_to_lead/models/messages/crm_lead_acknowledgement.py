from datetime import timedelta

from odoo import SUPERUSER_ID, fields, models
from odoo.tools import SQL

from ...tools.reason import Reason
from ...tools.touch_states import LEFT_OR_MAY_HAVE
from ..jobs.waking import (
    ACKNOWLEDGE,
    ESCALATE,
    FOLLOW_UP,
    call_after_commit,
    minute_of,
    wake,
    wake_query,
)
from ..rights.context_keys import OURS, is_ours
from ..setup.prefetch import PREFETCH

# what would arrive later than this is no acknowledgement any more
STALE = timedelta(hours=24)
# to one address: who writes anew that often is answered by a person
MOST_A_DAY = 3


class CrmLead(models.Model):
    """The first response of the system: planned with the inquiry, sent by a job."""

    _inherit = "crm.lead"

    response_acknowledged_at = fields.Datetime(
        string="Acknowledged", copy=False, readonly=True, prefetch=PREFETCH
    )

    def copy(self, default=None):
        """Nobody raised a hand for a copy: nothing is written to them."""
        copied = super(CrmLead, self.with_context(medspa_copied=OURS)).copy(default)
        return copied.with_env(self.env)

    def _acknowledgement_plan(self, steps_at=()):
        """Plan the first messages and the follow-up of new inquiries.

        The first messages are sent as soon as this commits.

        :param steps_at: moments of their first escalation steps: one statement wakes
            all jobs.
        """
        waiting = self.filtered("response_waiting_since")
        # no person wrote it: two systems would answer each other for ever
        is_machine = is_ours(self, "medspa_auto_reply")
        if is_machine or is_ours(self, "medspa_copied"):
            waiting = waiting.browse()
        planned = [
            (lead.id, channel)
            for lead in waiting
            if lead.intake_channel_id._expects_acknowledgement()
            for channel in lead.response_policy_id._acknowledged_channels()
        ]
        enrolled = waiting._followup_first_enrollments()
        if planned or steps_at or enrolled:
            self._acknowledgement_insert(planned, enrolled, steps_at)
            self.invalidate_recordset(["touch_ids", "enrollment_ids"], flush=False)

    def _plan_first_messages_anew(self):
        """Plan the first messages once more that were left out, for nobody knew the
        address."""
        touches_sudo = self.sudo().touch_ids.filtered(
            lambda touch: (
                touch.purpose == "acknowledgement" and touch.state == "skipped"
            )
        )
        now = fields.Datetime.now()
        touches_sudo.write(
            {
                "state": "planned",
                "planned_at": now,
                "occurred_at": False,
                "reason": False,
                "reason_code": False,
            }
        )
        if touches_sudo:
            wake(self.env, ACKNOWLEDGE, [now])

    def _acknowledgement_insert(self, planned, enrolled, steps_at):
        """Insert touches and enrollments and wake the jobs in one statement.

        :param planned: list of ``(lead id, channel)``.
        :param enrolled: list of ``(lead id, cadence id, step id, moment)``.
        """
        # not env.ref(): whether the job is still there would cost a query each time
        find = self.env["ir.model.data"]._xmlid_to_res_id
        now = fields.Datetime.now()
        wakes = [(find(ESCALATE), minute_of(at)) for at in steps_at]
        wakes += [(find(FOLLOW_UP), minute_of(at)) for *_ids, at in enrolled]
        if planned:
            wakes.append((find(ACKNOWLEDGE), now))
        self.env.cr.execute(
            SQL(
                """
                WITH planned AS (
                     INSERT INTO medspa_touch
                            (lead_id, channel, direction, performer, purpose, state,
                             planned_at, act_key,
                             create_uid, create_date, write_uid, write_date)
                     SELECT lead_id, channel, 'out', 'system', 'acknowledgement',
                            'planned', %(now)s,
                            'acknowledgement:' || lead_id || ':' || channel,
                            %(uid)s, %(now)s, %(uid)s, %(now)s
                       FROM unnest(%(leads)s::int[], %(channels)s::text[])
                         AS new(lead_id, channel)
                         ON CONFLICT DO NOTHING),
                     enrolled AS (%(enroll)s)
                %(wake)s
                """,
                now=now,
                uid=SUPERUSER_ID,
                leads=[lead_id for lead_id, _channel in planned],
                channels=[channel for _lead_id, channel in planned],
                enroll=self.env["medspa.enrollment"]._insert_query(enrolled, now),
                wake=wake_query(set(wakes)),
            )
        )
        waiting = self.env.cr.postcommit.data
        if any(at <= now for _job, at in wakes) and not waiting.get("medspa_jobs"):
            waiting["medspa_jobs"] = True
            call_after_commit(self.env)

    def _acknowledgement_why_none(self, channel, now):
        """Return why nobody needs this acknowledgement any more, or ``None``."""
        if self._practice_is_closed():
            return Reason("closed", self.env._("The inquiry is closed."))
        if self.response_first_at:
            return Reason("answered", self.env._("A person had answered before."))
        if now - self.intake_received_at > STALE:
            return Reason(
                "late", self.env._("It would have come more than a day late.")
            )
        if self._acknowledgement_had_before(channel, now) >= MOST_A_DAY:
            return Reason(
                "twice",
                self.env._("They had %s first messages within a day.", MOST_A_DAY),
            )
        if not self._acknowledgement_template(channel, now):
            return Reason(
                "no_message",
                self.env._(
                    "The policy “%s” has no message for this.",
                    self.response_policy_id.name,
                ),
            )
        return None

    def _acknowledgement_had_before(self, channel, now):
        """Return how many went to their address in the last 24 hours, for whichever
        inquiry: what answers each of ours with a new one is a program."""
        address = self._consent_address(channel)
        field = "email_normalized" if channel == "email" else "phone_sanitized"
        touches_sudo = self.env["medspa.touch"].sudo()
        return address and touches_sudo.with_context(active_test=False).search_count(
            [
                (f"lead_id.{field}", "=", address),
                ("lead_id", "!=", self.id),
                ("purpose", "=", "acknowledgement"),
                ("channel", "=", channel),
                ("state", "in", LEFT_OR_MAY_HAVE),
                ("occurred_at", ">", now - timedelta(hours=24)),
            ],
            limit=MOST_A_DAY,
        )

    def _acknowledgement_template(self, channel, now):
        """Return the template of the promise that was made, an empty record if none."""
        closed = self._placeholder_promise(now).is_closed
        return self.response_policy_id._first_message(channel, closed)

    def _acknowledgement_was_sent(self, at):
        """Stamp the first acknowledgement that left."""
        lead_sudo = self.sudo()
        before = lead_sudo.response_acknowledged_at
        if not before or before > at:
            lead_sudo.response_acknowledged_at = at
