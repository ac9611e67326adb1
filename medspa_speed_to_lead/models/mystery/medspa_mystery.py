import random
import re
import unicodedata
from datetime import datetime, time, timedelta

import pytz

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, email_normalize, format_date

from ...tools import mystery
from ..jobs.waking import MYSTERY, wake

# nobody may foresee or repeat when an inquiry comes; tests put a seeded one here
DRAW = random.SystemRandom()
APART = 30 * 60  # seconds that inquiries of one plan lie apart, where there is room

STATES = [
    ("planned", "Planned"),
    ("sending", "Being sent"),
    ("running", "Running"),
    ("ended", "Ended"),
    ("failed", "Did not get in"),
    ("cancelled", "Cancelled"),
]
DOORS = [("form", "Form"), ("text", "Text"), ("email", "Email")]
PROVIDER = {"form": "web_form", "text": "twilio"}  # of the sources behind a door
ANSWERS = [
    ("nowhere", "Nowhere: they are kept here, and nothing leaves the house"),
    ("mine", "A mailbox or phone of mine, where I see what a patient sees"),
]
# what a manager may write, and only before it is sent
EDITABLE = frozenset(
    ("name", "treatment", "subject", "message", "email", "phone", "agrees_to_texts")
    + ("answers", "run_days")
)


