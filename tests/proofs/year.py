"""A simulated year: who gets which message, and who must not? `make proof-year`.

2,000 inquiries go through the real stack, with a mail server and a Twilio on this
machine; 200,000 through the same decision functions without sending. They live in every
state, reply, book, opt out, agree and ask again; colleagues call, write and close;
wires and server are out of order now and then, and jobs are killed. The judge knows
nothing of the addon (`_year_law`, `_year_judge`); that it would see a broken rule is
shown by `make proof-year-broken`. Without sending the course of a plan is played, not
the addon's: there hours, consent and words are what is proved.

An inquiry takes a core one to two seconds, all of it half an hour of two cores.

    make proof-year ARGS="INQUIRIES WITHOUT_SENDING"
"""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from . import _year_plain as plain
from ._table import Table
from ._year_judge import COUNTS

REAL, PLAIN = 2_000, 200_000
DAYS = 365
CORES = 2


def main():
    arguments = [int(text) for text in sys.argv[1:]]
    amounts = arguments + [REAL, PLAIN][len(arguments) :]
    table = Table()
    show_real(table, amounts[0])
    show_plain(table, amounts[1])
    sys.exit(not table.met)


def show_real(table, amount):
    shares = [amount // CORES + (n < amount % CORES) for n in range(CORES)]
    with ThreadPoolExecutor(CORES) as pool:
        found = list(
            pool.map(lambda n: real_year(shares[n], DAYS, 11 + n), range(CORES))
        )
    table.title(f"{amount} inquiries through the real stack")
    for name in ("figures", "arrived"):
        for what, number in sum((Counter(f[name]) for f in found), Counter()).items():
            print(f"{what:<58}{number:>9}")
    for name in ("touches", "enrollments"):
        total = Counter()
        for one in found:
            total.update({", ".join(words): n for *words, n in one[name]})
        for what, number in sorted(total.items()):
            print(f"{f'{name}: {what}':<58}{number:>9}")
    seconds = max(one["seconds"] for one in found)
    print(f"{'seconds an inquiry':<58}{seconds / max(shares):>9.2f}")
    lines = [line for one in found for line in one["lines"]]
    show_counts(table, sum((Counter(one["counts"]) for one in found), Counter()), lines)


def show_plain(table, amount):
    counts, figures, lines = plain.simulate(amount, DAYS, 21, CORES)
    table.title(f"{amount} inquiries through the decisions, without sending")
    for what, number in sorted(figures.items()):
        print(f"{what:<58}{number:>9}")
    show_counts(table, counts, lines)


def show_counts(table, counts, lines):
    for name in COUNTS:
        details = [line for line in lines if line.startswith(name)]
        table.line(name, counts[name], "0", not counts[name], *details[:10])


def real_year(amount, days, seed, sabotage=""):
    """Return what a process of its own finds: a clock that is moved serves one."""
    command = [sys.executable, "-m", f"{__package__}._year_odoo"]
    arguments = [str(number) for number in (amount, days, seed)]
    rest = [sabotage] if sabotage else []
    ended = subprocess.run(
        [*command, *arguments, *rest], stdout=subprocess.PIPE, text=True
    )
    if ended.returncode:
        raise RuntimeError(f"the simulated year broke off: {ended.returncode}")
    return json.loads(ended.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
