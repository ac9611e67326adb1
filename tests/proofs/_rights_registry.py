"""All that is ours, as the registry has it, and what a stranger would put into it.

Code for `OdooShell`: it finds `COMPANY`, `EMAIL` and `ANA`.
"""

LIST = """
import inspect
import threading
from odoo.models import MAGIC_COLUMNS

ADDON, MODULE = "odoo.addons.medspa_speed_to_lead", "medspa_speed_to_lead"
threading.current_thread().dbname = env.cr.dbname
env = env(context={"active_test": False, "allowed_company_ids": [COMPANY]})
lead = env["crm.lead"].search(
    [("email_normalized", "=", EMAIL), ("company_id", "=", COMPANY)], limit=1
)
ana = env["res.users"].search([("login", "=", ANA)])


def is_ours(function):
    return getattr(inspect.unwrap(function), "__module__", "").startswith(ADDON)


def methods_of(model):
    '''Return [name, needs no ids, [name of each argument that is needed]].'''
    found = {
        key: inspect.unwrap(value)
        for cls in model.__mro__
        for key, value in vars(cls).items()
        if key[0] != "_" and inspect.isfunction(value) and is_ours(value)
    }
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    for key, function in sorted(found.items()):
        if getattr(getattr(model, key), "_api_private", False):
            continue
        needed = [
            one.name
            for one in list(inspect.signature(function).parameters.values())[1:]
            if one.default is inspect.Parameter.empty and one.kind not in kinds
        ]
        yield [key, hasattr(getattr(model, key), "_api_model"), needed]


def theirs_of(model):
    '''Return ids of the rows of the marked person, and of one that is not theirs.'''
    if model._abstract:
        return []
    names = [
        field.name
        for field in model._fields.values()
        if field.store and field.comodel_name == "crm.lead" and field.relational
    ]
    found = lead.ids if model._name == "crm.lead" else []
    for name in names:
        found += model.search([(name, "in", lead.ids)], limit=2).ids
    if model.is_transient():
        found += model.search([("create_uid", "=", ana.id)], limit=2).ids
    return list(dict.fromkeys(found or model.search([], limit=1).ids))[:2]


def filling(model, field, theirs):
    if field.relational:
        ids = theirs.get(field.comodel_name) or env[field.comodel_name].search(
            [], limit=1
        ).ids
        ids = ids[:1]
        if field.type == "many2one":
            return ids and ids[0]
        return [[6, 0, ids]] if field.type == "many2many" else []
    if field.type == "selection":
        return (field.get_values(env) or [False])[0]
    if field.type == "datetime":
        return "2030-01-01 10:00:00"
    return {
        "char": "x", "text": "x", "html": "x", "integer": 1, "float": 1.0,
        "boolean": True, "date": "2030-01-01", "many2one_reference": 1,
    }.get(field.type, False)


def values_of(model, theirs):
    '''Return (values to create with, values to write): all that points at them.'''
    create, write = {}, {}
    for field in model._fields.values():
        if not field.store or field.name in MAGIC_COLUMNS:
            continue
        points = field.comodel_name in theirs and is_told(model, field)
        wanted = field.required and not field.compute and not field.related
        if points or wanted:
            create[field.name] = filling(model, field, theirs)
        if points and field.type in ("many2one", "many2many"):
            write[field.name] = filling(model, field, theirs)
    words = [
        field.name
        for field in model._fields.values()
        if field.store and is_told(model, field)
        and field.type in ("char", "text", "html")
    ]
    return create, write | {name: "overwritten" for name in words[:3]}


def is_told(model, field):
    '''Say whether a field is ours to answer for.'''
    return model._original_module == MODULE or MODULE in field._modules


wanted = {}
for name, model in sorted(env.registry.items()):
    fields = [field for field in model._fields.values() if MODULE in field._modules]
    methods = list(methods_of(model))
    if model._original_module == MODULE or methods or fields:
        wanted[name] = methods
theirs = {name: theirs_of(env[name]) for name in wanted}
marked = {
    name: ids
    for name, ids in theirs.items()
    if name in ("crm.lead", "calendar.event", "medspa.touch", "medspa.intake.event",
                "medspa.enrollment", "medspa.response.cycle", "medspa.consent")
}
models = []
for name, methods in wanted.items():
    model = env[name]
    create, write = values_of(model, marked)
    models.append({
        "name": name,
        "abstract": model._abstract,
        "transient": model.is_transient(),
        "methods": methods,
        "ids": theirs[name],
        "fields": [
            field.name for field in model._fields.values()
            if is_told(model, field) and field.type != "binary"
        ],
        "relations": [
            field.name for field in model._fields.values()
            if is_told(model, field) and field.relational
        ],
        "create": create,
        "write": write,
    })
routes = []
for rule in env["ir.http"].routing_map().iter_rules():
    endpoint = rule.endpoint
    if is_ours(getattr(endpoint, "original_endpoint", endpoint)):
        routes.append(rule.rule)
event = env["medspa.intake.event"].search([("lead_id", "=", lead.id)], limit=1)
print(json.dumps({
    "lead": lead.id, "contact": lead.partner_id.id,
    "models": models, "routes": routes,
}))
"""
PEOPLE = """
from datetime import timedelta
from odoo.fields import Command, Datetime

users = env["res.users"].with_context(no_reset_password=True)
keys = {}


def person(name, group, **values):
    login = f"{name}@rights.example"
    user = users.create({
        "name": name, "login": login, "password": name, "email": login,
        "company_id": COMPANY, "company_ids": [Command.set([COMPANY])],
        "group_ids": [Command.set(env.ref(group).ids)], **values,
    })
    return user


dora = person("dora", "sales_team.group_sale_salesman")
env["crm.team"].create({
    "name": "Second", "company_id": COMPANY, "speed_to_lead": True,
    "member_ids": [Command.set(dora.ids)],
})
person("emma", "base.group_user")
person("paul", "base.group_portal")
for login in LOGINS:
    user = users.search([("login", "=", login)])
    keys[login] = env["res.users.apikeys"].with_user(user).sudo()._generate(
        "rpc", "proof", Datetime.now() + timedelta(days=1)
    )
print(json.dumps(keys))
"""
# every row that is the person's, in one digest a table
DIGEST = """
SELECT 'crm_lead', md5(string_agg(t::text, '' ORDER BY id)) FROM crm_lead t
 WHERE id = %(lead)s
UNION ALL
SELECT 'mail_message', md5(string_agg(t::text, '' ORDER BY id)) FROM mail_message t
 WHERE model = 'crm.lead' AND res_id = %(lead)s
UNION ALL
SELECT 'mail_activity', md5(string_agg(t::text, '' ORDER BY id)) FROM mail_activity t
 WHERE res_model = 'crm.lead' AND res_id = %(lead)s
UNION ALL
SELECT 'mail_scheduled_message', md5(string_agg(t::text, '' ORDER BY id))
  FROM mail_scheduled_message t WHERE model = 'crm.lead' AND res_id = %(lead)s
UNION ALL
SELECT 'mail_followers', md5(string_agg(t::text, '' ORDER BY id)) FROM mail_followers t
 WHERE res_model = 'crm.lead' AND res_id = %(lead)s
UNION ALL
SELECT 'ir_attachment', md5(string_agg(t::text, '' ORDER BY id)) FROM ir_attachment t
 WHERE res_model = 'crm.lead' AND res_id = %(lead)s
UNION ALL
SELECT 'res_partner', md5(string_agg(t::text, '' ORDER BY id)) FROM res_partner t
 WHERE id = %(contact)s
UNION ALL
SELECT 'calendar_event', md5(string_agg(t::text, '' ORDER BY id)) FROM calendar_event t
 WHERE opportunity_id = %(lead)s
"""
OF_LEAD = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
 WHERE a.attname = 'lead_id' AND c.relkind = 'r' AND c.relname LIKE 'medspa\\_%%'
   AND NOT a.attisdropped
"""