class MedspaMystery(models.Model):
    """One test inquiry: a made-up person comes in through a real door.

    To the practice it is an inquiry like any other: owner, clock, first messages,
    escalation and follow-up run as ever. That it is none is written only here, which
    CRM managers alone may read: every figure leaves out the leads of this table.
    """

    _name = "medspa.mystery"
    _description = "Mystery Inquiry"
    _inherit = ["medspa.reference.mixin", "medspa.recorded.mixin"]
    _order = "sent_at DESC, id DESC"

    name = fields.Char(string="Who", required=True, help="First and last name.")
    persona_id = fields.Many2one(
        "medspa.mystery.persona", readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    team_id = fields.Many2one(
        "crm.team", required=True, readonly=True, ondelete="restrict"
    )
    door = fields.Selection(DOORS, required=True, readonly=True)
    source_id = fields.Many2one(
        "medspa.intake.source", string="Through", readonly=True, ondelete="restrict"
    )
    treatment = fields.Char(string="Asks For")
    subject = fields.Char()
    message = fields.Text(string="What They Write", required=True)
    email = fields.Char()
    phone = fields.Char()
    email_normalized = fields.Char(compute="_compute_addresses", store=True)
    phone_sanitized = fields.Char(compute="_compute_addresses", store=True)
    agrees_to_texts = fields.Boolean(
        default=True, help="Ticks the box under the form: you may text me."
    )
    answers = fields.Selection(
        ANSWERS, string="Answers Go", default="nowhere", required=True
    )

    # when: the moment is drawn once and stored
    date_from = fields.Date(readonly=True)
    date_to = fields.Date(readonly=True)
    hour_from = fields.Float(readonly=True)
    hour_to = fields.Float(readonly=True)
    open_only = fields.Boolean(readonly=True)
    planned_at = fields.Datetime(string="Comes At", readonly=True)
    window = fields.Char(string="When", compute="_compute_window")
    run_days = fields.Integer(
        string="Ends After (days)",
        default=3,
        required=True,
        help="Then the inquiry is put away by itself and colleagues are told.",
    )

    # what became of it
    state = fields.Selection(STATES, default="planned", required=True, readonly=True)
    error = fields.Char(string="What Happened", readonly=True)
    sent_at = fields.Datetime(string="Sent", readonly=True)
    ends_at = fields.Datetime(string="Ends", readonly=True)
    ended_at = fields.Datetime(string="Ended", readonly=True)
    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", readonly=True, ondelete="set null"
    )
    event_id = fields.Many2one(
        "medspa.intake.event",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    owner_id = fields.Many2one(related="lead_id.user_id", string="Owner")
    external_id = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    token_hash = fields.Char(readonly=True, groups=fields.NO_ACCESS)

    # what figures leave out: read by every one of them, so it is an index
    _lead_once = models.UniqueIndex(
        "(lead_id) WHERE lead_id IS NOT NULL", "This inquiry is a mystery already."
    )
    _key = models.UniqueIndex("(external_id) WHERE external_id IS NOT NULL")
    _by_email = models.Index("(email_normalized) WHERE email_normalized IS NOT NULL")
    _by_phone = models.Index("(phone_sanitized) WHERE phone_sanitized IS NOT NULL")
    _due = models.Index("(planned_at) WHERE state = 'planned'")
    _days_positive = models.Constraint(
        "CHECK(run_days > 0)", "Let it run for at least a day."
    )

    @api.depends("email", "phone", "company_id")
    def _compute_addresses(self):
        for one in self:
            one.email_normalized = email_normalize(one.email or "")
            one.phone_sanitized = one._phone_format(
                number=one.phone, country=one.company_id.country_id
            )

    def _phone_format(self, number, country):
        return number and self.env["res.partner"]._phone_format(
            number=number, country=country, force_format="E164"
        )

    @api.depends("date_from", "date_to", "hour_from", "hour_to")
    def _compute_window(self):
        for one in self:
            one.window = one.date_from and one._window_in_words()

    def _window_in_words(self):
        env = self.env
        days = format_date(env, self.date_from, date_format="EEE, MMM d")
        if self.date_to != self.date_from:
            last = format_date(env, self.date_to, date_format="EEE, MMM d")
            days = env._("%(first)s to %(last)s", first=days, last=last)
        return env._(
            "%(days)s, at some moment from %(start)s to %(stop)s",
            days=days,
            start=_clock(self.hour_from),
            stop=_clock(self.hour_to),
        )

    # figures

    @api.model
    def _leave_out(self, field="id"):
        """Return the domain of what is no mystery, for whoever may not read these.

        :param field: of the model that is searched, which names a lead.
        """
        ours = self.sudo().with_context(active_test=False)
        query = ours._search([("lead_id", "!=", False)])
        return Domain(
            field, "not in", query.subselect(SQL.identifier(query.table, "lead_id"))
        )

    @api.model
    def _is_told(self):
        """Say whether a count is for the system, or for who may know of mysteries.

        Full rights say nothing of it: Odoo reads names with them for anybody.
        """
        return self.env.uid == SUPERUSER_ID or self.sudo(False).has_access("read")

    @api.model
    def _is_none(self, ours, theirs):
        """Return the condition of what is no mystery, for a count that people see.

        Whoever must not know which these are would see it by what a count leaves out.

        :param ours: column of a mystery.
        :param theirs: what is the same of the counted.
        """
        if not self._is_told():
            return SQL("TRUE")
        return SQL(
            "NOT EXISTS (SELECT FROM medspa_mystery WHERE medspa_mystery.%s = %s)",
            ours,
            theirs,
        )

    # writing: facts by the system only, words before it is sent

    def write(self, vals):
        if not self.env.su:
            self._check_editable(vals)
        return super().write(vals)

    def _check_editable(self, vals):
        self.check_access("write")
        if not vals.keys() <= EDITABLE:
            raise AccessError(
                self.env._("What happened to a mystery inquiry is not changed by hand.")
            )
        if any(one.state not in ("planned", "cancelled", "failed") for one in self):
            raise UserError(
                self.env._("It has been sent: its words are what they were.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_unsent(self):
        if any(one.state in ("sending", "running", "ended") for one in self):
            raise UserError(
                self.env._(
                    "A mystery inquiry that was sent stays, or it would come back into "
                    "the figures."
                )
            )

    @api.constrains("door", "source_id", "team_id", "company_id")
    def _check_door(self):
        for one in self:
            source = one.source_id
            if one.door == "email":
                fits = not source
            else:
                fits = (
                    source.provider == PROVIDER[one.door]
                    and source.company_id == one.company_id
                    and source.team_id == one.team_id
                )
            if not fits or one.team_id.company_id not in (
                one.company_id,
                self.env["res.company"],
            ):
                raise ValidationError(self.env._("This is no such door."))

    @api.constrains("email", "phone", "answers", "door")
    def _check_addresses(self):
        for one in self:
            email, phone = one.email_normalized, one.phone_sanitized
            if (one.email and not email) or (one.phone and not phone):
                raise ValidationError(
                    self.env._("The email or phone of %s cannot be read.", one.name)
                )
            needed = {"text": phone, "email": email, "form": email or phone}
            if not needed[one.door]:
                raise ValidationError(self.env._("Where would answers go?"))
            if one.answers == "nowhere":
                one._check_reserved(email, phone)
            else:
                one._check_nobodys(email, phone)

    def _check_reserved(self, email, phone):
        """Who gets no answers must have an address that nobody can ever have."""
        if email and not mystery.is_reserved_email(email):
            raise ValidationError(
                self.env._(
                    "%s may belong to somebody. Use an address at example.com, or say "
                    "that answers go to you.",
                    email,
                )
            )
        if phone and not mystery.is_fictional_phone(phone):
            raise ValidationError(
                self.env._(
                    "%s may belong to somebody. Use a number from 555-0100 to "
                    "555-0199, or say that answers go to you.",
                    phone,
                )
            )

    def _check_nobodys(self, email, phone):
        """A test is never mixed up with a person: patient, contact or colleague."""
        known = Domain.OR(
            Domain(name, "=", value)
            for name, value in (("email_normalized", email), ("phone_sanitized", phone))
            if value
        )
        leads_sudo = self.env["crm.lead"].sudo().with_context(active_test=False)
        people_sudo = self.env["res.partner"].sudo().with_context(active_test=False)
        ours = leads_sudo.search(known & ~self._leave_out())
        if leads_sudo.search_count(
            known & self._leave_out(), limit=1
        ) or people_sudo.search_count(
            known & Domain("id", "not in", ours.partner_id.ids), limit=1
        ):
            raise ValidationError(
                self.env._(
                    "A contact, colleague or inquiry has the email or number that you "
                    "gave for %s. Use one that the practice does not know, such as "
                    "you+test1@your-provider.com, which comes to your own mailbox.",
                    self.name,
                )
            )

    # the moment

    @api.model
    def _intervals(self, team, dates, hours, open_only):
        """Return what of these days and hours is still to come, in naive UTC.

        :param dates: ``(first, last)``, both included, in the practice's time zone.
        :param hours: ``(from, to)`` as numbers, such as 9.5.
        :param open_only: only while the practice is open.
        """
        calendar = team._response_calendar()
        zone = pytz.timezone(calendar.sudo().tz or "UTC")
        now = fields.Datetime.now() + timedelta(minutes=1)
        days = (dates[1] - dates[0]).days + 1
        found = []
        for day in (dates[0] + timedelta(days=number) for number in range(days)):
            start, stop = (_moment(zone, day, hour) for hour in hours)
            start = max(start, now)
            if start < stop:
                found += _open(calendar, start, stop) if open_only else [(start, stop)]
        return found

    def _draw_moment(self):
        """Draw another moment in the days and hours that were chosen."""
        for one in self:
            moments = mystery.draw_moments(
                DRAW,
                one._intervals(
                    one.team_id.with_company(one.company_id),
                    (one.date_from, one.date_to),
                    (one.hour_from, one.hour_to),
                    one.open_only,
                ),
                1,
            )
            if not moments:
                raise UserError(
                    self.env._("These days are over. Plan another mystery inquiry.")
                )
            one.sudo().write(
                {"state": "planned", "error": False, "planned_at": moments[0]}
            )
        self._wake()

    def _wake(self):
        wake(self.env, MYSTERY, self.mapped("planned_at"))

    # an address for answers that go nowhere

    @api.model
    def _reserved_email(self, name):
        """Return an address at a domain where nobody has one, new for each inquiry."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        local = ".".join(re.findall(r"[a-z]+", plain.lower())) or "guest"
        while True:
            email = f"{local}{DRAW.randrange(10, 1000)}@{mystery.RESERVED_DOMAIN}"
            if not self.sudo().search_count(
                [("email_normalized", "=", email)], limit=1
            ):
                return email

    @api.model
    def _fictional_phone(self, team, company):
        """Return a number that rings nowhere and was not used, or ``False``."""
        own = self._phone_format(number=company.phone, country=company.country_id)
        zone = team._response_calendar().sudo().tz
        code = mystery.area_code(own, zone)
        if not code:
            return False
        numbers = mystery.fictional_phones(code)
        same = [("phone_sanitized", "in", numbers)]
        used = set()
        for model in ("crm.lead", "res.partner", "medspa.mystery"):
            everybody = self.env[model].sudo().with_context(active_test=False)
            used.update(everybody.search(same).mapped("phone_sanitized"))
        free = [number for number in numbers if number not in used]
        return _as_typed(DRAW.choice(free), company) if free else False

    # buttons

    def _check_state(self, *states):
        self.check_access("write")
        if any(one.state not in states for one in self):
            raise UserError(self.env._("This cannot be done any more. Please reload."))

    def action_send_now(self):
        self._check_state("planned")
        self.sudo().planned_at = fields.Datetime.now()
        self._wake()
        return self.env["crm.lead"]._notice(
            self.env._("On its way: it comes in within a minute."), reload=True
        )

    def action_draw_again(self):
        self._check_state("planned", "failed", "cancelled")
        self._draw_moment()
        return self.env["crm.lead"]._notice(
            self.env._("Another moment was drawn."), reload=True
        )

    def action_cancel(self):
        self._check_state("planned")
        self.sudo().state = "cancelled"
        return self.env["crm.lead"]._notice(
            self.env._("Cancelled: nothing is sent."),
            undo=self,
            method="action_undo_cancel",
            reload=True,
        )

    def action_undo_cancel(self):
        self._check_state("cancelled")
        self.sudo().state = "planned"
        self._wake()
        return self.env["crm.lead"]._notice(self.env._("Planned again."), reload=True)

    def action_undo_plan(self):
        """Take back a whole plan: what has not been sent yet."""
        self.exists().filtered(lambda one: one.state == "planned").unlink()
        return self.env["crm.lead"]._notice(
            self.env._("Nothing is planned any more."), reload=True
        )

    def action_view_inquiry(self):
        self.ensure_one()
        return self.lead_id.get_formview_action()


def _as_typed(number, company):
    """Return a North American number as somebody there types it into a form."""
    if company.country_id.phone_code != 1:
        return number
    return f"({number[2:5]}) {number[5:8]}-{number[8:]}"


def _clock(hour):
    """Return “9:30” for 9.5."""
    minutes = round(hour * 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _moment(zone, day, hour):
    """Return the naive UTC moment of an hour of the day, midnight as 24 too."""
    midnight = datetime.combine(day, time())
    local = midnight + timedelta(minutes=round(hour * 60))
    return (
        zone.normalize(zone.localize(local)).astimezone(pytz.utc).replace(tzinfo=None)
    )


def _open(calendar, start, stop):
    """Return the intervals between two moments in which the practice is open."""
    timeline = calendar._response_timeline(start, stop)
    found = []
    opens = timeline.next_open(start)
    while opens and opens < stop:
        closes = timeline.next_close(opens) or stop
        found.append((opens, min(closes, stop)))
        opens = timeline.next_open(closes) if closes < stop else None
    return found
