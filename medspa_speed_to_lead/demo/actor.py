import json
from datetime import timedelta

from markupsafe import Markup

from odoo.tools import plaintext2html

from .play import XMLID


class Actor:
    """Plays one story: the person, and whoever of the practice deals with them."""

    def __init__(self, play, story):
        self._play, self._story, self._env = play, story, play.env
        self._team = play.teams[story.place]
        self._hours = play.hours[story.place]
        self._visit = story.visit and self._hours.visit(story.visit)
        self._lead = None

    def __str__(self):
        return self._story.name

    def plan(self, number):
        """Put what happens in the story into the queue."""
        story, moment = self._story, self._hours.moment(self._story.when)
        if ":" in story.when:  # nobody writes on the full minute
            moment += timedelta(seconds=number * 17 % 60)
        self._play.at(moment, self.raise_hand)
        for when, what, text, *who in story.then:
            if when == "visit":
                moment = self._visit
            else:
                moment = self._hours.moment(when, moment)
            self._play.at(moment, self.do, what, text, *who)

    # the person

    def raise_hand(self):
        source = self._env.ref(
            XMLID % f"intake_source_{self._story.by}", raise_if_not_found=False
        )
        self._lead = (
            self._through(source, self._story.says) if source else self._typed()
        )
        self._play.acknowledge_later(self._lead)

    def _through(self, source, says):
        return self._play.receive(source.sudo(), self._payload(source, says)).lead_id

    def _payload(self, source, says, **more):
        story = self._story
        campaign = story.campaign and {
            "utm_campaign": story.campaign,
            "utm_source": "Facebook" if story.by == "facebook" else "Google",
            "utm_medium": "cpc",
        }
        said = {
            "name": story.name,
            "phone": self._play.phone(story),
            "email": story.address,
            "treatment": story.asks,
            "message": says,
            "intent": story.intent,
            "location": "" if self._team == source.team_id else self._team.name,
            "external_id": f"{story.name} {story.when}",
            **(campaign or {}),
            **more,
        }
        said = {key: value for key, value in said.items() if value}
        if story.texts is not None:
            # a box that is off would be no answer
            said["sms_consent"] = "yes" if story.texts else "no"
        if story.test:
            said["is_test"] = True
        return json.dumps(said)

    def _typed(self):
        """Return an inquiry that came to the desk, the phone or the mailbox."""
        story, leads = self._story, self._env["crm.lead"]
        treatments = self._env["medspa.treatment"]
        company = self._env.ref("base.main_company")
        channel = self._env["medspa.intake.channel"]._find_by_code(story.by)
        values = {
            "type": "opportunity",
            "contact_name": story.name,
            "phone": self._play.phone(story),
            "email_from": story.address,
            "description": story.says and Markup("<p>%s</p>") % story.says,
            "team_id": self._team.id,
            "company_id": company.id,
            "treatment_ids": treatments._find_in_text(story.asks, company).ids,
            "intake_channel_id": channel.id,
            "intake_intent": story.intent,
            "intake_received_at": self._now,
            "user_id": False,
        }
        if story.by in ("walk_in", "phone_call", "referral", "event", "other"):
            colleague = self._on_duty(self._env["res.users"])
            leads = leads.with_user(colleague).with_context(medspa_desk=True)
            values["user_id"] = colleague.id
            # whoever types it in cannot say when: it is now
            del values["intake_received_at"]
        lead = leads.create(values).with_env(self._env)
        if story.texts:
            self._env["medspa.consent"]._grant(
                lead.phone_sanitized,
                "sms",
                "informational",
                source=channel.name,
                lead=lead,
                occurred_at=self._now,
            )
        return lead

    # what happens then

    def do(self, what, text, who=None):
        """Let one thing of the story happen, by its owner or who is on duty."""
        verb, _space, detail = what.partition(" ")
        colleague = self._env.ref(XMLID % f"user_{who}") if who else self._colleague()
        words = text.format(
            me=colleague.name.split()[0], visit=self._visit and self._visit_in_words()
        )
        act = getattr(self, f"_do_{verb.replace('-', '_')}")
        act(self._lead.with_user(colleague), detail, words)

    def _colleague(self):
        """Return the owner, or who else is there while the owner is not."""
        return self._on_duty(self._lead.user_id)

    def _on_duty(self, first):
        at_work = self._team.sudo().crm_team_member_ids._on_duty(self._now).user_id
        return first if first in at_work else at_work[:1] or first

    def _visit_in_words(self):
        visit = self._hours.local(self._visit)
        return f"{visit:%A} at {visit:%-I:%M %p}"

    # each is ``(inquiry of the colleague who acts, detail, words)``

    def _do_call(self, lead, outcome, note):
        # what `action_log_call` does, which knows no other moment than the present
        touch = self._touch(
            lead, "call", direction="out", outcome=outcome, user_id=lead.env.uid
        )
        called = touch.summary.replace("Call", "Called")
        said = filter(None, (called, note))
        lead._message_log(body=Markup("<br/>").join(said))

    def _do_meet(self, lead, _detail, note):
        self._touch(lead, "in_person", direction="out", user_id=lead.env.uid)
        lead.consultation_event_id.with_user(lead.env.user).action_showed()
        lead._message_log(body=note)

    def _do_email(self, lead, detail, words):
        self._write(lead, "email", detail, words)

    def _do_text(self, lead, detail, words):
        self._write(lead, "sms", detail, words)

    def _write(self, lead, channel, detail, words):
        """Record a message of the person (``in``) or of the colleague."""
        kind = {"email": "comment", "sms": "sms"}[channel]
        if detail == "in":
            name, address = self._story.name, self._story.address
            who = f"{name} <{address}>" if channel == "email" else name
            values = {"email_from": who, "author_id": False}
            touch = {"direction": "in"}
            kind = {"email": "email", "sms": "sms"}[channel]
        else:
            values = {"author_id": lead.env.user.partner_id.id}
            touch = {
                "direction": "out",
                "purpose": "reply",
                "state": "sent",
                "user_id": lead.env.uid,
            }
        message = self._play.message(
            lead, plaintext2html(words), message_type=kind, **values
        )
        self._touch(lead, channel, message_id=message.id, **touch)

    def _touch(self, lead, channel, **values):
        return lead._register_touch(
            {"channel": channel, "occurred_at": self._now, **values}
        )

    def _do_bounce(self, lead, _detail, reason):
        """The last email to them did not arrive after all."""
        emails = lead.sudo().touch_ids.filtered(
            lambda touch: touch.channel == "email" and touch.performer == "person"
        )
        emails[:1]._failed(reason)

    def _do_again(self, _lead, source, words):
        """They write once more, through another entrance."""
        self._through(self._env.ref(XMLID % f"intake_source_{source}"), words)

    def _do_repeat(self, _lead, _detail, _words):
        """The form sends the same submission once more; only its counter differs."""
        source = self._env.ref(XMLID % f"intake_source_{self._story.by}").sudo()
        body = self._payload(source, self._story.says, attempt="2")
        self._play.receive(source, body)

    def _do_stop(self, lead, _detail, _words):
        self._play.message(
            lead,
            plaintext2html("STOP"),
            message_type="sms",
            author_id=False,
            email_from=self._story.name,
        )
        self._env["medspa.consent"]._revoke(
            lead.phone_sanitized,
            "sms",
            source="Text: STOP",
            lead=lead,
            occurred_at=self._now,
        )

    def _do_book(self, lead, _detail, note):
        """Their appointment stands in the calendar; a rule moves the inquiry."""
        self._env["calendar.event"].with_user(lead.env.user).with_context(
            no_mail_to_attendees=True, dont_notify=True
        ).create(
            {
                "name": f"{self._story.name}: {self._story.asks}",
                "start": self._visit,
                "stop": self._visit + timedelta(minutes=45),
                "user_id": lead.env.uid,
                "partner_ids": lead.env.user.partner_id.ids,
                "opportunity_id": lead.id,
                "location": f"Lumen {self._story.place}",
            }
        )
        self._price(lead)
        lead._message_log(body=note)

    def _price(self, lead):
        """What it may bring is known when the treatment is; nobody tracks that."""
        lead.with_context(mail_notrack=True).expected_revenue = self._story.worth

    def _do_stage(self, lead, stage, _words):
        stages = self._env["crm.stage"]._ids_of_milestone(lead.team_id.id, stage)
        lead.stage_id = stages[0]

    def _do_won(self, lead, _detail, _words):
        self._price(lead)
        lead.action_set_won()

    def _do_lost(self, lead, reason, _words):
        xmlid = (
            "crm.lost_reason_1"
            if reason == "price"
            else XMLID % f"lost_reason_{reason}"
        )
        lead.action_set_lost(lost_reason_id=self._env.ref(xmlid).id)

    def _do_exempt(self, lead, reason, note):
        lead.env["medspa.exempt"].create(
            {"lead_ids": lead.ids, "reason": reason, "note": note}
        ).action_exempt()

    def _do_snooze(self, lead, choice, _words):
        lead._handling_snooze(choice)

    def _do_to(self, lead, detail, what):
        """``to do 3``: something to do in three days from loading."""
        days = int(detail.split()[-1])
        lead.activity_schedule(
            "mail.mail_activity_data_call",
            date_deadline=self._hours.local(self._play.now).date() + timedelta(days),
            summary=what,
            user_id=lead.env.uid,
        )

    @property
    def _now(self):
        return self._play.clock.moment
