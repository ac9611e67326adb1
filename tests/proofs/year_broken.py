"""Would the simulated year see a broken rule? `make proof-year-broken`.

Each rule is broken on purpose, in a small year of its own: a count of `make proof-year`
that does not rise then would watch over nothing.

    make proof-year-broken ARGS="NAME"
"""

import sys
from concurrent.futures import ThreadPoolExecutor

from . import _year_plain as plain
from ._table import Table
from ._year_sabotage import RISES
from .year import CORES, DAYS, real_year

SMALL = (40, 6, 5)  # inquiries, days and seed


def main():
    table = Table()
    table.title("Broken on purpose: what watches over it rises")
    if not sys.argv[1:]:
        show_plain(table)
    show_real(table, sys.argv[1:] or list(RISES))
    sys.exit(not table.met)


def show_plain(table):
    for name in plain.BROKEN:
        count, number = plain.simulate_broken(name, 400, DAYS, SMALL[2])
        table.line(f"without sending, {name}: {count}", number, "> 0", number > 0)


def show_real(table, names):
    with ThreadPoolExecutor(CORES) as pool:
        found = list(pool.map(lambda name: real_year(*SMALL, name), names))
    for name, year in zip(names, found, strict=True):
        count = year["counts"][RISES[name]]
        table.line(f"{name}: {RISES[name]}", count, "> 0", count > 0)


if __name__ == "__main__":
    main()
