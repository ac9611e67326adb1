import json

from odoo import SUPERUSER_ID
from odoo.http import Controller, request, route


class BenchIntake(Controller):
    """The least that a public form route in plain Odoo can do with an inquiry.

    It stores the payload and makes an opportunity whose owner is told in the inbox:
    no key, no second transaction, no rotation, no clock.
    """

    @route(
        "/bench/intake/<int:team_id>/<int:user_id>",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
    )
    def receive(self, team_id, user_id):
        body = request.httprequest.get_data(as_text=True)
        # as lean as our own creation: nobody is subscribed, no email is sent at once
        env = request.env(user=SUPERUSER_ID)
        team = env["crm.team"].browse(team_id)
        env = env(
            context={
                "allowed_company_ids": team.company_id.ids,
                "mail_create_nosubscribe": True,
                "mail_notify_force_send": False,
            }
        )
        env["bench.payload"].create({"body": body})
        said = json.loads(body)
        lead = env["crm.lead"].create(
            {
                "name": said["name"],
                "type": "opportunity",
                "contact_name": said["name"],
                "email_from": said["email"],
                "phone": said["phone"],
                "description": said["message"],
                "team_id": team_id,
                "company_id": team.company_id.id,
                "user_id": user_id,
            }
        )
        return request.make_json_response({"status": "accepted", "inquiry": lead.id})
