"""Whose hours count: by number and address, also where the address is incomplete."""

from odoo.tests import tagged

from ..tools.contact_window import Place
from .common import SpeedToLeadCommon, at

PUERTO_RICO = Place("America/Puerto_Rico", "US-PR")


@tagged("post_install", "-at_install")
class TestContactPlaces(SpeedToLeadCommon):
    def places(self, state=None, country=None, **values):
        """Return the places of an inquiry without a phone."""
        with at():
            lead = self.make_inquiry(
                phone=False,
                country_id=country and self.env.ref(f"base.{country}").id,
                state_id=state and self.env.ref(f"base.state_{state}").id,
                **values,
            )
        return lead._contact_places()

    def test_state_without_a_country_counts(self):
        places = self.places("us_2")  # Alaska
        self.assertEqual({place.region for place in places}, {"US-AK"})

    def test_territory_counts_as_country_and_as_state(self):
        self.assertEqual(self.places(country="pr"), [PUERTO_RICO])
        self.assertEqual(self.places("us_pr", "us"), [PUERTO_RICO])
        self.assertEqual(self.places("us_pr"), [PUERTO_RICO])

    def test_practice_in_a_territory_is_in_the_country(self):
        company = self.make_company("Glow San Juan", "base.pr")
        places = self.places(company_id=company.id, team_id=False)
        self.assertEqual({place.region for place in places}, {"US-PR"})

    def test_hours_for_a_territory_are_found_there(self):
        window = self.env["medspa.contact.window"].create(
            {"name": "Island", "country_id": self.env.ref("base.pr").id}
        )
        rule = window._rule()
        self.assertTrue(rule.speaks_of(PUERTO_RICO, "promotional"))
        self.assertFalse(rule.speaks_of(Place("x", "US-TX"), "promotional"))
