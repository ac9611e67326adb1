from odoo import api, models


class ResourceCalendarAttendance(models.Model):
    _inherit = "resource.calendar.attendance"

    @api.model_create_multi
    def create(self, vals_list):
        # a line of hours may be told by the context whose it is
        default = self.default_get(["calendar_id"]).get("calendar_id")
        ids = {vals.get("calendar_id", default) for vals in vals_list} - {None, False}
        with self.env["resource.calendar"].browse(ids)._hours_change():
            return super().create(vals_list)

    def write(self, vals):
        moved_to = self.env["resource.calendar"].browse(vals.get("calendar_id") or ())
        with (self.calendar_id | moved_to)._hours_change():
            result = super().write(vals)
            if moved_to:  # Odoo asks for the right to the old calendar only
                self.check_access("write")
            return result

    def unlink(self):
        with self.calendar_id._hours_change():
            return super().unlink()
