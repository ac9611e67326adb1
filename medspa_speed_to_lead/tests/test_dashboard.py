from datetime import date
from itertools import pairwise

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..report.medspa_origin import origin_of
from .common import MONDAY_10, SpeedToLeadCommon, at
from .dashboard_common import SOME, DashboardCommon, openings
from .report_cases import at_now
from .report_table import Sheet


@tagged("post_install", "-at_install")
class TestDashboardFigures(DashboardCommon):
    """Every number is what a person works out from the same inquiries."""

    def assert_tiles(self, figures, sheet):
        values = {tile["key"]: tile["value"] for tile in figures["tiles"]}
        self.assertEqual(values["inquiries"], sheet.total())
        self.assertEqual(values["waiting"], sheet.total("waiting"))
        self.assertAlmostEqual(values["revenue"], sheet.total("revenue"), 2)
        for key, expected in {
            "answered_rate": sheet.share("answered"),
            "median": sheet.median("minutes"),
            "p90": sheet.p90("minutes"),
            "on_time": sheet.share("on_time", "judged"),
            "contacted_rate": sheet.share("contacted"),
            "booking_rate": sheet.share("booked", "qualified"),
            "show_rate": sheet.share("showed", "attended_or_not"),
            "close_rate": sheet.share("won", "showed"),
            "conversion": sheet.share("won", "qualified"),
        }.items():
            self.assert_same(values[key], expected, key)

    def test_tiles(self):
        self.assert_tiles(self.ask(), self.here)

    def test_tiles_come_in_their_order(self):
        self.assertEqual(
            [tile["key"] for tile in self.ask()["tiles"]],
            "inquiries waiting answered_rate median p90 on_time contacted_rate "
            "booking_rate show_rate close_rate conversion revenue".split(),
        )

    def test_samples_of_tiles(self):
        samples = {tile["key"]: tile["sample"] for tile in self.ask()["tiles"]}
        self.assertEqual(samples["on_time"], self.here.total("judged"))
        self.assertEqual(samples["median"], self.here.total("answered"))
        self.assertEqual(samples["show_rate"], self.here.total("attended_or_not"))
        self.assertEqual(samples["revenue"], self.here.total("won"))

    def test_a_period_is_counted_against_the_one_before(self):
        """November 2 to 9 against October 25 to November 1."""
        figures = self.ask(
            date_from="2026-11-02", date_to="2026-11-09", compare="previous"
        )
        days = [f"11-{day:02}" for day in range(2, 10)]
        now = self.here.where(day=tuple(days))
        before = self.here.where(day=("10-30", "11-01"))
        tiles = {tile["key"]: tile for tile in figures["tiles"]}
        self.assertEqual(figures["filters"]["compare_from"], "2026-10-25")
        self.assertEqual(figures["filters"]["compare_to"], "2026-11-01")
        self.assertEqual(tiles["inquiries"]["value"], now.total())
        self.assertEqual(tiles["inquiries"]["before"], before.total())
        self.assert_same(tiles["median"]["before"], before.median("minutes"))
        self.assert_same(tiles["on_time"]["before"], before.share("on_time", "judged"))
        for one in figures["within"]:
            share = before.share(f"within_{one['minutes']}", "judged")
            self.assert_same(one["before"], share)

    def test_who_waits_is_told_whenever_they_came(self):
        tiles = self.ask(date_from="2026-11-09")["tiles"]
        self.assertEqual(tiles[1]["value"], self.here.total("waiting"))
        self.assertIsNone(tiles[1]["before"])

    def test_a_year_can_be_compared_with_itself(self):
        """Two periods that overlap count their inquiries twice, once each."""
        figures = self.ask(date_from="2025-01-01", compare="year")
        self.assertEqual(figures["tiles"][0]["value"], self.here.total())
        self.assertEqual(figures["tiles"][0]["before"], 0)
        figures = self.ask(date_from="2026-02-01", date_to="2027-03-31", compare="year")
        february = self.here.where(month=("02", "03"))
        self.assertEqual(figures["tiles"][0]["value"], self.here.total())
        self.assertEqual(figures["tiles"][0]["before"], february.total())

    def test_answers_within_minutes(self):
        for one in self.ask()["within"]:
            name = f"within_{one['minutes']}"
            self.assert_same(one["share"], self.here.share(name, "judged"), name)
            expected = self.here.where(judged=1).total(name)
            self.assertEqual(one["count"], expected, name)
            self.assertEqual(one["of"], self.here.total("judged"))

    def test_trend_by_day_has_every_day(self):
        figures = self.ask(date_from="2026-02-01", date_to="2026-02-28")
        trend = figures["trend"]
        self.assertEqual(trend["unit"], "day")
        self.assertEqual(len(trend["points"]), 28)
        for point in trend["points"]:
            sheet = self.here.where(day=point["from"][5:])
            self.assertEqual(point["inquiries"], sheet.total(), point["label"])
            self.assert_same(point["median"], sheet.median("minutes"), point["label"])
            self.assert_same(point["p90"], sheet.p90("minutes"), point["label"])
            self.assert_same(point["on_time"], sheet.share("on_time", "judged"))
            self.assert_same(point["within_5"], sheet.share("within_5", "judged"))

    def test_trend_by_month(self):
        trend = self.ask()["trend"]
        self.assertEqual(trend["unit"], "month")
        for point in trend["points"]:
            sheet = self.here.where(month=point["from"][5:7])
            self.assertEqual(point["inquiries"], sheet.total(), point["label"])
            self.assert_same(point["median"], sheet.median("minutes"), point["label"])

    def test_trend_by_week_adds_up(self):
        for code, first in (("en_US", "2026-02-01"), ("fr_FR", "2026-02-01")):
            self.env["res.lang"]._activate_lang(code)
            self.mia.lang = code
            trend = self.ask(date_from=first, date_to="2026-03-31")["trend"]
            self.assertEqual(trend["unit"], "week")
            counts = [point["inquiries"] for point in trend["points"]]
            sheet = self.here.where(month=("02", "03"))
            self.assertEqual(sum(counts), sheet.total(), code)
            self.assertGreater(min(counts[:4]), 0)

    def test_funnel(self):
        steps = self.ask()["funnel"]
        names = ("answered", "contacted", "booked", "showed", "won")
        self.assertEqual([one["key"] for one in steps], ["inquiries", *names])
        self.assertEqual(steps[0]["count"], self.here.total())
        for step, key in zip(steps[1:], names, strict=True):
            self.assertEqual(step["count"], self.here.total(key), key)
            self.assert_same(step["share"], self.here.share(key), key)
        for before, step in pairwise(steps):
            came = self.here
            if before["key"] != "inquiries":
                came = came.where(**{before["key"]: 1})
            lost = came.where(**{step["key"]: 0}).total()
            self.assertEqual(step["lost"]["count"], lost, step["key"])
            self.assert_same(step["step_share"], came.share(step["key"]), step["key"])

    def test_hours_of_the_week(self):
        heat = self.ask()["heat"]
        expected = {}
        for row in self.here.rows:
            day = date.fromisoformat(f"2026-{row.received[:5]}")
            key = (str(day.isoweekday()), row.received[6:8])
            expected.setdefault(key, []).append(row)
        for cell in heat["cells"]:
            sheet = Sheet(expected.pop((cell["weekday"], cell["hour"])))
            self.assertEqual(cell["inquiries"], sheet.total())
            self.assert_same(cell["median"], sheet.median("minutes"))
            self.assert_same(cell["on_time"], sheet.share("on_time", "judged"))
            self.assertEqual(cell["closed"], sheet.total("closed_arrival"))
        self.assertFalse(expected, "hours that are not shown")

    def test_who_comes_while_closed(self):
        heat = self.ask()["heat"]
        for key in ("closed", "break"):
            count = self.here.where(arrival=key).total()
            self.assertEqual(heat[key]["count"], count)
            self.assert_same(heat[key]["share"], count / self.here.total())

    def test_speed(self):
        speed = self.ask()["speed"]
        sheets = self.here.by("bucket")
        self.assertEqual(
            [one["bucket"] for one in speed],
            "within_1 within_5 within_15 within_60 over_60 unanswered".split(),
        )
        for one in speed:
            sheet = sheets[one["bucket"]]
            self.assertEqual(one["inquiries"], sheet.total())
            self.assert_same(one["booking_rate"], sheet.share("booked", "qualified"))
            self.assert_same(one["show_rate"], sheet.share("showed", "attended_or_not"))
            self.assert_same(one["close_rate"], sheet.share("won", "showed"))
            self.assertEqual(one["small"], sheet.total() < 10)

    def test_sources(self):
        sources = {row["id"]: row for row in self.ask()["sources"]}
        names = [row["name"] for row in sources.values()]
        self.assertEqual(
            names,
            ["Table google", "Table meta", "Table form", "Walk-in", "Not recorded"],
        )
        for origin, name in self.cases.origins.items():
            sheet = self.here.where(origin=name)
            if name == "phone":
                self.assertNotIn(origin, sources)  # all of these came by a form
                continue
            row = sources[origin]
            self.assertEqual(row["inquiries"], sheet.total())
            self.assertAlmostEqual(row["revenue"], sheet.total("revenue"), 2)
            self.assert_same(row["median"], sheet.median("minutes"))
            self.assert_same(row["contacted_rate"], sheet.share("contacted"))
            self.assert_same(row["booking_rate"], sheet.share("booked", "qualified"))
            self.assert_same(row["show_rate"], sheet.share("showed", "attended_or_not"))
            self.assert_same(row["close_rate"], sheet.share("won", "showed"))
            if origin:
                self.assertTrue(row["diagnosis"]["text"])
            else:
                self.assertIsNone(row["diagnosis"])

    def test_sources_add_up_to_the_total(self):
        """Counts by adding; shares by adding what they are made of."""
        self.leads["at_once"].write({"source_id": False, "intake_channel_id": False})
        figures = self.ask()
        rows, total = figures["sources"], figures["sources_total"]
        self.assertEqual([row["id"] for row in rows].count(False), 1)
        tiles = {tile["key"]: tile for tile in figures["tiles"]}
        self.assertEqual(total["inquiries"], tiles["inquiries"]["value"])
        for name in ("inquiries", "revenue"):
            self.assertAlmostEqual(sum(row[name] for row in rows), total[name], 2)
        weighed = sum(row["contacted_rate"] * row["inquiries"] for row in rows)
        self.assert_same(total["contacted_rate"], weighed / total["inquiries"])
        for rate, part, whole in (
            ("booking_rate", "booked", "qualified"),
            ("show_rate", "showed", "attended_or_not"),
        ):
            self.assert_same(total[rate], self.here.share(part, whole))
            self.assert_same(tiles[rate]["value"], total[rate])

    def test_people(self):
        people = {row["name"]: row for row in self.ask()["people"]}
        self.assertEqual(list(people), ["Ana", "Ben", "Carla", "Nobody"])
        names = {"Ana": "ana", "Ben": "ben", "Carla": "carla", "Nobody": ""}
        for name, row in people.items():
            sheet = self.here.where(owner=names[name])
            self.assertEqual(row["inquiries"], sheet.total(), name)
            self.assertEqual(row["answered"], sheet.total("answered"), name)
            self.assert_same(row["median"], sheet.median("staff"), name)
            self.assert_same(row["system_delay"], sheet.mean("system"), name)
            on_time = sheet.share("on_time", "judged_staff")
            self.assert_same(row["on_time"], on_time, name)
            missed = self.here.where(missed_by=names[name]).total() if row["id"] else 0
            self.assertEqual(row["missed"], missed, name)

    def test_what_reached_us_late_is_nobodys_miss(self):
        late = self.here.where(key="learned_late")
        self.leads["learned_late"].write({"user_id": self.cases.carla.id})
        carla = next(row for row in self.ask()["people"] if row["name"] == "Carla")
        own = self.here.where(owner="carla")
        self.assertEqual(carla["missed"], 0)
        self.assertEqual(carla["inquiries"], own.total() + late.total())
        self.assert_same(carla["on_time"], own.share("on_time", "judged_staff"))
        self.assertGreater(carla["system_delay"], 30)

    def test_not_counted_stands_apart(self):
        self.leads["spam"][:2].write({"response_exempt_reason": "test"})
        apart = {row["key"]: row["count"] for row in self.ask()["apart"]}
        self.assertEqual(apart["test"], 2)
        self.assertEqual(apart["exempt"], 8)
        self.assertEqual(apart["imported"], 3)

    def test_a_team_a_source_a_treatment(self):
        self.leads["at_once"].write({"treatment_ids": [Command.link(self.botox.id)]})
        tampa = self.here.where(team="tampa")
        figures = self.ask(team_ids=self.cases.teams["tampa"].ids)
        self.assert_tiles(figures, tampa)
        figures = self.ask(source_ids=self.cases.sources["meta"].ids)
        self.assert_tiles(figures, self.here.where(source="meta"))
        for origin, name in self.cases.origins.items():
            if origin and name != "phone":
                figures = self.ask(source_ids=[origin])
                self.assert_tiles(figures, self.here.where(origin=name))
        figures = self.ask(treatment_ids=(self.botox | self.laser).ids)
        self.assert_tiles(figures, self.here.where(key="at_once"))
        figures = self.ask(treatment_ids=self.laser.ids)
        self.assertEqual(figures["tiles"][0]["value"], 0)

    def test_choices_are_what_the_practice_has(self):
        choices = self.ask(source_ids=self.cases.sources["meta"].ids)["choices"]
        self.assertEqual([one["name"] for one in choices["teams"]], ["Austin", "Tampa"])
        names = [one["name"] for one in choices["sources"]]
        for name in ("Table google", "Table form", "Walk-in"):
            self.assertIn(name, names)
        self.assertNotIn("Nobody came", names)
        self.assertIn("Botox", [one["name"] for one in choices["treatments"]])


