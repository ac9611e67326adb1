from odoo import models


class MedspaDialog(models.AbstractModel):
    """What every dialog of ours inherits, so that none tells more than its user may
    read.

    Its related fields are computed with the user's rights (``related_sudo=False``), and
    a rule on ``create_uid`` keeps each dialog to whoever opened it.
    """

    _name = "medspa.dialog"
    _inherit = ["medspa.reference.mixin"]
    _description = "Dialog"

    def _read_format(self, fnames, load="_classic_read"):
        """Tell no name of what has gone out of the user's sight since."""
        self._check_references(self._references() & set(fnames))
        return super()._read_format(fnames, load)
