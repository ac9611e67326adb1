from odoo import api, models


class ResourceCalendarLeaves(models.Model):
    _inherit = "resource.calendar.leaves"

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._closed_calendars()._hours_changed()
        return leaves

    def write(self, vals):
        calendars = self._closed_calendars()
        result = super().write(vals)
        if {"calendar_id", "resource_id", "company_id"} & vals.keys():
            # Odoo asks before only: own time off could become a closure, and back
            self.check_access("write")
        (calendars | self._closed_calendars())._hours_changed()
        return result

    def unlink(self):
        calendars = self._closed_calendars()
        result = super().unlink()
        calendars._hours_changed()
        return result

    def _closed_calendars(self):
        """Return the calendars that these closures shorten.

        Personal time off closes nothing. A closure without a calendar closes all of
        its company, of which only those that promises use matter.
        """
        closures = self.filtered(lambda leave: not leave.resource_id)
        calendars = closures.calendar_id
        everywhere = closures.filtered(lambda leave: not leave.calendar_id)
        if everywhere:
            companies = everywhere.company_id.ids
            calendars |= (
                self.env["resource.calendar"]
                .sudo()
                .search([("company_id", "in", [False, *companies])])
            )
        return calendars
