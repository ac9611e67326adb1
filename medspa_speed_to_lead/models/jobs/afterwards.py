"""What is done after a commit, in a transaction of its own."""

import logging

from odoo import SUPERUSER_ID, api
from odoo.modules import module
from odoo.service.model import retrying

_logger = logging.getLogger(__name__)


def is_committing(env):
    """Say whether what is done now will be committed: a test commits nothing, so
    Odoo itself sends emails at once there."""
    return not module.current_test


def after_commit(records, method):
    """Call a method of these records, all together, once this transaction is committed.

    The method is called as the system and again when it meets another transaction: it
    must reach nobody outside. When it fails it must be taken up by a job.

    :param str method: without parameters.
    """
    if not records:
        return
    if not is_committing(records.env):
        getattr(records.with_user(SUPERUSER_ID), method)()
        return
    waiting = records.env.cr.postcommit.data
    key = f"medspa:{records._name}:{method}"
    if key not in waiting:
        waiting[key] = set()
        registry, name = records.env.registry, records._name
        records.env.cr.postcommit.add(
            lambda: _call(registry, name, waiting[key], method)
        )
    waiting[key].update(records.ids)


def _call(registry, name, ids, method):
    try:
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            retrying(lambda: getattr(env[name].browse(ids).exists(), method)(), env)
    except Exception:
        # what called us is committed, and must not seem to have failed
        _logger.exception("%s.%s was not done after the commit", name, method)
