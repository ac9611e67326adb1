from odoo import models

from . import ringing


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        channels = super()._build_bus_channel_list(channels)
        if self.env.user.has_group("sales_team.group_sale_salesman"):
            channels.append(ringing.part_of(self.env.uid))
        return channels
