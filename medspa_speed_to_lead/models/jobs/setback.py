import logging

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ...tools.errors import in_words
from ...tools.pauses import PAUSES
from .waking import trigger

_logger = logging.getLogger(__name__)


class MedspaSetback(models.Model):
    """A row on which the work of a job failed, until it is done or done with.

    It is tried again with growing pauses, and set aside after the last one: then
    somebody is told, and the row waits for *Try Again*. The loop of all jobs leaves it
    out until then, see :mod:`.work`.
    """

    _name = "medspa.setback"
    _inherit = ["medspa.recorded.mixin"]
    _description = "Work of a Job That Failed"
    _order = "set_aside_at DESC, next_try_at, id"

    name = fields.Char(string="Work", required=True, readonly=True)
    cron_id = fields.Many2one(
        "ir.cron", string="Job", readonly=True, ondelete="cascade"
    )
    res_model = fields.Char(string="Kind", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Row", model_field="res_model", required=True, readonly=True
    )
    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")
    error = fields.Text(readonly=True)
    tries = fields.Integer(readonly=True)
    began_at = fields.Datetime(string="Since", required=True, readonly=True)
    next_try_at = fields.Datetime(
        string="Next Try", readonly=True, help="Empty: a person has to decide."
    )
    set_aside_at = fields.Datetime(string="Set Aside", readonly=True)

    _one_a_row = models.UniqueIndex("(name, res_id)", "This setback is known.")

    @api.depends("name", "res_id")
    def _compute_display_name(self):
        for setback in self:
            setback.display_name = f"{setback.name}, {setback.res_id}"

    # for the loop of the jobs

    @api.model
    def _note(self, work, record, error, name=None):
        """Note one more failure of a work on a row; return its setback.

        :param work: :class:`..work.Work`, of which name and job are kept.
        :param name: another name than that of the work.
        """
        record.ensure_one()
        lead = self._inquiry_of(record)
        now = fields.Datetime.now()
        ((setback_id,),) = self.env.execute_query(
            SQL(
                """
                INSERT INTO medspa_setback AS back
                       (name, cron_id, res_model, res_id, lead_id, company_id, error,
                        tries, began_at, next_try_at, set_aside_at,
                        create_uid, create_date, write_uid, write_date)
                VALUES (%(name)s, %(cron)s, %(model)s, %(id)s, %(lead)s, %(company)s,
                        %(error)s, 1, %(now)s, %(now)s + %(first)s, NULL,
                        %(uid)s, %(now)s, %(uid)s, %(now)s)
                    ON CONFLICT (name, res_id) DO UPDATE
                   SET error = excluded.error, write_date = excluded.write_date,
                       tries = back.tries + 1,
                       next_try_at = %(now)s + (%(pauses)s::interval[])[back.tries + 1],
                       set_aside_at = CASE WHEN back.tries >= %(last)s
                           THEN %(now)s::timestamp END
                RETURNING id
                """,
                name=name or work.name,
                cron=self.env["ir.model.data"]._xmlid_to_res_id(work.cron),
                model=record._name,
                id=record.id,
                lead=lead.id or None,
                company=self._company_of(record, lead).id or None,
                error=in_words(error),
                first=f"{PAUSES[0]} minutes",
                pauses=[f"{minutes} minutes" for minutes in PAUSES],
                last=len(PAUSES),
                now=now,
                uid=SUPERUSER_ID,
            )
        )
        setback = self.browse(setback_id)
        setback.invalidate_recordset(flush=False)
        if setback.next_try_at:
            at = fields.Datetime.add(setback.next_try_at, seconds=59)
            trigger(self.env, work.cron, at)
        return setback

    @api.model
    def _forget(self, name, row_ids):
        """What was set back is done now; what failed anew has another pause."""
        self.search(
            [
                ("name", "=", name),
                ("res_id", "in", list(row_ids)),
                ("next_try_at", "<=", fields.Datetime.now()),
            ]
        ).unlink()

    def _take_back(self, is_done):
        """It was set back before it was tried, see :mod:`.careful`."""
        before = self.filtered(lambda one: not is_done and one.tries > 1)
        for setback in before:
            setback.write(
                {
                    "tries": setback.tries - 1,
                    "next_try_at": fields.Datetime.now(),
                    "set_aside_at": False,
                }
            )
        (self - before).unlink()

    def _inquiry_of(self, record):
        leads = self.env["crm.lead"]
        if record._name == "crm.lead":
            return record.sudo().exists()
        has_one = record._fields.get("lead_id")
        if not has_one or has_one.comodel_name != "crm.lead":
            return leads
        return record.sudo().exists().lead_id

    def _company_of(self, record, lead):
        """Return the company that a row belongs to, empty if it does not say.

        Extended for the row of an inquiry: its company is the practice.

        :param lead: the inquiry of the row, may be empty.
        """
        if record._name == "res.company":
            return record
        if "company_id" in record._fields:
            return record.sudo().exists().company_id
        return self.env["res.company"]

    # set aside: told to a person, who may have it tried again

    def _tell_if_set_aside(self):
        """Give whoever has the inquiry a to-do.

        Where even that is refused, Health still tells an administrator.
        """
        if not self.set_aside_at or not self.lead_id:
            return
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                self._give_to_do()
        except Exception:
            _logger.warning("setback %s: no to-do", self.id, exc_info=True)

    def _give_to_do(self):
        """Give a to-do to whoever has the inquiry of a row that was set aside.

        Extended by what tells colleagues; whatever it raises is rolled back.
        """

    def action_try_again(self):
        """Have the job try at once, as often as the first time."""
        self.check_access("read")  # CRM managers and administrators have it
        for setback_sudo in self.sudo():
            setback_sudo.write(
                {
                    "tries": 0,
                    "next_try_at": fields.Datetime.now(),
                    "set_aside_at": False,
                }
            )
            setback_sudo.cron_id._trigger()
        return True

    def action_open_record(self):
        """Open the row, as far as the user may see it."""
        self.ensure_one()
        record = self.lead_id or self.env[self.res_model].browse(self.res_id)
        record.check_access("read")
        return record.get_formview_action()
