from odoo import SUPERUSER_ID, api

from odoo.addons.medspa_speed_to_lead.tools.claims import (
    AFTER_CALL,
    AFTER_VOICEMAIL,
    LEFT_VOICEMAIL,
    strongest,
)


def migrate(cr, version):
    """Know of each template what it claims, and let no plan say what did not happen.

    A step whose message says that somebody called goes only after a call from now on,
    in a practice's own plans too. First messages and reminders stay as they are until
    somebody changes them: only a person can say what they should say instead.
    """
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    for model in ("mail.template", "sms.template"):
        for template in env[model].search([("model", "=", "crm.lead")]):
            if claim := template._claim_in_words():
                cr.execute(
                    f"UPDATE {template._table} SET medspa_claim = %s WHERE id = %s",
                    [claim, template.id],
                )
        env[model].invalidate_model(["medspa_claim"])
    for step in env["medspa.cadence.step"].search([]):
        senders = [step, *step.variant_ids]
        templates = [one for sender in senders for one in sender._untrue_templates()]
        claim = strongest(template.medspa_claim for template in templates)
        if claim:
            step.condition = AFTER_VOICEMAIL if claim == LEFT_VOICEMAIL else AFTER_CALL
