from odoo import api, models
from odoo.tools import SQL

from ...tools.touch_states import LEFT


class MedspaEnrollment(models.Model):
    """What the steps of plans brought."""

    _inherit = "medspa.enrollment"

    @api.model
    def _results_of_steps(self, steps):
        """Return ``{step id: (sent, left out, replies, bookings)}``.

        A reply or a booking belongs to the last message that left before it.
        """
        if not steps.ids:
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT touch.step_id,
                       count(*) FILTER (WHERE touch.state = ANY(%(left)s)),
                       count(*) FILTER (WHERE touch.state = 'skipped'),
                       count(*) FILTER (WHERE is_last AND e.stop_fact = 'replied'),
                       count(*) FILTER (WHERE is_last AND e.stop_fact = 'booked')
                  FROM (SELECT id, step_id, state, enrollment_id,
                               state = ANY(%(left)s)
                               AND row_number() OVER (
                                   PARTITION BY enrollment_id,
                                                state = ANY(%(left)s)
                                   ORDER BY occurred_at DESC, id DESC) = 1 AS is_last
                          FROM medspa_touch
                         WHERE enrollment_id IN (
                               SELECT enrollment_id FROM medspa_touch
                                WHERE step_id = ANY(%(steps)s))) touch
                  JOIN medspa_enrollment e ON e.id = touch.enrollment_id
                 WHERE touch.step_id = ANY(%(steps)s) AND %(counted)s
              GROUP BY touch.step_id
                """,
                steps=steps.ids,
                left=list(LEFT),
                counted=self._counted(SQL("e.lead_id")),
            )
        )
        return {step_id: tuple(counts) for step_id, *counts in rows}

    @api.model
    def _counted(self, lead_id):
        """Return the condition of the inquiries that figures of plans count: all.

        Extended by who comes in unseen, and would be seen by such a count.

        :param SQL lead_id: the column that holds the inquiry.
        """
        return SQL("TRUE")
