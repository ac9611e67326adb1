import logging

from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..jobs.commit import commit
from ..jobs.locking import BUSY

_logger = logging.getLogger(__name__)

_KEPT_DAYS = 90


class MedspaHealthTrouble(models.Model):
    """Something that did not work, from when it was found until it was over."""

    _name = "medspa.health.trouble"
    _inherit = ["medspa.recorded.mixin"]
    _description = "Trouble Found by Health"
    _order = "ended_at DESC, began_at DESC, id DESC"  # open ones first
    _rec_name = "words"

    check_name = fields.Char(string="Check", required=True, readonly=True)
    key = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    words = fields.Text(string="What to Do", required=True, readonly=True)
    began_at = fields.Datetime(string="Since", required=True, readonly=True)
    ended_at = fields.Datetime(string="Over Since", readonly=True)
    told_at = fields.Datetime(readonly=True, help="When an administrator was told.")
    end_told_at = fields.Datetime(readonly=True)
    told_user_ids = fields.Many2many("res.users", string="Told", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)

    _once = models.UniqueIndex(
        "(check_name, key) WHERE ended_at IS NULL", "This trouble is known."
    )
    _untold = models.Index(
        "(id) WHERE told_at IS NULL OR (ended_at IS NOT NULL AND end_told_at IS NULL)"
    )

    # what a check found

    @api.model
    def _found(self, check, troubles):
        """Note what a check found now: new ones begin, missing ones are over."""
        by_key = {trouble.key: trouble for trouble in troubles}
        known = self.search([("check_name", "=", check), ("ended_at", "=", False)])
        for trouble_record in known:
            trouble = by_key.pop(trouble_record.key, None)
            if trouble is None:
                trouble_record.ended_at = fields.Datetime.now()
            elif trouble_record.words != trouble.words:
                trouble_record.words = trouble.words
        for trouble in by_key.values():
            self._begin(check, trouble)

    @api.model
    def _begin(self, check, trouble):
        """Insert a trouble unless another process has just done so."""
        self.env.execute_query(
            SQL(
                """
                INSERT INTO medspa_health_trouble
                       (check_name, key, company_id, words, began_at, res_model, res_id,
                        create_uid, create_date, write_uid, write_date)
                VALUES (%(check)s, %(key)s, %(company)s, %(words)s, %(now)s,
                        %(model)s, %(id)s, %(uid)s, %(now)s, %(uid)s, %(now)s)
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                check=check,
                key=trouble.key,
                company=trouble.company.id or None,
                words=trouble.words,
                now=fields.Datetime.now(),
                model=trouble.record._name if trouble.record else None,
                id=trouble.record.id if trouble.record else None,
                uid=SUPERUSER_ID,
            )
        )

    @api.model
    def _end_of_others(self, checks):
        """What a check found that is no more is over."""
        self.search(
            [("check_name", "not in", checks), ("ended_at", "=", False)]
        ).ended_at = fields.Datetime.now()

    # telling an administrator: once when it begins, once when it is over

    @api.model
    def _tell_all(self):
        """Tell what nobody was told yet, each alone; what fails is tried again."""
        untold = self.search(
            [
                "|",
                ("told_at", "=", False),
                "&",
                ("ended_at", "!=", False),
                ("end_told_at", "=", False),
            ]
        )
        for trouble_id in untold.ids:
            try:
                self.browse(trouble_id)._tell()
                commit(self.env)
            except Exception as error:
                self.env.cr.rollback()
                self.env.invalidate_all(flush=False)
                level = logging.INFO if isinstance(error, BUSY) else logging.ERROR
                _logger.log(level, "trouble %s was not told", trouble_id, exc_info=True)

    def _tell(self):
        now = fields.Datetime.now()
        if not self.ended_at:
            self.told_user_ids = self._notify(self.env._("Needs attention"))
            self.told_at = now
        elif self.told_at:
            self._notify(self.env._("Works again"), self.told_user_ids)
            self.end_told_at = now
        else:  # over before anybody was told: there is nothing to say
            self.write({"told_at": now, "end_told_at": now})

    def _notify(self, subject, before=()):
        """Tell one administrator, the same one as before if they still are one."""
        notice = self.env["medspa.notice"]
        able = notice._able(self._administrators(), self)
        told = (able & before if before else notice._at_work(able, self))[:1]
        told = told or able[:1]
        if told:
            notice._tell(
                self,
                f"{subject}: {self.env._('Speed to Lead')}",
                Markup('<p>%s</p><p><a href="/odoo/health">%s</a></p>')
                % (self.words, self.env._("Open Health")),
                candidates=told,
                everybody=True,
            )
        return told

    def _administrators(self):
        """Return who looks after the server, of the company first."""
        everybody = self.env.ref("base.group_system").all_user_ids
        administrators = everybody.filtered(
            lambda user: user.active and not user.share and user.id != SUPERUSER_ID
        )
        company = self.company_id
        return administrators.sorted(
            lambda user: (bool(company) and company not in user.company_ids, user.id)
        )

    # for people

    def action_open_record(self):
        """Open what is broken, as far as the user may see it."""
        self.ensure_one()
        record = self.res_model and self.env[self.res_model].browse(self.res_id)
        if not record or not record.exists():
            raise UserError(self.env._("There is nothing to open for this."))
        record.check_access("read")
        return record.get_formview_action()

    @api.autovacuum
    def _watch_the_watch(self):
        """Odoo's own daily job looks once where the job of Health does not."""
        job = self.env.ref("medspa_speed_to_lead.ir_cron_health", False)
        day_ago = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        if not job or not job.active or (job.lastcall or day_ago) <= day_ago:
            self.env["medspa.health"]._cron_look()

    @api.autovacuum
    def _gc_over(self):
        """Forget what has long been over."""
        before = fields.Datetime.subtract(fields.Datetime.now(), days=_KEPT_DAYS)
        self.search([("ended_at", "<", before), ("end_told_at", "!=", False)]).unlink()
