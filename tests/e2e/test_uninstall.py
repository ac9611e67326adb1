"""Uninstalled from the Apps list: Odoo's CRM is as before, and no error is logged."""

from contextlib import closing

from tests.harness import database, settings
from tests.harness import practice as practices
from tests.harness.log import complaints
from tests.harness.shell import OdooShell

USE = """
role = env.ref("medspa_speed_to_lead.group_team_inquiries")
cleo = env["res.users"].with_context(no_reset_password=True).create(
    {"name": "Cleo", "login": "cleo@desk.example", "group_ids": [(6, 0, role.ids)]})
team = env["crm.team"].search([("speed_to_lead", "=", True)], limit=1)
channel = env["medspa.intake.channel"].search([], limit=1)
env["crm.lead"].create(
    {"name": "Nora", "contact_name": "Nora", "phone": "+15125550143",
     "team_id": team.id, "type": "opportunity", "intake_channel_id": channel.id})
print(json.dumps(cleo.id))
"""
REMOVE = f"""
module = env["ir.module.module"].search([("name", "=", "{settings.ADDON}")])
module.button_immediate_uninstall()
"""
LEFT = """
user = env["res.users"].browse(USER)
print(json.dumps({
    "sells": user.has_group("sales_team.group_sale_salesman"),
    "stages": env["crm.stage"].search([]).mapped("name"),
    "held": env["crm.lead"].search([]).stage_id.mapped("name"),
}))
"""


def test_uninstalling_leaves_roles_and_stages_and_logs_no_error():
    with database.copied() as db:
        with closing(OdooShell(db)) as shell:
            practices.build(shell, db, "Gone")
            user = shell(USE)
        with closing(OdooShell(db)) as shell:
            shell(REMOVE)
            log = shell.log_path
        with closing(OdooShell(db)) as shell:
            left = shell(f"USER = {user}\n{LEFT}")
    assert left["sells"], "whoever had our role can still open CRM"
    ours = {"Contacted", "Consultation Scheduled", "No Response", "Nurture"}
    assert not ours & set(left["stages"]) - set(left["held"])
    assert not complaints(log.read_text())
