from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from .actor import Actor
from .clock import moved_clock
from .play import XMLID, Play
from .stories_contacted import CONTACTED
from .stories_quiet import QUIET
from .stories_today import TODAY

STORIES = (*QUIET, *CONTACTED, *TODAY)
# what the practice pays a month for inquiries, in dollars
SPEND = {"Google": 900, "Facebook": 450}


class MedspaDemo(models.AbstractModel):
    """Plays the last weeks of the demo practice, from :data:`STORIES`.

    Everything goes through what people and forms use, at its own moment: owners,
    deadlines, verdicts, escalations and first messages are worked out and not
    written down. Nothing is sent: what would leave the house is only recorded.
    """

    _name = "medspa.demo"
    _description = "Weeks of the Demo Practice"

    @api.model
    def _load(self, now=None, stories=STORIES):
        """Play the stories up to the present; does nothing where it was done before.

        :param now: moment of loading, naive UTC.
        """
        website = self.env.ref(XMLID % "intake_source_website")
        if website.event_ids:
            return
        env = self.with_context(install_mode=False, tz="America/Chicago").env
        now = now or fields.Datetime.now()
        with moved_clock(env.cr) as clock:
            play = Play(env, clock, now)
            play.close_for_a_day()
            for number, story in enumerate(stories):
                Actor(play, story).plan(number)
            play.plan_unknown_form()
            play.until_now()
        env.invalidate_all()
        self._note_spend(env, website.company_id, now)

    def _note_spend(self, env, company, now):
        """Note what the sources of the stories cost, this month and two before."""
        find = env["utm.mixin"]._find_or_create_record
        env["medspa.spend"].create(
            [
                {
                    "company_id": company.id,
                    "currency_id": company.currency_id.id,
                    "source_id": find("utm.source", name).id,
                    "month": now.date() - relativedelta(months=back),
                    "amount": amount,
                }
                for name, amount in SPEND.items()
                for back in range(3)
            ]
        )
