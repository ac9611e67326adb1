from odoo import models


class MailBlacklist(models.Model):
    _name = "mail.blacklist"
    _inherit = ["medspa.blacklist.mixin", "mail.blacklist"]

    _ADDRESS = "email"
    _CHANNEL = "email"