@tagged("post_install", "-at_install")
class TestDashboardRecords(DashboardCommon):
    """Every number opens exactly its records, and only what one may see."""

    def assert_opens(self, figures, user, at_least):
        found = list(openings(figures))
        self.assertGreaterEqual(len(found), at_least)
        for path, opening, number in found:
            model = self.env[opening["model"]].with_user(user)
            model = model.with_context(
                allowed_company_ids=user.company_ids.ids, **opening["context"]
            )
            with at_now():
                count = model.search_count(opening["domain"])
            self.assertEqual(count, number, f"{path}: {opening['name']}")

    def test_every_number_opens_its_records(self):
        self.leads["spam"][:1].write({"response_exempt_reason": "test"})
        self.assert_opens(self.ask(), self.mia, 90)

    def test_with_filters_and_a_short_period(self):
        self.leads["at_once"].write({"treatment_ids": [Command.link(self.botox.id)]})
        figures = self.ask(
            date_from="2026-02-02",
            date_to="2026-02-20",
            compare="previous",
            team_ids=self.team.ids,
            source_ids=self.cases.sources["google"].ids,
            treatment_ids=self.botox.ids,
        )
        self.assertEqual(figures["tiles"][0]["value"], 30)
        self.assert_opens(figures, self.mia, 55)

    def test_with_follow_up(self):
        """Steps that were due, and why others did not go."""
        touches = self.env["medspa.touch"].sudo()
        lead = self.leads["at_once"][0]
        lead.write({"treatment_ids": [Command.link(self.botox.id)]})
        values = {
            "lead_id": lead.id,
            "direction": "out",
            "performer": "system",
            "channel": "sms",
            "purpose": "follow_up",
            "planned_at": "2026-02-03 16:00:00",
            "occurred_at": "2026-02-03 16:00:00",
        }
        touches.create(
            [
                {**values, "state": "sent"},
                {**values, "state": "skipped", "reason_code": "no_consent"},
                {**values, "state": "skipped", "reason_code": "no_consent"},
                {**values, "state": "failed"},
            ]
        )
        before = self.ask(date_from="2026-02-01", date_to="2026-02-02")["followup"]
        self.assertEqual((before["due"], before["share"]), (0, None))
        figures = self.ask(date_from="2026-02-03", date_to="2026-02-03")
        followup = figures["followup"]
        self.assertEqual((followup["due"], followup["done"]), (4, 1))
        self.assert_same(followup["share"], 0.25)
        self.assertEqual(
            [(row["reason"], row["count"]) for row in followup["not_sent"]],
            [("They have not agreed to texts", 2), ("It did not arrive", 1)],
        )
        self.assert_opens(figures, self.mia, 20)
        for treatment, due in ((self.botox, 4), (self.laser, 0)):
            filtered = self.ask(
                date_from="2026-02-03",
                date_to="2026-02-03",
                team_ids=self.team.ids,
                treatment_ids=treatment.ids,
            )
            self.assertEqual(filtered["followup"]["due"], due)
            self.assert_opens(filtered, self.mia, 20)

    def test_front_desk_sees_its_own_and_nobodys(self):
        figures = self.ask(self.ben)
        own = self.here.where(owner=("ben", ""))
        self.assertEqual(figures["tiles"][0]["value"], own.total())
        self.assertEqual(figures["tiles"][1]["value"], own.total("waiting"))
        self.assertIsNone(figures["sources_total"]["cost"])
        self.assertIsNone(figures["spend_hint"])
        self.assert_opens(figures, self.ben, 60)

    def test_another_company_sees_its_own(self):
        figures = self.ask(self.cases.eve)
        elsewhere = Sheet().where(team="elsewhere")
        self.assertEqual(figures["tiles"][0]["value"], elsewhere.total())
        self.assertEqual([one["name"] for one in figures["people"]], ["Eve"])
        self.assertEqual(
            [one["name"] for one in figures["choices"]["teams"]], ["Elsewhere"]
        )
        self.assert_opens(figures, self.cases.eve, 40)

    def test_who_has_nothing_to_do_with_inquiries_sees_nothing(self):
        clerk = self.make_user("clerk", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.ask(clerk)


@tagged("post_install", "-at_install")
class TestDashboardStates(SpeedToLeadCommon):
    """Before there is anything to see, it says what to do."""

    def ask(self, moment=MONDAY_10, user=None, **filters):
        with at(moment):
            dashboard = self.env["medspa.dashboard"].with_user(user or self.mia)
            return dashboard.read_figures(filters)

    def test_no_team(self):
        self.team.speed_to_lead = False
        figures = self.ask()
        self.assertEqual(figures["empty"]["title"], "No team uses Speed to Lead yet")
        self.env.ref(figures["empty"]["action"]["xmlid"])
        self.assertFalse(figures["first_week"])

    def test_no_inquiry_ever(self):
        figures = self.ask()
        self.assertEqual(figures["empty"]["title"], "No inquiry yet")
        self.env.ref(figures["empty"]["action"]["xmlid"])
        values = {tile["key"]: tile["value"] for tile in figures["tiles"]}
        self.assertEqual(values.pop("inquiries"), 0)
        self.assertEqual(values.pop("waiting"), 0)
        self.assertEqual(values.pop("revenue"), 0.0)
        # nothing to divide by is not zero
        self.assertEqual(set(values.values()), {None})
        self.assertIsNone(figures["speed_sentence"])
        self.assertEqual(figures["heat"]["sentences"], [])

    def test_no_inquiry_in_these_days(self):
        with at():
            self.make_inquiry()
        figures = self.ask(date_from="2025-01-01", date_to="2025-01-31")
        self.assertEqual(figures["empty"]["title"], "No inquiry in these days")

    def test_first_week(self):
        with at():
            self.make_inquiry()
        for days, is_first in ((0, True), (6, True), (7, False)):
            with at(MONDAY_10, days=days):
                figures = self.env["medspa.dashboard"].with_user(self.mia)
                figures = figures.read_figures()
            self.assertEqual(figures["first_week"], is_first, days)
            self.assertIsNone(figures["empty"])

    def test_days_are_those_of_the_practice(self):
        """Sunday 22:00 in Austin is Monday in UTC."""
        with at(MONDAY_10, hours=-12):
            self.make_inquiry()
            figures = self.env["medspa.dashboard"].with_user(self.mia).read_figures()
        self.assertEqual(figures["filters"]["date_to"], "2026-03-01")
        self.assertEqual(figures["tiles"][0]["value"], 1)
        self.assertEqual(figures["trend"]["points"][-1]["inquiries"], 1)
        (cell,) = figures["heat"]["cells"]
        self.assertEqual((cell["weekday"], cell["hour"]), ("7", "22"))

    def test_unreadable_filters_are_refused(self):
        for filters in ({"date_from": "soon"}, {"team_ids": "all"}):
            with self.assertRaises(UserError):
                self.ask(**filters)


@tagged("post_install", "-at_install")
class TestDashboardDuty(SpeedToLeadCommon):
    """Who is on duty, by weekday and hour, from shifts and opening hours."""

    def on_duty(self, **days):
        filters = {"date_from": "2026-03-02", "date_to": "2026-03-29", **days}
        with at():
            dashboard = self.env["medspa.dashboard"].with_user(self.mia)
            heat = dashboard.read_figures(filters)["heat"]
        return {
            (cell["weekday"], cell["hour"]): cell["on_duty"]
            for cell in heat["cells"] + heat["on_duty"]
        }

    def shift(self, start, stop, weekday="0", **values):
        line = {
            "name": "Shift",
            "dayofweek": weekday,
            "hour_from": start,
            "hour_to": stop,
            "day_period": "morning",
        }
        lines = [Command.clear(), Command.create(line)]
        return self.make_calendar(name="Shift", attendance_ids=lines, **values)

    def member(self, user):
        return self.team.crm_team_member_ids.filtered(lambda one: one.user_id == user)

    def test_the_hours_of_the_team(self):
        duty = self.on_duty()
        self.assertEqual(duty["1", "09"], 2)
        self.assertNotIn(("1", "12"), duty)  # lunch
        self.assertNotIn(("1", "17"), duty)
        self.assertNotIn(("6", "10"), duty)
        self.assertEqual(len(duty), 5 * 7)

    def test_a_shift_of_ones_own(self):
        self.member(self.ana).response_calendar_id = self.shift(11, 13.5)
        duty = self.on_duty()
        self.assertEqual(duty["1", "10"], 1)
        self.assertEqual(duty["1", "11"], 2)
        self.assertEqual(duty["1", "12"], 1)
        self.assertEqual(duty["1", "13"], 2)  # half an hour is enough
        self.assertEqual(duty["2", "09"], 1)

    def test_a_quarter_of_an_hour_is_not_the_hour(self):
        self.member(self.ana).response_calendar_id = self.shift(9, 10.25)
        self.assertEqual(self.on_duty()["1", "10"], 1)

    def test_a_shift_in_another_time_zone(self):
        calendar = self.shift(9, 10, tz="America/New_York")
        self.member(self.ana).response_calendar_id = calendar
        duty = self.on_duty()
        self.assertEqual(duty["1", "08"], 1)
        self.assertEqual(duty["1", "09"], 1)

    def test_who_is_paused_is_not_on_duty(self):
        self.member(self.ana).assignment_optout = True
        self.assertEqual(self.on_duty()["1", "09"], 1)

    def test_somebody_in_two_teams_is_one_person(self):
        self.make_team("Dallas", self.ana)
        self.assertEqual(self.on_duty()["1", "09"], 2)

    def test_one_closed_day_changes_nothing(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
                "date_from": "2026-03-09 00:00:00",
                "date_to": "2026-03-10 23:00:00",
            }
        )
        self.assertEqual(self.on_duty()["1", "09"], 2)
        self.assertNotIn(
            ("1", "09"), self.on_duty(date_from="2026-03-07", date_to="2026-03-13")
        )

    def test_when_the_clocks_change_nine_stays_nine(self):
        """Summer begins on March 8, 2026."""
        duty = self.on_duty(date_from="2026-03-02", date_to="2026-03-15")
        self.assertEqual(duty["1", "09"], 2)
        self.assertNotIn(("1", "08"), duty)

    def test_slow_hours_are_told_with_who_was_there(self):
        with at(MONDAY_10, days=1):  # Tuesday, all answered at once
            for _number in range(10):
                lead = self.make_inquiry()
                self.answer_by(lead.user_id, lead)
        with at():
            leads = [self.make_inquiry() for _number in range(9)]
        with at(MONDAY_10, hours=1):
            for lead in leads:
                self.answer_by(lead.user_id, lead)
        with at(MONDAY_10, days=2):
            dashboard = self.env["medspa.dashboard"].with_user(self.mia)
            heat = dashboard.read_figures({"date_from": "2026-03-02"})["heat"]
        self.assertEqual(
            [(one["text"], one["count"]) for one in heat["sentences"]],
            [
                (
                    "Mondays 9 to 11 am are slow: 9 inquiries, 0 of 9 answered on "
                    "time, 2 people on duty.",
                    9,
                )
            ],
        )


