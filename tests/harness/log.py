"""What a server wrote to its log while something went on."""

import re
from contextlib import contextmanager

LEVEL = re.compile(r"^\S+ \S+ \d+ (ERROR|CRITICAL) ", re.M)


def complaints(text: str, expected: tuple[str, ...] = ()) -> list[str]:
    """Return the errors and tracebacks of a log, each by its first lines."""
    entries = re.split(r"^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ )", text, flags=re.M)
    return [
        entry.strip()[:2000]
        for entry in entries
        if (LEVEL.search(entry) or "Traceback (most recent" in entry)
        and not any(re.search(pattern, entry) for pattern in expected)
    ]


@contextmanager
def no_complaints(server, *expected: str):
    """Fail when the server logs an error that none of these patterns describes."""
    start = server.log_path.stat().st_size
    yield
    with server.log_path.open("rb") as log:
        log.seek(start)
        found = complaints(log.read().decode("utf-8", "replace"), expected)
    assert not found, "in the server's log:\n" + "\n\n".join(found)
