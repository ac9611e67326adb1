import logging

from odoo import models

from .medspa_intake_processing import BUSY

_logger = logging.getLogger(__name__)


class MedspaStageMixin(models.AbstractModel):
    """Facts move an inquiry through the stages of its team."""

    _name = "medspa.stage.mixin"
    _description = "Stages of an Inquiry"

    def _write_with_stage(self, values, to, only_from):
        """Write ``values`` and, where it stands in a stage of ``only_from``, move on.

        One write for both. A move that fails (somebody's own rule may forbid it)
        must not lose the fact: then the fact is written alone and the inquiry says
        why it stayed.

        :param to: milestone to reach, ``only_from``: milestone to leave.
        """
        self.ensure_one()
        stage_id = self._next_stage_id(to, only_from)
        if not stage_id:
            self.write(values)
            return
        try:
            with self.env.cr.savepoint():
                self.write({**values, "stage_id": stage_id})
        except BUSY:
            raise
        except Exception as error:
            _logger.warning("inquiry %s was not moved", self.id, exc_info=True)
            self.write(values)
            self._message_log(
                body=self.env._("The stage could not be changed: %s", error)
            )

    def _next_stage_id(self, to, only_from):
        stages = self.env["crm.stage"]
        if self.stage_id.id not in stages._ids_of_milestone(self.team_id.id, only_from):
            return False
        return next(iter(stages._ids_of_milestone(self.team_id.id, to)), False)
