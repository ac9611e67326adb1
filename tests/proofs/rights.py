"""Who could read or change what of a patient? `make proof-rights`.

A patient whose every word is found nowhere else is Ana's. Strangers (the front desk of
another team, the manager of another company, an employee, a portal user, the public)
try every model, dialog, public method and route of ours by HTTP: what the registry has,
not a list. An answer must be a refusal or hold no word of the patient, and no row of
theirs may change; what is allowed all the same stands in `_rights_table` with why.
"""

import json
import sys
from collections import Counter, defaultdict
from contextlib import closing

from tests.harness import messages
from tests.harness import practice as practices
from tests.harness.rpc import Client, RpcError
from tests.harness.server import Server
from tests.harness.shell import OdooShell

from . import _marked as marked
from . import _rights_registry as registry
from ._marked_world import live
from ._rights_table import ALLOWED

ROLES = sys.argv[1:]  # only these, to look at one
READERS = (
    *("read", "web_read", "search_read", "web_search_read", "name_search"),
    *("export_data", "formatted_read_group", "onchange", "default_get", "copy"),
)
WRITERS = ("create", "write", "web_save", "unlink", "load")
# what stands for an argument of a method, by its name
FILLERS = {
    "outcome": "connected",
    "note": "overwritten",
    "stage_id": 1,
    "meeting": {"subject": "x", "date": "2030-01-01 10:00:00", "duration": 1},
    "msg_dict": {"subject": "x", "from": "x@example.com", "body": "x"},
    "message": "x",
    "data": [["1"]],
    "fields": ["id"],
    "filters": {},
}
# whom a stranger pretends to ask for, and what could switch a check off
TRICKS = (
    "medspa_automatic",
    "install_mode",
    "import_file",
    "mail_notrack",
    "active_test",
)


def main():
    with (
        messages.Wires() as wires,
        Server("rights", smtp_port=wires.smtp.port) as server,
        closing(OdooShell(server.db, wires.args)) as shell,
    ):
        server.start()
        home, far = (practices.build(shell, server.db, one) for one in ("Glow", "Far"))
        wires.connect(shell, home)
        live(shell, server, home)
        server.restart(args=("--max-cron-threads", "0"))  # nothing changes by itself
        proof = Proof(shell, server, home, far)
        control = proof.control()
        for role in ROLES or proof.people:
            proof.walk(role)
        proof.routes()
        for role in reversed(proof.people):  # who may least comes first
            proof.delete(role)
    problems = [*dict.fromkeys(proof.problems), *(() if ROLES else proof.unused())]
    proof.print_table()
    print(f"\na manager of the patient's own company reads of them in {control} models")
    if control < 10:
        problems.append("a manager reads too little for this to prove anything")
    print("\n".join(problems))
    sys.exit(bool(problems))


