from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..jobs.commit import commit
from ..jobs.waking import REPORTS, wake
from ..jobs.work import Work, work_off

_REPORTED_WITHIN = timedelta(minutes=15)
_WITH_CARRIER = "sent"  # what Twilio calls a text that it has handed over
_NO_ANSWER_YET = ("ready", "process", "pending")  # of notifications


class MedspaTouch(models.Model):
    """Texts on which nobody reported: the provider is asked once what they became."""

    _inherit = "medspa.touch"

    ask_at = fields.Datetime(
        readonly=True, help="When to look what became of this text."
    )
    _to_ask = models.Index("(ask_at) WHERE ask_at IS NOT NULL")

    @api.model_create_multi
    def create(self, vals_list):
        touches = super().create(vals_list)
        touches.filtered(
            lambda touch: (
                touch.channel == "sms"
                and touch.direction == "out"
                and touch.performer == "person"
                and touch.message_id
                and touch.state in ("planned", "sent")
            )
        )._look_later()
        return touches

    def _look_later(self):
        """Look what became of these a quarter of an hour from now."""
        moment = fields.Datetime.now() + _REPORTED_WITHIN
        real = self.sudo().filtered(
            lambda touch: not touch.lead_id._practice()._texts_reach_nobody()
        )
        if real:
            real.ask_at = moment
            wake(self.env, REPORTS, [moment])

    # the job

    @api.model
    def _cron_look_after_texts(self):
        work_off(self._work_of_asking())
        work_off(self._work_of_making_up())

    @api.model
    def _work_of_asking(self):
        return Work(
            "ask",
            REPORTS,
            self.sudo(),
            due=lambda: SQL("ask_at <= %s", fields.Datetime.now()),
            since=SQL("ask_at"),
            do=lambda touch: touch._as_system()._look_now(),
        )

    @api.model
    def _work_of_making_up(self):
        """What follows from a failure, where the server stopped before it was done."""
        return Work(
            "make_up",
            REPORTS,
            self.sudo(),
            due=lambda: SQL(
                "state = 'failed' AND performer = 'system' AND made_up IS NOT TRUE"
                " AND channel != 'call' AND message_id IS NOT NULL"
                " AND occurred_at BETWEEN %s AND %s",
                fields.Datetime.now() - timedelta(days=1),
                fields.Datetime.now() - timedelta(minutes=1),
            ),
            since=SQL("occurred_at"),
            do=lambda touch: touch._make_up(),
        )

    # asking

    def _look_now(self):
        trackers_sudo = self.message_id.sudo().notification_ids.sms_tracker_ids
        if self.state == "planned" and self.performer == "person":
            if "ready" in trackers_sudo.mail_notification_id.mapped(
                "notification_status"
            ):
                self._look_later()  # it still waits in the queue
                return
        answer = self._ask(trackers_sudo) if self._is_open(trackers_sudo) else None
        if answer:
            trackers_sudo._take_report(*answer)
        trackers_sudo._tell_touches_now()
        self.ask_at = False
        if self._is_open(trackers_sudo):
            self._say_that_nobody_knows(answer)

    def _is_open(self, trackers_sudo):
        """Say whether nobody knows if it arrived."""
        notifications = trackers_sudo.mail_notification_id
        statuses = notifications.mapped("notification_status")
        return self.state in ("sent", "unknown") and (
            notifications._is_unclear() or bool(set(statuses) & {*_NO_ANSWER_YET})
        )

    def _ask(self, trackers_sudo):
        """Return what the provider knows: ``(status, error code, words)``, or ``None``.

        Nothing is locked while it is asked.
        """
        tracker_sudo = trackers_sudo.filtered("sms_twilio_sid")[:1]
        company = tracker_sudo.medspa_company_id
        if company.sms_provider != "twilio":
            return None
        sid = tracker_sudo.sms_twilio_sid
        commit(self.env)
        return company._get_sms_api_class()(self.env)._ask_about(company, sid)

    def _say_that_nobody_knows(self, answer):
        """There is no report, and the provider knows no more: the state says so."""
        if answer and answer[0] == _WITH_CARRIER:
            self.reason = self.env._(
                "The carrier has it and has not said whether it arrived."
            )
        elif self.performer == "person":
            self.reason = self.env._("Nobody has said whether it arrived.")
        else:
            nobody = self.env._("Nobody has said whether it arrived.")
            if self.state == "sent":
                self.write({"state": "unknown", "reason": nobody})
                self.lead_id._acknowledgement_derive()
            self._ask_whether_it_arrived(self.reason or nobody)
