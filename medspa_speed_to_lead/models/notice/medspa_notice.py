import logging

from markupsafe import Markup

from odoo import api, models

from ...tools.outside_text import as_html
from ..jobs.waking import NOTICE, wake

_logger = logging.getLogger(__name__)

TODO = "mail.mail_activity_data_todo"


class MedspaNotice(models.AbstractModel):
    """The one way to tell a colleague something.

    Each person is asked first: is the account active, may they read what it is about,
    do they work now. If not, the next one is asked. Where nobody works it is kept for
    whoever works first.
    """

    _name = "medspa.notice"
    _description = "Telling Colleagues"

    # telling

    @api.model
    def _tell(
        self,
        about,
        subject,
        body,
        candidates=None,
        everybody=False,
        wait=True,
        at_any_hour=False,
    ):
        """Tell the first fit person, or each of them, by all channels that they have.

        :param about: records that the person must be able to read; may be empty.
        :param str subject: without treatment or the patient's words, for it goes out
            by email.
        :param Markup body: escaped.
        :param candidates: users in order of preference, or groups of them. By default,
            and after them, whoever stands behind the inquiry, see :meth:`_behind`.
        :param everybody: tell each fit candidate, and others only if none is fit.
        :param wait: keep it for who does not work now, if nobody does.
        :param at_any_hour: tell the first who may be told, working or not, and email
            them however they chose to be notified.
        :return: the users who were told now.
        """
        if not isinstance(candidates, models.BaseModel):
            candidates = candidates and list(candidates)
        if at_any_hour:
            person = self._first_able(about, candidates)
            self._deliver(person, about, subject, body, loud=True)
            return person
        if everybody:
            return self._tell_all(about, subject, body, candidates, wait)
        person, able = self._choose(about, candidates)
        if person:
            self._deliver(person, about, subject, body)
        elif able and wait:
            self._keep(able, about, subject, body, candidates=candidates)
        elif not able:
            _logger.warning("nobody may be told of %s: %s", about, subject)
        return person

    def _tell_all(self, about, subject, body, candidates, wait):
        if candidates is None:
            candidates = self._behind(about)
        able = self._able(self._flat(candidates), about)
        if candidates and not able:
            return self._tell(about, subject, body, wait=wait)
        told = self._at_work(able, about)
        if told:
            self._deliver(told, about, subject, body)
        if wait:
            for user in able - told:
                self._keep(user, about, subject, body, candidates=user, alone=True)
        return told

    @api.model
    def _whom(self, leads, first=None):
        """Return ``{user: leads}``: who is told of which of these inquiries now.

        Who works now is found once for all. An empty user stands for inquiries that
        nobody who works may be told of.

        :param first: function that returns the candidates of one inquiry.
        """
        whom, known = {}, {}
        for lead in leads:
            person, _able = self._choose(lead, first and first(lead), known)
            whom[person] = whom.get(person, leads.browse()) | lead
        return whom

    def _keep(self, able, about, subject, body, **how):
        """Keep a notice until the first of these works.

        :param how: ``candidates``, ``alone``, ``todo``, ``quiet``, as in
            :class:`medspa.notice.kept`.
        """
        due_at = self._work_begins(able, about)
        self.env["medspa.notice.kept"].sudo().create(
            {
                "due_at": due_at,
                "about_model": about._name if about else False,
                "about_ids": about.ids,
                "subject": subject,
                "body": body,
                "candidate_ids": self._flat(how.get("candidates")).ids,
                "alone": how.get("alone", False),
                "activity_id": how["todo"].id if how.get("todo") else False,
                "quiet": how.get("quiet", False),
                "company_id": self._practice_of(about).id,
            }
        )
        wake(self.env, NOTICE, [due_at])

    def _take_back(self, about, subject):
        """Take back a notice about one record, as far as nobody has read it yet."""
        self.env["mail.message"].sudo().search(
            [
                ("model", "=", about._name),
                ("res_id", "=", about.id),
                ("message_type", "=", "user_notification"),
                ("subject", "=", subject),
            ]
        ).unlink()
        self._forget(about, subject)

    def _forget(self, about, subject):
        """Do not tell any more what is kept under this subject about one record."""
        kept_sudo = self.env["medspa.notice.kept"].sudo()
        kept_sudo.search([("subject", "=", subject)]).filtered(
            lambda kept: kept._about_records() == about
        ).unlink()

    # to-dos

    @api.model
    def _todo(self, lead, summary, note, candidates=None, deadline=None, **more):
        """Give a to-do to the first fit person, and tell them.

        Where nobody works it is on the list of the first who may have it, and goes to
        whoever works first.

        :param str summary: as a subject: without treatment or the patient's words.
        :param note: Markup, or a str that is escaped.
        :param deadline: date, by default today.
        :param more: ``kind``, xmlid or record of an activity type; ``subject`` of the
            notice, by default the summary; ``quiet``, without an email; ``act_key``,
            see :meth:`_todo_once`.
        :return: the activity.
        """
        person, able = self._choose(lead, candidates)
        body = note if isinstance(note, Markup) else as_html(note)
        values = {"summary": summary, "note": body, "date_deadline": deadline}
        if more.get("act_key"):
            values["medspa_act_key"] = more["act_key"]
        kind = more.get("kind", TODO)
        todo_sudo = self._make_todo(lead, person or able[:1], kind, values)
        if not todo_sudo:
            return todo_sudo
        subject = more.get("subject") or summary
        quiet = bool(more.get("quiet"))
        if person:
            self._deliver(person, lead, subject, body, quiet)
        elif able:
            self._keep(
                able,
                lead,
                subject,
                body,
                candidates=candidates,
                todo=todo_sudo,
                quiet=quiet,
            )
        return todo_sudo.sudo(self.env.su)

    def _make_todo(self, lead, person, kind, values):
        """Return the new to-do; empty where it stands already, see `_todo_once`."""
        if isinstance(kind, str):
            kind = self.env.ref(kind)
        # told by us, not by Odoo's own email: its subject names the inquiry
        quietly = lead.sudo().with_context(mail_activity_quick_update=True)
        return quietly.activity_schedule(
            activity_type_id=kind.id, user_id=person.id, **values
        )

    # words

    @api.model
    def _in_neutral_words(self, leads):
        """Return “inquiry 57” or “6 inquiries”: neither a name nor a treatment."""
        if len(leads) == 1:
            return self.env._("inquiry %s", leads.id)
        return self.env._("%s inquiries", len(leads))

    # who

    def _choose(self, about, candidates=None, known=None):
        """Return ``(the first who may be told and works now, all who may)``.

        :param dict known: who works, as found for other inquiries of the same moment.
        """
        able = self.env["res.users"].sudo()
        asked = able
        for group in self._in_order(about, candidates):
            fit = self._able(group - asked, about)
            asked |= group
            able |= fit
            working = self._at_work(fit, about, known)
            if working:
                return working[0], able
        return able.browse(), able

    def _first_able(self, about, candidates):
        """Return the first who may be told, whether or not they work now."""
        for group in self._in_order(about, candidates):
            fit = self._able(group, about)
            if fit:
                return fit[0]
        _logger.warning("nobody may be told of %s", about)
        return self.env["res.users"].sudo()

    def _in_order(self, about, candidates):
        """Yield groups of users, the preferred ones first."""
        if isinstance(candidates, models.BaseModel):
            yield candidates.sudo()
        else:
            for group in candidates or ():
                yield group.sudo()
        yield from self._behind(about)

    def _flat(self, candidates):
        users_sudo = self.env["res.users"].sudo()
        if isinstance(candidates, models.BaseModel):
            return candidates.sudo()
        return users_sudo.union(*(candidates or ()))

    def _behind(self, about):
        """Yield who stands behind an inquiry: its owner, the team, its managers, the
        CRM managers of the practice, the administrators."""
        if about._name == "crm.lead":
            yield about.sudo().user_id
            yield about.sudo().team_id.crm_team_member_ids.user_id
        yield from self._managers(about)

    def _managers(self, about):
        """Yield who leads, the nearest first."""
        if about._name == "crm.lead":
            teams_sudo = about.sudo().team_id
            yield teams_sudo.response_manager_id
            yield teams_sudo.user_id
            yield self._members_of("sales_team.group_sale_manager")
        yield self._members_of("base.group_system")
        if about._name != "crm.lead":
            yield self._members_of("sales_team.group_sale_manager")

    def _members_of(self, group):
        return self.env.ref(group).sudo().all_user_ids.sorted("id")
