"""The reader and the door under odd, broken and good bodies: `make proof-fuzz`.

50,000 bodies are parsed here, 5,000 are sent over real HTTP; `--quick` takes a few of
each. Fails when something that a maker of a body put in is found nowhere on the card,
when a body takes too long, memory grows, or an answer is a 5xx or shows a traceback.
"""

import html
import resource
import sys
import time
from collections import Counter
from contextlib import closing

from tests.harness import practice as practices
from tests.harness.log import complaints
from tests.harness.posting import Post, send_all
from tests.harness.server import Server
from tests.harness.shell import OdooShell
from tests.harness.without_odoo import addon
from tests.proofs._fuzz_bodies import bodies, is_said

QUICK = "--quick" in sys.argv
PARSED, SENT = (3_000, 200) if QUICK else (50_000, 5_000)
SEED = 20_26
CLIENTS = 6
MOST_SECONDS = 0.1  # of the processor, a body
MOST_GROWTH = 20 * 1024  # KiB
WARM_UP = 500


def main():
    failed = [*parse_all(), *send_them()]
    for why in failed[:20]:
        print(why, file=sys.stderr)
    sys.exit(bool(failed))


def show(name, figure, wanted=""):
    print(f"{name:<38}{figure:>10}  {wanted}")


# -- parsed here


def parse_all():
    """Return what went wrong where bodies were parsed without a server."""
    web_form = addon("tools.providers.web_form")
    refused = addon("tools.inquiry").UnreadableBody
    lost, slow, longest, before = [], [], 0.0, 0
    for number, body in enumerate(bodies(SEED, PARSED)):
        if number == WARM_UP:
            before = memory()
        start = time.process_time()
        try:
            kept = web_form.received(body.data, body.content_type)
            said = words_of(web_form.parse(kept.body, kept.content_type))
        except refused as error:
            said = f"refused: {error}"
        took = time.process_time() - start
        longest = max(longest, took)
        if took > MOST_SECONDS:
            slow.append(("slow", took, body))
        missing = [one for one in body.words if not is_said(one, said)]
        if missing:
            lost.append(("lost", missing, body))
    growth = memory() - before
    show("bodies parsed", PARSED)
    show("parsed, and something lost", len(lost), "0")
    show("longest, ms of the processor", f"{longest * 1000:.1f}", "<= 100")
    show("memory grew by, MiB", f"{growth / 1024:.1f}", "< 20")
    grown = [("memory grew by KiB", growth)] if growth > MOST_GROWTH else []
    return [*lost, *slow, *grown]


def words_of(inquiry):
    fields = [value for value in vars(inquiry).values() if isinstance(value, str)]
    rest = [text for pair in inquiry.extra for text in pair]
    return "\n".join([*fields, *inquiry.phones, *rest])


def memory():
    """Return the most memory that this process had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


# -- sent


def send_them():
    """Return what went wrong where bodies were sent to a server."""
    made = list(bodies(SEED + 1, SENT))
    with Server("fuzz") as server, closing(OdooShell(server.db)) as shell:
        practice = practices.build(shell, server.db, "Fuzz")
        server.start()
        posts = [Post(practice.path, one.data, one.content_type) for one in made]
        answers = send_all(server.url, posts, CLIENTS)
        practice.wait_for_job(seconds=300)
        logged = complaints(server.log_path.read_text())
        return report(practice, made, answers, logged)


def report(practice, made, answers, logged):
    events = {row[0]: row[1:] for row in practice.events("id, state, lead_id, error")}
    cards = cards_of(practice)
    lost, unread = [], 0
    for body, answer in zip(made, answers, strict=True):
        state, lead, error = events.get(practice.event_of(answer), (None,) * 3)
        said = cards.get(lead, "")
        unread += said.startswith("Unread form")
        missing = [one for one in body.words if not is_said(one, said)]
        if missing or (answer.status == 200 and state == "error"):
            lost.append(("lost on the card", missing, state, error, answer, body))
    broken = [one for one in answers if (one.status or 599) >= 500]
    broken += [one for one in answers if "Traceback" in one.text]
    show("bodies sent", len(made))
    for status, amount in sorted(Counter(one.status for one in answers).items()):
        show(f"answered {status}", amount)
    show("cards", len(cards))
    show("of these unread", unread)
    show("5xx, broken connections, tracebacks", len(broken), "0")
    show("errors in the server's log", len(logged), "0")
    show("sent, and something lost", len(lost), "0")
    return [*lost, *broken, *logged]


def cards_of(practice):
    """Return ``{inquiry: all that stands on its card and in its chatter}``."""
    rows = practice.inquiries(
        "id, concat_ws(E'\\n', name, contact_name, phone, email_from, description, "
        "(SELECT string_agg(body, E'\\n') FROM mail_message WHERE model = 'crm.lead' "
        "AND res_id = crm_lead.id))"
    )
    return {lead: html.unescape(said) for lead, said in rows}


if __name__ == "__main__":
    main()
