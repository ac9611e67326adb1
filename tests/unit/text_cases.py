"""Tables of texts, and what may be done to a text without changing what it means."""

import csv
from pathlib import Path

from hypothesis import strategies as st

CASES = Path(__file__).parents[1] / "cases"
LOOK_ALIKES = str.maketrans("aeopcyxisAEOPCTXHKMB", "аеорсухіѕАЕОРСТХНКМВ")
AROUND = st.text(alphabet=".!~ \t\n\u200b\u2060\ufeff", max_size=6)
CASINGS = st.sampled_from([str.upper, str.lower, str.title])


def table(name: str, column: str) -> list[tuple[str, str]]:
    """Return the texts of a table with what is expected of each."""
    with (CASES / name).open(encoding="utf-8", newline="") as rows:
        return [(row["text"], row[column]) for row in csv.DictReader(rows)]
