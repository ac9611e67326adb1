from datetime import timedelta

from odoo.fields import Command

from .acknowledgement_common import AcknowledgementCommon
from .common import MONDAY_10, at

DAY = timedelta(days=1)


class FollowUpCommon(AcknowledgementCommon):
    """A policy whose inquiries are followed up by a plan of three steps."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.emails = [cls.make_template("email", f"News {n}") for n in range(4)]
        cls.texts = [cls.make_template("sms", f"Word {n}") for n in range(3)]
        cls.cadence = cls.make_cadence(
            cls.step("email", 0, delay=1),
            cls.step("call", delay=2),
            cls.step("sms", 0, delay=1, fallback_channel="email", email=1),
            cls.step("email", 2, delay=3),
        )
        cls.policy.write(
            {
                "cadence_id": cls.cadence.id,
                "email_template_id": False,
                "sms_template_id": False,
                "closed_email_template_id": False,
                "closed_sms_template_id": False,
            }
        )

    @classmethod
    def make_template(cls, channel, words):
        if channel == "sms":
            values = {"name": words, "body": words}
            model = "sms.template"
        else:
            values = {"name": words, "subject": words, "body_html": f"<p>{words}</p>"}
            model = "mail.template"
        lead_model = cls.env["ir.model"]._get_id("crm.lead")
        return cls.env[model].create({**values, "model_id": lead_model})

    @classmethod
    def step(cls, channel, message=None, email=None, **values):
        """Return the values of a step; messages by their number."""
        values = {"delay_unit": "days", "channel": channel, **values}
        if channel == "sms":
            values["sms_template_id"] = cls.texts[message].id
        elif channel == "email":
            email = message
        if email is not None:
            values["email_template_id"] = cls.emails[email].id
        return values

    @classmethod
    def make_cadence(cls, *steps, **values):
        """Return a plan; by default one that waits for nobody to try to reach them."""
        return cls.env["medspa.cadence"].create(
            {
                "name": "Plan",
                "hold_until_tried": False,
                "step_ids": [
                    Command.create({"sequence": number, **step})
                    for number, step in enumerate(steps, start=1)
                ],
                **values,
            }
        )

    def follow_up(self, refuse=None, **later):
        """Run the job at a moment after the inquiry; return the emails that left."""
        with at(MONDAY_10, **later), self.outbox(refuse) as emails:
            with self.transactions() as env:
                env["medspa.enrollment"]._cron_follow_up()
        return emails

    def enrollment(self, lead):
        """Return the plans that a policy or a person began, not those of a stage."""
        stages = self.env["crm.stage"].search([])
        return self.env["medspa.enrollment"].search(
            [
                ("lead_id", "=", lead.id),
                ("cadence_id", "not in", stages.medspa_cadence_id.ids),
            ]
        )

    def state_of(self, lead):
        enrollment = self.enrollment(lead)
        return enrollment.state, enrollment.stop_reason

    def steps(self, lead):
        """Return what became of the steps, the first first."""
        touches = self.enrollment(lead).touch_ids.sorted("id")
        return [(touch.channel, touch.state) for touch in touches]

    def subjects(self, emails):
        return [email["Subject"] for email in emails]
