from odoo.fields import Command
from odoo.tools import SQL

from .common import SpeedToLeadCommon, at


class OwnerCase(SpeedToLeadCommon):
    """It is Monday at ten in Austin, and ana and ben are at work."""

    def setUp(self):
        super().setUp()
        self.startPatcher(at())
        # tickets of earlier tests are not rolled back: they would shift the order
        sequence = self.team.sudo().response_sequence_id
        name = SQL.identifier(f"ir_sequence_{sequence.id:03d}")
        self.env.cr.execute(SQL("ALTER SEQUENCE %s RESTART", name))

    def member(self, user, **values):
        """Return the membership of a user, changed by ``values``."""
        member = self.team.crm_team_member_ids.filtered(lambda m: m.user_id == user)
        member.write(values)
        return member

    def give(self, count=1, **values):
        """Return the owners of as many inquiries, one after the other."""
        return [self.make_inquiry(**values).user_id for _ in range(count)]

    def open_around(self, moment, **values):
        """Return hours that are open every day from 0 to 24, or as given."""
        lines = values.pop("lines", [(day, 0, 24) for day in range(7)])
        return self.make_calendar(
            name=f"Around {moment}",
            attendance_ids=[Command.clear()]
            + [
                Command.create(
                    {
                        "name": "Shift",
                        "dayofweek": str(day),
                        "hour_from": start,
                        "hour_to": stop,
                        "day_period": "morning",
                    }
                )
                for day, start, stop in lines
            ],
            **values,
        )

    def take_leave(self, user, start, stop, **values):
        resource = self.env["resource.resource"].create(
            {
                "name": user.name,
                "user_id": user.id,
                "company_id": self.company.id,
                "calendar_id": self.calendar.id,
            }
        )
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Time off",
                "resource_id": resource.id,
                "date_from": start,
                "date_to": stop,
                **values,
            }
        )
