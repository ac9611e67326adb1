from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MONDAY_10, at
from .roles_common import DECEMBER_24, FACTS, RolesCommon
from .roles_table import ROLES, ROWS


@tagged("post_install", "-at_install")
class TestRoles(RolesCommon):
    """Each line of the table in docs/security.md, for each role."""

    def may(self, user, act):
        """Try an act and take it back; say whether it was done.

        Not done is what Odoo refuses, or does not show. Anything else is a mistake.
        """
        with self.env.cr.savepoint() as savepoint, at(minutes=1):
            try:
                done = bool(act(user))
                self.env.flush_all()
            except AccessError:
                done = False
            finally:
                self.env.clear()
                savepoint.rollback()
        return done

    def check(self, row):
        act = getattr(self, f"do_{row.key}")
        for role, expected in row.may().items():
            users = self.outsiders if role == "outsider" else [self.people[role]]
            for user in users:
                with self.subTest(act=row.act, role=ROLES[role], user=user.login):
                    self.assertEqual(self.may(user, act), expected)

    # inquiries

    def do_read_own(self, user):
        mine = self.sees(user, self.of_nobody)
        return mine and self.sees(user, self.own(user))

    def do_read_team(self, user):
        return self.sees(user, self.of_ben)

    def do_read_other_team(self, user):
        return self.sees(user, self.of_cara)

    def do_read_other_company(self, user):
        return self.sees(user, self.there)

    def do_create_inquiry(self, user):
        leads = self.env["crm.lead"].with_user(user)
        return leads.create({"name": "Walk-in", "team_id": self.team.id}).user_id

    def change(self, user, lead):
        lead.with_user(user).write(
            {"contact_name": "Nora D.", "treatment_ids": [Command.set(self.botox.ids)]}
        )
        return lead.treatment_ids == self.botox

    def do_change_own(self, user):
        return self.change(user, self.own(user))

    def do_change_team(self, user):
        return self.change(user, self.of_ben)

    def do_change_other_team(self, user):
        return self.change(user, self.of_cara)

    def hand_over(self, user, lead):
        dialog = self.env["medspa.hand.over"].with_user(user)
        values = {"lead_ids": lead.ids, "to": "colleague", "user_id": self.ana.id}
        dialog.create(values).action_hand_over()
        return lead.sudo().user_id == self.ana

    def do_hand_over(self, user):
        return self.hand_over(user, self.own(user))

    def do_hand_over_others(self, user):
        return self.hand_over(user, self.of_cara)

    def log_call(self, user, lead):
        before = len(lead.sudo().touch_ids)
        lead.with_user(user).action_log_call("connected")
        return len(lead.sudo().touch_ids) > before

    def do_log_call(self, user):
        return self.log_call(user, self.own(user))

    def do_log_call_others(self, user):
        return self.log_call(user, self.of_cara)

    def do_write_to_patient(self, user):
        # nobody owns it: Odoo lets whoever follows a document reply to it
        self.answer_by(user, self.of_nobody)
        return self.of_nobody.response_first_at

    def opt_out(self, user, lead):
        touch = lead.sudo()._register_touch(
            {
                "direction": "in",
                "channel": "sms",
                "meaning": "unclear",
                "address": lead.sudo().phone_sanitized,
            }
        )
        lead.with_user(user).action_opted_out()
        return touch.meaning == "stop"

    def do_opt_out(self, user):
        return self.opt_out(user, self.own(user))

    def do_opt_out_others(self, user):
        return self.opt_out(user, self.of_cara)

    def urgent(self, user, lead):
        lead.sudo().urgent_since = fields.Datetime.now()
        lead.with_user(user).action_urgent_take()
        lead.with_user(user).action_urgent_release()
        return not lead.sudo().urgent_since

    def do_urgent(self, user):
        return self.urgent(user, self.own(user))

    def do_urgent_others(self, user):
        return self.urgent(user, self.of_cara)

    def exempt(self, user, lead):
        dialog = self.env["medspa.exempt"].with_user(user)
        dialog.create({"lead_ids": lead.ids, "reason": "spam"}).action_exempt()
        return lead.sudo().response_exempt_reason == "spam"

    def do_exempt(self, user):
        return self.exempt(user, self.own(user))

    def do_exempt_others(self, user):
        return self.exempt(user, self.of_cara)

    def do_snooze(self, user):
        lead = self.own(user)
        until = MONDAY_10 + timedelta(minutes=3)
        snoozes = self.env["medspa.snooze"].with_user(user)
        snoozes._set(lead, until)
        return snoozes._mine(lead)

    def pair(self, *leads, number="(512) 555-0177"):
        """Return the pair on the screen of inquiries that were made past the doors."""
        both = self.env["crm.lead"].concat(*leads).sudo()
        both.write({"contact_name": "Nora Diaz", "phone": number})
        pairs = self.env["medspa.possible.duplicate"].sudo()
        found = pairs.search(
            [("lead_id", "in", both.ids), ("other_id", "in", both.ids)]
        )
        self.assertEqual(len(found), 1)
        return found

    def twice(self, lead, owner):
        """Return an inquiry and another of the same person, both of an owner."""
        other = lead.sudo().copy({"user_id": owner.id})
        lead.sudo().user_id = other.user_id = owner
        return self.pair(lead, other)

    def decide(self, user, pair):
        """Part the two, take that back, and merge them."""
        leads = (pair.lead_id | pair.other_id).sudo()
        seen = self.sees(user, pair)
        mine = pair.with_user(user)
        mine.action_different_people()
        parted = pair.exists()
        mine.browse(pair.id).action_undo_different_people()
        mine.browse(pair.id).action_merge()
        return seen and not parted and len(leads.exists()) == 1

    def do_pair_own(self, user):
        return self.decide(user, self.twice(self.of_nobody, user))

    def do_pair_team(self, user):
        return self.decide(user, self.twice(self.of_ben, self.ben))

    def do_pair_other_team(self, user):
        return self.decide(user, self.twice(self.of_cara, self.cara))

    def do_pair_half(self, user):
        self.of_nobody.sudo().user_id = user
        return self.sees(user, self.pair(self.of_nobody, self.of_cara))

    def do_pair_other_company(self, user):
        return self.sees(user, self.twice(self.there, self.there.sudo().user_id))

    def do_write_pair(self, user):
        different = self.env["medspa.different.people"]
        different.sudo()._keep([(self.of_nobody, self.of_ben)])
        said = different.sudo().search([("lead_id", "=", self.of_nobody.id)])
        self.assertTrue(said)
        values = {"lead_id": self.of_ben.id, "other_id": self.of_cara.id}
        acts = (
            lambda: said.with_user(user).write({"other_id": self.of_cara.id}),
            lambda: different.with_user(user).create(values),
            lambda: said.with_user(user).unlink(),
        )
        return self.same_for_each(acts, lambda act: act())

    def do_snooze_of_others(self, user):
        snooze = (
            self.env["medspa.snooze"]
            .sudo()
            .create(
                {"user_id": self.ben.id, "lead_id": self.of_ben.id, "until": MONDAY_10}
            )
        )
        return self.sees(user, snooze) or snooze.with_user(user).unlink()

    def do_dialog(self, user):
        return self.opens_dialog(user, self.of_nobody)

    def do_dialog_other_team(self, user):
        return self.opens_dialog(user, self.of_cara)

    def do_dialog_other_company(self, user):
        return self.opens_dialog(user, self.there)

    def opens_dialog(self, user, lead):
        dialogs = self.env["medspa.call.log"].with_user(user)
        return dialogs.create({"lead_id": lead.id}).phone

    def do_dialog_of_others(self, user):
        dialogs = self.env["medspa.call.log"].with_user(self.ben)
        return self.sees(user, dialogs.create({"lead_id": self.of_ben.id}))

    def do_away(self, user):
        # the dialog looks at the teams of its user
        dialog = self.env["medspa.away"].with_user(user)
        dialog = dialog.create({"choice": "return", "hand_over": False})
        dialog.action_go()
        dialog.action_undo_away()
        return True

    def do_away_others(self, user):
        self.ben.with_user(user).medspa_set_away()
        return self.ben.sudo().crm_team_member_ids.response_away_until

    def do_delete_inquiry(self, user):
        lead = self.own(user)
        lead.unlink()
        return not lead.sudo().exists()

    def do_erase(self, user):
        dialog = self.env["crm.lead.erase"].with_user(user)
        dialog.create({"lead_id": self.own(user).id}).action_erase()
        return not self.of_nobody.sudo().phone

    # facts

    def sees_facts(self, user, lead):
        facts = [
            self.env[model].sudo().search([("lead_id", "=", lead.id)])
            for model in FACTS
        ]
        self.assertTrue(all(facts))
        return self.same_for_each(facts, lambda records: self.sees(user, records))

    def do_facts_own(self, user):
        return self.sees_facts(user, self.own(user))

    def do_facts_team(self, user):
        return self.sees_facts(user, self.of_ben)

    def do_facts_other_team(self, user):
        return self.sees_facts(user, self.of_cara)

    def do_facts_other_company(self, user):
        return self.sees_facts(user, self.there)

    def finds_figures(self, user, lead):
        """In the report of inquiries and in that of waits; never in one of the two."""
        inquiries, waits = (
            self.env[f"medspa.{kind}.report"]
            .with_user(user)
            .search([("lead_id", "=", lead.id)])
            for kind in ("inquiry", "wait")
        )
        self.assertEqual(bool(inquiries), bool(waits))
        return inquiries

    def do_figures_own(self, user):
        return self.finds_figures(user, self.own(user))

    def do_figures_team(self, user):
        return self.finds_figures(user, self.of_ben)

    def do_figures_other_team(self, user):
        return self.finds_figures(user, self.of_cara)

    def do_figures_other_company(self, user):
        return self.finds_figures(user, self.there)

    def sees_consent(self, user, lead):
        lines = self.env["medspa.consent"].sudo().search([("lead_id", "=", lead.id)])
        return self.sees(user, lines)

    def do_consent_own(self, user):
        return self.sees_consent(user, self.own(user))

    def do_consent_team(self, user):
        return self.sees_consent(user, self.of_ben)

    def do_consent_other_team(self, user):
        return self.sees_consent(user, self.of_cara)

    def do_consent_other_company(self, user):
        return self.sees_consent(user, self.there)

    def trouble(self, company):
        values = {
            "check_name": "late",
            "key": f"{company.id}",
            "company_id": company.id,
            "words": "A job is late.",
            "began_at": MONDAY_10,
        }
        return self.env["medspa.health.trouble"].sudo().create(values)

    def setback(self):
        values = {
            "name": "send",
            "cron_id": self.env.ref("medspa_speed_to_lead.ir_cron_follow_up").id,
            "res_model": "crm.lead",
            "res_id": self.of_ben.id,
            "company_id": self.company.id,
            "began_at": MONDAY_10,
            "set_aside_at": MONDAY_10,
        }
        return self.env["medspa.setback"].sudo().create(values)

    def do_health(self, user):
        seen = self.sees(user, self.trouble(self.company))
        return seen and self.sees(user, self.setback())

    def do_try_again(self, user):
        setback = self.setback()
        setback.with_user(user).action_try_again()
        return not setback.set_aside_at

    def do_health_all(self, user):
        return self.sees(user, self.trouble(self.env["res.company"]))

    def do_write_health(self, user):
        facts = (self.trouble(self.company), self.setback())
        return self.same_for_each(
            facts, lambda fact: fact.with_user(user).write({"res_id": 0})
        )

    def do_turns(self, user):
        turn = (
            self.env["medspa.rotation.turn"]
            .sudo()
            .create(
                {
                    "team_id": self.team.id,
                    "user_id": self.ben.id,
                    "ticket": 10**6,
                    "given_at": MONDAY_10,
                }
            )
        )
        return self.sees(user, turn)

    def do_write_facts(self, user):
        self.own(user)
        models = (*FACTS, "medspa.consent", "medspa.rotation.turn")
        ways = [
            (self.env[model].sudo().search([], limit=1).with_user(user), way)
            for model in models
            for way in ("write", "create", "unlink")
        ]
        return self.same_for_each(ways, lambda pair: self.tamper(*pair))

    def tamper(self, fact, way):
        self.assertTrue(fact)
        arguments = {"write": [{"display_name": "x"}], "create": [{}], "unlink": []}
        try:
            return getattr(fact, way)(*arguments[way])
        except UserError:  # consent says so in its own words
            return False

    # the set-up

    def do_read_setup(self, user):
        return self.same_for_each(self.setup(), lambda record: self.sees(user, record))

    def do_change_setup(self, user):
        return self.same_for_each(
            self.setup(), lambda record: self.change_record(user, record)
        )

    def setup(self):
        """Return one record of each kind of configuration of the practice."""
        rows = {
            "medspa.response.policy": {},
            "medspa.treatment.category": {},
            "medspa.treatment": {"category_id": self.botox.category_id.id},
            "medspa.intake.channel": {"code": "fair"},
            "medspa.cadence": {},
            "medspa.stage.rule": {"fact": "replied"},
            "medspa.contact.window": {},
        }
        own = {"name": "Ours", "company_id": self.company.id}
        made = [self.env[name].create({**own, **rows[name]}) for name in rows]
        return (self.make_source(), *made)

    def shared(self):
        """Return one record of each kind that counts for Boston too, and its parts."""
        plan = self.env.ref("medspa_speed_to_lead.cadence_new_inquiry")
        return (
            self.policy,
            self.policy.escalation_step_ids[0],
            self.botox,
            self.botox.category_id,
            self.website_form,
            plan,
            plan.step_ids[0],
            self.env.ref("medspa_speed_to_lead.stage_rule_answered"),
            self.env["medspa.reminder"].search([("company_id", "=", False)], limit=1),
            self.env["medspa.mystery.persona"].search([], limit=1),
        )

    def do_change_shared(self, user):
        return self.same_for_each(
            self.shared(),
            lambda record: record.with_user(user).write({"sequence": 3}),
        )

    def do_copy_shared(self, user):
        whole = [one for one in self.shared() if "copied_from_id" in one._fields]
        return self.same_for_each(
            whole, lambda record: record.with_user(user).action_copy_to_company()
        )

    def law(self):
        return self.env.ref("medspa_speed_to_lead.contact_window_us_fl")

    def do_law_hours(self, user):
        return self.law().with_user(user).write({"weekday_from": 9})

    def do_own_contact_hours(self, user):
        windows = self.env["medspa.contact.window"].with_user(user)
        return bool(windows.create({"name": "Ours", "company_id": self.company.id}))

    def change_record(self, user, record):
        record = record.with_user(user)
        record.name = "Other"
        code = {"code": "one_more"} if "code" in record._fields else {}
        record.copy(code).unlink()
        return True

    def same_for_each(self, things, act):
        """Return what an act comes to, which must be the same for all of these."""
        done = []
        for thing in things:
            try:
                done.append(bool(act(thing)))
            except AccessError:
                done.append(False)
        self.assertEqual(len(set(done)), 1, [*zip(things, done, strict=True)])
        return done[0]

    def do_setup_other_company(self, user):
        return self.same_for_each(
            self.of_boston.values(), lambda record: self.sees(user, record)
        )

    def do_new_address(self, user):
        source = self.make_source()
        before = source.sudo().token_hint
        source.with_user(user).action_rotate_token()
        return source.sudo().token_hint != before

    def do_read_secret(self, user):
        source = self.make_source()
        source._rotate_token()
        secrets = []
        for record, name in (
            (source, "token_hash"),
            (self.company, "sms_twilio_auth_token"),
        ):
            try:
                secrets += record.with_user(user).read([name])
            except AccessError:
                continue
        # Odoo shows Twilio's token to the administrator, who typed it in
        return [secret for secret in secrets if "token_hash" in secret]

    def event(self, source=None):
        return self.receive_failing(source or self.make_source())

    def do_read_event(self, user):
        return self.sees(user, self.event())

    def do_event_other_company(self, user):
        return self.sees(user, self.event(self.of_boston["medspa.intake.source"]))

    def spend(self, company):
        return (
            self.env["medspa.spend"]
            .sudo()
            .create(
                {
                    "source_id": self.env.ref("utm.utm_source_newsletter").id,
                    "amount": 100,
                    "company_id": company.id,
                }
            )
        )

    def do_spend(self, user):
        spend = self.spend(self.company).with_user(user)
        spend.amount = 120
        return self.sees(user, spend)

    def do_spend_other_company(self, user):
        return self.sees(user, self.spend(self.boston))

    def review(self, company, reader):
        return (
            self.env["medspa.weekly.review"]
            .sudo()
            .create(
                {
                    "company_id": company.id,
                    "week_start": "2026-02-23",
                    "taken_at": MONDAY_10,
                    "recipient_ids": [Command.set(reader.ids)],
                }
            )
        )

    def do_review_sent(self, user):
        return self.sees(user, self.review(self.company, user))

    def do_review(self, user):
        return self.sees(user, self.review(self.company, self.mia))

    def do_review_other_company(self, user):
        return self.sees(user, self.review(self.boston, user))

    def do_write_review(self, user):
        self.review(self.company, user).with_user(user).week_start = "2026-03-02"
        return True

    def do_retry_event(self, user):
        self.event().with_user(user).action_retry()
        return True

    def do_match_fields(self, user):
        event = self.receive(self.event().source_id, zq1="Mona")
        source = event.source_id.with_user(user)
        shown = source.read_fields()["forms"]
        source.save_fields([{"path": "zq1", "label": "Zq1", "meaning": "name"}])
        source.read_again()
        return shown and event.lead_id.contact_name == "Mona"

    def do_not_spam(self, user):
        fields = {"name": "Mona", "email": "mona@patient.example", "_gotcha": "x"}
        event = self.receive(self.event().source_id, **fields)
        event.with_user(user).action_not_spam()
        return event.state == "processed"

    def do_deal_with(self, user):
        fields = {"name": "Mona", "email": "mona@patient.example", "_gotcha": "x"}
        event = self.receive(self.event().source_id, **fields)
        event.with_user(user).action_delete()
        return event.is_dealt_with and not event.body

    def do_preview(self, user):
        preview = self.env["medspa.message.preview"].with_user(user)
        values = {"policy_id": self.policy.id, "lead_id": self.of_ben.id}
        return preview.create(values).deadline

    def a_mystery(self, company, team, source, **values):
        return (
            self.env["medspa.mystery"]
            .sudo()
            .create(
                {
                    "name": "Maya Ellison",
                    "company_id": company.id,
                    "team_id": team.id,
                    "door": "form",
                    "source_id": source.sudo().id,
                    "message": "Hi",
                    "email": "maya@example.com",
                    **values,
                }
            )
        )

    def running_mystery(self, user):
        source = self.make_source()
        values = {"state": "running", "lead_id": self.own(user).id}
        mystery = self.a_mystery(self.company, self.team, source, **values)
        # what everybody knows of it must not be left over from our own rights
        self.env.flush_all()
        self.env.invalidate_all()
        return mystery

    def do_mystery(self, user):
        source = self.make_source()
        source._rotate_token()
        plans = self.env["medspa.mystery.plan"].with_user(user)
        plan = plans.create({"source_id": source.id, "open_only": False})
        plan.action_plan()
        planned = self.env["medspa.mystery"].with_user(user).search([])
        running = self.running_mystery(user).with_user(user)
        running.action_end()
        return planned.read(["planned_at"]) and running.state == "ended"

    def do_mystery_told(self, user):
        running = self.running_mystery(user)
        leads = self.env["crm.lead"].with_user(user)
        found = leads.search([("mystery_ids", "in", running.ids)])
        return found == running.lead_id

    def do_mystery_other_company(self, user):
        source = self.of_boston["medspa.intake.source"]
        there = self.a_mystery(self.boston, self.boston_team.sudo(), source)
        return (
            self.env["medspa.mystery"].with_user(user).search([("id", "=", there.id)])
        )

    def do_mystery_facts(self, user):
        planned = self.a_mystery(self.company, self.team, self.make_source())
        planned.with_user(user).lead_id = self.own(user)
        return planned.lead_id

    def do_settings(self, user):
        settings = self.env["res.config.settings"].with_user(user)
        settings.create({"medspa_sending": True}).execute()
        return self.company.medspa_sending

    def do_give_role(self, user):
        group = self.env.ref("sales_team.group_sale_manager")
        self.ana.with_user(user).group_ids = [Command.link(group.id)]
        return self.ana.has_group("sales_team.group_sale_manager")

    # hours

    def do_read_hours(self, user):
        lines = self.calendar.attendance_ids
        return self.sees(user, self.calendar) and self.sees(user, lines)

    def change_hours(self, user, calendar):
        """Open an hour earlier on Monday, and on Saturday, and not on Friday."""
        monday, friday = calendar.attendance_ids[:1], calendar.attendance_ids[-1:]
        calendar.with_user(user).write(
            {
                "attendance_ids": [
                    Command.update(monday.id, {"hour_from": 8}),
                    Command.delete(friday.id),
                    Command.create(
                        {
                            "name": "Saturday",
                            "dayofweek": "5",
                            "hour_from": 9,
                            "hour_to": 12,
                        }
                    ),
                ]
            }
        )
        return monday.hour_from == 8 and not friday.exists()

    def do_change_hours(self, user):
        return self.change_hours(user, self.calendar)

    def do_change_shift(self, user):
        return self.change_hours(user, self.late)

    def do_other_hours(self, user):
        return self.change_hours(user, self.kitchen)

    def do_hours_other_company(self, user):
        calendar = self.boston_hours.with_env(self.env)
        return self.change_hours(user, calendar)

    def close(self, user, calendar):
        closures = self.env["resource.calendar.leaves"].with_user(user)
        values = {"name": "Holiday", "calendar_id": calendar.id, **DECEMBER_24}
        closure = closures.create(values)
        closure.date_to = "2026-12-26 06:00:00"
        closure.unlink()
        calendar.with_user(user).global_leave_ids = [Command.create(DECEMBER_24)]
        return calendar.global_leave_ids

    def do_close(self, user):
        return self.close(user, self.calendar)

    def do_other_closure(self, user):
        return self.close(user, self.kitchen)

    def do_hours_kind(self, user):
        calendar = self.calendar.with_user(user)
        calendar.company_id = self.boston if user.has_group("base.group_system") else 1
        calendar.schedule_type = "flexible"
        return self.calendar.flexible_hours

    def do_new_hours(self, user):
        calendars = self.env["resource.calendar"].with_user(user)
        return calendars.create({"name": "New"}).unlink()

    def do_choose_hours(self, user):
        self.second.with_user(user).response_calendar_id = self.kitchen
        return self.second.response_calendar_id == self.kitchen

    def do_choose_schedule(self, user):
        self.env["resource.resource"].sudo().create(
            {"name": "Cook", "calendar_id": self.kitchen.id}
        )
        return self.do_choose_hours(user)

    def do_time_off(self, user):
        resource = (
            self.env["resource.resource"]
            .sudo()
            .create({"name": "Ben", "user_id": self.ben.id})
        )
        leaves = self.env["resource.calendar.leaves"]
        values = {"resource_id": resource.id, "calendar_id": self.calendar.id}
        leave = leaves.sudo().create({**values, **DECEMBER_24})
        leave.with_user(user).date_to = "2026-12-27 06:00:00"
        return True

    # templates

    def do_read_templates(self, user):
        email, text = self.shipped_email(), self.shipped_text()
        return self.sees(user, email) and self.sees(user, text)

    def write_words(self, user, email, text):
        email.with_user(user).write(
            {
                "name": "Hello",
                "subject": "Hi {{ object.message_first_name }}",
                "body_html": '<p>We are <t t-out="object.message_practice"/></p>',
            }
        )
        text.with_user(user).body = "Hi {{ object.message_first_name }}"
        return email.subject.startswith("Hi")

    def do_write_words(self, user):
        return self.write_words(user, self.shipped_email(), self.shipped_text())

    def do_words_other_company(self, user):
        theirs = ((self.boston_email, "subject"), (self.boston_text, "body"))
        return self.same_for_each(
            theirs, lambda pair: pair[0].with_user(user).write({pair[1]: "Hi"})
        )

    def do_write_code(self, user):
        email, text = self.shipped_email(), self.shipped_text()
        code = "{{ object.phone }}"
        words = ((email, "subject"), (email, "body_html"), (text, "body"))
        return self.same_for_each(
            words,
            lambda pair: (
                pair[0]
                .with_user(user)
                .write(
                    {
                        pair[1]: '<t t-out="object.phone"/>'
                        if "html" in pair[1]
                        else code
                    }
                )
            ),
        )

    def do_write_rest(self, user):
        reserved = {
            "active": True,
            "attachment_ids": [Command.clear()],
            "email_cc": "me@elsewhere.example",
            "email_from": "me@elsewhere.example",
            "email_to": "me@elsewhere.example",
            "lang": "en_US",
            "mail_server_id": False,
            "model_id": self.env["ir.model"]._get_id("crm.lead"),
            "partner_to": "1",
            "reply_to": "me@elsewhere.example",
            "report_template_ids": [Command.clear()],
            "scheduled_date": "2030-01-01 00:00:00",
            "use_default_to": False,
            "user_id": user.id,
        }
        email = self.shipped_email().with_user(user)
        return self.same_for_each(
            reserved, lambda name: email.write({name: reserved[name]})
        )

    def do_delete_template(self, user):
        text = self.env.ref("medspa_speed_to_lead.sms_template_first_returning")
        policies = self.env["medspa.response.policy"].with_context(active_test=False)
        policies.sudo().search([]).write({"sms_template_id": False})
        return text.with_user(user).unlink()

    def do_new_template(self, user):
        email = (
            self.env["mail.template"]
            .with_user(user)
            .with_context(default_model="crm.lead")
            .create(
                {
                    "name": "Facials",
                    "model_id": self.env["ir.model"]._get_id("crm.lead"),
                    "subject": "Hi {{ object.message_first_name }}",
                    "lang": "{{ object.lang_id.code }}",
                }
            )
        )
        policy = self.make_policy(company_id=self.company.id)
        policy.with_user(user).email_template_id = email
        email.body_html = '<p><t t-out="object.message_promise"/></p>'
        return policy.email_template_id == email


def _line(row):
    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test(self):
        self.check(row)

    test.__doc__ = row.act
    return test


for _row in ROWS:
    setattr(TestRoles, f"test_{_row.key}", _line(_row))


class TestWhatColleaguesBegan(RolesCommon):
    """What Odoo shows to every colleague tells nothing of a patient out of sight."""

    def test_a_text_that_somebody_began_is_theirs(self):
        composers = self.env["sms.composer"]
        begun = composers.with_user(self.cara).create(
            {"res_model": "crm.lead", "res_id": self.of_cara.id, "body": "Dear Nora"}
        )
        for role in ("front_desk", "manager", "employee"):
            with self.subTest(role):
                mine = composers.with_user(self.people[role])
                self.assertFalse(mine.search([("id", "=", begun.id)]))
        self.assertEqual(begun.with_user(self.cara).read(["body"])[0]["id"], begun.id)
