"""Random inquiries with waits, meetings and contacts, and what Python counts with."""

from collections import defaultdict
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from odoo.fields import Command
from odoo.tools import SQL

from .common import SpeedToLeadCommon
from .random_inputs import HealthCheck, Phase, settings

NOW = datetime(2026, 11, 9, 16)
AMOUNT = 250
# a smaller seed is no smaller example
RANDOM = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def share(rows, of):
    """Return the share of true among those of which it is asked, else nothing."""
    asked = [fact for fact, counts in zip(rows, of, strict=True) if counts]
    return sum(map(bool, asked)) / len(asked) if asked else None


def ninth_of_ten(values):
    values = sorted(values)
    place = 0.9 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] * (1 - place + low) + values[high] * (place - low)


def known(values):
    return [value for value in values if value is not None]


def or_none(function, values):
    values = known(values)
    return function(values) if values else None


def local_moment(zones, lead, moment):
    """Return a moment where the practice of an inquiry is.

    :param zones: ``{team or company: zone}``, ids by ``("team", id)``; a team's counts.
    """
    zone = zones.get(("team", lead["team_id"])) or zones["company", lead["company_id"]]
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))


def plain(value):
    """Return the value of a group as the rows have it."""
    if not hasattr(value, "_name"):
        return value
    if value._name == "medspa.origin" and value:
        channel = ("intake_channel_id", value.channel_id.id)
        of = [(kind, value[kind].id) for kind in ("source_id", "intake_source_id")]
        return next(one for one in (*of, channel) if one[1])
    return value.id or False


class OfInquiry:
    """An inquiry and what hangs on it, from raw columns, one plain step at a time."""

    def __init__(self, lead, world):
        self.lead = lead
        self.world = world

    def local(self, moment):
        return local_moment(self.world["zones"], self.lead, moment)

    def counts(self):
        return not self.lead["response_exempt_reason"]

    def qualified(self):
        is_lost = self.lead["won_status"] == "lost"
        reason = self.lead["lost_reason_id"]
        return not (is_lost and reason == self.world["unqualified"])

    def origin(self):
        """Return where it came from, as ``(kind, id)``; ``False``: nothing known."""
        for kind in ("source_id", "intake_source_id", "intake_channel_id"):
            if self.lead[kind]:
                return kind, self.lead[kind]
        return False

    def won(self):
        return self.lead["won_status"] == "won"


