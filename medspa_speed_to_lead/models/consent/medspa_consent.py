from datetime import datetime, timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ...tools.contact_window import PROMPT, has_cap, next_allowed
from ...tools.reason import Reason
from ...tools.touch_states import LEFT_OR_MAY_HAVE

CHANNELS = [("sms", "Text"), ("email", "Email"), ("call", "Call")]
# an answer so soon after their own message is a prompt one, whatever the hour
_PROMPT_WITHIN = timedelta(minutes=10)
# a text that reached them, or may have
PURPOSES = [
    ("conversational", "Answers to their own message"),
    ("informational", "Information they asked for"),
    ("promotional", "Offers and advertising"),
]


class Permission(NamedTuple):
    """Whether an automatic message may be sent at a moment, and why or why not.

    :param not_before: naive UTC; what is not allowed may be asked again then, without
        such a moment never.
    """

    allowed: bool
    reason: Reason
    not_before: datetime | None = None


class MedspaConsent(models.Model):
    """One line of the ledger of consent: who agreed to or refused what, and how.

    Only ever added to: a refusal is a new line, never a change of an old one, so that
    what was known at the moment of each message can always be shown.
    """

    _name = "medspa.consent"
    _description = "Consent"
    _inherit = ["medspa.recorded.mixin"]
    _order = "learned_at DESC, id DESC"
    _rec_name = "address"

    address = fields.Char(
        required=True, readonly=True, help="The phone number or email this is about."
    )
    channel = fields.Selection(CHANNELS, required=True, readonly=True)
    purpose = fields.Selection(PURPOSES, required=True, readonly=True)
    granted = fields.Boolean(string="Agreed", readonly=True)
    wording = fields.Text(readonly=True, help="What they agreed to, word for word.")
    source = fields.Char(readonly=True, help="Where they said it.")
    evidence = fields.Char(readonly=True, help="What shows that they said it.")
    occurred_at = fields.Datetime(
        string="When",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
        help="When they said it, as the form, the file or the phone claims.",
    )
    learned_at = fields.Datetime(
        string="Learned",
        required=True,
        readonly=True,
        default=lambda self: fields.Datetime.now(),
        help="When we learned of it, by our own clock. A refusal holds from then on.",
    )
    by_keyword = fields.Boolean(
        string="By Text",
        readonly=True,
        help="Said by a text such as STOP or START. What STOP refused, only START "
        "takes back.",
    )
    lead_id = fields.Many2one(
        "crm.lead",
        string="Inquiry",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company", readonly=True, help="Whom they agreed to hear from."
    )

    in_reach = fields.Boolean(
        string="Of an Inquiry I May Read",
        compute="_compute_in_reach",
        search="_search_in_reach",
    )

    _by_address = models.Index("(address, channel, occurred_at, id)")

    @api.depends_context("allowed_company_ids", "uid")
    def _compute_in_reach(self):
        stored = Domain("id", "in", self.ids)
        in_reach = self.sudo().search(stored & self._search_in_reach("in", [True]))
        for line in self:
            line.in_reach = line.sudo() in in_reach

    @api.model
    def _search_in_reach(self, operator, value):
        """Find the lines of people whose inquiries the user may read.

        By their address, as :attr:`crm.lead.consent_ids` does, so that a refusal that
        came with a colleague's inquiry is seen on one's own.
        """
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        leads = self.env["crm.lead"].with_user(self.env.user)
        readable = leads.with_context(active_test=False)._search([])
        return (
            Domain("lead_id", "in", readable)
            | Domain("address", "in", _column(readable, "phone_sanitized"))
            | Domain("address", "in", _column(readable, "email_normalized"))
        )

    @api.model_create_multi
    def create(self, vals_list):
        now = fields.Datetime.now()
        # nobody but our clock says when we learned of it
        lines = super().create([{**vals, "learned_at": now} for vals in vals_list])
        refused = lines.filtered(lambda line: not line.granted)
        self.env["crm.lead"].sudo()._followup_stop_unreachable(
            refused.mapped("address")
        )
        return lines

    # nothing of a line is ever written
    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("Consent is never changed: what holds now is a new line.")
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Consent is never deleted: what holds now is a new line.")
        )

    # adding lines

    @api.model
    def _grant(self, address, channel, purpose, *, source, lead=None, **values):
        """Add that an address agrees to ``purpose`` and all that is less demanding.

        :param values: ``wording``, ``evidence``, ``occurred_at``.
        """
        values["source"] = source
        return self._add(address, channel, purpose, True, lead, values)

    @api.model
    def _revoke(
        self, address, channel, *, source, lead=None, purpose="conversational", **values
    ):
        """Add that an address refuses ``purpose`` and all that is more demanding."""
        values["source"] = source
        return self._add(address, channel, purpose, False, lead, values)

    def _add(self, address, channel, purpose, granted, lead, values):
        if not address:
            return self.browse()
        company = lead._practice() if lead else self.env["res.company"]
        known_as = self._known_as(address, channel, company or self.env.company)
        return self.sudo().create(
            {
                "address": known_as,
                "channel": channel,
                "purpose": purpose,
                "granted": granted,
                "lead_id": lead and lead.id,
                "company_id": company.id,
                **values,
            }
        )

    def _erase(self):
        """Make lines anonymous for a person who asked for it.

        A refusal keeps its address, or they would be written to again.
        """
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE medspa_consent
                   SET evidence = NULL, wording = NULL, lead_id = NULL,
                       address = CASE WHEN granted THEN 'erased' ELSE address END
                 WHERE id = ANY(%s)
                """,
                self.ids,
            )
        )
        self.invalidate_model()

    # the one question

    @api.model
    def _may_contact(self, lead, channel, purpose, at):
        """Say whether an automatic message may be sent; asked before every one.

        :param channel: ``sms`` or ``email``.
        :param purpose: of :data:`PURPOSES`.
        :param at: naive UTC moment of sending.
        :rtype: Permission
        """
        lead_sudo = lead.sudo()
        refusal = self._refusal(lead_sudo, channel, purpose)
        if refusal:
            return Permission(False, refusal)
        unread = self._to_be_read(lead_sudo, channel)
        if unread:
            why, pause = unread
            return Permission(False, Reason(False, why), at + pause)
        if channel == "sms":
            return self._in_window(lead_sudo, purpose, at)
        asked = self.env._("They asked us and did not refuse emails.")
        return Permission(True, Reason(False, asked))

    def _in_window(self, lead_sudo, purpose, at):
        """Answer by the hours in which a text may reach them, see ``_may_contact``."""
        rules = self.env["medspa.contact.window"]._rules_for(lead_sudo._practice())
        places = lead_sudo._contact_places()
        kind = self._kind(lead_sudo, purpose, rules, at)
        sent = ()
        if has_cap(places, rules, kind):
            sent = self._texts_lately(lead_sudo.phone_sanitized, at)
        home = lead_sudo._practice_place()
        answer = next_allowed(at, places, rules, kind, sent, home)
        if not answer.why:
            return Permission(True, Reason(False, self.env._("They agreed to texts.")))
        why = Reason("hours", self._why_not_now(answer))
        return Permission(False, why, answer.moment)

    def _kind(self, lead_sudo, purpose, rules, at):
        """Return the purpose, or that it is prompt where a rule makes a difference."""
        differs = any(purpose in r.kinds and PROMPT not in r.kinds for r in rules)
        is_prompt = (
            differs
            and purpose == "conversational"
            and lead_sudo._contact_spoke_since(at - _PROMPT_WITHIN)
        )
        return PROMPT if is_prompt else purpose

    def _texts_lately(self, number, at, performers=("system",)):
        """Return when a number was texted in the last 24 hours, automatically or by
        other performers.

        By anybody of the database: the law counts for the person.
        """
        touches_sudo = self.env["medspa.touch"].sudo()
        touches_sudo = touches_sudo.with_context(active_test=False)
        found = touches_sudo.search_fetch(
            [
                ("lead_id.phone_sanitized", "=", number),
                ("channel", "=", "sms"),
                ("direction", "=", "out"),
                ("performer", "in", performers),
                ("state", "in", LEFT_OR_MAY_HAVE),
                "|",
                ("occurred_at", ">", at - timedelta(hours=24)),
                ("occurred_at", "=", False),
            ],
            ["occurred_at"],
        )
        return [touch.occurred_at or at for touch in found]

    def _why_not_now(self, answer):
        """Say in plain words why a text has to wait."""
        env, rule = self.env, answer.rule
        if answer.why == "nowhere":
            return env._("Nobody can tell what time it is for this number.")
        if answer.why == "cap":
            return env._(
                "%(rule)s: no more than %(cap)s texts within 24 hours.",
                rule=rule.name,
                cap=rule.daily_cap,
            )
        if not answer.moment:
            return env._("%s: there is no hour in which a text may go.", rule.name)
        if answer.why == "paused":
            day = format_date(env, rule.paused_until)
            return env._("%(rule)s: no texts before %(day)s.", rule=rule.name, day=day)
        if answer.why == "holiday":
            return env._("%s: no texts on a holiday.", rule.name)
        if answer.why == "day":
            return env._("%s: no texts on this day of the week.", rule.name)
        if answer.at_home:
            return env._("%s: no texts at this hour where you are.", rule.name)
        return env._("%s: no texts at this hour where they are.", rule.name)


def _column(query, name):
    """Return one column of the rows of a query, for a condition."""
    return query.subselect(SQL.identifier(query.table, name))
