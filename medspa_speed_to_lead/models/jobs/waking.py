"""Waking jobs for a moment: at most one trigger a minute, however much happens."""

import logging
from datetime import timedelta
from functools import partial

from odoo import SUPERUSER_ID, fields
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# the jobs, by their xmlids
PROCESS = "medspa_speed_to_lead.ir_cron_process_events"
ACKNOWLEDGE = "medspa_speed_to_lead.ir_cron_send_acknowledgements"
ESCALATE = "medspa_speed_to_lead.ir_cron_escalate"
FOLLOW_UP = "medspa_speed_to_lead.ir_cron_follow_up"
STAGE_RULES = "medspa_speed_to_lead.ir_cron_stage_rules"
MYSTERY = "medspa_speed_to_lead.ir_cron_mystery"
NOTICE = "medspa_speed_to_lead.ir_cron_kept_notices"
REPORTS = "medspa_speed_to_lead.ir_cron_text_reports"
REVIEW = "medspa_speed_to_lead.ir_cron_weekly_review"
MAILS = "mail.ir_cron_mail_scheduler_action"  # of Odoo: its queue of emails


def wake(env, job, moments):
    """Make a job look at these moments, when the present transaction commits.

    :param str job: xmlid of an ``ir.cron``.
    :param moments: naive UTC; past ones mean at once, empty ones nothing.
    """
    minutes = {minute_of(moment) for moment in moments if moment}
    if not minutes:
        return
    job_id = env["ir.model.data"]._xmlid_to_res_id(job)
    env.cr.execute(wake_query([(job_id, at) for at in minutes]))
    if min(minutes) <= fields.Datetime.now():
        call_after_commit(env)


def call_after_commit(env):
    """Have Odoo look for jobs as soon as this transaction is committed."""
    env.cr.postcommit.add(partial(call_jobs, env))


def call_jobs(env):
    """Have Odoo look for jobs at once.

    What called us is committed and must not seem to have failed, for want of a
    connection say. Odoo looks by itself within a minute.
    """
    try:
        env["ir.cron"]._notifydb()
    except Exception:
        _logger.warning("jobs were not called, Odoo looks by itself", exc_info=True)


def trigger(env, job, at=None):
    """Trigger a job, of Odoo too, unless somebody has deleted it: the work waits, and
    what brought it about is not lost.

    :param str job: xmlid of an ``ir.cron``.
    """
    if cron := env.ref(job, raise_if_not_found=False):
        cron.sudo()._trigger(at)


def minute_of(moment):
    """Return the end of a moment's minute: a look before it would find nothing."""
    if moment <= fields.Datetime.now():
        return fields.Datetime.now()
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + timedelta(minutes=1)


def wake_query(wakes):
    """Return the statement that triggers jobs, unless they are already triggered.

    A job that somebody has deleted has no id and is not woken: it must not keep an
    inquiry out.

    :param wakes: list of ``(job id, naive UTC moment)``.
    """
    wakes = [wake for wake in wakes if wake[0]]
    job_ids, moments = zip(*wakes, strict=True) if wakes else ((), ())
    return SQL(
        """
        INSERT INTO ir_cron_trigger
               (cron_id, call_at, create_uid, create_date, write_uid, write_date)
        SELECT wake.cron_id, wake.call_at, %(uid)s, %(now)s, %(uid)s, %(now)s
          FROM unnest(%(jobs)s::int[], %(moments)s::timestamp[])
            AS wake(cron_id, call_at)
         WHERE wake.call_at <= %(now)s OR NOT EXISTS (
               SELECT FROM ir_cron_trigger known
                WHERE known.cron_id = wake.cron_id
                  AND known.call_at = wake.call_at)
        """,
        uid=SUPERUSER_ID,
        now=fields.Datetime.now(),
        jobs=list(job_ids),
        moments=list(moments),
    )
