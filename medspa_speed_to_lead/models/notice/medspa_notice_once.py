from datetime import timedelta

from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
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

    def _nobody_changes(self):
        """Return those that no other transaction changes or has just changed, locked.

        Whoever does has seen the same reason come or go.
        """
        query = SQL(
            "SELECT id FROM mail_activity WHERE id = ANY(%s)"
            " FOR NO KEY UPDATE SKIP LOCKED",
            self.ids,
        )
        try:
            with self.env.cr.savepoint():
                self.env.cr.execute(query, log_exceptions=False)
                return self.browse(row_id for (row_id,) in self.env.cr.fetchall())
        except SerializationFailure:
            return self.browse()

    def _stand_again(self, note):
        """Its reason goes on, or came back."""
        changed = {}
        if not self.active:
            changed["active"] = True
        if html_to_inner_content(self.note) != html_to_inner_content(note):
            changed["note"] = note
        if changed:
            self._nobody_changes().write(changed)
        return self

    @api.model
    def _insert_once(self, about, act_key, kind):
        """Return a new to-do of this key that is nobody's yet, empty if one stands.

        Odoo's own way would tell browsers and followers before that is sure.
        """
        query = SQL(
            """
            INSERT INTO mail_activity
                   (res_model_id, res_model, res_id, activity_type_id, date_deadline,
                    active, automated, medspa_act_key,
                    create_uid, create_date, write_uid, write_date)
            VALUES (%(model)s, %(name)s, %(id)s, %(kind)s, %(today)s, TRUE, TRUE,
                    %(key)s, %(uid)s, %(now)s, %(uid)s, %(now)s)
         RETURNING id
            """,
            model=self.env["ir.model"]._get_id(about._name),
            name=about._name,
            id=about.id,
            kind=kind.id,
            today=fields.Date.context_today(self),
            key=act_key,
            uid=SUPERUSER_ID,
            now=fields.Datetime.now(),
        )
        try:
            with self.env.cr.savepoint():
                self.env.cr.execute(query, log_exceptions=False)
                ((todo_id,),) = self.env.cr.fetchall()
        except UniqueViolation:
            return self.browse()
        return self.browse(todo_id)


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
            return self._todo(about, summary, note, candidates, act_key=act_key)
        return known_sudo[0]._stand_again(note).sudo(self.env.su)

    def _make_todo(self, about, person, kind, values):
        """One with a key is made unless another transaction makes it at this moment."""
        act_key = values.get("medspa_act_key")
        if not act_key:
            return super()._make_todo(about, person, kind, values)
        activities_sudo = self.env["mail.activity"].sudo()
        todo_sudo = activities_sudo._insert_once(about, act_key, self.env.ref(kind))
        said = {name: values[name] for name in ("summary", "note")}
        quietly = todo_sudo.with_context(mail_activity_quick_update=True)
        quietly.write({**said, "user_id": person.id, "res_name": about.display_name})
        return todo_sudo

    @api.model
    def _close_once(self, about, *act_keys):
        """Close these to-dos of a record: their reason is gone."""
        open_sudo = self._todos_once(about, act_keys, Domain("active", "=", True))
        if open_sudo:
            open_sudo._nobody_changes().action_archive()

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
