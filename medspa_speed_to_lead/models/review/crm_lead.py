from odoo import models
from odoo.tools import SQL

_BATCH = 20_000


class CrmLead(models.Model):
    """What figures need of inquiries that are older than the figures.

    Read and written by statements over many rows: there may be a million of them.
    """

    _inherit = "crm.lead"

    def _figures_fill_arrivals(self):
        """Say of each inquiry its local day and whether its team was open, by the hours
        of today."""
        for rows in self._figures_batches(
            "lead.intake_received_on IS NULL",
            "lead.team_id, lead.company_id, lead.intake_received_at",
        ):
            days, arrivals = [], []
            for lead_id, team_id, company_id, moment in rows:
                calendar = self._figures_calendar_of(team_id, company_id)
                day, arrival = calendar._arrival(moment)
                days.append((lead_id, day))
                arrivals.append((lead_id, arrival))
            self._figures_write_column("intake_received_on", "date", days)
            self._figures_write_column("intake_arrival", "varchar", arrivals)

    def _figures_fill_staff_seconds(self):
        """Count anew, from when the system knew, what was answered after a delay.

        Without a delay the working time since the inquiry is the same, and is read
        where this one is not known.
        """
        calendars = self.env["resource.calendar"]
        for rows in self._figures_batches(
            "response_first_staff_seconds IS NULL AND response_first_at IS NOT NULL"
            " AND first_wait.create_date > intake_received_at + interval '1 second'",
            "first_wait.calendar_id, date_trunc('second', first_wait.create_date),"
            " response_first_at",
        ):
            seconds = []
            for lead_id, calendar_id, learned_at, answered_at in rows:
                calendar = calendars.browse(calendar_id or ())
                timeline = calendar._response_timeline(
                    min(learned_at, answered_at), answered_at
                )
                seconds.append((lead_id, timeline.measure(learned_at, answered_at)))
            self._figures_write_column("response_first_staff_seconds", "int4", seconds)

    def _figures_batches(self, condition, columns):
        """Yield lists of ``(id, *columns)`` of inquiries, each read once."""
        last_id = 0
        while rows := self.env.execute_query(
            SQL(
                """
                SELECT lead.id, %s
                  FROM crm_lead lead
                  LEFT JOIN medspa_response_cycle first_wait
                         ON first_wait.lead_id = lead.id AND first_wait.sequence = 1
                 WHERE lead.id > %s AND lead.intake_received_at IS NOT NULL AND %s
                 ORDER BY lead.id LIMIT %s
                """,
                SQL(columns),
                last_id,
                SQL(condition),
                _BATCH,
            )
        ):
            last_id = rows[-1][0]
            yield rows

    def _figures_calendar_of(self, team_id, company_id):
        company = self.env["res.company"].browse(company_id or self.env.company.id)
        team = self.env["crm.team"].browse(team_id or ()).with_company(company)
        return team._response_calendar()

    def _figures_write_column(self, name, kind, values):
        """Store ``[(lead id, value)]`` in one statement."""
        ids, column = map(list, zip(*values, strict=True))
        self.env.cr.execute(
            SQL(
                "UPDATE crm_lead SET %(name)s = known.value"
                " FROM unnest(%(ids)s::int[], %(values)s::%(kind)s[])"
                " AS known(id, value) WHERE crm_lead.id = known.id",
                name=SQL.identifier(name),
                ids=ids,
                values=column,
                kind=SQL(kind),
            )
        )
        self.invalidate_model([name])
