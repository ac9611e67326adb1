from odoo import api, models


class MedspaRecordedMixin(models.AbstractModel):
    """What the addon alone records is what it says, nothing that a request adds.

    A record is made with full rights while somebody's request goes on: a
    ``default_occurred_at`` of its context, or a default that somebody keeps for
    themselves, would stand in every field that the addon leaves out.
    """

    _name = "medspa.recorded.mixin"
    _description = "Recorded by the Addon Alone"

    @api.model
    # what Odoo would add is exactly what must not come in
    def default_get(self, fields):  # pylint: disable=method-required-super
        """Return the defaults of the fields themselves, and no others."""
        context = self.env.context
        if any(key.startswith("default_") for key in context):
            kept = {k: v for k, v in context.items() if not k.startswith("default_")}
            self = self.with_env(self.env(context=kept))
        values = {}
        for field in filter(None, map(self._fields.get, fields)):
            if field.default:
                value = field.convert_to_cache(field.default(self), self, False)
                values[field.name] = field.convert_to_write(value, self)
        return values
