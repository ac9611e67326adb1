"""Who commits: each place stands here with what would go wrong without it."""

import ast
import re

from dev.house import ADDON

# where `commit` of models/jobs/commit.py is called
MAY_COMMIT = {
    "models/health/health.py": "what one check found stays if the next one fails",
    "models/health/health_trouble.py": "what one person was told stays told",
    "models/intake/medspa_intake_receiving.py": "a payload is kept before processing",
    "models/intake/medspa_intake_processing.py": "its locks outlast transactions",
    "models/capture/medspa_intake_text.py": "a reply is noted before it is given",
    "models/matching/medspa_intake_event_again.py": "as in processing, its locks",
    "models/jobs/medspa_once_mixin.py": "a decision before sending, its outcome after",
    "models/messages/medspa_touch_sending.py": "what left is noted alone, once more",
    "models/texts/medspa_touch.py": "a text is known before a report on it may come",
    "models/texts/medspa_touch_report.py": "no locks while a provider is asked",
}
# the loop of all jobs commits each lot by Odoo's own function, as progress
OF_ODOO = {"models/jobs/commit.py", "models/jobs/work.py"}
COMMITS = re.compile(r"\b_commit_progress\b|\b(?:cr|_cnx)\.commit\(")


def sources():
    for path in ADDON.rglob("*.py"):
        name = str(path.relative_to(ADDON))
        if not name.startswith("tests/"):
            yield name, path.read_text()


def takes_commit(source):
    return any(
        isinstance(node, ast.ImportFrom)
        and "commit" in (node.module or "").split(".") + [a.name for a in node.names]
        for node in ast.walk(ast.parse(source))
    )


def test_each_place_that_commits_is_named_with_its_reason():
    found = {name for name, source in sources() if takes_commit(source)}
    assert found == MAY_COMMIT.keys()


def test_nobody_commits_in_another_way():
    found = {name for name, source in sources() if COMMITS.search(source)}
    assert found == OF_ODOO
