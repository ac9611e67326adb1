from werkzeug.urls import url_encode

from odoo import api, models
from odoo.tools import format_date, hmac

from ..jobs.waking import MAILS, trigger


class MedspaWeeklyReview(models.Model):
    """Who reads a review, and the email that brings it to them."""

    _inherit = "medspa.weekly.review"

    def _recipients(self):
        """Return who leads the practice, and the CRM managers who asked for it.

        Colleagues only, each with a right to see inquiries of this company.
        """
        company = self.company_id
        users = self.env["res.users"]
        leaders = users.union(
            *(
                team.user_id | team._inquiry_manager(company)
                for team in company._review_teams()
            )
        ).filtered(lambda user: user.medspa_weekly_review != "never")
        managers = self.env.ref("sales_team.group_sale_manager").all_user_ids
        asked = managers.filtered(lambda user: user.medspa_weekly_review == "always")
        return (leaders | asked).filtered(
            lambda user: (
                user.active
                and user.email
                and user._is_internal()
                and company in user.company_ids
                and user.has_group("sales_team.group_sale_salesman")
            )
        )

    def _write_emails(self):
        """Put one email for each recipient into Odoo's queue."""
        recipients = self._recipients()
        self.recipient_ids = recipients
        self.env["mail.mail"].create([self._email_to(user) for user in recipients])
        if recipients:
            trigger(self.env, MAILS)

    def _email_to(self, user):
        company = self.company_id
        address = self._unsubscribe_address(user)
        return {
            "subject": self._subject(),
            "body_html": self._render(
                "weekly_review_mail",
                base=self.get_base_url(),
                unsubscribe=address(False),
            ),
            "author_id": company.partner_id.id,
            "email_from": company.email_formatted
            or self.env.ref("base.user_root").email_formatted,
            "email_to": user.email_formatted,
            "auto_delete": True,
            "state": "outgoing",
            "headers": {
                "List-Unsubscribe": f"<{address(True)}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "X-Auto-Response-Suppress": "OOF",
            },
        }

    def _subject(self):
        count = self._figures().filtered(lambda one: one.figure == "inquiries").value
        return self.env._(
            "%(company)s, week of %(day)s: new inquiries %(count)s. Three things to do",
            company=self.company_id.name,
            day=format_date(self.env, self.week_start, date_format="MMMM d"),
            count=count,
        )

    # unsubscribing: by a link that is good for one user and for nothing else

    def _unsubscribe_address(self, user):
        query = url_encode({"user_id": user.id, "token": self._unsubscribe_token(user)})

        def address(one_click):
            path = "unsubscribe_oneclick" if one_click else "unsubscribe"
            return f"{self.get_base_url()}/medspa/review/{path}?{query}"

        return address

    @api.model
    def _unsubscribe_token(self, user):
        return hmac(self.env(su=True), "medspa-weekly-review-unsubscribe", user.id)
