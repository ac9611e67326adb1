"""What the bench is at, on the error output: the table alone is its output."""

import sys
import time

_began = time.monotonic()
_last = ""


def show(text: str) -> None:
    """Say it in one line; on a terminal the line is reused."""
    global _last
    line = f"[{time.monotonic() - _began:4.0f} s] {text}"
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
    elif text.partition(":")[0] != _last.partition(":")[0]:
        # in a log one line for each kind of work is enough
        print(line, file=sys.stderr, flush=True)
    _last = text


def done() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
