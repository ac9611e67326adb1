import logging

from odoo import api, models

from ..jobs.afterwards import after_commit, is_committing
from ..jobs.locking import BUSY

_logger = logging.getLogger(__name__)


class SmsSms(models.Model):
    """A text leaves only after it is committed, with all by which it is known.

    The provider may report on it before its own answer has arrived. What is not
    committed by then is not found, and the report would be lost.
    """

    _inherit = "sms.sms"

    def send(self, unlink_failed=False, unlink_sent=True, raise_exception=False):
        """Send after the commit; who wants an exception is sending committed texts."""
        if raise_exception or not is_committing(self.env):
            return super().send(
                unlink_failed=unlink_failed,
                unlink_sent=unlink_sent,
                raise_exception=raise_exception,
            )
        self._expect_reports()
        env, ids = self.env, self.ids
        options = {"unlink_failed": unlink_failed, "unlink_sent": unlink_sent}

        @env.cr.postcommit.add
        def send_committed():
            try:
                with env.registry.cursor() as cr:
                    known = api.Environment(cr, env.uid, env.context, env.su)
                    super(SmsSms, known["sms.sms"].browse(ids).exists()).send(**options)
            except BUSY:
                _logger.info("texts %s: busy, left to the queue", ids)
            except Exception:
                # what called us is committed; Odoo's queue sends what has not left
                _logger.exception("texts %s: sending broke off", ids)

        return None

    def _hold_back(self):
        """Let no queue take these: whoever wrote them sends them."""
        self.sudo().state = "process"
        self._expect_reports()

    def _send_with_api(self, sms_api, **options):
        self._expect_reports()
        return super()._send_with_api(sms_api, **options)

    def _expect_reports(self):
        """Note on the trackers whose texts they are: texts are deleted some day."""
        for company, texts in (
            self.sudo().grouped(lambda text: text._get_sms_company()).items()
        ):
            texts.sms_tracker_id._expect_report(company)

    def _tell_touches(self):
        """Tell them after the commit: an inquiry that is being changed by somebody
        else must not undo what is known of texts that have left."""
        after_commit(self, "_tell_touches_now")
