from odoo import fields, models


class BenchPayload(models.Model):
    """The one row that the compared route stores."""

    _name = "bench.payload"
    _description = "Payload of the Benchmark"

    body = fields.Text()
