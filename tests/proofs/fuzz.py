"""Ten thousand broken, odd and good bodies over real HTTP: `make proof-fuzz`.

Fails when an answer is a 5xx, shows a traceback, or something readable is lost. What is
readable our own reader says: the same code, but run here, without a server.
"""

import json
import random
import sys
from collections import Counter
from contextlib import closing
from urllib.parse import urlencode

from tests.harness import practice as practices
from tests.harness.log import complaints
from tests.harness.posting import FORM, JSON, Post, send_all
from tests.harness.server import Server
from tests.harness.shell import OdooShell
from tests.harness.without_odoo import addon

AMOUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
SEED = 20_26
CLIENTS = 6
FIELDS = (
    "name first_name last_name email phone message treatment intent channel location "
    "utm_source utm_campaign gclid submitted_at sms_consent email_consent consent_text "
    "external_id is_test user_id stage_id company_id response_first_at odd"
).split()
ODD = [
    *(None, True, False, 0, -1, 10**40, 1e308, "", " ", "\x00", "\ud800", "\u202e"),
    *([], {}, [[]], {"a": [1, {"b": None}]}, ["x", "y"], "'; DROP TABLE crm_lead; --"),
    *("<script>x</script>", "é" * 300, "{{ 7*7 }}", "%s%n", "2026-13-45T99:99", "🙂"),
]
BOUNDARY = "----fuzz"
CHARSETS = ("", "; charset=utf-8", "; charset=latin-1", "; charset=hex", "; charset=x")


def reader():
    """Our reader of forms, without Odoo."""
    unreadable = addon("tools.inquiry").UnreadableBody
    return addon("tools.providers.web_form"), unreadable


def fields(dice, number):
    """A person with a few odd values; sometimes nobody at all."""
    values = practices.patient(number) if dice.random() < 0.9 else {}
    for name in dice.sample(FIELDS, dice.randint(0, 6)):
        values[name] = dice.choice(ODD)
    return values


def multipart(values):
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
        for k, v in values.items()
    )
    return "".join(parts) + f"--{BOUNDARY}--\r\n"


def body(dice, number):
    """Return ``(bytes, content type)`` of one submission, whole or damaged."""
    values = fields(dice, number)
    kind = dice.random()
    if kind < 0.6:
        raw, content_type = json.dumps(values), JSON
    elif kind < 0.8:
        raw, content_type = (
            urlencode({k: str(v) for k, v in values.items()}, errors="replace"),
            FORM,
        )
    else:
        raw = multipart(values)
        content_type = f"multipart/form-data; boundary={BOUNDARY}"
    data = raw.encode("utf-8", "replace")
    if dice.random() < 0.75:
        data = damaged(dice, data)
    return data, content_type + dice.choice(CHARSETS)


def damaged(dice, data):
    data = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del data[at:]
            case 2:
                data[at:at] = b"[" * dice.choice((1, 50, 5000))
            case 3:
                data[at:at] = data[: dice.randrange(60)]
            case 4:
                data[at:at] = bytes([dice.randrange(32)])
    return bytes(data[:60_000])


def readable(web_form, unreadable, post):
    charset = post.content_type.partition("charset=")[2] or "utf-8"
    try:
        text = post.body.decode(charset, "replace")
    except (LookupError, ValueError):
        text = post.body.decode("utf-8", "replace")
    try:
        web_form.parse(text, post.content_type)
    except unreadable:
        return False
    return True


def main():
    dice = random.Random(SEED)
    with Server("fuzz") as server, closing(OdooShell(server.db)) as shell:
        practice = practices.build(shell, server.db, "Fuzz")
        server.start()
        posts = [Post(practice.path, *body(dice, n)) for n in range(AMOUNT)]
        answers = send_all(server.url, posts, CLIENTS)
        practice.wait_for_job(seconds=300)
        failed = report(
            practice, posts, answers, complaints(server.log_path.read_text())
        )
    sys.exit(failed)


def report(practice, posts, answers, logged):
    web_form, unreadable = reader()
    good = [readable(web_form, unreadable, post) for post in posts]
    events = {row[0]: row[1:] for row in practice.events("id, state, lead_id, error")}
    lost = []
    for is_good, post, answer in zip(good, posts, answers, strict=True):
        state, lead, error = events.get(practice.event_of(answer), (None, None, None))
        if is_good and not (answer.status == 200 and lead):
            lost.append((post, answer, state, error))
        elif not is_good and state is None and answer.status != 429:
            lost.append((post, answer, state, error))
    server_errors = sum((answer.status or 599) >= 500 for answer in answers)
    tracebacks = sum("Traceback" in answer.text for answer in answers)
    statuses = Counter(answer.status for answer in answers)
    rows = [
        ("bodies sent", len(posts), ""),
        (
            "readable by our own reader",
            sum(good),
            ">= 2000" if AMOUNT >= 10_000 else "",
        ),
        *((f"answered {status}", amount, "") for status, amount in statuses.items()),
        ("inquiries", len(practice.inquiries()), ""),
        ("5xx or broken connections", server_errors, "0"),
        ("tracebacks in answers", tracebacks, "0"),
        ("errors in the server's log", len(logged), "0"),
        ("lost", len(lost), "0"),
    ]
    for name, figure, wanted in rows:
        print(f"{name:<32}{figure:>8}  {wanted}")
    for case in [*lost[:5], *logged[:5]]:
        print(case, file=sys.stderr)
    too_few = AMOUNT >= 10_000 and sum(good) < 2000
    return bool(server_errors or tracebacks or logged or lost or too_few)


if __name__ == "__main__":
    main()
