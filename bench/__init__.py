"""Measures the addon against plain Odoo, side by side in one run: `make bench`."""
