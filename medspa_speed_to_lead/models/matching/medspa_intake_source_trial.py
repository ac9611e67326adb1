from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .meanings import groups
from .medspa_intake_source import meanings_of

_SHOWN = 5
_LONGEST_PASTED = 64 * 1024


class MedspaIntakeSource(models.Model):
    """Trying on the latest forms what a person says that their fields mean.

    Nothing of it is stored: what people wrote stays in the events.
    """

    _inherit = "medspa.intake.source"

    def read_fields(self, chosen=None, pasted=""):
        """Return what the screen shows: the latest forms, each as it would be read.

        For who may read events: it shows what people wrote.

        :param list chosen: as in :meth:`save_fields`; by default what is saved.
        :param str pasted: a form that did not arrive here, tried like one.
        :return: ``{"name", "meanings", "chosen", "forms", "unread"}``, see
            :meth:`medspa.intake.event._as_tried` for a form.
        """
        self.ensure_one()
        self.check_access("read")
        if len(pasted) > _LONGEST_PASTED:
            raise UserError(self.env._("Paste one form: this is more than 64 KiB."))
        if chosen is None:
            chosen = self.field_ids.read(["path", "label", "meaning"])
        meanings = meanings_of(self.env, chosen)
        events = self._latest_events()
        if pasted.strip():
            events = events.new({"source_id": self.id, "body": pasted}) + events
        return {
            "name": self.name,
            "meanings": self._meanings_to_choose(),
            "chosen": chosen,
            "forms": [event._as_tried(meanings) for event in events],
            "unread": len(self._to_read_again()),
        }

    def _latest_events(self):
        """Return the latest events and the latest that were not understood."""
        events = self.env["medspa.intake.event"]
        shown = Domain(self._shown_events()) & Domain("body", "!=", False)
        latest = events.search(shown, limit=_SHOWN)
        unread = events.search(shown & events._not_understood(), limit=_SHOWN)
        return (latest | unread).sorted(lambda event: event.received_at, reverse=True)

    def _meanings_to_choose(self):
        labels = dict(
            self.env["medspa.intake.field"]
            ._fields["meaning"]
            ._description_selection(self.env)
        )
        return [
            [heading, [[value, labels[value]] for value in values]]
            for heading, values in groups(self.env)
        ]
