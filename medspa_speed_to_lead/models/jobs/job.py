from odoo import api, models


class MedspaJob(models.AbstractModel):
    """All that our jobs do, in one list: what watches over them asks here."""

    _name = "medspa.job"
    _description = "Work of Our Jobs"

    @api.model
    def _works(self):
        """Return the :class:`..work.Work` of all jobs."""
        env = self.env
        touches = env["medspa.touch"].sudo()
        enrollments, moves = env["medspa.enrollment"], env["medspa.stage.move"]
        escalations, mysteries = env["medspa.escalation"], env["medspa.mystery"]
        purposes = [("acknowledgement",), ("reminder",), ("follow_up",)]
        companies = env["medspa.weekly.review"]._companies()
        return [
            env["medspa.intake.event"].sudo()._work_of_processing(),
            *(touches._work_of_sending(purpose) for purpose in purposes),
            *(touches._work_of_failed(purpose) for purpose in purposes),
            touches._work_of_stamps(),
            touches._work_of_recovering(),
            touches._work_of_asking(),
            touches._work_of_making_up(),
            escalations._work_of_waits(),
            escalations._work_of_failed_steps(),
            enrollments._work_of_steps(),
            enrollments._work_of_idle_plans(),
            *(moves._work_of_rule(rule) for rule in moves._timed_rules()),
            moves._work_of_failed_parts(),
            env["base.automation"]._work_of_reminders(),
            mysteries._work_of_sending(),
            mysteries._work_of_recovering(),
            mysteries._work_of_ending(),
            env["medspa.notice.kept"]._work_of_telling(),
            env["medspa.weekly.review"]._work_of_reviews(set(companies.ids)),
        ]

    @api.model
    def _crons(self):
        """Return the jobs of this addon, switched off ones too: ``{xmlid: job}``."""
        crons_sudo = self.env["ir.cron"].sudo().with_context(active_test=False)
        known = (
            self.env["ir.model.data"]
            .sudo()
            .search([("module", "=", self._module), ("model", "=", "ir.cron")])
        )
        return {
            f"{one.module}.{one.name}": crons_sudo.browse(one.res_id).exists()
            for one in known
        }
