from . import rights
from .jobs import job as jobs_job
from .jobs import setback as jobs_setback
from . import medspa_kept_mixin
from . import medspa_in_use_mixin
from . import medspa_shared_mixin
from . import medspa_condition_mixin
from . import medspa_hours_mixin
from . import resource_calendar
from . import resource_calendar_attendance
from . import resource_calendar_leaves
from . import crm_team_hours
from . import medspa_contact_window
from . import medspa_template_mixin
from . import medspa_sender_mixin
from . import mail_template
from . import sms_template
from . import medspa_treatment_category
from . import medspa_treatment
from . import medspa_rotation_turn
from . import crm_team
from . import crm_team_switch
from . import crm_team_tickets
from . import crm_team_member
from . import crm_team_member_away
from . import res_company
from . import res_users
from . import res_partner
from . import res_config_settings
from . import ir_ui_menu
from .notice import medspa_notice as notice_medspa_notice
from .notice import medspa_notice_duty as notice_medspa_notice_duty
from .notice import medspa_notice_channel as notice_medspa_notice_channel
from .notice import medspa_notice_kept as notice_medspa_notice_kept
from .notice import mail_mail as notice_mail_mail
from .notice import medspa_leaving as notice_medspa_leaving
from .notice import res_users as notice_res_users
from .notice import crm_team_member as notice_crm_team_member
from . import medspa_consent
from .consent import medspa_consent_reading as consent_medspa_consent_reading
from .consent import medspa_consent_wire as consent_medspa_consent_wire
from . import medspa_consent_opt_out
from . import medspa_consent_mixin
from .consent import medspa_agreement_in_vain as consent_medspa_agreement_in_vain
from . import medspa_blacklist_mixin
from . import mail_blacklist
from . import phone_blacklist
from .consent import res_company as consent_res_company
from . import medspa_touch
from . import medspa_touch_meaning
from . import medspa_touch_mixin
from . import medspa_opt_out_mixin
from . import medspa_reach_mixin
from . import mail_thread
from . import mail_thread_refusal
from . import mail_mail
from . import mail_notification
from . import ir_actions_server
from . import medspa_intake_channel
from . import medspa_intake_source
from . import medspa_intake_signature
from . import medspa_intake_event
from . import medspa_intake_mapping
from . import medspa_intake_processing
from . import medspa_intake_text
from .intake import medspa_intake_key as intake_medspa_intake_key
from .intake import medspa_intake_spam as intake_medspa_intake_spam
from .intake import medspa_intake_receipt as intake_medspa_intake_receipt
from .consent import medspa_intake_repeat as consent_medspa_intake_repeat
from . import medspa_intake_mixin
from . import medspa_response_policy
from . import medspa_response_policy_built_in
from . import medspa_response_cycle
from . import medspa_escalation_mixin
from . import medspa_escalation_step
from . import medspa_escalation
from . import medspa_response_mixin
from . import medspa_response_clock_mixin
from . import medspa_response_correction_mixin
from . import medspa_merge_mixin
from . import crm_stage
from . import crm_stage_pipeline
from . import medspa_stage_rule
from . import medspa_stage_rule_acts
from . import medspa_stage_move
from . import medspa_fact_mixin
from . import medspa_stage_mixin
from . import medspa_stage_entry_mixin
from . import crm_lost_reason
from . import base_automation
from . import medspa_cadence
from . import medspa_cadence_step
from . import medspa_cadence_variant
from . import medspa_enrollment
from . import medspa_touch_follow_up
from . import medspa_followup_mixin
from . import calendar_event
from . import medspa_consultation_outcome_mixin
from . import medspa_consultation_reminder_mixin
from . import consultation_reach
from . import medspa_consultation_mixin
from . import medspa_reminder
from . import medspa_touch_reminder
from . import medspa_touch_purpose
from . import medspa_touch_sending
from . import medspa_touch_job
from .caps import medspa_touch as caps_medspa_touch
from .caps import medspa_touch_cap as caps_medspa_touch_cap
from .caps import medspa_intake_source as caps_medspa_intake_source
from .caps import res_company as caps_res_company
from . import medspa_acknowledgement_mixin
from . import medspa_placeholder_mixin
from .texts import res_company as texts_res_company
from .texts import sms_sms as texts_sms_sms
from . import sms_sms
from .texts import sms_tracker as texts_sms_tracker
from . import sms_tracker
from .texts import medspa_touch as texts_medspa_touch
from .texts import medspa_touch_report as texts_medspa_touch_report
from .texts import crm_lead as texts_crm_lead
from . import medspa_claim
from . import medspa_snooze
from . import medspa_board_mixin
from . import medspa_card_mixin
from . import medspa_claim_mixin
from . import medspa_waiting_mixin
from . import medspa_handling_mixin
from .notice import crm_lead as notice_crm_lead
from . import ir_websocket
from . import mail_presence
from . import medspa_mystery_persona
from . import medspa_mystery
from . import medspa_mystery_sending
from . import medspa_mystery_conversation
from . import medspa_mystery_ending
from . import medspa_mystery_lead
from . import medspa_mystery_event
from . import medspa_mystery_source
from . import ir_mail_server
from . import medspa_spend
from . import medspa_weekly_review_line
from . import medspa_weekly_review
from . import review_company
from . import medspa_figure_history_mixin
from . import digest_digest
from . import health
from . import erase
from . import crm_lead
