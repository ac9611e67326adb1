from odoo.tools import SQL

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
    parameters = env["ir.config_parameter"]
    parameters.search([("key", "=like", "medspa\\_speed\\_to\\_lead.%")]).unlink()
    _let_rows_go(env)


def _let_rows_go(env):
    """Drop what would keep rows of ours: Odoo deletes them one kind after the other,
    before it drops their tables, and logs an error for each that is still named."""
    env.flush_all()
    rows = env.execute_query(
        SQL(
            """
            SELECT source.relname, kept.conname
              FROM pg_constraint kept
              JOIN pg_class source ON source.oid = kept.conrelid
              JOIN pg_class target ON target.oid = kept.confrelid
             WHERE kept.contype = 'f' AND kept.confdeltype IN ('a', 'r')
               AND starts_with(target.relname, 'medspa_')
               AND pg_table_is_visible(target.oid)
            """
        )
    )
    for table, constraint in rows:
        env.cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(constraint),
            )
        )
