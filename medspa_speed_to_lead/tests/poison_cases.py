"""One raising row among others, for each kind of work of each job.

A case makes three rows that are due; the one in the middle is poisoned: a trigger in
the database refuses whatever the job wants to write about it. That is as bad as a row
can be: neither its work nor a note of its failure can be stored with it.
"""

import json
import re
from datetime import timedelta

from odoo.fields import Command
from odoo.tools import SQL

from .acknowledgement_common import AcknowledgementCommon
from .common import MONDAY_10, at

NOW = MONDAY_10 + timedelta(hours=2)
HOUR = timedelta(hours=1)


def kind_of(work):
    """Return by what a work is known here: without the rule or week it is for."""
    return re.sub(r"_[\d_]+$", "", work.name)


class PoisonCases(AcknowledgementCommon):
    """``rows_of_<kind>`` returns three due rows of a work, by ``kind_of`` it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.jobs = cls.env["medspa.job"]
        cls.setbacks = cls.env["medspa.setback"]
        cls.rule = cls.env["medspa.stage.rule"]
        cls.env["medspa.stage.rule"].search([]).action_archive()
        cls.env["crm.team"].search([("id", "!=", cls.team.id)]).speed_to_lead = False
        with at():
            cls.rule = cls.rule.create(
                {
                    "name": "Silent for a day",
                    "fact": "in_stage",
                    "days": 1,
                    "to_milestone": "nurture",
                    "notify": "owner",
                }
            )
        cls.env.cr.execute(
            "CREATE FUNCTION medspa_poison() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$"
        )

    # making it fail

    def poison(self, table, column, row_id, inserted=False):
        """Let the database refuse to write one row."""
        side, event = ("NEW", "INSERT") if inserted else ("OLD", "UPDATE OR DELETE")
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "CREATE OR REPLACE TRIGGER medspa_poison BEFORE %s ON %s FOR EACH ROW"
                " WHEN (%s.%s = %s) EXECUTE FUNCTION medspa_poison()",
                SQL(event),
                SQL.identifier(table),
                SQL(side),
                SQL.identifier(column),
                row_id,
            )
        )

    def heal(self, table):
        self.env.cr.execute(
            SQL("DROP TRIGGER medspa_poison ON %s", SQL.identifier(table))
        )

    def where_it_fails(self, work, bad):
        """Return what :meth:`poison` takes: by default the row itself."""
        if kind_of(work) == "stage_rule":
            return "medspa_stage_move", "lead_id", bad.id, True
        if kind_of(work) == "acknowledged":
            return "crm_lead", "id", bad.lead_id.id, False
        if kind_of(work) == "review":
            return "medspa_weekly_review", "company_id", bad.id, True
        return work.model._table, "id", bad.id, False

    # running

    def run_job(self, work, moment):
        with at(moment), self.outbox() as emails, self.transactions() as env:
            env.ref(work.cron).sudo().ir_actions_server_id.run()
        return emails

    def still_due(self, work, rows):
        """Return which of these rows are due, whether or not they have a pause."""
        self.env.flush_all()
        with at(NOW):
            due = work.due()
        ids = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE id = ANY(%s) AND (%s)",
                SQL.identifier(work.model._table),
                rows.ids,
                due,
            )
        )
        return rows.browse(row_id for (row_id,) in ids)

    # rows

    def three_inquiries(self, **values):
        with at():
            return self.env["crm.lead"].union(
                *(
                    self.make_inquiry(
                        contact_name=name,
                        email_from=f"{name.lower()}@patient.example",
                        phone=False,
                        **values,
                    )
                    for name in ("Zoe", "Nora", "Mia")
                )
            )

    def failed_before(self, work, rows):
        """Let each have failed once, an hour ago."""
        with at(NOW - HOUR):
            for row in rows:
                self.setbacks._note(work, row, ValueError("an hour ago"))
        return rows

    def touches(self, work, **values):
        leads = self.three_inquiries()
        leads.touch_ids.filtered(lambda one: one.performer == "system").unlink()
        return self.env["medspa.touch"].create(
            [
                {
                    "lead_id": lead.id,
                    "channel": "email",
                    "direction": "out",
                    "performer": "system",
                    "purpose": self.purpose_of(work) or "acknowledgement",
                    "planned_at": MONDAY_10,
                    "state": "planned",
                    **values,
                }
                for lead in leads
            ]
        )

    def purpose_of(self, work):
        for purpose in ("acknowledgement", "reminder", "follow_up"):
            if purpose in str(work.due().params):
                return purpose
        return None

    def rows_of_process(self, work):
        events = self.env["medspa.intake.event"]
        with at():
            for name in ("Zoe", "Nora", "Mia"):
                body = json.dumps({"name": name, "email": f"{name}@patient.example"})
                events |= events._receive(self.source, body, "application/json")[0]
        return events

    def rows_of_read_again(self, work):
        with at():
            events = [self.receive(self.source, zq1=f"Zoe {n}") for n in range(3)]
        events = self.env["medspa.intake.event"].union(*events)
        events.sudo()._leave_to_job()
        return events

    def rows_of_send(self, work):
        return self.touches(work)

    def rows_of_send_again(self, work):
        return self.failed_before(work, self.touches(work, state="failed"))

    def rows_of_acknowledged(self, work):
        touches = self.touches(work, state="sent", occurred_at=MONDAY_10)
        return self.failed_before(work, touches)

    def rows_of_recover(self, work):
        return self.touches(work, state="sending")

    def rows_of_escalate(self, work):
        cycles = self.three_inquiries().response_cycle_ids
        self.assertTrue(all(cycle.next_step_at <= NOW for cycle in cycles))
        return cycles

    def rows_of_unpark(self, work):
        members = self.team.crm_team_member_ids
        for name in ("cleo", "dana"):
            members |= members.create(
                {"crm_team_id": self.team.id, "user_id": self.make_user(name).id}
            )
        members = members[:3].sudo()
        members.write({"response_away_until": MONDAY_10 + timedelta(days=9)})
        members.response_parked_until = MONDAY_10
        return members

    def rows_of_escalation_step(self, work):
        cycles = self.three_inquiries().response_cycle_ids
        step = cycles.policy_id.escalation_step_ids[:1]
        rows = self.env["medspa.escalation"].create(
            [
                {
                    "cycle_id": cycle.id,
                    "step_id": step.id,
                    "lead_id": cycle.lead_id.id,
                    "action": "remind",
                    "fired_at": MONDAY_10,
                }
                for cycle in cycles
            ]
        )
        cycles.next_step_at = False
        return self.failed_before(work, rows)

    def enrollments(self, **values):
        leads = self.three_inquiries()
        step = {"sequence": 1, "channel": "call", "delay": 0, "delay_unit": "days"}
        cadence = self.env["medspa.cadence"].create(
            {"name": "Plan", "step_ids": [Command.create(step)]}
        )
        self.env["medspa.enrollment"].search([]).unlink()
        return self.env["medspa.enrollment"].create(
            [
                {
                    "lead_id": lead.id,
                    "cadence_id": cadence.id,
                    "step_id": cadence.step_ids.id,
                    "started_at": MONDAY_10,
                    "last_at": MONDAY_10,
                    **values,
                }
                for lead in leads
            ]
        )

    def rows_of_follow_up(self, work):
        return self.enrollments(next_at=MONDAY_10 + HOUR)

    def rows_of_follow_up_next(self, work):
        return self.enrollments(next_at=False)

    def rows_of_stage_rule(self, work):
        leads = self.three_inquiries()
        leads.flush_recordset()
        leads.date_last_stage_update = NOW - timedelta(days=1, hours=1)
        self.rule.applies_from = NOW - timedelta(days=2)
        self.env.flush_all()
        return leads

    def rows_of_stage_parts(self, work):
        leads = self.three_inquiries()
        moves = self.env["medspa.stage.move"].create(
            [
                {
                    "rule_id": self.rule.id,
                    "lead_id": lead.id,
                    "since": MONDAY_10,
                    "acted_at": MONDAY_10,
                    "error": "It could not be told",
                    "failed_parts": ["_tell"],
                }
                for lead in leads
            ]
        )
        return self.failed_before(work, moves)

    def rows_of_reminders(self, work):
        names = ("outcome_missing", "stuck_in_contacted", "nurture_check_in")
        rules = self.env["base.automation"].concat(
            *(self.env.ref(f"medspa_speed_to_lead.automation_{one}") for one in names)
        )
        rules.with_context(import_file=True).write({"active": False, "last_run": False})
        return rules

    def mysteries(self, state, **values):
        persona = self.env.ref("medspa_speed_to_lead.mystery_persona_maya")
        made = self.env["medspa.mystery"].create(
            [
                {
                    "name": name,
                    "persona_id": persona.id,
                    "company_id": self.company.id,
                    "team_id": self.team.id,
                    "source_id": self.source.id,
                    "door": "form",
                    "email": f"{name}@example.com",
                    "message": "Hello",
                    "planned_at": MONDAY_10,
                    "sent_at": MONDAY_10,
                    "external_id": f"{state} {name}",
                    "token_hash": f"{state} {name}",
                    "state": state,
                    **values,
                }
                for name in ("zoe", "nora", "mia")
            ]
        )
        return made

    def rows_of_mystery(self, work):
        return self.mysteries("planned")

    def rows_of_mystery_recover(self, work):
        return self.mysteries("sending")

    def rows_of_mystery_end(self, work):
        return self.mysteries("running", ends_at=MONDAY_10)

    def rows_of_ask(self, work):
        return self.touches(
            work, channel="sms", state="sent", occurred_at=MONDAY_10, ask_at=MONDAY_10
        )

    def rows_of_make_up(self, work):
        rows = self.touches(work, state="failed", occurred_at=MONDAY_10)
        for touch in rows:
            touch.message_id = touch.lead_id.message_post(body="We are on it.")
        return rows

    def rows_of_tell(self, work):
        return self.env["medspa.notice.kept"].create(
            [
                {
                    "due_at": MONDAY_10,
                    "subject": f"Look at {name}",
                    "body": "<p>Please</p>",
                    "candidate_ids": self.ana.ids,
                    "company_id": self.company.id,
                }
                for name in ("this", "that", "these")
            ]
        )

    def rows_of_urgent(self, work):
        leads = self.three_inquiries()
        with at():
            for lead in leads:
                lead._urgent_begins()
        return leads

    def rows_of_review(self, work):
        companies = self.company
        for name in ("Glow Dallas", "Glow Houston"):
            company = self.make_company(name)
            company.resource_calendar_id = self.calendar
            owner = self.make_user(
                name.split()[1].lower(),
                company_id=company.id,
                company_ids=[Command.set(company.ids)],
            )
            self.make_team(name, owner, company_id=company.id, user_id=owner.id)
            companies |= company
        week_ago = MONDAY_10 - timedelta(days=6)
        for company in companies:
            team = self.env["crm.team"].search(
                [("company_id", "=", company.id)], limit=1
            )
            with at(week_ago):
                self.make_inquiry(
                    company_id=company.id, team_id=team.id, intake_received_at=week_ago
                )
        return companies
