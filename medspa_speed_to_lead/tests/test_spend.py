from datetime import date, timedelta
from decimal import Decimal

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import file_open, mute_logger

from .common import SpeedToLeadCommon, at
from .random_inputs import HealthCheck, given, settings, st

MONTHS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CENTS = st.integers(0, 10**9)


class SpendCommon(SpeedToLeadCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.usd = cls.env.ref("base.USD")
        cls.eur = cls.env.ref("base.EUR")
        (cls.usd | cls.eur).active = True
        cls.company.currency_id = cls.usd
        cls.google, cls.instagram = cls.env["utm.source"].create(
            [{"name": "Google (Glow)"}, {"name": "Instagram (Glow)"}]
        )
        cls.spring = cls.env["utm.campaign"].create({"title": "Spring glow (Glow)"})

    @classmethod
    def spend(cls, amount=310, month="2026-03-01", **values):
        """Return what Google cost in March, unless said otherwise."""
        return cls.env["medspa.spend"].create(
            {
                "month": month,
                "source_id": cls.google.id,
                "amount": amount,
                "company_id": cls.company.id,
                "currency_id": cls.usd.id,
                **values,
            }
        )

    @classmethod
    def days_of(cls, spend):
        """Return ``{day: amount}`` of a spend, as the CRM manager reads it."""
        report = cls.env["medspa.spend.report"].with_user(cls.mia)
        days = report.search([("spend_id", "=", spend.id)], order="date")
        return {day.date: day.amount for day in days}

    def total(self, *domain):
        """Return the sum of the report over a domain, as the CRM manager reads it."""
        report = self.env["medspa.spend.report"].with_user(self.mia)
        ((total,),) = report._read_group(domain, aggregates=["amount:sum"])
        return total


@tagged("post_install", "-at_install")
class TestSpend(SpendCommon):
    """One amount for each source, campaign and month."""

    def test_any_day_of_a_month_means_the_month(self):
        spend = self.spend(month="2026-03-17")
        self.assertEqual(spend.month, date(2026, 3, 1))
        spend.month = "2026-04-30"
        self.assertEqual(spend.month, date(2026, 4, 1))

    def test_second_amount_for_the_same_is_refused_in_words(self):
        self.spend()
        with self.assertRaises(UniqueViolation) as refusal, mute_logger("odoo.sql_db"):
            self.spend(amount=5, month="2026-03-09")
        message = self.env["medspa.spend"]._sql_error_to_message(refusal.exception)
        self.assertIn("already an amount", message)

    def test_what_differs_in_one_part_is_another_spend(self):
        source = self.make_source()
        for values in (
            {},
            {"month": "2026-04-01"},
            {"campaign_id": self.spring.id},
            {"source_id": False, "campaign_id": self.spring.id},
            {"intake_source_id": source.id},
            {"source_id": self.instagram.id},
        ):
            self.spend(**values)
        self.assertEqual(self.env["medspa.spend"].search_count([]), 6)

    def test_money_for_nothing_and_negative_money_are_refused(self):
        for values in ({"source_id": False}, {"amount": -1}):
            with (
                self.subTest(values),
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.spend(**values)

    def test_entrance_of_another_company_is_refused(self):
        elsewhere = self.make_company("Glow Dallas")
        team = self.make_team("Dallas", company_id=elsewhere.id, user_id=False)
        source = self.make_source(company_id=elsewhere.id, team_id=team.id)
        with self.assertRaises(UserError):
            self.spend(intake_source_id=source.id)

    # rights

    def test_spend_is_for_the_managers(self):
        for model in ("medspa.spend", "medspa.spend.report"):
            records = self.env[model]
            self.assertFalse(records.with_user(self.ana).has_access("read"))
            self.assertTrue(records.with_user(self.mia).has_access("read"))
        self.assertTrue(
            self.env["medspa.spend"].with_user(self.mia).has_access("write")
        )

    def test_spend_of_another_company_is_not_seen(self):
        elsewhere = self.make_company("Glow Dallas")
        mine = self.spend()
        theirs = self.spend(company_id=elsewhere.id)
        seen = self.env["medspa.spend"].with_user(self.mia).search([])
        self.assertEqual(seen, mine)
        self.assertFalse(self.days_of(theirs))


@tagged("post_install", "-at_install")
class TestSpendImport(SpendCommon):
    """A file of the ad account, imported the way Odoo imports, by the CRM manager."""

    HEADER = ["Month", "Marketing Source", "Campaign", "Amount", "Currency"]
    FIELDS = ["month", "source_id", "campaign_id", "amount", "currency_id"]

    def import_lines(self, *lines):
        """Return the answer of Odoo's import for lines of a CSV file."""
        text = "\n".join(",".join(line) for line in (self.HEADER, *lines))
        wizard = (
            self.env["base_import.import"]
            .with_user(self.mia)
            .create(
                {
                    "res_model": "medspa.spend",
                    "file": text.encode(),
                    "file_name": "spend.csv",
                    "file_type": "text/csv",
                }
            )
        )
        options = {
            "has_headers": True,
            "quoting": '"',
            "separator": ",",
            "date_format": "%Y-%m-%d",
            "float_thousand_separator": ",",
            "float_decimal_separator": ".",
        }
        return wizard.execute_import(self.FIELDS, self.HEADER, options)

    def known(self):
        spends = self.env["medspa.spend"].search([], order="source_id, month")
        return [(one.source_id.name, one.month.month, one.amount) for one in spends]

    def test_file_is_read(self):
        answer = self.import_lines(
            ["2026-03-01", self.google.name, self.spring.title, "1200.50", "USD"],
            ["2026-04-15", self.instagram.name, "", "80", "USD"],
        )
        self.assertFalse(answer["messages"])
        self.assertEqual(
            self.known(),
            [(self.google.name, 3, 1200.5), (self.instagram.name, 4, 80.0)],
        )

    def test_same_file_twice_changes_nothing_and_a_new_one_replaces(self):
        line = ["2026-03-01", self.google.name, "", "100", "USD"]
        first = self.import_lines(line)
        again = self.import_lines(line)
        self.assertEqual(first["ids"], again["ids"])
        self.assertEqual(self.known(), [(self.google.name, 3, 100.0)])
        self.import_lines(
            ["2026-03-20", self.google.name, "", "90", "USD"],
            ["2026-04-01", self.google.name, "", "70", "USD"],
        )
        self.assertEqual(
            self.known(), [(self.google.name, 3, 90.0), (self.google.name, 4, 70.0)]
        )

    def test_two_lines_for_the_same_are_refused_in_words(self):
        line = ["2026-03-01", self.google.name, "", "100", "USD"]
        answer = self.import_lines(line, line)
        (message,) = {message["message"] for message in answer["messages"]}
        self.assertIn("two amounts for Google (Glow) in 2026-03", message)
        self.assertFalse(self.known())

    def test_template_is_a_file_that_can_be_imported(self):
        (template,) = self.env["medspa.spend"].get_import_templates()
        with file_open(template["template"].removeprefix("/")) as file:
            header, *lines = (line.strip().split(",") for line in file)
        self.assertEqual(header, self.HEADER)
        for name in {line[1] for line in lines}:
            self.env["utm.source"].create({"name": name})
        for name in {line[2] for line in lines} - {""}:
            self.env["utm.campaign"].create({"title": name})
        self.assertFalse(self.import_lines(*lines)["messages"])


@tagged("post_install", "-at_install")
class TestSpendByDay(SpendCommon):
    """A month spread over its days, in the currency of the company."""

    def test_days_of_a_month_share_it_evenly(self):
        days = self.days_of(self.spend(310))
        self.assertEqual(set(days.values()), {10})
        self.assertEqual(min(days), date(2026, 3, 1))
        self.assertEqual(max(days), date(2026, 3, 31))

    def test_leap_day_has_its_share(self):
        days = self.days_of(self.spend(29, month="2028-02-01"))
        self.assertEqual(days[date(2028, 2, 29)], 1)
        self.assertEqual(len(days), 29)

    def test_week_costs_its_days(self):
        self.spend(310)
        self.spend(300, month="2026-04-01")
        self.spend(620, source_id=self.instagram.id)
        first, last = date(2026, 3, 30), date(2026, 4, 5)
        week = [("date", ">=", first), ("date", "<=", last)]
        of_google = ("source_id", "=", self.google.id)
        self.assertEqual(self.total(*week, of_google), 2 * 10 + 5 * 10)
        self.assertEqual(self.total(*week), 2 * 10 + 5 * 10 + 2 * 20)

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.differing_executors],
    )
    @given(cents=CENTS, month=MONTHS)
    def test_cents_add_up_whatever_the_amount(self, cents, month):
        with self.env.cr.savepoint() as savepoint:
            spend = self.spend(cents / 100, month=month)
            days = [
                Decimal(str(amount)) * 100 for amount in self.days_of(spend).values()
            ]
            first = month.replace(day=1)
            following = (first + timedelta(days=32)).replace(day=1)
            self.assertEqual(len(days), (following - first).days)
            self.assertEqual(sum(days), cents)
            self.assertLessEqual(max(days) - min(days), 1)
            self.assertTrue(all(day == int(day) for day in days))
            savepoint.rollback()
            self.env.invalidate_all()

    # currencies

    def rate(self, day, rate, shared=False):
        """So many euros are one dollar from that day on, here or for all companies."""
        self.env["res.currency.rate"].create(
            {
                "name": day,
                "rate": rate,
                "currency_id": self.eur.id,
                "company_id": not shared and self.company.id,
            }
        )

    def odoo_converts(self, amount, day, currency):
        return currency._convert(amount, self.usd, self.company, day)

    def test_foreign_amount_counts_at_the_rate_of_the_first_day(self):
        self.rate("2026-02-10", 0.5)
        self.rate("2026-03-01", 0.8)
        self.rate("2026-03-02", 0.1)
        spend = self.spend(248, currency_id=self.eur.id)
        self.assertEqual(sum(self.days_of(spend).values()), 310)
        self.assertEqual(self.odoo_converts(248, "2026-03-01", self.eur), 310)

    def test_rates_are_chosen_as_odoo_chooses_them(self):
        """Own before shared, the last one until the day, else the first after it."""
        self.rate("2026-01-10", 0.7)
        self.rate("2026-06-10", 0.9)
        for day, rate in (("2025-11-20", 0.5), ("2026-02-20", 0.6)):
            self.rate(day, rate, shared=True)
        for month in (
            "2025-10-01",
            "2025-12-01",
            "2026-02-01",
            "2026-03-01",
            "2026-06-01",
        ):
            for amount in (1000, 99.99):
                spend = self.spend(amount, month=month, currency_id=self.eur.id)
                self.assertAlmostEqual(
                    sum(self.days_of(spend).values()),
                    self.odoo_converts(amount, month, self.eur),
                    places=2,
                    msg=(month, amount),
                )
                spend.unlink()

    def test_branch_counts_at_the_rates_of_its_company(self):
        branch = self.env["res.company"].create(
            {"name": "Glow North", "parent_id": self.company.id}
        )
        self.mia.company_ids |= branch
        self.rate("2026-03-01", 0.5)
        spend = self.spend(155, currency_id=self.eur.id, company_id=branch.id)
        report = self.env["medspa.spend.report"].with_user(self.mia)
        days = report.with_context(allowed_company_ids=branch.ids).search(
            [("spend_id", "=", spend.id)]
        )
        self.assertEqual(sum(days.mapped("amount")), 310)

    def test_currency_without_cents_is_spread_in_whole_units(self):
        yen = self.env.ref("base.JPY")
        yen.active = True
        tokyo = self.make_company("Glow Tokyo", "base.jp")
        tokyo.currency_id = yen
        self.mia.company_ids |= tokyo
        spend = self.spend(100, currency_id=yen.id, company_id=tokyo.id)
        report = self.env["medspa.spend.report"].with_user(self.mia)
        days = report.with_context(allowed_company_ids=tokyo.ids).search(
            [("spend_id", "=", spend.id)]
        )
        self.assertEqual(sum(days.mapped("amount")), 100)
        self.assertEqual(set(days.mapped("amount")), {3, 4})

    def test_day_opens_its_month(self):
        spend = self.spend()
        day = self.env["medspa.spend.report"].search([("spend_id", "=", spend.id)])[:1]
        self.assertEqual(day.action_open_spend()["res_id"], spend.id)

    def test_default_month_is_the_present_one(self):
        with at():
            spend = self.env["medspa.spend"].with_user(self.mia).new({})
            self.assertEqual(spend.month, date(2026, 3, 1))
