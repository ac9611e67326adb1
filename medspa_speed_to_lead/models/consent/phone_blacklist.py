from odoo import models


class PhoneBlacklist(models.Model):
    _name = "phone.blacklist"
    _inherit = ["medspa.blacklist.mixin", "phone.blacklist"]

    _ADDRESS = "number"
    _CHANNEL = "sms"
