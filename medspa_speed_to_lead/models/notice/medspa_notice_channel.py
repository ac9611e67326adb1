import json

from markupsafe import Markup

from odoo import models
from odoo.tools.mail import generate_tracking_message_id
from odoo.tools.misc import clean_context

from ..jobs.waking import MAILS, trigger
from ..rights.system import system_partner

# an email whose subject is ours already
HEADER = "X-Medspa-Notice"


class MedspaNotice(models.AbstractModel):
    """The ways by which a notice reaches a person.

    All of them are rows of the present transaction: told exactly once if it commits,
    not at all if it does not, and nothing waits for a network.

    * Odoo's inbox, for everybody: it is there when mail is not.
    * A toast in each browser that they have open.
    * Odoo's own push to the devices that they have registered for it.
    * An email, for who chose to be notified by email; where it is loud, for all.
    """

    _inherit = "medspa.notice"

    def _deliver(self, users, about, subject, body, quiet=False, loud=False):
        """Reach these users, whom somebody has found fit for it.

        :param quiet: without an email.
        :param loud: with an email for everybody who has an address.
        """
        if not users:
            return
        # a default that a request brings along would put others among the recipients
        self = self.with_env(self.env(context=clean_context(self.env.context)))
        about = about.with_env(self.env)
        message_sudo = self._put_into_inbox(users, about, subject, body)
        for user in users:
            user._bus_send("simple_notification", {"message": subject, "type": "info"})
        self._push(users, about, subject)
        if not quiet:
            self._email(users, about, message_sudo, loud)

    # inbox

    def _put_into_inbox(self, users, about, subject, body):
        thread_sudo = self._thread(about).sudo()
        known = self.env["ir.model.data"]._xmlid_to_res_id  # by heart, unlike env.ref
        nobody_sudo = system_partner(self.env)
        company = self._practice_of(about)
        email = company.email_formatted or nobody_sudo.email_formatted
        values = {
            # of nobody in particular, or one would not hear of one's own
            "author_id": nobody_sudo.id,
            "email_from": email,
            "reply_to": email,
            "model": thread_sudo._name if thread_sudo else False,
            "res_id": thread_sudo.id,
            "subject": subject,
            "body": body,
            "is_internal": True,
            "message_type": "user_notification",
            "subtype_id": known("mail.mt_note"),
            "message_id": generate_tracking_message_id("message-notify"),
            "partner_ids": users.partner_id.ids,
            "record_company_id": company.id,
        }
        message_sudo = thread_sudo._message_create([values])
        recipients = [
            {"id": user.partner_id.id, "uid": user.id, "notif": "inbox"}
            for user in users
        ]
        thread_sudo._notify_thread_by_inbox(message_sudo, recipients, msg_vals=values)
        return message_sudo

    def _thread(self, about):
        """Return the record in whose conversation it belongs, empty if in none."""
        if len(about) == 1 and isinstance(about, self.pool["mail.thread"]):
            return about
        return self.env["mail.thread"]

    # push

    def _push(self, users, about, subject):
        """Queue it for Odoo's job of push messages: the subject, and where to look."""
        threads = self.env["mail.thread"]
        devices_sudo, private_key, _public_key = (
            threads._web_push_get_partners_parameters(users.partner_id.ids)
        )
        if not devices_sudo or not private_key:
            return
        one = len(about) == 1
        payload = {
            "title": subject,
            "options": {
                "body": "",
                "icon": "/web/static/img/odoo-icon-192x192.png",
                "data": {
                    "model": about._name if one else "",
                    "res_id": about.id if one else "",
                },
            },
        }
        self._queue_push([(device, payload) for device in devices_sudo])

    def _queue_push(self, payloads):
        """Leave push messages to Odoo's job: no network in this transaction.

        :param payloads: list of ``(device, payload)``.
        """
        self.env["mail.push"].sudo().create(
            [
                {"mail_push_device_id": device.id, "payload": json.dumps(payload)}
                for device, payload in payloads
            ]
        )
        trigger(self.env, "mail.ir_cron_web_push_notification")

    # email

    def _email(self, users, about, message_sudo, loud):
        """Queue an email for each who wants them; Odoo's job sends it."""
        by_mail = users.filtered(
            lambda user: user.email and (loud or user.notification_type == "email")
        )
        if not by_mail:
            return
        body = message_sudo.body + self._link(about)
        links = self.env["mail.render.mixin"]
        self.env["mail.mail"].sudo().create(
            [
                {
                    "mail_message_id": message_sudo.id,
                    "body_html": links._replace_local_links(body),
                    "recipient_ids": user.partner_id.ids,
                    "auto_delete": True,
                    "state": "outgoing",
                    "headers": {"X-Auto-Response-Suppress": "OOF", HEADER: "1"},
                }
                for user in by_mail
            ]
        )
        trigger(self.env, MAILS)

    def _link(self, about):
        if len(about) != 1:
            return Markup("")
        path = f"/mail/view?model={about._name}&res_id={about.id}"
        if about._name == "crm.lead":
            path = f"/odoo/inquiries/{about.id}"
        return Markup('<p><a href="%s">%s</a></p>') % (
            path,
            self.env._("Open it in Odoo"),
        )
