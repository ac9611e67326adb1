from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from ..jobs.waking import NOTICE, wake
from ..jobs.work import Work, work_off

# who has not worked for so long is told nevertheless: it waits in the inbox
_LONGEST = timedelta(days=7)


class MedspaNoticeKept(models.Model):
    """A notice that waits for somebody to work. It is deleted as it is told."""

    _name = "medspa.notice.kept"
    _inherit = ["medspa.recorded.mixin"]
    _description = "Kept Notice"
    _order = "due_at, id"
    _rec_name = "subject"

    due_at = fields.Datetime(required=True, index=True)
    about_model = fields.Char()
    about_ids = fields.Json()
    subject = fields.Char(required=True)
    body = fields.Html(sanitize=False)
    candidate_ids = fields.Json(help="Users who are asked first, in this order.")
    alone = fields.Boolean(help="For this user, and for nobody else.")
    activity_id = fields.Many2one("mail.activity", ondelete="cascade", index=True)
    quiet = fields.Boolean(help="Told without an email.")
    company_id = fields.Many2one("res.company", ondelete="cascade")

    # the job

    @api.model
    def _cron_tell(self):
        """Tell all that is due to whoever works now; what fails stops nobody else."""
        work_off(self._work_of_telling())

    @api.model
    def _work_of_telling(self):
        return Work(
            "tell",
            NOTICE,
            self.sudo(),
            due=lambda: SQL("due_at <= %s", fields.Datetime.now()),
            since=SQL("due_at"),
            do=lambda kept: kept.with_company(kept.company_id)._tell_now(),
        )

    def _tell_now(self):
        """Tell whoever works, or wait for the next who will."""
        self.ensure_one()
        about = self._about_records()
        if self._is_settled(about):
            self.unlink()
            return
        notice = self.env["medspa.notice"]
        person, able = self._person(about)
        if person:
            if self.activity_id and self.activity_id.user_id != person:
                self.activity_id.with_context(
                    mail_activity_quick_update=True
                ).user_id = person
            body = Markup(self.body or "")
            notice._deliver(person, about, self.subject, body, self.quiet)
            self.unlink()
        elif not able:
            self.unlink()
        else:
            self.due_at = notice._work_begins(able, about)
            wake(self.env, NOTICE, [self.due_at])

    def _person(self, about):
        """Return ``(who is told now, who may be)``."""
        notice = self.env["medspa.notice"]
        candidates = self.env["res.users"].browse(self.candidate_ids or ()).exists()
        if self.alone:
            able = notice._able(candidates, about)
            person = notice._at_work(able, about)[:1]
        else:
            person, able = notice._choose(about, candidates)
        if not person and fields.Datetime.now() - self.create_date > _LONGEST:
            person = able[:1]
        return person, able

    def _about_records(self):
        if not self.about_model:
            return self.env["crm.lead"]
        return self.env[self.about_model].browse(self.about_ids or ()).exists()

    def _is_settled(self, about):
        """Say whether there is nothing left to tell: what it was about is gone, or
        the to-do was done."""
        is_gone = bool(self.about_ids) and not about
        is_done = self.activity_id and not self.activity_id.active
        return bool(is_gone or is_done)
