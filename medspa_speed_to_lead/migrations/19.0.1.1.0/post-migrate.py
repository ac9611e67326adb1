from odoo import SUPERUSER_ID, api

TEMPLATES = {
    "email_template_id": "mail_template_first_general",
    "closed_email_template_id": "mail_template_first_general_closed",
    "sms_template_id": "sms_template_first_general",
    "closed_sms_template_id": "sms_template_first_general_closed",
}


def migrate(cr, version):
    """Give what was there before its first messages and its stage for the answered.

    Nothing is sent: automatic messages stay switched off until somebody allows them.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    policy = env.ref(
        "medspa_speed_to_lead.response_policy_default", raise_if_not_found=False
    )
    if policy:
        for field, name in TEMPLATES.items():
            policy[field] = policy[field] or env.ref(f"medspa_speed_to_lead.{name}")
    policies = env["medspa.response.policy"].with_context(active_test=False)
    for policy in policies.search([("escalation_step_ids", "=", False)]):
        policy.escalation_step_ids = policies._default_steps()
    teams = env["crm.team"].with_context(active_test=False)
    env["crm.stage"]._ensure_pipeline(teams.search([("speed_to_lead", "=", True)]))
    for code in ("phone_call", "walk_in"):
        channel = env.ref(
            f"medspa_speed_to_lead.intake_channel_{code}", raise_if_not_found=False
        )
        if channel:
            channel.acknowledge = False
