from odoo import api, fields, models


class CrmLead(models.Model):
    """Who has an inquiry open, shown to the others on the form and in dialogs.

    The card says it by ``claim_note``, see :mod:`.crm_lead`.
    """

    _inherit = "crm.lead"

    def _claim_context(self):
        """Tell a dialog which inquiry is open while it is."""
        context = super()._claim_context()
        if self.intake_received_at:
            context["medspa_inquiry_id"] = self.id
        return context

    def claim_open(self):
        """Say that the present user has it open; return who else has.

        :return: as :meth:`claim_others`.
        """
        self.ensure_one()
        self.check_access("read")
        if self.intake_received_at:
            self.env["medspa.claim"]._open(self)
        return self.claim_others()

    def claim_close(self):
        """Say that the present user has closed it."""
        self._claim_check_access()
        self.env["medspa.claim"]._close(self)
        return True

    @api.readonly
    def claim_others(self):
        """Return the colleagues who have it open, whoever opened it first first.

        :rtype: list[dict]
        :return: ``name``, ``since`` (UTC, as text) and ``first``: opened before the
            present user did. Who has become its owner meanwhile comes first, with
            ``taken``.
        """
        self.ensure_one()
        self._claim_check_access()
        claims = self.env["medspa.claim"]._of(self)
        mine = [
            opened_at for user_id, _name, opened_at in claims if user_id == self.env.uid
        ]
        taken = self._claim_taken()
        owner, since = taken or (self.env.user, None)
        others = [
            {
                "name": name,
                "since": fields.Datetime.to_string(opened_at),
                "first": not mine or opened_at <= mine[0],
            }
            for user_id, name, opened_at in claims
            if user_id not in (self.env.uid, owner.id)
        ]
        if taken:
            moment = fields.Datetime.to_string(since)
            others.insert(
                0, {"name": owner.name, "since": moment, "first": True, "taken": True}
            )
        return others
