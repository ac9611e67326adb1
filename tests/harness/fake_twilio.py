"""The addon's stand-in for Twilio, for what runs a server from outside."""

from .without_odoo import addon

_addon = addon("tests.fake_twilio")
FakeTwilio = _addon.FakeTwilio
drop, error, hang, html = _addon.drop, _addon.error, _addon.hang, _addon.html
opted_out = _addon.opted_out
