"""Lets the known inquiries of ``report_table`` happen, each at its own time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from odoo import fields
from odoo.fields import Command
from odoo.tools import SQL

from ..report.medspa_origin import origin_of
from .common import at
from .report_table import NOW, ROWS

YEAR = 2026
ZONES = {
    "austin": ZoneInfo("America/Chicago"),
    "plain": ZoneInfo("America/Chicago"),
    "tampa": ZoneInfo("America/New_York"),
    "elsewhere": ZoneInfo("America/Los_Angeles"),
}


def utc(text, team="austin"):
    """Return the naive UTC moment of ``MM-DD HH:MM[:SS][*]`` where a team is."""
    again = text.endswith("*")
    words = text.rstrip("*")
    layout = "%Y-%m-%d %H:%M:%S" if words.count(":") == 2 else "%Y-%m-%d %H:%M"
    local = datetime.strptime(f"{YEAR}-{words}", layout)
    local = local.replace(tzinfo=ZONES[team], fold=int(again))
    return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


def at_now():
    """Freeze the time at the moment for which the table is worked out."""
    return at(utc(NOW))


class Cases:
    """Makes the inquiries of all rows, and lets what happens to them happen.

    :param practice: a test case like ``SpeedToLeadCommon``, with its people and hours.
    """

    def __init__(self, practice):
        self.practice = practice
        self.env = practice.env(
            context={
                **practice.env.context,
                "tracking_disable": True,
                "mail_notrack": True,
                "mail_create_nolog": True,
                "no_reset_password": True,
            }
        )
        self.leads = {}  # key of the row: its inquiries, as they are at the end
        self._make_places()

    def _make_places(self):
        practice, env = self.practice, self.env
        self.carla = practice.make_user("carla")
        self.other = practice.make_company("Glow Elsewhere")
        self.eve = practice.make_manager("eve", self.other)
        self.other.resource_calendar_id = practice.make_calendar(
            name="Elsewhere", company_id=self.other.id, tz="America/Los_Angeles"
        )
        tampa_hours = practice.make_calendar(
            name="Tampa",
            tz="America/New_York",
            attendance_ids=[
                Command.create(
                    {
                        "name": "Day",
                        "dayofweek": str(day),
                        "hour_from": 9,
                        "hour_to": 17,
                        "day_period": "morning",
                    }
                )
                for day in range(5)
            ],
        )
        self.teams = {
            "austin": practice.team,
            "tampa": practice.make_team(
                "Tampa", self.carla, response_calendar_id=tampa_hours.id
            ),
            "elsewhere": practice.make_team(
                "Elsewhere", self.eve, company_id=self.other.id, user_id=self.eve.id
            ),
            "plain": practice.make_team("Phone book", speed_to_lead=False),
        }
        self.users = {
            "ana": practice.ana,
            "ben": practice.ben,
            "carla": self.carla,
            "eve": self.eve,
        }
        self.sources = {
            name: env["utm.source"].create({"name": f"Table {name}"})
            for name in ("google", "meta")
        }
        self.entrances = {
            "form": practice.make_source(name="Table form").with_env(env),
        }
        channels = env["medspa.intake.channel"]
        self.channels = {
            "phone": channels._find_by_code("phone_call"),
            "walk_in": channels._find_by_code("walk_in"),
        }
        # as the report has them, and as the table calls them
        self.origins = {
            False: "",
            **{of.id: name for name, of in self.sources.items()},
            **{
                origin_of(intake_source_id=of.id): name
                for name, of in self.entrances.items()
            },
            **{
                origin_of(intake_channel_id=of.id): name
                for name, of in self.channels.items()
            },
        }

    def make_all(self, rows=None):
        """Make the inquiries of all rows; afterwards it is the moment of the table."""
        with at(utc(NOW)) as clock:
            for row in ROWS if rows is None else rows:
                self._make(row, clock)
        self.env.flush_all()
        self.env.invalidate_all()
        # PostgreSQL plans for the rows that there are, as it does for a practice
        self.env.cr.execute("ANALYZE crm_lead, medspa_touch, medspa_response_cycle")
        return self.leads

    def _make(self, row, clock):
        events = [self._parsed(row, text) for text in row.events.split("; ") if text]
        created_at, context = utc(row.received, row.team), {}
        if events and events[0][1] in ("arrive", "import", "import_with_time"):
            created_at, verb, _argument = events.pop(0)
            context = {"import_file": True} if verb.startswith("import") else {}
            said = {} if verb == "import" else {"intake_received_at": utc(row.received)}
        else:
            said = {}
        clock.move_to(created_at)
        leads = self._create(row, said, context)
        if not self._place(row):
            leads.intake_channel_id = False  # else “Entered by hand”
        self._created_at(leads, created_at)
        for moment, verb, argument in events:
            clock.move_to(moment)
            leads = getattr(self, f"_{verb}")(leads, argument) or leads
        self.leads[row.key] = leads

    def _parsed(self, row, text):
        """Return ``(moment, verb, argument)`` of what happens."""
        first, rest = text.split(" ", 1)
        if "-" not in first:
            first, rest = row.received[:5], text
        time, verb, *argument = rest.split(" ", 2)
        return utc(f"{first} {time}", row.team), verb, " ".join(argument)

    def _create(self, row, said, context):
        team = self.teams[row.team]
        owner = self.users.get(row.owner or "ana")
        if row.key == "handed_over":
            owner = self.users["ana"]
        return (
            self.env["crm.lead"]
            .with_context(**context)
            .create(
                [
                    {
                        "name": f"{row.key} {number}",
                        "contact_name": f"{row.key} {number}",
                        "email_from": f"{row.key}.{number}@patient.example",
                        "type": "opportunity",
                        "team_id": team.id,
                        "company_id": team.company_id.id,
                        "user_id": owner.id,
                        **self._place(row),
                        **said,
                    }
                    for number in range(row.n)
                ]
            )
        )

    def _place(self, row):
        """Return the values of where an inquiry came from."""
        return {
            name: places[key].id
            for name, places, key in (
                ("source_id", self.sources, row.source),
                ("intake_source_id", self.entrances, row.entrance),
                ("intake_channel_id", self.channels, row.channel),
            )
            if key
        }

    def _created_at(self, leads, moment):
        """In one transaction all would be of the same moment."""
        self.env.flush_all()
        for table, column in (("crm_lead", "id"), ("medspa_response_cycle", "lead_id")):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET create_date = %s WHERE %s = ANY(%s)",
                    SQL.identifier(table),
                    moment,
                    SQL.identifier(column),
                    leads.ids,
                )
            )
        leads.invalidate_recordset(["create_date"])
        leads.response_cycle_ids.invalidate_recordset(["create_date"])

    # what happens

    def _touch(self, leads, **values):
        return [lead._register_touch(dict(values)) for lead in leads]

    def _write(self, leads, who):
        self._touch(
            leads,
            direction="out",
            channel="email",
            user_id=self.users[who].id,
            state="sent",
            purpose="reply",
        )

    def _call(self, leads, who):
        self._touch(
            leads,
            direction="out",
            channel="call",
            user_id=self.users[who].id,
            outcome="connected",
        )

    def _voicemail(self, leads, who):
        self._touch(
            leads,
            direction="out",
            channel="call",
            user_id=self.users[who].id,
            outcome="voicemail",
        )

    def _reply(self, leads, _argument):
        self._touch(leads, direction="in", channel="email", meaning="reply")

    def _fail(self, leads, _argument):
        leads.touch_ids.filtered(lambda touch: touch.state == "sent")._failed("bounced")

    def _exempt(self, leads, _argument):
        leads.response_exempt_reason = "spam"

    def _lift(self, leads, _argument):
        leads.response_exempt_reason = False

    def _disown(self, leads, _argument):
        leads.user_id = False

    def _hand(self, leads, who):
        leads.user_id = self.users[who]

    def _archive(self, leads, _argument):
        leads.active = False

    def _lose(self, leads, _argument):
        leads.action_set_lost()

    def _unqualified(self, leads, _argument):
        reason = self.env.ref("medspa_speed_to_lead.lost_reason_unqualified")
        leads.action_set_lost(lost_reason_id=reason.id)

    def _restore(self, leads, _argument):
        leads.action_unarchive()

    def _win(self, leads, revenue):
        leads.expected_revenue = float(revenue)
        leads.action_set_won()

    def _book(self, leads, start):
        begins = utc(start)
        self.env["calendar.event"].create(
            [
                {
                    "name": "Talk",
                    "start": begins,
                    "stop": begins + timedelta(hours=1),
                    "opportunity_id": lead.id,
                    "user_id": lead.user_id.id,
                }
                for lead in leads
            ]
        )

    def _say(self, leads, outcome):
        pending = leads.consultation_ids.filtered(
            lambda event: event.consultation_outcome == "pending"
        )
        pending.with_user(self.practice.mia)._say(outcome)

    def _showed(self, leads, _argument):
        self._say(leads, "showed")

    def _no_show(self, leads, _argument):
        self._say(leads, "no_show")

    def _call_off(self, leads, _argument):
        self._say(leads, "cancelled")

    def _delete(self, leads, _argument):
        leads.consultation_ids.unlink()

    def _twin(self, leads, _argument):
        self.twins = leads.browse()
        for lead in leads:
            self.twins |= self.env["crm.lead"].create(
                {
                    "name": f"{lead.name} again",
                    "email_from": lead.email_from,
                    "type": "opportunity",
                    "team_id": lead.team_id.id,
                    "company_id": lead.company_id.id,
                    "user_id": lead.user_id.id,
                    "source_id": lead.source_id.id,
                }
            )
        self._created_at(self.twins, fields.Datetime.now())

    def _write_twin(self, _leads, who):
        self._write(self.twins, who)

    def _merge(self, leads, _argument):
        merged = leads.browse()
        for lead, twin in zip(leads, self.twins, strict=True):
            merged |= (lead | twin).merge_opportunity(auto_unlink=True)
        return merged
