"""Real databases and real Odoo servers for tests, benchmarks and proofs."""
