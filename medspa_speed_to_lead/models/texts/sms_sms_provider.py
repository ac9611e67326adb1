import logging
from datetime import timedelta

from odoo import fields, models

from ...tools.mystery import is_fictional_phone
from ..consent.asking_first import let_ask
from ..jobs.waking import trigger
from .sandbox_api import NobodyApi

_logger = logging.getLogger(__name__)


class SmsSms(models.Model):
    _inherit = "sms.sms"

    failure_type = fields.Selection(
        selection_add=[
            ("sms_unclear", "Nobody knows whether it was sent"),
            ("sms_sandbox", "Sandbox: shown here, sent to no phone"),
        ]
    )

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self._tell_touches()
        return result

    def _tell_touches_now(self):
        """Tell the touches of texts to patients what became of them."""
        touches = self.env["medspa.touch"].sudo()
        by_message = touches.search(
            [
                ("message_id", "in", self.mail_message_id.ids),
                ("channel", "=", "sms"),
                ("performer", "=", "person"),
            ]
        ).grouped("message_id")
        kinds = dict(self._fields["failure_type"]._description_selection(self.env))
        for text in self:
            for touch in by_message.get(text.mail_message_id, ()):
                if not touch.lead_id._practice_is_patient(
                    text.partner_id, phone=text.number
                ):
                    continue
                if text.state in ("process", "pending", "sent"):
                    # a report of the provider may be known by now
                    if not text._is_reported_failed():
                        touch._arrived()
                elif text.state in ("error", "canceled"):
                    touch._failed(kinds.get(text.failure_type))

    def _is_reported_failed(self):
        """Say whether it failed after it had left; its own state keeps silent on it."""
        copies_sudo = self.sudo().sms_tracker_id.mail_notification_id
        return copies_sudo.notification_status in ("exception", "bounce")

    # which way

    def _split_by_api(self):
        """Keep the companies apart, each with its own provider and account.

        Odoo does so for Twilio only: it would put the sandbox's texts and those of all
        other companies on the account of whoever runs the queue. A text to a mystery
        patient whose answers go nowhere stays here, whatever the provider.
        """
        kept = self._to_nobody()
        if kept:
            yield NobodyApi(kept.env), kept
        by_company = (self - kept).grouped(lambda sms: sms._get_sms_company())
        alone = self._companies_of_their_own(by_company)
        together = self.browse()
        for company, texts in by_company.items():
            if company not in alone:
                together += texts
                continue
            # sudo: Odoo lets users send texts of a company that they do not work in
            theirs = texts.sudo().with_context(allowed_company_ids=company.ids)
            if company.sms_provider == "sandbox":
                parts = [(company._get_sms_api_class()(theirs.env), theirs)]
            else:
                parts = super(SmsSms, theirs)._split_by_api()
            for sms_api, part in parts:
                sms_api._set_company(company)
                yield sms_api, self.browse(part.ids)
        if together:
            yield from super(SmsSms, together)._split_by_api()

    def _to_nobody(self):
        """Return those to mysteries at fictional numbers; others cost no query."""
        numbers = set(filter(is_fictional_phone, self.mapped("number")))
        if not numbers:
            return self.browse()
        mysteries_sudo = self.env["medspa.mystery"].sudo()
        found = mysteries_sudo.search(
            [("phone_sanitized", "in", list(numbers)), ("answers", "=", "nowhere")]
        )
        nobody = set(found.mapped("phone_sanitized"))
        return self.filtered(lambda text: text.number in nobody)

    def _companies_of_their_own(self, companies):
        """Return those whose texts may not go with those of others: with a provider of
        their own, or an account at Odoo's that is not everybody's."""
        accounts_sudo = self.env["iap.account"].sudo()
        named = accounts_sudo.search(
            [("service_name", "=", "sms"), ("company_ids", "!=", False)]
        ).company_ids
        return {
            company
            for company in companies
            if company.sms_provider in ("twilio", "sandbox") or company in named
        }

    def _send(self, unlink_failed=False, unlink_sent=True, raise_exception=False):
        """Send also what the queue brings: texts of several companies at once.

        Odoo's queue job does not split them as its `send` does. Its `_send` raises on
        the second company, and then nobody's texts leave.
        """
        options = {
            "unlink_failed": unlink_failed,
            "unlink_sent": unlink_sent,
            "raise_exception": raise_exception,
        }
        if self.env.context.get("sms_api"):
            return super()._send(**options)
        for sms_api, texts in self._split_by_api():
            for batch_ids in texts._split_batch():
                batch = self.browse(batch_ids).with_context(sms_api=sms_api)
                super(SmsSms, batch)._send(**options)

    def _send_with_api(self, sms_api, **options):
        texts = self._hold_outcome()
        return texts and super(SmsSms, texts)._send_with_api(
            let_ask(sms_api), **options
        )

    def _hold_outcome(self):
        """Lock where the outcome is written, and return the texts that may leave now.

        The provider reports on a text while others of its batch are still leaving. Had
        that report written the notification first, our own write would fail with all
        texts sent, and the queue would send them once more. So the report has to wait.
        """
        notifications = self.sudo().sms_tracker_id.mail_notification_id
        busy = notifications - notifications.try_lock_for_update(allow_referencing=True)
        if not busy:
            return self
        in_a_minute = fields.Datetime.now() + timedelta(minutes=1)
        trigger(self.env, "sms.ir_cron_sms_scheduler_action", in_a_minute)
        return self.filtered(
            lambda sms: not sms.sudo().sms_tracker_id.mail_notification_id & busy
        )

    def _get_send_batch_size(self):
        """Let the queue take few texts at a time as soon as anybody uses Twilio.

        Those go one by one, and what the queue has taken is committed only at its end:
        if the worker were stopped in between for taking too long, all of them would be
        sent again.
        """
        if not self and self._anybody_uses_twilio():
            parameters = self.env["ir.config_parameter"].sudo()
            return int(parameters.get_param("sms_twilio.session.batch.size", 10))
        return super()._get_send_batch_size()

    def _anybody_uses_twilio(self):
        companies = self.env["res.company"].sudo()
        return companies.search_count([("sms_provider", "=", "twilio")], limit=1)

    def resend_failed(self):
        """Leave out whom the carrier refuses: only they can take that back."""
        return super(SmsSms, self - self._refused_by_recipient()).resend_failed()

    def _refused_by_recipient(self):
        refused = self.filtered(lambda sms: sms.failure_type == "sms_optout")
        blacklist = self.env["phone.blacklist"].sudo()
        numbers = blacklist.search([("number", "in", refused.mapped("number"))])
        return refused.filtered(lambda sms: sms.number in numbers.mapped("number"))

    # what came of it

    def _handle_call_result_hook(self, results):
        result = super()._handle_call_result_hook(results)
        by_uuid = self.grouped("uuid")
        for result in results:
            text = by_uuid.get(result.get("uuid"))
            if not text:
                continue
            if result.get("sms_twilio_sid") and text.sms_tracker_id:
                text.sms_tracker_id.sms_twilio_sid = result["sms_twilio_sid"]
            if result["state"] == "sms_optout":
                text._record_opt_out(result.get("failure_reason"))
        return result

    def _record_opt_out(self, evidence):
        """Remember that the recipient told the carrier to stop.

        Nothing that goes wrong here may undo the transaction: the other texts of the
        batch have left, and the queue would send them again.
        """
        try:
            with self.env.cr.savepoint():
                self._blacklist_recipient(evidence)
        except Exception:
            _logger.exception("The opt-out that text %s met was not kept", self.id)

    def _blacklist_recipient(self, evidence):
        company = self._get_sms_company()
        self.env["medspa.consent"]._refused_at_carrier(self.number, company, evidence)
