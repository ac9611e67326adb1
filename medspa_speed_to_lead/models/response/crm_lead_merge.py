from odoo import fields, models

from ...tools.reason import Reason


class CrmLead(models.Model):
    """What two inquiries of one person become when they are merged.

    The person raised a hand at the earliest moment and was answered at the earliest:
    whichever inquiry an answer was given to, it ended the waits before it. They wait if
    any of the inquiries waits after that. Consent belongs to the address, so the ledger
    already says the most restrictive of it.
    """

    _inherit = "crm.lead"

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        everything = (self | opportunities).sudo()
        inquiries = everything.filtered("intake_received_at")
        if inquiries:
            self.sudo()._merge_inquiries(inquiries, opportunities.sudo())
        return result

    def _merge_inquiries(self, inquiries, tail):
        first = min(inquiries, key=lambda lead: (lead.intake_received_at, lead.id))
        values = self._merged_values(inquiries, first)
        self._merge_acknowledgements(tail)
        tail.touch_ids.write({"lead_id": self.id})
        tail.env["medspa.intake.event"].search([("lead_id", "in", tail.ids)]).write(
            {"lead_id": self.id}
        )
        self._merge_consent(tail)
        self._merge_taken_steps(tail)
        self._merge_answers(inquiries.response_cycle_ids)
        self._merge_waits(inquiries.response_cycle_ids)
        self.write(values)
        self._response_derive()

    def _merged_values(self, inquiries, first):
        """Return the facts of the earliest inquiry and those that all share."""
        reasons = inquiries.mapped("response_exempt_reason")
        acknowledged = list(filter(None, inquiries.mapped("response_acknowledged_at")))
        values = {
            "treatment_ids": [(6, 0, inquiries.treatment_ids.ids)],
            "intake_treatment_words": ", ".join(
                filter(None, inquiries.mapped("intake_treatment_words"))
            ),
            "response_acknowledged_at": min(acknowledged, default=False),
        }
        if self.response_exempt_reason and not all(reasons):
            # one that counts makes the whole count
            values["response_exempt_reason"] = False
        for name in (
            "intake_channel_id",
            "intake_source_id",
            "intake_event_id",
            "response_policy_id",
        ):
            values[name] = first[name].id
        for name in (
            "intake_received_at",
            "intake_received_on",
            "intake_arrival",
            "intake_intent",
            "intake_patient_type",
            "intake_owner_reason",
        ):
            values[name] = first[name]
        if "returning" in inquiries.mapped("intake_patient_type"):
            values["intake_patient_type"] = "returning"
        return values

    def _merge_acknowledgements(self, tail):
        """One person gets one acknowledgement on each channel."""
        ours = self.touch_ids.filtered(
            lambda touch: touch.purpose == "acknowledgement"
        ).mapped("channel")
        for touch in tail.touch_ids:
            if (
                touch.purpose == "acknowledgement"
                and touch.state == "planned"
                and touch.channel in ours
            ):
                merged = self.env._("Merged with another inquiry.")
                touch._skip(Reason("twice", merged))

    def _merge_taken_steps(self, tail):
        """Keep which steps a wait has had, and which are tried again: a wait that goes
        on here alerts nobody twice."""
        for model in ("medspa.escalation", "medspa.setback"):
            rows = self.env[model].search([("lead_id", "in", tail.ids)])
            rows.write({"lead_id": self.id})

    def _merge_answers(self, cycles):
        """Whichever inquiry it was given to, the first answer since ended each wait.

        Waits that one answer ended were a single one, that of the earliest inquiry.
        """
        given = self.env["medspa.touch"]
        for cycle in cycles.sorted(lambda cycle: (cycle.started_at, cycle.id)):
            if cycle.verdict and not cycle.answered_at:
                continue  # given up, or excluded
            answer = self._response_answers_since(cycle.started_at)[:1]
            if answer & given:
                cycle.write(
                    {
                        "verdict": "void",
                        "closed_at": answer.occurred_at,
                        "answered_at": False,
                        "answered_by_id": False,
                        "answer_touch_id": False,
                        "missed_by_id": False,
                    }
                )
            elif answer and answer != cycle.answer_touch_id:
                cycle._answer(answer)
            given |= answer

    def _merge_waits(self, cycles):
        """Put all waits into the order of time; of open ones the first goes on."""
        ordered = cycles.sorted(lambda cycle: (cycle.started_at, cycle.id))
        open_ones = ordered.filtered(lambda cycle: not cycle.verdict)
        open_ones[1:].write({"verdict": "void", "closed_at": fields.Datetime.now()})
        ordered.flush_recordset()
        last = max(cycles.mapped("sequence"), default=0) + len(cycles)
        # numbers are unique: make room above before counting from one
        for number, cycle in enumerate(ordered, start=last + 1):
            cycle.write({"lead_id": self.id, "sequence": number})
            cycle.flush_recordset()
        for number, cycle in enumerate(ordered, start=1):
            cycle.sequence = number
            cycle.flush_recordset()

    def _merge_consent(self, tail):
        """The ledger is never written: only its link to the inquiry follows."""
        lines = self.env["medspa.consent"]
        lines.flush_model()
        self.env.cr.execute(
            "UPDATE medspa_consent SET lead_id = %s WHERE lead_id = ANY(%s)",
            [self.id, tail.ids],
        )
        lines.invalidate_model(["lead_id"])
