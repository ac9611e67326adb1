from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.sql import index_exists

from ...tools.arrival import CLOCK_TOLERANCE
from ..setup.prefetch import PREFETCH

ARRIVALS = [
    ("open", "Open"),
    ("break", "Closed for a break"),
    ("closed", "Closed"),
]
INTENTS = [
    ("general", "General question"),
    ("pricing", "Pricing question"),
    ("consultation", "Consultation request"),
]
PATIENT_TYPES = [("new", "New patient"), ("returning", "Returning patient")]
_INDEX = "crm_lead_medspa_not_kept_from_look_up_index"
NOT_KEPT = SQL("WHERE intake_received_at IS NOT NULL AND iap_enrich_done IS NOT TRUE")


class CrmLead(models.Model):
    """Where an inquiry came from, who the person is and why the owner owns it."""

    _inherit = "crm.lead"

    intake_channel_id = fields.Many2one(
        "medspa.intake.channel",
        string="Channel",
        copy=False,
        prefetch=PREFETCH,
    )
    intake_source_id = fields.Many2one(
        "medspa.intake.source",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
    )
    intake_event_id = fields.Many2one(
        "medspa.intake.event",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
    )
    intake_received_at = fields.Datetime(
        string="Received",
        copy=False,
        help="When the person raised a hand, as the source says.",
    )
    intake_received_on = fields.Date(
        string="Day Received",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
        help="The day on which it arrived, where the practice is.",
    )
    intake_arrival = fields.Selection(
        ARRIVALS,
        string="Arrived While",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
        help="Whether the practice was open at that moment. A break: it had been open "
        "and opened again on the same day.",
    )
    intake_intent = fields.Selection(
        INTENTS, string="Intent", copy=False, prefetch=PREFETCH
    )
    intake_patient_type = fields.Selection(
        PATIENT_TYPES, string="Patient", copy=False, prefetch=PREFETCH
    )
    intake_owner_reason = fields.Char(
        string="Why This Owner", copy=False, readonly=True, prefetch=PREFETCH
    )
    treatment_ids = fields.Many2many(
        "medspa.treatment",
        "crm_lead_medspa_treatment_rel",
        "lead_id",
        "treatment_id",
        string="Treatments",
        copy=False,
    )
    intake_treatment_words = fields.Char(
        string="Treatments in Their Words",
        copy=False,
        readonly=True,
        help="The names by which they called the treatments, of those that you know.",
    )

    # a plain B-tree: Odoo's trigram index answers an exact match far slower
    _intake_email_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )

    # A period is looked up by its days; what divides most reports is read from here
    # alone, since the rows are wide. Its condition is the reports' own. The reason why
    # one was lost is the key of a join: PostgreSQL wants it here even if it leaves the
    # join out.
    _received_on_idx = models.Index(
        "(intake_received_on) INCLUDE (id, user_id, company_id, team_id, won_status,"
        " lost_reason_id, expected_revenue) WHERE intake_received_at IS NOT NULL"
        " AND response_exempt_reason IS NULL"
    )

    def _intake_learn_treatment_words(self, words):
        """Know what else they called what they ask for.

        :param str words: names in a line.
        """
        both = filter(None, (self.intake_treatment_words, words))
        self.intake_treatment_words = ", ".join(both)

    def _register_hook(self):
        """Keep inquiries from Odoo's company look-up that it did not know yet when they
        were made: its module may be installed after ours, or after the demo."""
        result = super()._register_hook()
        if self._name == "crm.lead" and "iap_enrich_done" in self._fields:
            self._intake_index_not_kept()
            self.env.cr.execute(
                SQL("UPDATE crm_lead SET iap_enrich_done = TRUE %s", NOT_KEPT)
            )
        return result

    def _intake_index_not_kept(self):
        """Make the index of these inquiries, which is empty all the time.

        With it no start of a server reads the table. It goes with the column, when the
        look-up is uninstalled, and comes back with it.
        """
        if not index_exists(self.env.cr, _INDEX):
            # servers that start at the same moment do not both make it
            self.env.cr.execute(
                SQL("SELECT pg_advisory_xact_lock(hashtext(%s))", _INDEX)
            )
            self.env.cr.execute(
                SQL(
                    "CREATE INDEX IF NOT EXISTS %s ON crm_lead (id) %s",
                    SQL.identifier(_INDEX),
                    NOT_KEPT,
                )
            )

    @api.model
    def _intake_find_returning(self, phones, emails, companies):
        """Return the phones and emails that belong to a patient of the practice.

        That is one whose contact or lead has a won inquiry or a past consultation.
        Index look-ups only; one statement however many are asked for.

        :param companies: ids; an inquiry of another company tells nothing.
        :return: set of the given phones and emails.
        """
        if not phones and not emails:
            return set()
        self.env["crm.lead"].flush_model()
        self.env["res.partner"].flush_model(["phone_sanitized", "email_normalized"])
        self.env["calendar.event"].flush_model(["opportunity_id", "stop", "active"])
        rows = self.env.execute_query(
            SQL(
                """
                WITH known(address, lead_id) AS (
                    SELECT phone_sanitized, id FROM crm_lead
                     WHERE phone_sanitized = ANY(%(phones)s)
                     UNION
                    SELECT email_normalized, id FROM crm_lead
                     WHERE email_normalized = ANY(%(emails)s)
                     UNION
                    SELECT p.phone_sanitized, l.id
                      FROM res_partner p JOIN crm_lead l ON l.partner_id = p.id
                     WHERE p.phone_sanitized = ANY(%(phones)s)
                     UNION
                    SELECT p.email_normalized, l.id
                      FROM res_partner p JOIN crm_lead l ON l.partner_id = p.id
                     WHERE p.email_normalized = ANY(%(emails)s))
                SELECT DISTINCT address
                  FROM known JOIN crm_lead l ON l.id = known.lead_id
                 WHERE (l.company_id IS NULL OR l.company_id = ANY(%(companies)s))
                   AND (l.won_status = 'won' OR EXISTS (
                       SELECT FROM calendar_event e
                        WHERE e.opportunity_id = l.id AND e.active
                          AND e.stop < %(now)s))
                """,
                phones=list(phones),
                emails=list(emails),
                companies=list(companies),
                now=fields.Datetime.now(),
            )
        )
        return {address for (address,) in rows}

    @api.model
    def _intake_plausible_moment(self, said, now=None):
        """Return when the person raised a hand, as the sender ``said`` (naive UTC).

        A clock more than five minutes ahead is wrong: then it is now.
        """
        now = now or fields.Datetime.now()
        return said if said and said <= now + CLOCK_TOLERANCE else now

    def _intake_channel(self):
        """Return the channel of a lead that was given none: what its medium says."""
        channels = self.env["medspa.intake.channel"]
        by_medium = self.medium_id and channels._find_by_medium(self.medium_id.id)
        return by_medium or channels._find_by_code("other")

    def _intake_values(self):
        """Return ``{lead: values}``: channel, moment, intent and kind of patient."""
        now = fields.Datetime.now()
        unknown = self.filtered(lambda lead: not lead.intake_patient_type)
        companies = {
            (lead.company_id or lead.team_id.company_id or self.env.company).id
            for lead in unknown
        }
        returning = self._intake_find_returning(
            set(filter(None, unknown.mapped("phone_sanitized"))),
            set(filter(None, unknown.mapped("email_normalized"))),
            companies,
        )
        return {
            lead: {
                "intake_channel_id": (
                    lead.intake_channel_id or lead._intake_channel()
                ).id,
                "intake_received_at": (lead.intake_received_at or now).replace(
                    microsecond=0
                ),
                **lead._intake_arrival_values(lead.intake_received_at or now),
                "intake_intent": lead.intake_intent or "general",
                "intake_patient_type": lead.intake_patient_type
                or lead._intake_patient_type(returning),
            }
            for lead in self
        }

    def _intake_arrival_values(self, moment):
        """Return what a moment (naive UTC) was where the team is: its day, and whether
        they were open."""
        team = self.team_id.with_company(self.company_id or self.env.company)
        day, arrival = team._response_calendar()._arrival(moment)
        return {"intake_received_on": day, "intake_arrival": arrival}

    def _intake_patient_type(self, returning):
        known = {self.phone_sanitized, self.email_normalized} & returning
        return "returning" if known else "new"

    # when it arrived

    def _intake_write_received(self, vals):
        """Correct when an inquiry arrived, and what that was where its team is."""
        self.check_access("write")
        moment = fields.Datetime.to_datetime(vals["intake_received_at"])
        for lead in self:
            before = lead.intake_received_at
            # sudo: day and kind of its arrival are facts
            lead_sudo = lead.sudo()
            arrival = lead_sudo._intake_arrival_values(moment)
            lead_sudo.write({"intake_received_at": moment, **arrival})
            if not self.env.su and before != moment:
                lead._intake_log_received(before, moment)
        others = {k: v for k, v in vals.items() if k != "intake_received_at"}
        return self.write(others) if others else True

    def _intake_log_received(self, before, after):
        self._message_log(
            body=self.env._(
                "%(user)s corrected when it arrived: %(after)s, not %(before)s.",
                user=self.env.user.name,
                before=before and self._practice_day_and_time(before),
                after=self._practice_day_and_time(after),
            )
        )
