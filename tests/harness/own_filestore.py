"""A plugin of pytest: each process that runs addon tests stores files of its own.

pytest-odoo gives the processes of one run a database each and one folder of files.
Odoo's test case clears that folder after each class of tests: of what the rows of its
own database do not name, and so of what the other process is just working with.
"""

import os
import shutil
from pathlib import Path
from unittest import mock

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_filestore(load_registry):
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        yield
        return
    # only where Odoo has been made ready by pytest-odoo
    from odoo.tools import config

    shared = Path(config.filestore(config["db_name"]))
    # inside, so that it goes with the database that was copied
    own = shared / worker
    if shared.exists():
        shutil.copytree(
            shared, own, copy_function=os.link, ignore=shutil.ignore_patterns("gw*")
        )
    with mock.patch.object(config, "filestore", return_value=str(own)):
        yield
