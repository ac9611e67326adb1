from odoo import api, models


class MedspaHoursMixin(models.AbstractModel):
    """Whoever works some hours: a team, or a member with a shift."""

    _name = "medspa.hours.mixin"
    _description = "Works Some Hours"

    @api.model_create_multi
    def create(self, vals_list):
        """Check what stands there: it may come from a default of the context."""
        free = self.env["resource.calendar"]._free_to_choose()
        workers = super().create(vals_list)
        workers.response_calendar_id._check_choice(free)
        return workers

    def write(self, vals):
        calendars = self.env["resource.calendar"]
        chosen = calendars.browse(vals.get("response_calendar_id") or ())
        if chosen:
            chosen._check_choice(calendars._free_to_choose())
        result = super().write(vals)
        # which hours are in use depends on teams in more ways than Odoo can follow
        calendars.invalidate_model(["response_in_use"])
        return result
