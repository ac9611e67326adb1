"""Rules that need no database: plain Python, nothing of Odoo imported."""
