import json

from werkzeug.exceptions import BadRequest, Forbidden

from odoo.http import Controller, content_disposition, request, route

from ..tools.period import Unreadable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DashboardController(Controller):
    @route("/medspa/dashboard/export", type="http", auth="user", readonly=True)
    def export(self, filters="{}", **_ignored):
        """Answer with the dashboard as a workbook; for CRM managers, as its menu is."""
        if not request.env.user.has_group("sales_team.group_sale_manager"):
            raise Forbidden
        try:
            name, content = request.env["medspa.dashboard"]._export(json.loads(filters))
        except (ValueError, TypeError, RecursionError) as error:
            # no JSON, or filters that say nothing
            why = str(error) if isinstance(error, Unreadable) else "No JSON."
            raise BadRequest(why) from error
        return request.make_response(
            content,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(name)),
                ("Content-Length", str(len(content))),
                ("Cache-Control", "no-store"),
            ],
        )
