"""What is true of each inquiry at this moment, as SQL: one row each."""

from odoo.tools import SQL

from ..models.response.clock_state import is_late_sql
from .counting import LOST_REASON, QUALIFIED, counts, dimensions, local_at

_FACTS = """
    SELECT l.id, l.id AS lead_id, %(dimensions)s,
           l.response_first_user_id AS responder_id, l.stage_id,
           l.lost_reason_id, l.intake_received_at,
           l.intake_received_on AS received_on, %(local_at)s AS local_at,
           l.intake_arrival AS arrival,
           l.response_first_channel AS response_channel,
           l.expected_revenue,
           COALESCE(company.currency_id, %(currency)s) AS currency_id,
           CASE WHEN l.response_verdict IN ('on_time', 'late')
                THEN l.response_verdict
                WHEN %(overdue)s THEN 'overdue'
                WHEN %(first_open)s THEN 'waiting'
                ELSE 'none' END AS promise,
           %(judged)s AS judged,
           %(judged)s AND l.response_verdict = 'on_time' AS on_time,
           %(judged)s AND l.response_verdict IS DISTINCT FROM 'on_time'
                AS missed,
           %(overdue)s AS overdue,
           l.response_waiting_since IS NOT NULL AS waiting,
           l.response_first_at IS NOT NULL AS answered,
           l.response_contacted_at IS NOT NULL AS contacted,
           l.intake_arrival IN ('break', 'closed') AS arrived_closed,
           first_wait.late_arrival IS TRUE AS late_arrival,
           CASE WHEN %(judged)s
                 AND l.response_verdict IS DISTINCT FROM 'on_time'
                 AND first_wait.late_arrival IS NOT TRUE
                THEN COALESCE(first_wait.missed_by_id, l.user_id)
                 END AS missed_by_id,
           %(qualified)s AS qualified,
           %(qualified)s AND (visits.lead_id IS NOT NULL
                OR l.consultation_state <> 'none') AS booked,
           %(qualified)s AND %(showed)s AS showed,
           %(qualified)s AND NOT %(showed)s AND %(no_show)s AS no_show,
           l.won_status IS NOT DISTINCT FROM 'won' AS won,
           CASE WHEN l.response_first_at IS NOT NULL
                THEN l.response_first_working_seconds END AS working_seconds,
           CASE WHEN l.response_first_at IS NOT NULL
                THEN l.response_first_seconds END AS elapsed_seconds,
           CASE WHEN l.response_first_at IS NOT NULL
                THEN COALESCE(l.response_first_staff_seconds,
                              l.response_first_working_seconds)
                 END AS staff_seconds,
           GREATEST(0, EXTRACT(EPOCH FROM LEAST(
                    date_trunc('second', COALESCE(first_wait.create_date,
                                                  l.create_date)),
                    l.response_first_at) - l.intake_received_at))
                AS system_seconds
      FROM crm_lead l
      LEFT JOIN res_company company ON company.id = l.company_id
      %(lost_reason)s
      LEFT JOIN medspa_response_cycle first_wait
             ON first_wait.lead_id = l.id AND first_wait.sequence = 1
      LEFT JOIN (SELECT consultation_lead_id AS lead_id,
                        bool_or(consultation_outcome = 'showed') AS showed,
                        bool_or(consultation_outcome = 'no_show') AS no_show
                   FROM calendar_event
                  WHERE consultation_lead_id IS NOT NULL
                  GROUP BY consultation_lead_id) visits
             ON visits.lead_id = l.id
     WHERE %(counts)s
"""


def inquiry_rows(env):
    """Return the facts that the columns of ``medspa.inquiry.report`` count."""
    first_open = SQL(
        "(l.response_verdict IS NULL AND l.response_waiting_since IS NOT NULL)"
    )
    is_late = is_late_sql(SQL("l.response_due_at"))
    overdue = SQL("(%s AND %s)", first_open, is_late)
    return SQL(
        _FACTS,
        dimensions=dimensions(),
        local_at=local_at(env, SQL("l.intake_received_at")),
        currency=env.company.currency_id.id,
        overdue=overdue,
        first_open=first_open,
        judged=SQL(
            "COALESCE(l.response_verdict IN ('on_time', 'late') OR %s, FALSE)",
            overdue,
        ),
        qualified=QUALIFIED,
        # of a meeting that was deleted only the state is left
        showed=SQL("COALESCE(visits.showed, l.consultation_state = 'showed', FALSE)"),
        no_show=SQL(
            "COALESCE(visits.no_show, l.consultation_state = 'no_show', FALSE)"
        ),
        lost_reason=LOST_REASON,
        counts=counts(env),
    )
