"""Thirty times the server is killed under load: `make proof-crash`.

Each round posts, kills the server at a random moment, starts it again and sends once
more what got no answer, as a form does. Fails when one is lost or made twice.
"""

import random
import sys
import time
from contextlib import closing
from functools import partial

from tests.harness import practice as practices
from tests.harness.posting import json_post, send_all, send_and_kill
from tests.harness.server import Server
from tests.harness.shell import OdooShell

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 30
POSTS = 24
CLIENTS = 8


def main():
    dice = random.Random(7)
    total = [0, 0, 0, 0]
    print(f"{'round':>5} {'sent':>5} {'unanswered':>11} {'lost':>5} {'doubled':>8}")
    with Server("crash") as server, closing(OdooShell(server.db)) as shell:
        practice = practices.build(shell, server.db, "Crash")
        server.start()
        for number in range(ROUNDS):
            figures = one_round(server, practice, number, dice.uniform(0.1, 1.5))
            total = [a + b for a, b in zip(total, figures, strict=True)]
            print("{:>5} {:>5} {:>11} {:>5} {:>8}".format(number + 1, *figures))
    print("{:>5} {:>5} {:>11} {:>5} {:>8}".format("all", *total))
    sys.exit(bool(total[2] or total[3]))


def one_round(server, practice, number, seconds):
    """Return how many were sent, went unanswered, are lost and are doubled."""
    people = [practices.patient(number * POSTS + n) for n in range(POSTS)]
    posts = [
        json_post(practice.path, external_id=f"{number}-{n}", **person)
        for n, person in enumerate(people)
    ]
    again = send_and_kill(server, posts, CLIENTS, partial(time.sleep, seconds))
    refused = [a for a in send_all(server.url, again, CLIENTS) if a.status != 200]
    practice.wait_for_job()
    emails = [person["email"] for person in people]
    found = practice.inquiries("email_from", "email_from = ANY(%s)", emails)
    lost = len(set(emails) - {email for (email,) in found}) + len(refused)
    return len(posts), len(again), lost, len(found) - len(set(found))


if __name__ == "__main__":
    main()
