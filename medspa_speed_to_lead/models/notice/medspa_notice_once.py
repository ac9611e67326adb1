from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.mail import html_to_inner_content

# what closed by itself and comes back so soon is the same trouble: nobody is told twice
_SAME_TROUBLE = timedelta(days=1)


class MailActivity(models.Model):
    _inherit = "mail.activity"

    medspa_act_key = fields.Char(
        string="To-Do That Stands Once",
        readonly=True,
        copy=False,
        help="What it is about. While it is open, its record has no second one.",
    )

    _medspa_once = models.UniqueIndex(
        "(res_model, res_id, medspa_act_key) "
        "WHERE medspa_act_key IS NOT NULL AND active"
    )


class MedspaNotice(models.AbstractModel):
    """A to-do of which a record has one, however often its reason arises, and that
    closes by itself when the reason is gone."""

    _inherit = "medspa.notice"

    @api.model
    def _todo_once(self, about, act_key, summary, note, candidates=None):
        """Give a to-do unless its record has it; see :meth:`_todo`.

        One that closed by itself within a day opens again, and tells nobody anew.

        :param str act_key: what it is about.
        """
        since = fields.Date.to_date(fields.Datetime.now() - _SAME_TROUBLE)
        known = Domain("active", "=", True) | Domain("date_done", ">=", since)
        known_sudo = self._todos_once(about, [act_key], known)
        if not known_sudo:
            return self._todo_unless_made(about, act_key, summary, note, candidates)
        todo_sudo = known_sudo[0].with_context(mail_activity_quick_update=True)
        if not todo_sudo.active:
            todo_sudo.active = True
        if html_to_inner_content(todo_sudo.note) != html_to_inner_content(note):
            todo_sudo.note = note
        return todo_sudo.sudo(self.env.su)

    def _todo_unless_made(self, about, act_key, summary, note, candidates):
        try:
            with self.env.cr.savepoint():
                todo = self._todo(about, summary, note, candidates, act_key=act_key)
        except UniqueViolation:  # another transaction has just made it
            return self.env["mail.activity"]
        return todo

    @api.model
    def _close_once(self, about, *act_keys):
        """Close these to-dos of a record: their reason is gone."""
        self._todos_once(about, act_keys, Domain("active", "=", True)).action_archive()

    def _todos_once(self, about, act_keys, which):
        """Return to-dos of a record with full rights, the open ones first."""
        todos_sudo = self.env["mail.activity"].sudo().with_context(active_test=False)
        return todos_sudo.search(
            Domain("res_model", "=", about._name)
            & Domain("res_id", "=", about.id)
            & Domain("medspa_act_key", "in", act_keys)
            & which,
            order="active DESC, id DESC",
        )
