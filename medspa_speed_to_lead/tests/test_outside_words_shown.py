from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from .common import MONDAY_10, at
from .mystery_common import MysteryCommon
from .text_common import TextCommon

MARKER = '<img src=x onerror=1><a href="https://evil.example">click</a>'
PLAIN = "https://evil.example/refund"
HOSTILE = f"{MARKER} {PLAIN}"


def living(content):
    """Return what is alive of the marker in a piece of HTML."""
    if not content or "evil" not in content and "onerror" not in content:
        return []
    tree = html.fromstring(f"<div>{content}</div>")
    return [
        html.tostring(element, encoding="unicode")
        for element in tree.iter()
        if isinstance(element.tag, str)
        and any(
            name.startswith("on") or "evil" in value or value == "x"
            for name, value in element.attrib.items()
            if name in ("href", "src", "style", "action", "background")
            or name.startswith("on")
        )
    ]


@tagged("post_install", "-at_install")
class TestOutsideWordsShown(MysteryCommon, TextCommon):
    """Whatever comes from outside is text wherever colleagues see it: no link, picture
    or script of a stranger is alive in any HTML field of any model."""

    def setUp(self):
        super().setUp()
        self.emails_of_patients = self.env["mail.message"]

    def form(self, number=0, **fields):
        event = self.receive(
            self.website,
            **{
                "name": f"Nora Diaz {HOSTILE}",
                "email": f"nora{number}@patient.example",
                "phone": f"512-555-01{number:02}",
                **fields,
            },
        )
        event.action_not_spam()  # a link in the name is held back otherwise
        return event.lead_id

    def assertNothingAlive(self):
        """Look through every stored HTML field of the database, and through those of
        ours that are worked out when they are shown."""
        self.env.flush_all()
        found = []
        for model in self.env.registry.models.values():
            if model._abstract or not model._auto:
                continue
            for field in model._fields.values():
                if field.type == "html":
                    found += self.alive_in(model._name, field)
        self.assertFalse(found, "\n".join(found))

    def alive_in(self, name, field):
        records = self.env[name].sudo().with_context(active_test=False)
        if field.store:
            if not field.column_type:
                return []
            self.env.cr.execute(
                f'SELECT id FROM "{records._table}" WHERE "{field.name}"::text ~ %s',
                ["evil|onerror"],
            )
            records = records.browse(row[0] for row in self.env.cr.fetchall())
        elif name.startswith("medspa."):
            records = records.search([])
        else:
            return []
        if name == "mail.message":
            # an email as its sender formatted it: Odoo's chatter shows it, cleaned by
            # Odoo's own rules as every email, and so is what is passed on of it
            records -= self.emails_of_patients
        elif name == "mail.mail":
            records = records.filtered(
                lambda mail: mail.mail_message_id not in self.emails_of_patients
            )
        return [
            f"{record} {field.name}: {alive} in {record[field.name]}"
            for record in records
            for alive in living(record[field.name])
        ]

    def assertSeen(self, *, within):
        """The marker went this way: it stands there, as text."""
        self.assertIn("evil.example", within or "")

    # the test itself

    def test_scan_finds_what_is_alive(self):
        for alive in (MARKER, '<p style="background:url(//evil)">x</p>'):
            self.assertTrue(living(alive))
        self.assertFalse(living("&lt;a href='https://evil.example'&gt; onerror=1"))
        lead = self.make_inquiry(description="<a href='https://evil.example'>x</a>")
        self.assertTrue(self.alive_in("crm.lead", lead._fields["description"]))

    # every way in

    @at()
    def test_fields_of_a_form(self):
        names = (
            "first_name last_name message treatment intent channel location utm_source "
            "utm_medium utm_campaign gclid submitted_at sms_consent email_consent "
            "consent_text is_test odd"
        ).split()
        lead = self.form(**dict.fromkeys(names, HOSTILE), **{HOSTILE: HOSTILE})
        self.assertSeen(within=lead.description)
        again = self.form(name=HOSTILE, message=HOSTILE, treatment=HOSTILE, x=HOSTILE)
        self.assertEqual(again, lead)
        self.assertSeen(within=lead.message_ids[:1].body)
        self.assertNothingAlive()

    @at()
    def test_texts(self):
        lead = self.form(43)
        for number, words in enumerate(
            (HOSTILE, f"STOP {HOSTILE}", f"please stop {HOSTILE}", "wrong number, stop")
        ):
            sender = f"+1512555{1000 + number}"
            self.text(words, sender=sender)
            self.text(f"{words}\n{HOSTILE}", sender=sender)
        self.text(HOSTILE)
        self.text(f"don't contact me again maybe {HOSTILE}")
        self.assertSeen(within=lead.message_ids[:1].body)
        self.assertSeen(
            within="".join(self.env["mail.activity"].search([]).mapped("note"))
        )
        self.assertNothingAlive()

    @at()
    def test_emails(self):
        lead = self.form()
        for body in (HOSTILE, f"<p>Please stop calling. {HOSTILE}</p>"):
            self.emails_of_patients |= self.post_from_patient(lead, body)
        words = "&lt;img src=x onerror=1&gt; please stop https://evil.example"
        self.emails_of_patients |= self.post_from_patient(lead, f"<p>{words}</p>")
        lead._touch_email_bounced(f"{MARKER}@patient.example")
        self.assertNothingAlive()

    # what colleagues and the system make of it

    @at()
    def test_what_a_call_and_the_dialogs_leave(self):
        lead = self.form()
        lead.with_user(self.mia).action_log_call("no_answer", note=HOSTILE)
        log = self.env["medspa.call.log"].with_user(self.mia)
        log = log.with_context(call_outcome="connected")
        log.create({"lead_id": lead.id, "note": HOSTILE}).action_end()
        self.assertNothingAlive()

    @at()
    def test_message_that_did_not_leave_or_nobody_knows(self):
        self.form(44, sms_consent="yes")
        error = MailDeliveryException(HOSTILE, HOSTILE)
        with self.outbox(refuse=error), self.transactions() as env:
            env["medspa.touch"]._cron_send_acknowledgements()
        lead = self.form(45)
        touch = lead.touch_ids.filtered(lambda one: one.state == "planned")[:1]
        touch.body = HOSTILE
        touch._leave_unclear(HOSTILE)
        self.assertSeen(within=lead.activity_ids.note)
        self.assertNothingAlive()

    def test_waits_that_are_told_of(self):
        with at():
            self.form()
        with at(hours=4), self.outbox(), self.transactions() as env:
            env["medspa.escalation"]._cron_escalate()
        self.assertNothingAlive()

    def test_mystery_and_its_conversation(self):
        persona = self.maya.copy({"name": f"Maya {HOSTILE}", "message": HOSTILE})
        with at():
            one = self.come_in(persona_ids=persona.ids)
        with at(one.sudo().planned_at, minutes=5):
            self.send_acknowledgements()
            self.assertNothingAlive()
            one.action_end()
        self.assertNothingAlive()

    @at()
    @mute_logger(
        "odoo.addons.medspa_speed_to_lead.models.stages.medspa_stage_rule_acts"
    )
    def test_stage_rule_that_fails_on_their_words(self):
        rule = self.env["medspa.stage.rule"].search([], limit=1)
        lead = self.form()
        with patch.object(type(rule), "_give_to_do", side_effect=ValueError(HOSTILE)):
            rule._attempt(lead.sudo(), rule._give_to_do)
        self.assertSeen(within=lead.message_ids[:1].body)
        self.assertNothingAlive()

    def test_review_of_the_week(self):
        with at(MONDAY_10):
            for number in range(5):
                self.form(number, utm_campaign=HOSTILE, utm_source=HOSTILE)
        with at(MONDAY_10 + timedelta(days=7)), self.transactions() as env:
            env["medspa.weekly.review"]._cron_review()
        self.assertTrue(self.env["medspa.weekly.review"].search([]))
        self.assertNothingAlive()
