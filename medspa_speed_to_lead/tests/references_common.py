"""Every field of ours by which somebody could point at what they may not read."""

from itertools import count

from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS
from odoo.tools import mute_logger

from .common import MONDAY_10, at
from .roles_common import RolesCommon

MARKER = "Zebrina"
MODULE = "medspa_speed_to_lead"
NUMBERS = count()
STRANGERS = ("front_desk", "team_desk", "manager", "employee")


class ReferencesCommon(RolesCommon):
    """What bears the marker is in sight of nobody who tries to read it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        everywhere = cls.there.sudo().with_context(
            allowed_company_ids=(cls.boston | cls.company).ids, tracking_disable=True
        )
        cls.there = everywhere
        marked = {
            "name": f"{MARKER} asks",
            "contact_name": f"{MARKER} Marker",
            "phone": "(512) 555-0199",
            "email_from": f"{MARKER}@patient.example",
            "description": f"{MARKER} wants Botox",
        }
        cls.of_cara.with_context(tracking_disable=True).write(marked)
        everywhere.write(marked)
        with at(minutes=1):
            # what a dialog proposes by itself is the last inquiry, and none of these
            cls.make_inquiry(phone="(512) 555-0198", user_id=cls.people["manager"].id)
        with at():
            event = everywhere.env["calendar.event"].create(
                {
                    "name": f"{MARKER} comes",
                    "start": "2026-03-05 16:00:00",
                    "stop": "2026-03-05 17:00:00",
                    "opportunity_id": everywhere.id,
                    "user_id": cls.cara.id,
                }
            )
        cls.hidden = {"crm.lead": everywhere, "calendar.event": event}
        for model, record in cls.of_boston.items():
            record.sudo().name = f"{MARKER} {record._name}"
            cls.hidden[model] = record.sudo()
        env = everywhere.env
        cls.hidden["crm.team"] = cls.boston_team.sudo()
        cls.boston_team.sudo().name = f"{MARKER} team"
        category = cls.of_boston["medspa.treatment.category"]
        cls.hidden["medspa.treatment"] = env["medspa.treatment"].create(
            {
                "name": f"{MARKER} filler",
                "category_id": category.id,
                "company_id": cls.boston.id,
            }
        )
        cls.hidden["medspa.mystery.persona"] = env["medspa.mystery.persona"].create(
            {
                "name": f"{MARKER} persona",
                "treatment": "Botox",
                "message": "Hello",
                "company_id": cls.boston.id,
            }
        )
        cls.boston.sudo().name = f"{MARKER} practice"
        cls.hidden["res.company"] = cls.boston.sudo()
        env.flush_all()

    def out_of_sight(self, role, comodel):
        """Return records that bear the marker and that this role may not read."""
        hidden = self.hidden[comodel]
        if comodel == "crm.lead" and role in ("front_desk", "team_desk"):
            return [hidden, self.of_cara]
        return [hidden]

    # what is walked

    def models_of_ours(self, transient):
        """Return the names of the models, of ours or with fields of ours, that users
        may fill in."""
        return [
            name
            for name, model in self.registry.items()
            if not model._abstract
            and model._transient == transient
            and self.fields_of_ours(name)
        ]

    def fields_of_ours(self, name):
        """Return the names of its fields that refer to what is hidden."""
        model = self.env[name]
        is_ours = model._original_module == MODULE
        return [
            field.name
            for field in model._fields.values()
            if field.type in ("many2one", "many2many")
            and field.name not in MAGIC_COLUMNS
            and field.comodel_name in self.hidden
            and (is_ours or MODULE in field._modules)
        ]

    def try_all(self, models):
        """Try every field of these models as every stranger; return how often."""
        tried = 0
        for name in models:
            for field in self.fields_of_ours(name):
                for role in STRANGERS:
                    tried += self.try_as(role, name, field)
        return tried

    def try_as(self, role, name, field):
        model = self.env[name].with_user(self.people[role])
        if not (model.has_access("create") or model.has_access("write")):
            return 0
        tried = 0
        for record in self.out_of_sight(role, model._fields[field].comodel_name):
            for door, ask in enumerate(self.attempts(model, field, record)):
                with self.subTest(model=name, field=field, role=role, door=door), at():
                    self.assertNotIn(MARKER, self.told(ask))
                tried += 1
        return tried

    def try_with_all_rights(self, models):
        everybody = self.people["administrator"].sudo()
        everybody.company_ids += self.boston
        both = (self.company | self.boston).ids
        for name in models:
            model = self.env[name].with_user(everybody)
            model = model.with_context(allowed_company_ids=both)
            if not model.has_access("create"):
                continue
            facts = getattr(model, "_fact_names", frozenset)()
            for field in set(self.fields_of_ours(name)) - facts:
                record = self.hidden[model._fields[field].comodel_name]
                with self.subTest(model=name, field=field), at():
                    told = [self.told(a) for a in self.attempts(model, field, record)]
                    self.assertIn(MARKER, "".join(told), told)

    # what somebody tries

    def attempts(self, model, name, record):
        """Yield what a user can ask of a model to read the name of a record.

        :param model: empty, as the user.
        """
        is_many = model._fields[name].type == "many2many"
        by_command = [Command.set(record.ids)] if is_many else record.id
        by_default = {f"default_{name}": record.ids if is_many else record.id}
        spec = self.spec(model)
        with_default = model.with_context(**by_default)
        yield lambda: model.onchange({name: by_command}, [name], spec)
        yield lambda: with_default.onchange({}, [], spec)
        yield lambda: with_default.default_get([name])
        yield lambda: self.everything_about(with_default.create(self.values(model)))
        yield lambda: self.everything_about(
            model.create({**self.values(model), name: by_command})
        )

        def by_write():
            mine = model.create(self.values(model))
            mine.write({name: by_command})
            return self.everything_about(mine)

        yield by_write

        def by_save():
            return model.web_save({**self.values(model), name: by_command}, spec)

        yield by_save

    def everything_about(self, record):
        """Return all that Odoo tells of a record by any of its doors."""
        names = list(self.spec(record))
        doors = (
            lambda: record.read(),
            lambda: record.web_read(self.spec(record)),
            lambda: record.search_read([("id", "in", record.ids)]),
            lambda: record.name_search("", [("id", "in", record.ids)]),
            lambda: record.display_name,
            lambda: record.export_data(names),
            lambda: record.copy().read(),
        )
        told = []
        for door in doors:
            try:
                with self.env.cr.savepoint():
                    told.append(repr(door()))
            except Exception as refusal:
                told.append(repr(refusal))
        return told

    def spec(self, model):
        """Return what a form asks for that shows everything."""
        return {
            field.name: {"fields": {"display_name": {}}} if field.relational else {}
            for field in model._fields.values()
            if not field.name.startswith("message_")
            and field.type not in ("properties", "properties_definition", "binary")
            and model._has_field_access(field, "read")
        }

    def values(self, model):
        """Return values that are enough for a record, of what the user may read."""
        values = dict(self.FILLED.get(model._name, lambda _test: {})(self))
        for field in model._fields.values():
            is_wanted = field.required and field.store and not field.compute
            if is_wanted and field.name not in values and not field.default:
                values[field.name] = self.filler(model, field)
        return values

    # what a model wants beside what any value would do for
    FILLED = {
        "medspa.away": lambda test: {"choice": "return"},
        "medspa.cadence": lambda test: {"name": "Plan"},
        "crm.lead": lambda test: {"name": "Mine", "user_id": test.env.uid},
        "medspa.intake.source": lambda test: {"provider": "web_form"},
        "medspa.cadence.step": lambda test: {"channel": "call", "day": 1},
        "medspa.cadence.variant": lambda test: {"intent": "pricing"},
        "medspa.stage.rule": lambda test: {"fact": "replied"},
    }

    def filler(self, model, field):
        if field.type in ("many2one", "many2many"):
            some = self.of_nobody
            if field.comodel_name != "crm.lead":
                some = model.env[field.comodel_name].search([], limit=1)
            return some.id if field.type == "many2one" else [Command.set(some.ids)]
        if field.type == "selection":
            return field.get_values(model.env)[0]
        return {
            "datetime": MONDAY_10,
            "date": MONDAY_10.date(),
            "integer": 1,
            "float": 1.0,
            "monetary": 1.0,
            "boolean": True,
        }.get(field.type, f"x{next(NUMBERS)}")

    def told(self, ask):
        """Return what an attempt tells, its refusal included, and undo it."""
        self.env.flush_all()
        savepoint = self.env.cr.savepoint(flush=False)
        try:
            self.env.invalidate_all(flush=False)
            with mute_logger("odoo.sql_db", "odoo.addons.base.models.ir_rule"):
                return repr(ask())
        except Exception as refusal:
            return repr(refusal)
        finally:
            self.env.clear()
            savepoint.rollback()
            savepoint.close(rollback=False)
            self.env.registry.clear_cache()
