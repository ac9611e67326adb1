from odoo import api, models


class MedspaHoursMixin(models.AbstractModel):
    """Whoever works some hours: a team, or a member with a shift."""

    _name = "medspa.hours.mixin"
    _description = "Works Some Hours"

    @api.model_create_multi
    def create(self, vals_list):
        self.env["resource.calendar"]._check_choice(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        calendars = self.env["resource.calendar"]
        calendars._check_choice([vals])
        result = super().write(vals)
        # which hours are in use depends on teams in more ways than Odoo can follow
        calendars.invalidate_model(["response_in_use"])
        return result
