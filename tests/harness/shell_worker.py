"""The process behind `OdooShell`: a line with code in, a line with its output out."""

import io
import json
import sys
import traceback
from contextlib import redirect_stdout

import odoo
import odoo.api
import odoo.modules.registry
from odoo.tools import config

# A server of the same database sends its queue at any time: were emails sent here too,
# right after a commit, the two could lock each other's.
LEAVE_EMAILS_TO_THE_SERVER = {"mail_notify_force_send": False}


def run(db: str, code: str) -> dict[str, str]:
    output = io.StringIO()
    registry = odoo.modules.registry.Registry(db).check_signaling()
    try:
        with registry.cursor() as cursor, redirect_stdout(output):
            env = odoo.api.Environment(
                cursor, odoo.api.SUPERUSER_ID, LEAVE_EMAILS_TO_THE_SERVER
            )
            exec(code, {"env": env, "json": json})  # what it is for
    except Exception:
        return {"error": traceback.format_exc()}
    finally:
        registry.signal_changes()
    return {"output": output.getvalue()}


def main() -> None:
    conf, db, *args = sys.argv[1:]
    config.parse_config(["-c", conf, "-d", db, *args], setup_logging=True)
    answers = sys.stdout
    # Whatever else prints must not end up between the answers.
    sys.stdout = sys.stderr
    for line in sys.stdin:
        print(json.dumps(run(db, json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
