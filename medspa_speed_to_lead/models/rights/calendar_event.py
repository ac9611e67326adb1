from odoo import models

_INQUIRIES = ("consultation_lead_id", "opportunity_id")


class CalendarEvent(models.Model):
    """A shared calendar names no patient whose inquiry one may not read.

    Odoo shows every meeting to every colleague, and the name of the inquiry that it is
    for with full rights. What a colleague calls a meeting is theirs to choose.
    """

    _inherit = "calendar.event"

    def _read_format(self, fnames, load="_classic_read"):
        result = super()._read_format(fnames, load)
        names = [name for name in _INQUIRIES if name in fnames]
        if load != "_classic_read" or not names or self.env.su:
            return result
        readable = self._readable_inquiries(names)
        for values in result:
            for name in names:
                if values.get(name) and values[name][0] not in readable:
                    values[name] = (values[name][0], self._unnamed())
        return result

    def web_read(self, specification):
        result = super().web_read(specification)
        names = [name for name in _INQUIRIES if name in specification]
        if not names or self.env.su:
            return result
        readable = self._readable_inquiries(names)
        for values in result:
            for name in names:
                told = values.get(name)
                if isinstance(told, dict) and told.get("id") not in readable:
                    values[name] = {"id": told.get("id")} | (
                        {"display_name": self._unnamed()}
                        if "display_name" in told
                        else {}
                    )
        return result

    def _readable_inquiries(self, names):
        leads = self.env["crm.lead"].union(*(self[name] for name in names))
        return set(leads._filtered_access("read").ids)

    def _unnamed(self):
        return self.env._("An inquiry of a colleague")
