from odoo.tests import tagged
from odoo.tools import mute_logger

from .answer_common import ANSWERED, MINUTES, PATIENT, AnswerCase
from .common import MONDAY_10, at

LATER = MONDAY_10 + 40 * MINUTES
REPORT = """\
From: {sender}
To: bounce@glow.example
Subject: {subject}
Message-Id: <report-{number}@mail.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="cut"

--cut
Content-Type: text/plain

{words}

--cut
Content-Type: message/{kind}

Reporting-MTA: dns; mail.example

{blocks}

--cut
Content-Type: text/rfc822-headers

{header}: {message_id}
Subject: Botox

--cut--
"""
WORDS_ONLY = """\
From: MAILER-DAEMON@mail.example
To: bounce@glow.example
Subject: {subject}
Message-Id: <report-{number}@mail.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: text/plain

{words}

--cut
Content-Type: message/rfc822

Message-Id: {message_id}
Subject: Botox

See you.

--cut--
"""


@tagged("post_install", "-at_install")
class TestBounce(AnswerCase):
    """Only what failed is a bounce: a delay takes no answer back and ends no emails."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger("odoo.addons.mail.models.mail_mail"))
        self.sent = 0
        with at(ANSWERED):
            self.message = self.post()
        self.assertAnswered()

    def process(self, template=REPORT, **values):
        self.sent += 1
        values = {
            "sender": "MAILER-DAEMON@mail.example",
            "subject": "Delivery report",
            "kind": "delivery-status",
            "words": "See below.",
            "header": "Message-Id",
            "number": self.sent,
            "message_id": self.message.message_id,
            "blocks": "",
            **values,
        }
        leads = self.env["crm.lead"].search_count([])
        with at(LATER):
            self.env["mail.thread"].message_process(
                "crm.lead", template.format(**values)
            )
        self.assertEqual(self.env["crm.lead"].search_count([]), leads)

    def report(self, *recipients, **values):
        """Process a report on recipients, each ``(action, status, address)``."""
        blocks = "\n\n".join(
            f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}"
            for action, status, address in recipients
        )
        self.process(blocks=blocks, **values)

    def assertUntouched(self):
        self.assertEqual(self.touches().state, "sent")
        self.assertAnswered()
        self.assertFalse(self.lead.followup_bounced_email)
        statuses = self.message.notification_ids.mapped("notification_status")
        self.assertNotIn("bounce", statuses)
        self.assertFalse(
            self.lead.activity_ids.filtered(lambda one: "does not work" in one.summary)
        )

    def assertBounced(self):
        self.assertEqual(self.touches().state, "failed")
        self.assertWaiting()
        self.assertEqual(self.lead.followup_bounced_email, PATIENT)

    def test_delayed_is_no_bounce(self):
        self.report(("delayed", "4.4.1", PATIENT))
        self.report(("delayed", "5.4.1", PATIENT))
        self.assertUntouched()
        self.assertFalse(self.lead.message_bounce)

    def test_what_a_server_passed_on_is_no_bounce(self):
        for action in "relayed", "expanded", "delivered":
            self.report((action, "2.0.0", PATIENT))
        self.assertUntouched()

    def test_failed_after_a_delay_is_one(self):
        self.report(("delayed", "4.4.7", PATIENT))
        self.report(("failed", "4.4.7", PATIENT))
        self.assertBounced()

    def test_patient_failed_and_another_is_delayed(self):
        self.report(("delayed", "4.4.1", "x@y.example"), ("failed", "5.1.1", PATIENT))
        self.assertBounced()

    def test_patient_is_delayed_and_another_failed(self):
        self.report(("failed", "5.1.1", self.mia.email), ("delayed", "4.4.1", PATIENT))
        self.assertUntouched()

    def test_both_failed(self):
        self.report(("failed", "5.1.1", self.mia.email), ("failed", "5.1.1", PATIENT))
        self.assertBounced()

    def test_read_receipt_is_no_bounce(self):
        self.process(
            sender=PATIENT,
            subject="Read: Botox",
            kind="disposition-notification",
            blocks=f"Final-Recipient: rfc822; {PATIENT}\n"
            "Disposition: manual-action/MDN-sent-manually; displayed",
        )
        self.assertUntouched()

    def test_exchange(self):
        exchange = {
            "sender": "postmaster@patient.example",
            "header": "X-Microsoft-Original-Message-ID",
        }
        self.report(
            ("delayed", "4.4.7", PATIENT), subject="Delivery delayed: Botox", **exchange
        )
        self.assertUntouched()
        self.report(
            ("failed", "5.1.10", PATIENT), subject="Undeliverable: Botox", **exchange
        )
        self.assertBounced()

    def test_forwarded_email_that_failed(self):
        self.report(("failed", "5.2.1", "nora.private@mail.example"))
        self.assertBounced()

    def test_words_of_a_delay(self):
        self.process(
            WORDS_ONLY,
            subject="Warning: message 1a2b delayed 24 hours",
            words="No action is required on your part. Delivery attempts go on.",
        )
        self.assertUntouched()

    def test_words_of_a_failure(self):
        self.process(
            WORDS_ONLY, subject="failure notice", words="550 5.1.1 no such mailbox"
        )
        self.assertBounced()
