import secrets
import time

from odoo import api, fields, models
from odoo.tools import SQL

# what a card or a column shows, beside our own response_ and intake_ fields
_SHOWN = frozenset(
    ("active", "color", "contact_name", "email_from", "expected_revenue", "name")
    + ("partner_id", "phone", "priority", "stage_id", "tag_ids", "team_id")
    + ("treatment_ids", "user_id")
)
_OURS = ("response_", "intake_", "urgent_")
# what follows each inquiry within seconds, and the alarm clock of an urgent one
_UNSEEN = frozenset(("response_acknowledged_at", "urgent_alert_at"))
_KEY = "medspa.inquiry"  # of the notification, and of what a transaction gathers
_MANY = 300  # more at once are quicker read anew as a whole


class CrmLead(models.Model):
    """What the board shows of an inquiry, and how open boards learn of a change."""

    _inherit = "crm.lead"

    # A column's first cards, what is urgent first, else in the order of Odoo's own
    # index, which has no stage: who sees only their own would pass over all that
    # others have in every other column.
    # What decides who may see a card is read from here, and the column's count with it.
    _column_order_idx = models.Index(
        "(stage_id, urgent_since, priority DESC, id DESC) INCLUDE (company_id, user_id)"
        " WHERE active IS TRUE AND type = 'opportunity'"
    )

    intake_channel_icon = fields.Char(compute="_compute_intake_channel_icon")
    followup_attempt_count = fields.Integer(
        string="Attempts",
        compute="_compute_card_lines",
        help="How often a person tried to reach them and did not.",
    )
    claim_note = fields.Char(
        string="Open At",
        compute="_compute_card_lines",
        help="Who has this inquiry open at the moment.",
    )
    treatment_names = fields.Char(string="Asks For", compute="_compute_card_lines")
    response_closes_at = fields.Datetime(
        string="Practice Closes",
        compute="_compute_response_hours",
        help="Set: the practice is open and closes before the deadline.",
    )
    response_opens_at = fields.Datetime(
        string="Practice Opens",
        compute="_compute_response_hours",
        help="End of the time in which the practice is closed, now or next, while "
        "the patient waits and is not late.",
    )

    @api.depends("intake_channel_id.icon")
    def _compute_intake_channel_icon(self):
        for channel, leads in self.grouped("intake_channel_id").items():
            leads.intake_channel_icon = bool(channel) and channel._origin._on_cards()[1]

    @api.depends(
        "touch_ids.outcome",
        "touch_ids.direction",
        "touch_ids.performer",
        "treatment_ids",
    )
    @api.depends_context("lang")
    def _compute_card_lines(self):
        """Say what they ask for, how often nobody was reached, who has it open.

        One query for all cards of a board, and the same for everybody, so that a card
        that changed is read once for all boards.
        """
        ids = self.filtered("intake_received_at")._origin.ids
        lines = self._card_lines(ids) if ids else {}
        # many cards say the same: it is written once for all of them
        for (attempts, treatment_ids, names), leads in self.grouped(
            lambda lead: lines.get(lead._origin.id, (0, (), ()))
        ).items():
            treatments = self.env["medspa.treatment"].browse(treatment_ids)
            leads.followup_attempt_count = attempts
            leads.claim_note = self._card_open_at(names)
            leads.treatment_names = treatments._names_in_order()
        # what is being typed in is not in the database yet
        for draft in self.filtered(lambda lead: not lead.id):
            draft.treatment_names = draft.treatment_ids._origin._names_in_order()

    @api.model
    def _card_lines(self, ids):
        """Return ``{lead id: (attempts, treatment ids, names)}``: how many calls
        reached nobody, and who has one open, whoever opened it first first."""
        self.env["medspa.touch"].flush_model(
            ["lead_id", "direction", "performer", "outcome"]
        )
        self.flush_model(["treatment_ids"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT lead_id, count(touch_id),
                       array_agg(treatment_id) FILTER (WHERE treatment_id > 0),
                       array_agg(name ORDER BY opened_at, claim_id)
                                 FILTER (WHERE claim_id > 0)
                  FROM (SELECT lead_id, id AS touch_id, NULL::int AS treatment_id,
                               NULL AS name, NULL::timestamp AS opened_at,
                               NULL::int AS claim_id
                          FROM medspa_touch
                         WHERE lead_id = ANY(%(ids)s) AND direction = 'out'
                           AND performer = 'person' AND outcome <> 'connected'
                     UNION ALL
                        SELECT lead_id, NULL, treatment_id, NULL, NULL, NULL
                          FROM crm_lead_medspa_treatment_rel
                         WHERE lead_id = ANY(%(ids)s)
                     UNION ALL
                        SELECT lead_id, NULL, NULL, name, opened_at, id
                          FROM (%(claims)s) AS claims) AS lines
                 GROUP BY lead_id
                """,
                ids=ids,
                claims=self.env["medspa.claim"]._live_query(ids),
            )
        )
        return {
            lead_id: (attempts, tuple(treatments or ()), tuple(names or ()))
            for lead_id, attempts, treatments, names in rows
        }

    def _card_open_at(self, names):
        """Say who has an inquiry open, whoever opened it first first."""
        if not names:
            return False
        if len(names) == 1:
            return self.env._("%s has it open", names[0])
        return self.env._("%s have it open", ", ".join(names))

    @api.depends(
        "response_waiting_since",
        "response_due_at",
        "response_policy_id",
        "team_id",
        "company_id",
    )
    def _compute_response_hours(self):
        """Say when the practice is closed; hours are read from memory, not a card."""
        now = fields.Datetime.now()
        self.response_closes_at = self.response_opens_at = False
        waiting = self.filtered(
            lambda lead: lead.response_waiting_since and lead.response_due_at > now
        )
        for (policy, team, company), leads in (
            waiting.sudo()
            .grouped(
                lambda lead: (lead.response_policy_id, lead.team_id, lead._practice())
            )
            .items()
        ):
            calendar = policy._calendar(team.with_company(company))
            last = max(leads.mapped("response_due_at"))
            timeline = calendar._response_timeline(now, last)
            is_open = timeline.is_open(now)
            closes_at = timeline.next_close(now) if is_open else None
            opens_at = timeline.next_open(closes_at or now)
            for lead in leads.sudo(self.env.su):
                if not is_open:
                    lead.response_opens_at = opens_at
                elif closes_at and closes_at < lead.response_due_at:
                    lead.response_closes_at = closes_at
                    lead.response_opens_at = opens_at

    @api.model
    @api.readonly
    def response_server_now(self):
        """Return the present moment in milliseconds since 1970.

        A browser asks once and counts from there, however wrong its own clock is.
        """
        return round(time.time() * 1000)

    # somebody at the desk or on the phone

    @api.model
    def default_get(self, fields):
        """Who is typed in on the board of inquiries came in, or is on the phone."""
        values = super().default_get(fields)
        if self.env.context.get("medspa_desk"):
            values |= {
                name: value
                for name, value in self._handling_defaults().items()
                if name in fields
            }
        return values

    @api.model
    def _handling_defaults(self):
        teams = self.env["crm.team"].search(
            [
                ("speed_to_lead", "=", True),
                ("company_id", "in", (False, *self.env.companies.ids)),
            ]
        )
        mine = teams.filtered(lambda team: self.env.user in team.sudo().member_ids)
        walk_in = self.env["medspa.intake.channel"]._find_by_code("walk_in")
        values = {"team_id": (mine or teams)[:1].id, "intake_channel_id": walk_in.id}
        if not mine:
            values["user_id"] = False  # the rotation of the team chooses
        return values

    @api.model
    def _inquiry_with_name(self, vals):
        """Return values with a name: that of the person and what they ask for."""
        if vals.get("name") or not vals.get("contact_name"):
            return vals
        treatments = self.new({"treatment_ids": vals.get("treatment_ids")})
        wanted = ", ".join(treatments.sudo().treatment_ids.mapped("name"))
        name = " - ".join(filter(None, (vals["contact_name"], wanted)))
        return {**vals, "name": name[:200]}

    # open boards

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._inquiry_with_name(vals) for vals in vals_list]
        self._gather()  # before anything else: the bus then stores all in one insert
        leads = super().create(vals_list)
        leads._board_announce(new=True)
        return leads

    def write(self, vals):
        shown = any(
            name in _SHOWN or (name.startswith(_OURS) and name not in _UNSEEN)
            for name in vals
        )
        if shown:
            self._gather()
        if "user_id" in vals:
            self._board_announce()  # who owned it until now has one less to answer
        result = super().write(vals)
        if shown:
            self._board_announce()
        return result

    def unlink(self):
        self._board_announce()
        return super().unlink()

    def _register_touch(self, values):
        touch = super()._register_touch(values)
        # an attempt is counted on the card and writes nothing else
        self._board_announce()
        return touch

    def _board_announce(self, new=False):
        """Tell open boards which inquiries changed, when the transaction commits."""
        inquiries = self.sudo().filtered(
            lambda lead: lead.intake_received_at or lead.team_id.speed_to_lead
        )
        self._board_announce_ids(inquiries.ids, inquiries.user_id.ids, new)

    @api.model
    def _board_announce_ids(self, ids, owner_ids, new=False):
        """The same for inquiries of which only the ids are known, and their owners."""
        gathered = self._gather()
        gathered["owners"].update(owner_ids)
        for key in ids:
            # what was new in this transaction stays new
            gathered["ids"][key] = new or gathered["ids"].get(key, False)

    @api.model
    def _gather(self):
        """Return ``{"ids": {id: is new}, "owners": ids}``, which is announced once,
        before the commit."""
        precommit = self.env.cr.precommit
        if _KEY not in precommit.data:
            precommit.data[_KEY] = {"ids": {}, "owners": set()}
            precommit.add(lambda: self._send(**precommit.data.pop(_KEY)))
        return precommit.data[_KEY]

    @api.model
    def _send(self, ids, owners):
        """Send the ids alone: each browser reads what its user may see.

        Owners, so that only theirs is counted anew. The key stands for the change, see
        ``_board_changed_cards``.
        """
        if not ids:
            return
        many = len(ids) > _MANY
        message = {
            "ids": [] if many else list(ids),
            "new": [] if many else [key for key, new in ids.items() if new],
            "many": many,
            "owners": sorted(owners),
            "key": secrets.token_hex(8),
        }
        # not env.ref, which would ask the database whether the group exists
        group_id = self.env["ir.model.data"]._xmlid_to_res_id(
            "sales_team.group_sale_salesman"
        )
        self.env["res.groups"].browse(group_id)._bus_send(_KEY, message)