class RandomWorldCommon(SpeedToLeadCommon):
    """A practice in three time zones, and rows as they are, without the rules."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.berlin = cls.make_calendar(name="Berlin", tz="Europe/Berlin")
        cls.abroad = cls.make_team("Berlin", response_calendar_id=cls.berlin.id)
        cls.other = cls.make_company("Elsewhere")
        cls.other.resource_calendar_id = cls.make_calendar(
            name="Tokyo", company_id=cls.other.id, tz="Asia/Tokyo"
        )
        cls.outside = cls.make_team("Tokyo", company_id=cls.other.id, user_id=False)
        cls.mia.company_ids = [Command.link(cls.other.id)]
        cls.zones = {
            ("team", cls.abroad.id): "Europe/Berlin",
            ("company", cls.company.id): "America/Chicago",
            ("company", cls.other.id): "Asia/Tokyo",
        }
        reasons = cls.env["crm.lost.reason"]
        cls.unqualified = cls.env.ref("medspa_speed_to_lead.lost_reason_unqualified")
        cls.sources = cls.env["utm.source"].create(
            [{"name": "Random one"}, {"name": "Random two"}]
        )
        cls.entrances = cls.make_source(name="Form") | cls.make_source(name="Ad")
        cls.channels = cls.env["medspa.intake.channel"].search([], limit=2)
        cls.too_dear = reasons.create({"name": "Too expensive"})
        cls.env.flush_all()

    def compare_random(self, compare, seed):
        """Compare a random world, and leave nothing of it."""
        with self.cr.savepoint(flush=False) as savepoint:
            compare(self.random_world(Random(seed)))
            savepoint.rollback()
        self.env.invalidate_all(flush=False)

    def insert(self, table, rows):
        """Insert rows as they are, and add their ids to them."""
        columns = list(rows[0])
        found = self.env.execute_query(
            SQL(
                "INSERT INTO %s (%s) VALUES %s RETURNING id",
                SQL.identifier(table),
                SQL(", ").join(map(SQL.identifier, columns)),
                SQL(", ").join(
                    SQL("%s", tuple(row[name] for name in columns)) for row in rows
                ),
            )
        )
        for row, (row_id,) in zip(rows, found, strict=True):
            row["id"] = row_id

    def random_lead(self, random):
        received = NOW - random.randrange(400 * 24 * 60) * MINUTE
        team, company = random.choice(
            [
                (self.team, self.company),
                (self.abroad, self.company),
                (self.outside, self.other),
            ]
        )
        users = [self.ana.id, self.ben.id, self.mia.id, None]
        place = {"team_id": team.id, "company_id": company.id}
        verdict = random.choice(["on_time", "late", "void", None, None])
        waits = random.random() < 0.4
        is_answered = random.random() < 0.6
        seconds = random.choice([0, 59, 60, 61, 300, 301, 900, 3600, 3601, 90_000])
        return {
            "name": "Random",
            "type": "opportunity",
            "active": random.random() < 0.9,
            **place,
            "user_id": random.choice(users),
            "source_id": random.choice([None, None, *self.sources.ids]),
            "intake_source_id": random.choice([None, None, *self.entrances.ids]),
            "intake_channel_id": random.choice([None, *self.channels.ids]),
            "won_status": random.choice(["won", "lost", "pending", "pending", None]),
            "lost_reason_id": random.choice(
                [None, self.unqualified.id, self.too_dear.id]
            ),
            "expected_revenue": random.choice([0, 100, 250]),
            "create_date": received + random.choice([0, 0, 1, 500]) * MINUTE,
            "intake_received_at": received,
            "intake_received_on": local_moment(self.zones, place, received).date(),
            "intake_arrival": random.choice(["open", "break", "closed", None]),
            "response_exempt_reason": random.choice([None] * 5 + ["spam"]),
            "response_verdict": verdict,
            "response_waiting_since": received if waits else None,
            "response_due_at": NOW + random.choice([-60, -1, 0, 1, 60]) * SECOND
            if waits
            else None,
            "response_first_at": received + 700 * MINUTE if is_answered else None,
            "response_first_user_id": random.choice(users) if is_answered else None,
            # what was taken back leaves a zero behind
            "response_first_seconds": seconds if is_answered else 0,
            "response_first_working_seconds": seconds if is_answered else 0,
            "response_first_staff_seconds": random.choice([None, 0, 30]),
            "consultation_state": random.choice(
                [None, "none", "none", "scheduled", "showed", "no_show", "cancelled"]
            ),
        }

    def random_wait(self, random, lead, sequence):
        users = [None, self.ana.id, self.ben.id]
        verdict = random.choice(["on_time", "late", "void"]) if sequence == 1 else None
        is_answered = verdict and random.random() < 0.8
        started = lead["intake_received_at"] + (sequence - 1) * 200 * MINUTE
        return {
            "lead_id": lead["id"],
            "sequence": sequence,
            "started_at": started,
            "warn_at": NOW + random.choice([-60, 0, 1]) * SECOND,
            "due_at": NOW + random.choice([-60, 0, 60]) * SECOND,
            "answered_at": started + 80 * MINUTE if is_answered else None,
            "answered_by_id": random.choice(users) if is_answered else None,
            # what was taken back leaves its seconds behind
            "working_seconds": random.choice([None, 0, 59, 300, 4000]),
            "elapsed_seconds": random.choice([0, 61, 4800]),
            "create_date": lead["create_date"] + random.choice([0, 9]) * MINUTE,
            "late_arrival": random.choice([True, False, None]),
            "missed_by_id": random.choice(users),
            "verdict": verdict,
        }

    def random_touches(self, random, leads):
        """Insert contacts; some of follow-up plans were made another way."""
        touches = [
            self.random_touch(random, lead["id"], f"{lead['id']}:{number}")
            for lead in leads
            for number in range(random.choice([0, 1, 3]))
        ]
        touches += [
            self.random_touch(random, touch["lead_id"], f"{touch['act_key']}:otherwise")
            for touch in touches
            if random.random() < 0.2
        ]
        self.insert("medspa_touch", touches)
        return touches

    def random_touch(self, random, lead_id, act_key):
        states = ["planned", "sent", "delivered", "done", "failed", "skipped"]
        state = random.choice([*states, "unknown"])
        planned = NOW + random.choice([-5000, -1, 0, 1]) * MINUTE
        return {
            "lead_id": lead_id,
            "direction": random.choice(["out", "out", "in"]),
            "channel": random.choice(["call", "sms", "email"]),
            "performer": random.choice(["person", "system"]),
            "user_id": random.choice([self.ana.id, self.ben.id, None]),
            "purpose": random.choice(["follow_up", "follow_up", "acknowledgement"]),
            "state": state,
            "reason_code": random.choice([None, "hours", "refused"]),
            "planned_at": planned,
            "occurred_at": planned + random.choice([-3, 0, 3]) * MINUTE
            if state != "planned"
            else None,
            "act_key": act_key,
        }

    def random_world(self, random):
        """Insert random inquiries with waits and meetings; return all of it."""
        leads = [self.random_lead(random) for _number in range(AMOUNT)]
        self.insert("crm_lead", leads)
        waits = [
            self.random_wait(random, lead, sequence)
            for lead in leads
            for sequence in range(1, random.choice([1, 2, 3]))
        ]
        self.insert("medspa_response_cycle", waits)
        outcomes = ["pending", "showed", "no_show", "cancelled", "late_cancel", None]
        events = [
            {
                "name": "Talk",
                "show_as": "busy",
                "active": random.random() < 0.7,
                "start": NOW + hours * 60 * MINUTE,
                "stop": NOW + (hours + 1) * 60 * MINUTE,
                "consultation_lead_id": lead["id"],
                "consultation_outcome": random.choice(outcomes),
                "user_id": random.choice([self.ana.id, self.ben.id, None]),
                "create_date": NOW - random.choice([-10, 0, 90, 3000]) * MINUTE,
            }
            for lead in leads
            for hours in random.choice([[], [], [-0.5], [-1, 0], [-900, 30]])
        ]
        self.insert("calendar_event", events)
        touches = self.random_touches(random, leads)
        return {
            "leads": leads,
            "waits": waits,
            "events": events,
            "touches": touches,
            "act_keys": {touch["act_key"] for touch in touches},
            "unqualified": self.unqualified.id,
            "zones": self.zones,
        }

    def assert_same(self, found, expected, where):
        for name, value in expected.items():
            if value is None:
                self.assertIs(found[name], False, f"{where} {name}")
            else:
                self.assertAlmostEqual(found[name], value, 6, f"{where} {name}")

    def assert_counted(self, model, rows, groups, figures):
        """The report says of all rows, and of each group, what Python says.

        :param rows: whatever ``figures`` understands, one a row of the report.
        :param groups: ``{groupby: function of a row}``.
        :param figures: function of rows that returns ``{aggregate: value}``.
        """
        report = self.env[model].with_user(self.mia)
        report = report.with_context(
            allowed_company_ids=[self.company.id, self.other.id]
        )
        names = list(figures(rows))
        for groupby, key in groups.items():
            expected = defaultdict(list)
            for row in rows:
                expected[key(row)].append(row)
            for value, *found in report._read_group([], [groupby], names):
                value = plain(value)
                self.assert_same(
                    dict(zip(names, found, strict=True)),
                    figures(expected.pop(value)),
                    (groupby, value),
                )
            self.assertFalse(expected, groupby)
        (total,) = report._read_group([], [], names)
        self.assert_same(dict(zip(names, total, strict=True)), figures(rows), "all")
