"""What a stranger may see of a patient all the same, and why.

`(role, model, door): why`; a door is a method or ``read`` for all that only read. What
is not here has to be denied, or to tell nothing. A row that nobody needs fails.
"""

CARDS = "it names the contact card who was notified, and Odoo shows cards to colleagues"
UTM = "names of campaigns and sources are Odoo's, and every colleague reads them"
ALLOWED = {
    ("front desk", "mail.notification", "read"): CARDS,
    ("other manager", "mail.notification", "read"): CARDS,
    ("employee", "mail.notification", "read"): CARDS,
    ("front desk", "medspa.dashboard", "read_figures"): UTM,
    ("other manager", "medspa.dashboard", "read_figures"): UTM,
}
