from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.tools import format_date

from ...tools.same_person.people import DOUBTFUL, SAME, agreeing, relation

_MOST_LINES = 5


class CrmLead(models.Model):
    """What is known of who asks: an inquiry that is open, those before, a household."""

    _inherit = "crm.lead"

    same_person_note = fields.Html(
        string="Known Here",
        compute="_compute_same_person_note",
        sanitize=False,
        help="Other inquiries of the same phone or email, as far as you may read them.",
    )

    @api.depends("phone", "email_from", "contact_name", "company_id", "team_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_same_person_note(self):
        """Asked for one inquiry on a screen, never for lists."""
        for lead in self:
            person = lead._person()
            known = self._find_known(person, lead._practice()) - lead._origin
            lines = known._lines_about(person, is_typed=not lead._origin)
            lead.same_person_note = _listed(lines) or False

    def _show_known(self, known):
        """Write into the log of a new inquiry what is known of the person, and into
        those of the people they share an address with that there is a new one.

        :param known: as :meth:`_find_known` returned before it was made.
        """
        self.ensure_one()
        person = self._person()
        lines = known._lines_about(person)
        if not lines:
            return
        self._message_log(body=_listed(lines))
        for lead in known.filtered(lambda one: one._is_open_inquiry())[:_MOST_LINES]:
            lead._message_log(body=_listed(self._lines_about(lead._person())))

    def _lines_about(self, person, is_typed=False):
        """Return what these inquiries are to a person, one line each as HTML.

        :param bool is_typed: somebody is about to add an inquiry of that person.
        """
        lines = [lead._line_about(person, is_typed) for lead in self]
        return list(dict.fromkeys(filter(None, lines)))[:_MOST_LINES]

    def _line_about(self, person, is_typed):
        kind = relation(self._person(), person)
        if not kind:
            return ""
        if kind != SAME:
            return self._line_of_another(person, kind)
        if not self._is_open_inquiry():
            return self._line_of_before()
        words = (
            self.env._(
                "%(who)s has an open inquiry with %(owner)s: open it, or add a "
                "new one anyway."
            )
            if is_typed
            else self.env._("%(who)s has another open inquiry with %(owner)s.")
        )
        return self._filled_in(words)

    def _line_of_another(self, person, kind):
        agree = agreeing(self._person(), person)
        is_doubtful = kind == DOUBTFUL
        if len(agree) > 1:
            words = self.env._("Same phone and email as %(who)s, but another name.")
        elif agree == ("phone",):
            words = (
                self.env._("Shares a phone with %(who)s: maybe the same person.")
                if is_doubtful
                else self.env._("Shares a phone with %(who)s.")
            )
        else:
            words = (
                self.env._(
                    "Shares an email address with %(who)s: maybe the same person."
                )
                if is_doubtful
                else self.env._("Shares an email address with %(who)s.")
            )
        return self._filled_in(words)

    def _line_of_before(self):
        day = format_date(self.env, self.intake_received_at or self.create_date)
        ends = {
            "won": self.env._("won"),
            "lost": self.env._("lost"),
        }
        end = ends.get(self.won_status, self.env._("archived"))
        treated_by = self._treated_by()
        if treated_by:
            words = self.env._(
                "Asked before: %(who)s on %(day)s (%(end)s), owner %(owner)s, seen by "
                "%(treated_by)s."
            )
        else:
            words = self.env._(
                "Asked before: %(who)s on %(day)s (%(end)s), owner %(owner)s."
            )
        return self._filled_in(words, day=day, end=end, treated_by=treated_by)

    def _filled_in(self, words, **values):
        """Return words with a link to this inquiry and its owner, safe as HTML."""
        link = Markup('<a href="%s">%s</a>') % (
            f"/odoo/inquiries/{self.id}",
            self.contact_name or self.display_name,
        )
        owner = self.user_id.sudo().name or self.env._("nobody")
        return escape(words) % {"who": link, "owner": owner, **values}

    def _treated_by(self):
        """Return who of the practice saw the patient for this inquiry, ``""`` if
        nobody did. Extended by consultations."""
        return ""


def _listed(lines):
    return Markup("<br/>").join(lines)
