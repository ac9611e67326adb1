from datetime import timedelta

from markupsafe import escape

from odoo import api, fields, models
from odoo.tools import SQL

from .holding import Holding

# where a file hangs that was put on a message while it was written
_LOOSE = ("mail.compose.message", "mail.message", "mail.scheduled.message")
_LOOSE += ("mail.activity", "sms.composer")
_ON_MESSAGES = (
    ("mail.notification", "addresses and what a mail server said"),
    ("mail.tracking.value", "old and new values"),
    ("mail.message.schedule", "what is told later"),
    ("mail.message.translation", "translations"),
    ("mail.message.reaction", "reactions"),
    ("mail.mail", "emails that wait, failed or were kept"),
)
_BUS_KEEPS = timedelta(days=2)  # Odoo clears it after one


class MedspaErase(models.AbstractModel):
    """What was said: messages, mails, texts, to-dos, files, and who was told."""

    _inherit = "medspa.erase"

    @api.model
    def _holdings(self):
        return [
            *self._holdings_on_threads(),
            *self._holdings_on_the_way(),
            *(
                Holding(name, holds, self._by_message(name), self._delete)
                for name, holds in _ON_MESSAGES
            ),
            Holding(
                "mail.message",
                "words, subjects, addresses, keys of messages",
                lambda traces: traces.messages,
                self._erase_messages,
                {"model": "whose log it is", "email_layout_xmlid": "how it looked"},
            ),
            Holding(
                "mail.followers",
                "who follows",
                self._find_followers,
                self._delete,
                {"res_model": "what is followed"},
            ),
            *super()._holdings(),
        ]

    def _holdings_on_threads(self):
        return [
            Holding(
                "ir.attachment",
                "files on inquiries, meetings, messages and to-dos",
                self._find_files,
                self._unlink,
            ),
            Holding(
                "mail.scheduled.message",
                "what would be posted later",
                lambda traces: traces.scheduled,
                self._unlink,
            ),
            Holding(
                "mail.activity",
                "to-dos, done ones too",
                lambda traces: traces.activities,
                self._unlink,
            ),
        ]

    def _holdings_on_the_way(self):
        """What went out, or shows somewhere that it did."""
        return [
            Holding(
                "mail.link.preview", "linked pages", self._find_links, self._delete
            ),
            Holding(
                "sms.tracker", "the provider's keys", self._find_trackers, self._delete
            ),
            Holding("sms.sms", "texts and numbers", self._find_texts, self._delete),
            Holding("mail.push", "what a phone shows", self._find_pushes, self._delete),
            Holding("bus.bus", "what screens were told", self._find_bus, self._delete),
            Holding("ir.logging", "logged errors", self._find_logged, self._delete),
            Holding(
                "mail.gateway.allowed",
                "an address that may write often",
                lambda traces: self._rows(
                    "mail.gateway.allowed",
                    [("email_normalized", "in", list(traces.addresses.emails))],
                ),
                self._delete,
            ),
        ]

    # messages

    @api.model
    def _follow(self, traces):
        result = super()._follow(traces)
        traces.files = self.env["ir.attachment"].sudo()
        traces.activities = self._on_threads("mail.activity", traces) | self._rows(
            "mail.activity", [("calendar_event_id", "in", traces.meetings.ids)]
        )
        traces.scheduled = self._on_threads("mail.scheduled.message", traces, "model")
        traces.messages = self._find_messages(traces)
        traces.mails = self._rows(
            "mail.mail", [("mail_message_id", "in", traces.messages.ids)]
        )
        return result

    def _find_messages(self, traces):
        """Return the messages of the person's logs, those that tell colleagues of
        them, and what was said on the blacklists."""
        on_threads = self._on_threads("mail.message", traces, "model")
        sent = traces.touches.message_id
        return on_threads | sent | self._on_blacklists(traces) | self._notices(traces)

    def _on_blacklists(self, traces):
        emails, spelled = list(traces.addresses.emails), list(traces.addresses.spelled)
        mails = self._rows("mail.blacklist", [("email", "in", emails)])
        phones = self._rows("phone.blacklist", [("number", "in", spelled)])
        return self._rows(
            "mail.message",
            [("model", "=", mails._name), ("res_id", "in", mails.ids)],
            [("model", "=", phones._name), ("res_id", "in", phones.ids)],
        )

    def _notices(self, traces):
        """Return messages of nobody's log that name the person or link to them: one
        that tells a colleague of several inquiries, or an email without a record."""
        patterns = [f"%{_like(text)}%" for text in self._spellings(traces)]
        patterns += [f'%/inquiries/{id_}"%' for id_ in traces.leads.ids]
        messages = self.env["mail.message"].sudo()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM mail_message
                 WHERE COALESCE(res_id, 0) = 0
                   AND concat_ws(' ', body, subject, email_from, outgoing_email_to,
                                 incoming_email_to, incoming_email_cc, reply_to)
                       ILIKE ANY(%(patterns)s)
                 UNION
                SELECT mail.mail_message_id FROM mail_mail mail
                  JOIN mail_message message ON message.id = mail.mail_message_id
                 WHERE COALESCE(message.res_id, 0) = 0
                   AND concat_ws(' ', mail.email_to, mail.email_cc, mail.body_html)
                       ILIKE ANY(%(patterns)s)
                """,
                patterns=patterns,
            )
        )
        return messages.browse(row[0] for row in rows)

    def _spellings(self, traces):
        """Return what stands for the person in a text, as HTML and JSON write it."""
        for phrase in traces.phrases():
            yield phrase
            escaped = str(escape(phrase))
            if escaped != phrase:
                yield escaped
            ascii_ = phrase.encode("ascii", "backslashreplace").decode()
            if ascii_ != phrase:
                yield ascii_

    def _by_message(self, name):
        """Return how to find the rows of a model that hang on the person's messages."""
        if name not in self.env:
            return lambda traces: traces.leads.browse()
        column = next(
            field.name
            for field in self.env[name]._fields.values()
            if field.comodel_name == "mail.message" and field.type == "many2one"
        )
        return lambda traces: self._rows(name, [(column, "in", traces.messages.ids)])

    def _erase_messages(self, holding, messages):
        """Blank them: figures and answers refer to them. Who spoke stays if they are
        a colleague."""
        self._blank(holding, messages, body="")
        colleagues = SQL("(SELECT partner_id FROM res_users)")
        self.env.cr.execute(
            SQL(
                "UPDATE mail_message SET author_id = NULL, author_guest_id = NULL"
                " WHERE id = ANY(%s) AND author_id NOT IN %s",
                messages.ids,
                colleagues,
            )
        )
        self.env.cr.execute(
            SQL(
                "DELETE FROM mail_message_res_partner_rel"
                " WHERE mail_message_id = ANY(%s) AND res_partner_id NOT IN %s",
                messages.ids,
                colleagues,
            )
        )

    def _find_links(self, traces):
        links = self._rows(
            "mail.message.link.preview", [("message_id", "in", traces.messages.ids)]
        )
        return links.link_preview_id

    def _find_followers(self, traces):
        return self._on_threads("mail.followers", traces).filtered(
            lambda follower: (
                not follower.partner_id.with_context(active_test=False).user_ids
            )
        )

    # files

    def _find_files(self, traces):
        """Return the person's files. That of a template, which many got, is none."""
        said = (traces.messages | traces.mails.mail_message_id).attachment_ids
        said |= traces.scheduled.attachment_ids | traces.activities.attachment_ids
        said |= traces.files
        theirs = said.filtered(
            lambda attachment: (
                not attachment.res_model
                or attachment.res_model in self._file_models(traces)
            )
        )
        sent = traces.events._files()
        return self._on_threads("ir.attachment", traces) | theirs | sent

    def _file_models(self, traces):
        return {*_LOOSE, *(thread._name for thread in traces.threads)}

    # texts

    def _find_texts(self, traces):
        return self._rows(
            "sms.sms", [("mail_message_id", "in", traces.messages.ids)]
        ) | self._of_number("sms.sms", "number", traces)

    def _find_trackers(self, traces):
        texts = self._find_texts(traces)
        return self._rows(
            "sms.tracker",
            [("mail_notification_id.mail_message_id", "in", traces.messages.ids)],
            [("sms_uuid", "in", texts.mapped("uuid"))],
        )

    # what is on its way to screens and phones, and what was logged

    def _find_bus(self, traces):
        return self._told("bus.bus", "message", traces)

    def _find_pushes(self, traces):
        return self._told("mail.push", "payload", traces)

    def _find_logged(self, traces):
        return self._that_say("ir.logging", "message", self._spellings(traces))

    def _told(self, name, column, traces):
        """Return what screens are told that names the person, or is about a record of
        theirs: by the ids in it, in whatever order they stand there."""
        recent = traces.messages.filtered(
            lambda message: message.create_date > fields.Datetime.now() - _BUS_KEEPS
        )
        found = self._that_say(name, column, self._spellings(traces))
        for records in (*traces.threads, recent, traces.activities, traces.scheduled):
            if not records:
                continue
            found |= self._rows_where(
                name,
                SQL(
                    "%(said)s LIKE %(model)s AND %(said)s ~ %(ids)s",
                    said=SQL.identifier(column),
                    model=f'%"{records._name}"%',
                    ids=f'id"?: *"?({"|".join(map(str, records.ids))})[],"}} ]',
                ),
            )
        return found

    def _that_say(self, name, column, signs):
        """Return the rows of a table whose text holds one of the signs."""
        return self._rows_where(
            name,
            SQL(
                "%s ILIKE ANY(%s)",
                SQL.identifier(column),
                [f"%{_like(sign)}%" for sign in signs],
            ),
        )


def _like(text):
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
