from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date, format_datetime

from ..jobs.locking import lock_rows
from ..jobs.waking import REVIEW, wake
from ..jobs.work import Work, work_off
from ..rights.system import as_system
from ..setup.languages import spoken

WEEK = timedelta(days=7)
# an outage longer than this, and the week has begun without it
_LATEST = timedelta(days=2)


class MedspaWeeklyReview(models.Model):
    """What the leaders of a practice read on Monday, kept as they read it.

    There is one row a company and week, by a unique key: whoever inserts it writes the
    emails in the same transaction, so that whatever runs twice sends once. Odoo's mail
    queue hands them over afterwards.
    """

    _name = "medspa.weekly.review"
    _description = "Weekly Review"
    _inherit = ["medspa.recorded.mixin"]
    _order = "week_start DESC, company_id"

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    week_start = fields.Date(string="Week of", required=True, readonly=True)
    taken_at = fields.Datetime(string="Figures As Of", required=True, readonly=True)
    is_first = fields.Boolean(readonly=True)
    judged = fields.Integer(string="Promises Decided", readonly=True)
    on_time = fields.Integer(readonly=True)
    median_minutes = fields.Float(string="First Answer, Median", readonly=True)
    trouble_count = fields.Integer(
        readonly=True, help="What did not work by itself at the moment, see Health."
    )
    line_ids = fields.One2many("medspa.weekly.review.line", "review_id", readonly=True)
    recipient_ids = fields.Many2many(
        "res.users",
        "medspa_weekly_review_recipient_rel",
        string="Sent To",
        readonly=True,
    )
    content = fields.Html(compute="_compute_content", sanitize=False)
    headline = fields.Char(compute="_compute_headline")

    _once_a_week = models.UniqueIndex(
        "(company_id, week_start)", "This week has its review."
    )

    @api.depends("week_start")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for review in self:
            review.display_name = review._week_in_words()

    @api.depends("line_ids")
    def _compute_headline(self):
        for review in self:
            review.headline = review._findings()[:1].sentence

    @api.depends("line_ids", "taken_at")
    @api.depends_context("lang")
    def _compute_content(self):
        for review in self:
            review.content = review._render("weekly_review_body")

    # the job

    @api.model
    def _cron_review(self):
        """Write the reviews that are due, and wake for the next openings.

        Several processes may do it at once. A practice whose review fails leaves the
        others theirs, and is tried again.
        """
        work_off(self._work_of_reviews(set(self._companies().ids)))

    @api.model
    def _work_of_reviews(self, to_look_at):
        """Each practice is looked at once in a run; a week's setback ends with it.

        :param to_look_at: ids of companies, emptied by the work.
        """

        def look_at(company):
            to_look_at.discard(company.id)
            self._look_at(company)

        return Work(
            f"review_{fields.Datetime.now():%G_%V}",
            REVIEW,
            self.env["res.company"].sudo(),
            due=lambda: SQL("id = ANY(%s)", list(to_look_at)),
            since=None,  # looked at whether or not a review is due
            order=SQL("id"),
            do=look_at,
        )

    @api.model
    def _look_at(self, company):
        now = fields.Datetime.now()
        monday = company._review_monday(now)
        opening = company._review_opening(monday)
        moments = [opening, company._review_opening(monday + WEEK)]
        if opening <= now < opening + _LATEST and self._is_wanted(
            company, monday - WEEK
        ):
            self._review(company, monday - WEEK)
        wake(self.env, REVIEW, [moment for moment in moments if moment > now])

    @api.model
    def _companies(self):
        """Return the companies with a team that uses speed-to-lead."""
        teams_sudo = self.env["crm.team"].sudo().search([("speed_to_lead", "=", True)])
        companies = teams_sudo.company_id.ids
        is_shared = any(not team_sudo.company_id for team_sudo in teams_sudo)
        domain = Domain.TRUE if is_shared else Domain("id", "in", companies)
        return self.env["res.company"].sudo().search(domain)

    @api.model
    def _is_wanted(self, company, week_start):
        """Say whether a week has no review yet, and an inquiry by its end."""
        if self.search_count(
            [("company_id", "=", company.id), ("week_start", "=", week_start)]
        ):
            return False
        first_day = self.env["medspa.weekly.figures"].sudo()._first_day(company)
        return bool(first_day) and first_day < week_start + WEEK

    @api.model
    def _review(self, company, week_start):
        """Write the review of a week and its emails, unless somebody has."""
        review = self._insert_once(company, week_start)
        if not review:
            return review
        review = review._as_system()
        review._take_figures()
        review._write_emails()
        return review

    @api.model
    def _insert_once(self, company, week_start):
        """Insert the row of a week; return it, or an empty one if it is there.

        Another process that is about to insert the same is waited for.
        """
        query = SQL(
            """
            INSERT INTO medspa_weekly_review
                   (company_id, week_start, taken_at,
                    create_uid, create_date, write_uid, write_date)
            VALUES (%(company)s, %(week)s, %(now)s,
                    %(uid)s, %(now)s, %(uid)s, %(now)s)
                ON CONFLICT DO NOTHING
            RETURNING id
            """,
            company=company.id,
            week=week_start,
            now=fields.Datetime.now(),
            uid=SUPERUSER_ID,
        )
        return self.browse(lock_rows(self.env, query))

    def _as_system(self):
        """Write as the system, in the company and language of the practice."""
        company = self.sudo().company_id
        return as_system(
            self,
            company,
            lang=spoken(self.env, company.partner_id.lang),
            allowed_company_ids=company.ids,
            tz=company._review_zone(),
        )

    # words

    def _render(self, template, base="", **values):
        """Return the HTML of one of our templates about this review.

        :param base: what the links begin with outside of Odoo.
        """
        self.ensure_one()
        return self.env["ir.qweb"]._render(
            f"medspa_speed_to_lead.{template}",
            {
                "review": self,
                "base": base,
                "lang": (self.env.lang or "en_US").replace("_", "-"),
                "parts": self._parts(),
                "findings": self._findings(),
                **values,
            },
        )

    def _week_in_words(self):
        """Return “February 23 to March 1, 2026”."""
        if not self.week_start:
            return ""
        return self.env._(
            "%(first)s to %(last)s",
            first=format_date(self.env, self.week_start, date_format="MMMM d"),
            last=format_date(
                self.env, self.week_start + WEEK - timedelta(days=1), date_format="long"
            ),
        )

    def _taken_in_words(self):
        return format_datetime(
            self.env,
            self.taken_at,
            tz=self.sudo().company_id._review_zone(),
            dt_format="EEEE, MMMM d, h:mm a",
        )

    def _median_in_words(self):
        minutes = round(self.median_minutes)
        if minutes <= 1:
            return self.env._("one minute")
        if minutes < 90:
            return self.env._("%s minutes", minutes)
        return self.env._("%.1f hours", minutes / 60)

    @property
    def path(self):
        """Where this review opens in Odoo."""
        return f"/odoo/weekly-review/{self.id}"