@tagged("post_install", "-at_install")
class TestDashboardCosts(DashboardCommon):
    """What an inquiry costs, and what came of it."""

    known = SOME

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.google, cls.meta = (cls.cases.sources[name] for name in ("google", "meta"))
        cls.usd = cls.env.ref("base.USD")
        cls.usd.active = True
        cls.company.currency_id = cls.usd

    def spend(self, amount, source, month="2026-02-01", **values):
        return self.env["medspa.spend"].create(
            {
                "month": month,
                "source_id": source and source.id,
                "amount": amount,
                "company_id": self.company.id,
                "currency_id": self.usd.id,
                **values,
            }
        )

    def rows(self, **filters):
        figures = self.ask(**filters)
        rows = {row["id"]: row for row in figures["sources"]}
        return rows, figures["sources_total"]

    def test_costs_by_what_they_brought(self):
        self.spend(2800, self.google)
        rows, total = self.rows()
        sheet = self.here.where(source="google")
        google = rows[self.google.id]
        self.assertAlmostEqual(google["cost"], 2800, 2)
        self.assertAlmostEqual(google["cost_per_inquiry"], 2800 / sheet.total(), 6)
        self.assertAlmostEqual(
            google["cost_per_booked"], 2800 / sheet.total("booked"), 6
        )
        self.assertAlmostEqual(
            google["cost_per_showed"], 2800 / sheet.total("showed"), 6
        )
        self.assertAlmostEqual(google["cost_per_won"], 2800 / sheet.total("won"), 6)
        self.assertAlmostEqual(google["return_rate"], sheet.total("revenue") / 2800, 6)
        self.assertIsNone(rows[self.meta.id]["cost"])
        self.assertIsNone(rows[self.meta.id]["return_rate"])
        self.assertAlmostEqual(total["cost"], 2800, 2)
        self.assertAlmostEqual(total["cost_per_inquiry"], 2800 / self.here.total(), 6)

    def test_only_the_days_of_the_period_cost(self):
        self.spend(2800, self.google)  # 100 a day
        rows, _total = self.rows(date_from="2026-02-02", date_to="2026-02-04")
        self.assertAlmostEqual(rows[self.google.id]["cost"], 300, 2)

    def test_costs_of_sources_add_up(self):
        self.spend(280, self.google)
        self.spend(560, self.meta)
        rows, total = self.rows()
        costs = [row["cost"] or 0 for row in rows.values()]
        self.assertAlmostEqual(sum(costs), total["cost"], 2)
        _rows, of_meta = self.rows(source_ids=self.meta.ids)
        self.assertAlmostEqual(of_meta["cost"], 560, 2)

    def test_what_an_entrance_cost_is_its_sources(self):
        entrance = self.make_source(name="Landing page", utm_source_id=self.meta.id)
        self.spend(560, False, intake_source_id=entrance.id)
        campaign = self.env["utm.campaign"].create({"title": "Spring"})
        self.spend(28, False, campaign_id=campaign.id)
        rows, total = self.rows()
        self.assertAlmostEqual(rows[self.meta.id]["cost"], 560, 2)
        self.assertAlmostEqual(rows[False]["cost"], 28, 2)
        self.assertEqual(rows[False]["inquiries"], 0)
        self.assertAlmostEqual(total["cost"], 588, 2)

    def test_what_an_entrance_without_marketing_source_cost_is_its_own(self):
        entrance = self.make_source(name="Landing page")
        self.spend(560, False, intake_source_id=entrance.id)
        rows, _total = self.rows()
        origin = origin_of(intake_source_id=entrance.id)
        self.assertAlmostEqual(rows[origin]["cost"], 560, 2)
        self.assertEqual(rows[origin]["name"], "Landing page")

    def test_a_source_that_only_costs_is_shown_and_told(self):
        radio = self.env["utm.source"].create({"name": "Radio"})
        self.spend(280, self.google)
        self.spend(2800, radio)
        rows, _total = self.rows()
        self.assertEqual(rows[radio.id]["inquiries"], 0)
        self.assertIsNone(rows[radio.id]["cost_per_inquiry"])
        self.assertEqual(rows[radio.id]["diagnosis"]["key"], "generation")
        self.assertEqual(rows[radio.id]["return_rate"], 0)

    def test_money_is_not_spent_on_teams_and_treatments(self):
        self.spend(2800, self.google)
        for filters in (
            {"team_ids": self.team.ids},
            {"treatment_ids": self.botox.ids},
        ):
            figures = self.ask(**filters)
            self.assertIsNone(figures["sources_total"]["cost"])
            self.assertIn("teams and treatments", figures["spend_hint"]["title"])

    def test_without_costs_it_says_what_to_do(self):
        hint = self.ask()["spend_hint"]
        self.env.ref(hint["action"]["xmlid"])
        self.spend(1, self.google)
        self.assertIsNone(self.ask()["spend_hint"])

    def test_money_of_two_currencies_is_one(self):
        eur = self.env.ref("base.EUR")
        eur.active = True
        rates = self.env["res.currency.rate"].sudo()
        rates.search([("currency_id", "in", (self.usd | eur).ids)]).unlink()
        rates.create({"name": "2026-01-01", "currency_id": self.usd.id, "rate": 1})
        rates.create({"name": "2026-01-01", "currency_id": eur.id, "rate": 0.5})
        self.cases.other.currency_id = eur
        self.mia.company_ids |= self.cases.other
        figures = self.ask()
        revenue = figures["tiles"][-1]["value"]
        here = self.here.total("revenue")
        there = Sheet(self.known).where(team="elsewhere").total("revenue")
        self.assertEqual(figures["currency"]["name"], "USD")
        self.assertAlmostEqual(revenue, here + 2 * there, 2)


@tagged("post_install", "-at_install")
class TestDashboardYear(SpeedToLeadCommon):
    def test_leap_days_are_compared(self):
        with at():
            dashboard = self.env["medspa.dashboard"].with_user(self.mia)
            filters = dashboard.read_figures(
                {"date_from": "2024-02-29", "date_to": "2024-02-29", "compare": "year"}
            )["filters"]
        self.assertEqual(filters["compare_from"], "2023-02-28")
        self.assertEqual(date.fromisoformat(filters["date_from"]), date(2024, 2, 29))
