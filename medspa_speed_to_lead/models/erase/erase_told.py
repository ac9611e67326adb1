from odoo import api, models

from .holding import Holding


class MedspaErase(models.AbstractModel):
    """What is kept to be told or repaired: notices, failures of jobs, troubles."""

    _inherit = "medspa.erase"

    @api.model
    def _holdings(self):
        return [
            Holding(
                "medspa.notice.kept",
                "what a colleague would be told when they work again",
                self._find_kept,
                self._delete,
            ),
            Holding(
                "medspa.setback",
                "errors that quote",
                self._find_setbacks,
                self._blank,
                {"name": "which work it was", "res_model": "on which kind of row"},
            ),
            Holding(
                "medspa.health.trouble",
                "sentences that quote",
                lambda traces: self._that_say(
                    "medspa.health.trouble", "words", self._spellings(traces)
                ),
                self._blank,
                {
                    "check_name": "which check",
                    "key": "ids alone",
                    "res_model": "of what kind of row",
                },
            ),
            *super()._holdings(),
        ]

    def _find_kept(self, traces):
        """Return the notices about the person's records or that name them."""
        kept = self._rows("medspa.notice.kept", [])
        theirs = {thread._name: set(thread.ids) for thread in traces.threads}
        about = kept.filtered(
            lambda notice: (
                theirs.get(notice.about_model, set()) & set(notice.about_ids or ())
                or notice.activity_id in traces.activities
            )
        )
        return (
            about
            | self._that_say(kept._name, "subject", self._spellings(traces))
            | self._that_say(kept._name, "body", self._spellings(traces))
        )

    def _find_setbacks(self, traces):
        theirs = (traces.leads, traces.events, traces.touches, traces.meetings)
        return self._rows(
            "medspa.setback",
            [("lead_id", "in", traces.leads.ids)],
            *(
                [("res_model", "=", records._name), ("res_id", "in", records.ids)]
                for records in theirs
            ),
        )
