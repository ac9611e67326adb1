{
    "name": "Medspa Speed to Lead",
    "summary": "Every inquiry captured, owned at once and answered within the promise",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "medspa_speed_to_lead contributors",
    "license": "LGPL-3",
    "depends": [
        "crm",
        "sms",
        "sms_twilio",
        "calendar",
        "base_automation",
        "phone_validation",
        "utm",
        "resource",
        "digest",
    ],
    "external_dependencies": {"python": ["phonenumbers", "twilio"]},
    "data": [
        # rights
        "security/ir.model.access.csv",
        "security/medspa_speed_to_lead_rules.xml",
        # data
        "data/medspa_treatment_category_data.xml",
        "data/medspa_intake_channel_data.xml",
        "data/medspa_response_policy_data.xml",
        "data/ir_cron_data.xml",
        # dialogs
        "wizard/crm_lead_erase_views.xml",
        "wizard/medspa_intake_source_address_views.xml",
        # screens
        "views/crm_lead_views.xml",
        "views/crm_team_views.xml",
        "views/medspa_intake_channel_views.xml",
        "views/medspa_intake_event_views.xml",
        "views/medspa_intake_source_views.xml",
        "views/medspa_response_policy_views.xml",
        "views/medspa_treatment_views.xml",
        "views/res_config_settings_views.xml",
        "views/medspa_speed_to_lead_menus.xml",
    ],
    "demo": [
        "demo/medspa_practice_demo.xml",
        "demo/medspa_inquiry_demo.xml",
    ],
}