class Proof:
    def __init__(self, shell, server, home, far):
        given = {
            "COMPANY": home.company_id,
            "EMAIL": marked.EMAIL,
            "ANA": next(iter(home.members.values())),
        }
        names = "\n".join(f"{name} = {value!r}" for name, value in given.items())
        logins = {
            "front desk": ("dora@rights.example", "dora"),
            "other manager": (far.manager, "mia"),
            "employee": ("emma@rights.example", "emma"),
            "portal": ("paul@rights.example", "paul"),
        }
        listed = [login for login, _password in logins.values()]
        self.keys = shell(f"{names}\nLOGINS = {listed!r}\n{registry.PEOPLE}")
        self.ours = shell(f"{names}\n{registry.LIST}")
        self.home, self.far, self.server = home, far, server
        self.people = {
            role: Client(server.url, server.db).log_in(*login)
            for role, login in logins.items()
        }
        self.logins = {role: login for role, (login, _word) in logins.items()}
        self.people["public"] = Client(server.url, server.db)
        self.figures = defaultdict(Counter)
        self.told = defaultdict(set)
        self.problems, self.used = [], set()
        tables = [row[0] for row in home.rows(registry.OF_LEAD)]
        self.digest_query = registry.DIGEST + "".join(
            f"UNION ALL SELECT '{table}', md5(string_agg(t::text, '' ORDER BY id)) "
            f"FROM {table} t WHERE lead_id = %(lead)s "
            for table in tables
        )
        self.rows = self.digest()

    def digest(self):
        with practices.database.connected(self.home.db) as cursor:
            names = {"lead": self.ours["lead"], "contact": self.ours["contact"]}
            cursor.execute(self.digest_query, names)
            return dict(cursor.fetchall())

    # what is tried

    def control(self):
        """Return of how many models the company's own manager is told something."""
        mia = Client(self.server.url, self.home.db).log_in(self.home.manager, "mia")
        told = 0
        for model in self.ours["models"]:
            answers = (
                self.ask(mia, model["name"], door, *arguments)[1]
                for door, arguments in self.reading(model)
            )
            told += any(marked.said(answer) for answer in answers)
        self.rows = self.digest()
        return told

    def walk(self, role):
        client = self.people[role]
        for model in self.ours["models"]:
            # who is not logged in gets no further than the door, whatever they say
            for tricky in (False, True)[: 1 if role == "public" else 2]:
                context = self.context(tricky)
                for door, arguments in (*self.reading(model), *self.writing(model)):
                    self.attempt(role, client, model, door, arguments, context)
                for door, arguments in self.calling(role, client, model, context):
                    self.attempt(role, client, model, door, arguments, context)
            self.by_key(role, model)
            self.judge(role, model["name"], "something refused", "", set())

    def delete(self, role):
        """Try to delete each row, once all else was tried on it."""
        for model in self.ours["models"]:
            for id_ in () if model["abstract"] else model["ids"]:
                self.attempt(role, self.people[role], model, "unlink", ([id_],), {})

    def context(self, tricky):
        if not tricky:
            return {}
        lead = self.ours["lead"]
        return {
            "allowed_company_ids": [self.home.company_id, self.far.company_id],
            "active_id": lead,
            "active_ids": [lead],
            "active_model": "crm.lead",
            "default_lead_id": lead,
            "default_lead_ids": [lead],
            "default_opportunity_id": lead,
            "call_outcome": "connected",
            **dict.fromkeys(TRICKS, True),
            "active_test": False,
        }

    def reading(self, model):
        """Yield ``(method, arguments)`` of all doors that read."""
        if model["abstract"]:
            return
        names = model["fields"]
        shown = {"fields": {"display_name": {}}}
        every = {name: shown if name in model["relations"] else {} for name in names}
        for id_ in model["ids"]:
            yield "read", ([id_], names)
            yield "web_read", ([id_], every)
            yield "export_data", ([id_], names)
            yield "copy", ([id_],)
        yield "search_read", ([], names)
        yield "web_search_read", ([], every)
        yield "name_search", ()
        yield "default_get", (names,)
        yield "onchange", ([], model["create"], list(model["create"]), every)
        # does a search by what one may not read find something?
        for name in model["create"]:
            yield "search_read", ([(name, "ilike", marked.FIRST)], names)

    def writing(self, model):
        if model["abstract"]:
            return
        for id_ in model["ids"]:
            yield "write", ([id_], model["write"])
            yield "web_save", ([id_], model["write"], {})
        yield "create", ([model["create"]],)
        yield "load", (list(model["write"]), [["x"] * len(model["write"])])

    def calling(self, role, client, model, context):
        """Yield our own public methods, on the patient's rows and on one's own."""
        own = self.own_row(client, model, context)
        for name, needs_no_ids, needed in model["methods"]:
            if name in WRITERS or name in READERS:
                continue  # tried above
            arguments = [self.filler(model, one) for one in needed]
            if needs_no_ids:
                yield name, arguments
                continue
            for ids in ([id_] for id_ in (*(model["ids"] or [1]), *own)[-2:]):
                yield name, (ids, *arguments)

    def own_row(self, client, model, context):
        """Return the id of a dialog of one's own that points at the patient."""
        if not model["transient"]:
            return []
        answer, _text = self.ask(
            client, model["name"], "create", [model["create"]], context=context
        )
        return answer or []

    def filler(self, model, name):
        if name in ("vals", "values"):
            return model["write"]
        if name not in FILLERS:
            self.problems.append(f"nobody knows what {model['name']} wants as {name}")
        return FILLERS.get(name, 1)

    # asking

    def ask(self, client, model, door, *arguments, context=None):
        """Return ``(result, text)``: all that was answered, a refusal included."""
        options = {"context": context} if context else {}
        try:
            result = client.call(model, door, *arguments, **options)
        except RpcError as error:
            return None, f"{error.kind}\n{error.answer}"
        return result, json.dumps(result)

    def attempt(self, role, client, model, door, arguments, context):
        _result, text = self.ask(
            client, model["name"], door, *arguments, context=context
        )
        self.judge(role, model["name"], door, text, self.echo(arguments))

    def by_key(self, role, model):
        """Ask the same of the other door, that of programs, with a key."""
        if model["abstract"]:
            return
        key = self.keys.get(self.logins.get(role, ""), "none")
        doors = [
            ("search_read", {"domain": [], "fields": model["fields"]}),
            ("read", {"ids": model["ids"][:1], "fields": model["fields"]}),
            *(
                (name, {"ids": model["ids"][:1], "context": self.context(True)})
                for name, needs_no_ids, needed in model["methods"]
                if not needs_no_ids and not needed
            ),
        ]
        headers = {"Content-Type": "application/json", "Authorization": f"bearer {key}"}
        bare = Client(self.server.url, self.home.db)
        for door, body in doors:
            path = f"/json/2/{model['name']}/{door}"
            _status, text = bare.request(path, json.dumps(body).encode(), headers)
            self.judge(role, model["name"], door, text, set())

    def routes(self):
        lead = self.ours["lead"]
        samples = {
            "/websocket/medspa_changed_cards": {
                "domain": [("id", "=", lead)],
                "changes": [(lead, "x")],
                "specification": {"name": {}, "contact_name": {}},
                "context": self.context(True),
            },
            "/medspa/dashboard/export": "?filters={}",
            "/medspa/intake": b"{}",
            "/medspa/intake/<string:token>": b"{}",
            "/medspa/twilio/sms/<string:token>": b"Body=STOP",
            "/medspa/review/unsubscribe": "?user_id=1&token=x",
            "/medspa/review/unsubscribe_oneclick": b"user_id=1&token=x",
        }
        for path in self.ours["routes"]:
            if path not in samples:
                self.problems.append(f"nobody knows what to send to {path}")
                continue
            for role, client in self.people.items():
                text = self.send(client, path, samples[path])
                self.judge(role, path, "route", text, set())

    def send(self, client, path, sample):
        path = path.replace("<string:token>", "x" * 43)
        try:
            if isinstance(sample, dict):
                return json.dumps(client.post(path, sample))
            if isinstance(sample, str):
                return client.request(path + sample)[1]
            return client.request(path, sample, method="POST")[1]
        except RpcError as error:
            return f"{error.kind}\n{error.answer}"

    def echo(self, arguments):
        """Return what a stranger said themselves: hearing it again tells nothing."""
        return marked.said(json.dumps(arguments))

    # judging

    def changes(self):
        """Return the tables whose rows of the patient are not what they were."""
        rows, before = self.digest(), self.rows
        self.rows = rows
        return sorted(table for table in rows if rows[table] != before.get(table))

    def judge(self, role, model, door, text, echo):
        said = marked.said(text) - echo
        kind = text.split("\n", 1)[0]
        refused = kind.endswith(("Error", "Denied", "Exception", "NotJson"))
        # a refusal is rolled back; that it was is looked at once a model
        changed = [] if refused else self.changes()
        if kind == "TypeError" and "required positional argument" in text:
            self.problems.append(f"{model}.{door} was not really tried: {text[:300]}")
        if not said and not changed:
            self.figures[role]["denied" if refused else "told nothing"] += 1
            return
        self.figures[role]["changed" if changed else "told"] += 1
        what = f"changes {', '.join(changed)}" if changed else f"reads {sorted(said)}"
        self.told[role].add(f"{model}.{door}: {what}")
        known = (role, model, "read" if door in READERS else door)
        self.used.add(known)
        if known not in ALLOWED:
            self.problems.append(f"{role}: {model}.{door} {what}")

    def unused(self):
        for row in ALLOWED.keys() - self.used:
            yield f"{row} is allowed, and nobody needs it"

    def print_table(self):
        kinds = ("denied", "told nothing", "told", "changed")
        print(f"\n{'':<16}" + "".join(f"{kind:>14}" for kind in kinds))
        for role, counts in self.figures.items():
            print(f"{role:<16}" + "".join(f"{counts[kind]:>14}" for kind in kinds))
        for role, told in self.told.items():
            print(f"\n{role} could:")
            print("\n".join(f"  {one}" for one in sorted(told)))


if __name__ == "__main__":
    main()
