"""To whom an email did not arrive, by what mail servers write."""

from email import message_from_string
from email.policy import SMTP

import pytest

from medspa_speed_to_lead.tools.delivery_report import failures

NORA = "nora@patient.example"


def report(*blocks, kind="message/delivery-status", text="Sorry.", **headers):
    headers = {
        "From": "MAILER-DAEMON@mail.example",
        "To": "bounce@glow.example",
        "Subject": "Delivery report",
        "Content-Type": 'multipart/report; boundary="cut"',
        **headers,
    }
    head = "\n".join(f"{name}: {value}" for name, value in headers.items())
    status = "\n\n".join(("Reporting-MTA: dns; mail.example", *blocks))
    raw = (
        f"{head}\n\n--cut\nContent-Type: text/plain\n\n{text}\n\n"
        f"--cut\nContent-Type: {kind}\n\n{status}\n\n"
        "--cut\nContent-Type: text/rfc822-headers\n\nSubject: Botox\n\n--cut--\n"
    )
    return message_from_string(raw, policy=SMTP)


def words(text, sender="MAILER-DAEMON@mail.example", **headers):
    """A report that only people can read."""
    head = "\n".join(
        f"{name.replace('_', '-')}: {value}" for name, value in headers.items()
    )
    raw = f"From: {sender}\nTo: bounce@glow.example\n{head}\n\n{text}\n"
    return message_from_string(raw, policy=SMTP)


def block(action=None, status=None, address=NORA, more=""):
    lines = [f"Final-Recipient: rfc822; {address}"]
    lines += [f"Action: {action}"] if action else []
    lines += [f"Status: {status}"] if status else []
    return "\n".join(lines + ([more] if more else []))


def whom(message):
    return [one.addresses[0] for one in failures(message)]


@pytest.mark.parametrize("action", ["failed", "Failed", "failed (permanent)"])
@pytest.mark.parametrize("status", ["5.1.1", "4.4.7", None])
def test_failed_is_a_failure_whatever_the_status(action, status):
    assert whom(report(block(action, status))) == [NORA]


@pytest.mark.parametrize("action", ["delayed", "relayed", "expanded", "delivered"])
@pytest.mark.parametrize("status", ["4.4.1", "5.0.0", "2.0.0"])
def test_all_other_actions_are_none(action, status):
    assert failures(report(block(action, status))) == []


def test_without_action_the_status_counts():
    assert whom(report(block(None, "5.7.1"))) == [NORA]
    assert failures(report(block(None, "4.2.2"))) == []


def test_one_failed_beside_one_that_is_delayed():
    both = report(block("delayed", "4.4.1", "mona@patient.example"), block("failed"))
    assert whom(both) == [NORA]


def test_two_failed():
    both = report(block("failed", address="mona@patient.example"), block("failed"))
    assert whom(both) == ["mona@patient.example", NORA]


def test_address_as_we_wrote_it_comes_first():
    forwarded = block(
        "failed", address="n1@gmail.example", more=f"Original-Recipient: rfc822;{NORA}"
    )
    (found,) = failures(report(forwarded))
    assert found.addresses == (NORA, "n1@gmail.example")


def test_empty_lines_between_blocks_hide_nothing():
    assert whom(report("\n", block("failed"))) == [NORA]


def test_address_that_cannot_be_read_is_a_failure_of_somebody():
    (found,) = failures(report("Final-Recipient: unknown\nAction: failed"))
    assert found.addresses == ()


def test_report_about_an_address_beyond_ascii():
    kind = "message/global-delivery-status"
    assert failures(report(block("delayed"), kind=kind)) == []
    assert whom(report(block("failed"), kind=kind)) == [NORA]


@pytest.mark.parametrize(
    "kind", ["message/disposition-notification", "message/feedback-report"]
)
def test_read_receipt_is_no_failure(kind):
    receipt = "Original-Recipient: rfc822; x\nDisposition: manual-action; displayed"
    assert failures(report(receipt, kind=kind)) == []


@pytest.mark.parametrize(
    "text",
    [
        "THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.",
        "Your message has been delayed. Delivery will continue to be attempted.",
        "There was a temporary problem. Gmail will retry for 47 more hours. (Delay)",
        "451 4.7.1 Greylisting in action, please come back later",
        "Message could not be delivered for four hours. We are still trying.",
    ],
)
def test_words_of_a_delay_are_no_failure(text):
    assert failures(words(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "550 5.1.1 The email account that you tried to reach does not exist.",
        "Your message wasn't delivered. Error 5.7.133: sender not authenticated.",
        "Hi. This is the qmail-send program. I wasn't able to deliver your message.",
    ],
)
def test_words_of_a_failure_are_one_of_nobody_in_particular(text):
    assert failures(words(text)) is None


def test_exim_names_whom_it_did_not_reach():
    message = words("It failed.", X_Failed_Recipients=f"{NORA}, mona@patient.example")
    assert whom(message) == [NORA, "mona@patient.example"]


def test_person_who_is_out_of_office_has_not_failed():
    message = words("I am away until Monday.", sender=NORA)
    assert failures(message) == []


def test_numbers_that_are_no_codes_say_nothing():
    message = words("Call 512-555-0143 or 15.500.1", sender=NORA)
    assert failures(message) == []
