from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from odoo.tools import html2plaintext

from .common import MONDAY_10, SpeedToLeadCommon, at

MODELS = "odoo.addons.medspa_speed_to_lead.models"
FACTS = f"{MODELS}.stages.crm_lead_fact.CrmLead._happened"
THURSDAY_14_30 = MONDAY_10 + timedelta(days=3, hours=4.5)


class ConsultationCommon(SpeedToLeadCommon):
    """Ana owns an inquiry of Monday 10:00 and books Thursday 14:30, both in Austin."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ana.id)

    def book(self, start=THURSDAY_14_30, user=None, lead=None, **values):
        """Return the meeting that a colleague makes in the calendar for an inquiry."""
        events = self.env["calendar.event"].with_user(user or self.ana)
        return events.create(
            {
                "name": "Talk",
                "start": start,
                "stop": start + timedelta(hours=1),
                "opportunity_id": (self.lead if lead is None else lead).id,
                **values,
            }
        )

    @contextmanager
    def facts(self):
        """Yield the list of ``(inquiry id, fact)`` that others hear of."""
        heard = []

        def happened(leads, fact):
            heard.extend((lead.id, fact) for lead in leads)

        with patch(FACTS, happened):
            yield heard

    def log(self, lead=None):
        """Return the lines of an inquiry's log, the latest first."""
        messages = (lead or self.lead).message_ids
        return [html2plaintext(message.body) for message in messages]

    def consultation(self, lead=None):
        lead = lead or self.lead
        return lead.consultation_event_id, lead.consultation_at, lead.consultation_state
