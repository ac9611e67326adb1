from . import controllers, demo, models, report, wizard


def uninstall_hook(env):
    """Remove what was made for teams one by one and belongs to no data file, and give
    whoever had our role Odoo's: without any they could not open CRM."""
    team_role = env.ref("medspa_speed_to_lead.group_team_inquiries")
    own_role = env.ref("sales_team.group_sale_salesman")
    team_role.with_context(active_test=False).user_ids.group_ids += own_role
    env["crm.stage"]._remove_empty_columns()
    teams = env["crm.team"].with_context(active_test=False)
    teams.search([("response_sequence_id", "!=", False)]).response_sequence_id.unlink()
