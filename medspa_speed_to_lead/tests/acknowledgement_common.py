from odoo.tests import Form

from .common import SENDING, SpeedToLeadCommon

AGREED = {"sms_consent": "yes", "consent_text": "Text me about my visit"}
SANDBOX = (
    "odoo.addons.medspa_speed_to_lead.models.texts.sandbox_api"
    ".SandboxApi._send_sms_batch"
)


class AcknowledgementCommon(SpeedToLeadCommon):
    """The practice sends: emails to a stand-in, texts into the sandbox."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(SENDING)
        cls.source = cls.make_source(name="Website")

    def inquire(self, **fields):
        """Return the inquiry of a form post, by default of Nora about Botox."""
        fields = {
            "name": "Nora Diaz",
            "email": "nora@patient.example",
            "phone": "(512) 555-0143",
            "treatment": "Botox",
            **fields,
        }
        event = self.receive(self.source, **fields)
        event.action_not_spam()  # what reads like spam, a person let in
        return event.lead_id

    def send_due(self, refuse=None):
        """Run the job; return the emails that left."""
        with self.outbox(refuse) as emails, self.transactions() as env:
            env["medspa.touch"]._cron_send_acknowledgements()
        return emails

    def touch(self, lead, channel):
        found = lead.touch_ids.filtered(
            lambda touch: (
                touch.purpose == "acknowledgement" and touch.channel == channel
            )
        )
        self.assertLessEqual(len(found), 1)
        return found

    def state(self, lead, channel):
        touch = self.touch(lead, channel)
        return touch.state, touch.reason

    def text_form(self, lead, user):
        """Return the form in which a person writes a text to a patient."""
        context = {
            "default_res_model": "crm.lead",
            "default_res_id": lead.id,
            "default_composition_mode": "comment",
        }
        composer = self.env["sms.composer"].with_user(user)
        return Form(composer.with_context(**context))
