"""A person whose every word is found nowhere else, and where any of them lies."""

import base64
import re
from collections import Counter

from psycopg2 import sql

from tests.harness import database, settings

FIRST, LAST, LOCAL = "Zorvella", "Quimbrasco", "zq.murmeltier"
EMAIL = f"{LOCAL}@patient.example"
PHONE, DIGITS = "+15122009137", "5122009137"
WORDS = {
    "first name": FIRST,
    "last name": LAST,
    "email": LOCAL,
    "message": "Plimfrotz",
    "external id": "Krambuli",
    "campaign": "Utmaroo",
    "medium": "Utmedya",
    "source": "Utmsorso",
    "treatment": "Dermaflunk",
    "location": "Lokativ",
    "consent wording": "Wordelle",
    "another field": "Exotika",
    "failed payload": "Failurix",
    "waiting payload": "Retryon",
    "error": "Errorix",
    "text in": "Textorian",
    "STOP by text": "Stopwitz",
    "email in": "Mailorian",
    "subject in": "Subjektiv",
    "message id": "Midwurz",
    "sent file": "Filoxan",
    "answer": "Antworto",
    "file on a message": "Contrapunkt",
    "name of that file": "Dateiname",
    "file on the inquiry": "Anhangel",
    "scheduled message": "Skedulix",
    "to-do": "Aktivox",
    "done to-do": "Feedbaxx",
    "meeting": "Meetingor",
    "place of it": "Platzow",
    "notes of it": "Notizzel",
    "dialog": "Dialogik",
    "letter begun": "Komponix",
    "text begun": "Smskompo",
    "imported file": "Importax",
    "inquiry elsewhere": "Zweitex",
    "merged inquiry": "Mergeling",
    "reason of a failure": "Scheitrix",
    "waiting text": "Smsqueue",
    "waiting email": "Mailqueue",
    "notice": "Notixen",
    "log": "Logorrh",
    "push": "Pushquark",
    "own field": "Feldrique",
    "street": "Stratella",
    "company": "Firmatik",
}
TABLES = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
           FILTER (WHERE a.atttypid = 'bytea'::regtype)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       AND a.attnum > 0 AND NOT a.attisdropped
  GROUP BY c.relname ORDER BY c.relname
"""


def find(db: str) -> dict[str, Counter]:
    """Return ``{table: {what: rows}}`` of every table and of the files on disk."""
    found = {}
    with database.connected(db) as cursor:
        cursor.execute(TABLES)
        for table, _binary in cursor.fetchall():
            cursor.execute(
                sql.SQL(
                    "SELECT t::text FROM {} t WHERE t::text ~* %s OR {} ~ %s"
                ).format(
                    sql.Identifier(table),
                    sql.SQL("regexp_replace(t::text, '[^0-9]', '', 'g')"),
                ),
                ["|".join(_any_writing()), DIGITS],
            )
            counts = Counter()
            for (row,) in cursor.fetchall():
                counts.update(said(row))
            if counts:
                found[table] = counts
    files = in_files(db)
    return found | ({"(files)": files} if files else {})


def said(row: str) -> set[str]:
    """Return what of the person a text says."""
    lowered = row.lower()
    found = set()
    if _ANY.search(lowered):
        found = {
            what
            for what, word in WORDS.items()
            if any(form.lower() in lowered for form in _writings(word))
        }
    digits = "".join(filter(str.isdigit, row))
    return found | ({"phone"} if DIGITS in digits else set())


def _any_writing():
    for word in (*WORDS.values(), DIGITS):
        for form in _writings(word):
            yield form.replace(".", r"\.").replace("+", r"\+")


def _writings(word: str) -> list[str]:
    """Return how a word stands in a dump: as it is, in hexadecimal, in base64."""
    data = word.encode()
    encoded = [
        base64.b64encode(b"\0" * shift + data).decode()[(0, 2, 3)[shift] :].rstrip("=")
        for shift in range(3)
    ]
    # what lies beside the word colors the last sign of each
    return [word, data.hex(), *(one[:-2] for one in encoded)]


_ANY = re.compile("|".join(_any_writing()).lower())


def in_files(db: str) -> Counter:
    counts = Counter()
    for path in settings.filestore(db).rglob("*"):
        if path.is_file():
            counts.update(said(path.read_bytes().decode("utf-8", "replace")))
    return counts
