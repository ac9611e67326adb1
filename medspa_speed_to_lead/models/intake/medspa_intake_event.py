from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, format_datetime

REPEAT_MINUTES = 10
# what failed and nobody has dealt with is kept so many times as long
FAILED_KEPT = 5


class TooManyInquiries(Exception):
    """The source sent more in a minute than it may; try again in a minute."""


class MedspaIntakeEvent(models.Model):
    """One received payload, kept raw: whatever goes wrong later, it can be read again.

    Stored and committed first, under a key that the database guards, and turned
    into an inquiry in a second transaction.
    """

    _name = "medspa.intake.event"
    _description = "Intake Event"
    _inherit = ["medspa.recorded.mixin"]
    _order = "received_at DESC, id DESC"
    _rec_name = "received_at"

    source_id = fields.Many2one(
        "medspa.intake.source", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="source_id.company_id")
    external_id = fields.Char(readonly=True, help="The sender's own key.")
    content_type = fields.Char(readonly=True)
    body = fields.Text(string="Payload", readonly=True)
    query = fields.Text(
        string="Fields of the Address",
        readonly=True,
        help="What stood behind the question mark of the address it was sent to.",
    )
    body_hash = fields.Char(readonly=True)
    content_hash = fields.Char(
        readonly=True,
        help="A digest of who says what. Under one key it tells a repeat from another "
        "inquiry.",
    )
    state = fields.Selection(
        [
            ("received", "Received"),
            ("processed", "Processed"),
            ("duplicate", "Repeated"),
            ("error", "Failed"),
            ("spam", "Spam"),
            ("erased", "Erased"),
        ],
        default="received",
        required=True,
        readonly=True,
    )
    error = fields.Text(readonly=True)
    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", readonly=True, index="btree_not_null"
    )
    repeat_of_id = fields.Many2one(
        "medspa.intake.event", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    received_at = fields.Datetime(
        default=fields.Datetime.now, required=True, readonly=True
    )
    processed_at = fields.Datetime(readonly=True)
    attempts = fields.Integer(readonly=True)
    retry_at = fields.Datetime(string="Next Try", readonly=True)
    reply = fields.Text(
        readonly=True, help="What the person is answered at once, by itself."
    )
    replied_at = fields.Datetime(readonly=True)

    _external_id_unique = models.UniqueIndex(
        "(source_id, external_id, content_hash) WHERE external_id IS NOT NULL",
        "This submission was already received.",
    )
    # without a key of the sender's: no two equal bodies of a source within ten
    # minutes. Ranges of one value stand for equality, which needs no extension.
    _body_unique = models.Constraint(
        "EXCLUDE USING gist ("
        "int4range(source_id, source_id, '[]') WITH &&, "
        "int8range(hashtextextended(body_hash, 0), hashtextextended(body_hash, 0), "
        "'[]') WITH &&, "
        f"tsrange(received_at, received_at + interval '{REPEAT_MINUTES} minutes') "
        "WITH &&) WHERE (external_id IS NULL AND repeat_of_id IS NULL "
        "AND body_hash IS NOT NULL)",
        "This submission was already received.",
    )
    _repeat_unique = models.UniqueIndex(
        "(repeat_of_id, body_hash) WHERE repeat_of_id IS NOT NULL"
    )
    _by_source = models.Index("(source_id, received_at)")
    _to_process = models.Index(
        "(COALESCE(retry_at, received_at)) "
        "WHERE state = 'received' OR (state = 'error' AND retry_at IS NOT NULL)"
    )

    @api.depends("source_id", "received_at")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for event in self:
            moment = format_datetime(
                self.env, event.received_at, self.env.context.get("tz"), "short"
            )
            event.display_name = f"{event.source_id.name}, {moment}"

    @api.model
    def _counted(self, event_id):
        """Return the condition of the events that people see counted: all.

        Extended by who comes in unseen, and would be seen by such a count.

        :param SQL event_id: the column that holds the event.
        """
        return SQL("TRUE")

    @api.model
    def _body_days(self):
        params = self.env["ir.config_parameter"].sudo()
        return int(params.get_param("medspa_speed_to_lead.body_days", 90))

    @api.autovacuum
    def _gc_bodies(self):
        """Blank what nobody needs; key and hash go on recognising repeats."""
        days, now = self._body_days(), fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                """
                UPDATE medspa_intake_event SET body = NULL, query = NULL
                 WHERE body IS NOT NULL
                   AND (state IN ('processed', 'duplicate', 'spam')
                        AND received_at < %s
                        OR state = 'error' AND received_at < %s)
                """,
                now - timedelta(days=days),
                now - timedelta(days=days * FAILED_KEPT),
            )
        )

    # for people

    def action_retry(self):
        """Process again now; what fails again says why in the list."""
        self.check_access("read")
        self.sudo()._process()
        return True

    def action_view_inquiry(self):
        self.ensure_one()
        return self.lead_id.get_formview_action()
