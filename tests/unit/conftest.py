"""Unit tests know no Odoo."""

from tests.harness import without_odoo

without_odoo.stand_in()
