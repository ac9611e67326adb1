"""Odoo's own tests with the addon installed: `make proof-upstream`.

Odoo's own runner takes most of an addon's tests before later addons are loaded;
pytest-odoo runs them all with the full registry. Each suite runs on a database with the
addon and on one without it, at the same time. No team uses speed-to-lead, as after
installing; texts may go to the countries of Odoo's tests, which an administrator can
choose in the settings, as none leaves for abroad otherwise. Fails when a test passes
without the addon and does not pass with it.

`ARGS='crm sms'` runs these alone.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tests.harness import bare, database, odoo_suite, settings

SUITES = ("crm", "crm_sms", "sms", "sms_twilio", "base_automation", "calendar")
SIDES = ("without", "with")
# where the numbers in Odoo's tests are
TEXT_COUNTRIES = """
codes = ("base.us", "base.be", "base.in")
countries = env["res.country"].union(*map(env.ref, codes))
env["res.company"].search([]).medspa_text_country_ids = countries
env.cr.commit()
"""
# what the failure of a test in the browser says
BROWSER = ("start_tour", "browser_js", "ChromeBrowserException")


def main():
    suites = sys.argv[1:] or SUITES
    if unknown := set(suites) - set(SUITES):
        sys.exit(f"unknown suite {', '.join(unknown)}: choose of {', '.join(SUITES)}")
    with database.copied() as configured:
        bare.run_odoo_shell(configured, TEXT_COUNTRIES)
        sys.exit(compare({"without": bare.template(), "with": configured}, suites))


def compare(templates, suites):
    """Return whether a suite fails with the addon only."""
    compare_modules(templates)
    began = time.monotonic()
    header()
    differences = []
    for suite in suites:
        found = run_both(templates, suite)
        differ = different(found)
        line(suite, found, differ)
        differences += settle(templates, found, differ)
    print(f"\n{time.monotonic() - began:.0f} seconds")
    print(f"fail with the addon only: {len(differences)}, asked 0")
    return bool(differences)


def compare_modules(templates):
    """The two may differ in the addon alone, or the tests compare other things."""
    modules = {side: bare.modules(db) for side, db in templates.items()}
    more = modules["with"] ^ modules["without"]
    if more != {settings.ADDON}:
        sys.exit(f"the databases differ in {', '.join(sorted(more))}")
    print(f"{len(modules['without'])} modules, and the same with {settings.ADDON}\n")


def run_both(templates, suite):
    with ThreadPoolExecutor(len(SIDES)) as pool:
        folder = f"{suite}/tests"
        return dict(
            zip(
                SIDES,
                pool.map(lambda side: odoo_suite.run(templates[side], folder), SIDES),
                strict=True,
            )
        )


def different(found):
    """Return ``{test: side on which it does not pass}`` of those that pass on one."""
    passed = {side: found[side].ids("passed") for side in SIDES}
    return {
        **dict.fromkeys(passed["without"] - passed["with"], "with"),
        **dict.fromkeys(passed["with"] - passed["without"], "without"),
    }


def header():
    columns = "".join(f"{name:>9}" for name in ("passed", "failed", "skipped") * 2)
    print(f"{'':<17}{'without the addon':>27}{'with the addon':>27}")
    print(f"{'suite':<17}{columns}{'differ':>9}{'seconds':>9}")


def line(suite, found, differ):
    numbers = "".join(
        f"{found[side].counts[state]:>9}"
        for side in SIDES
        for state in ("passed", "failed", "skipped")
    )
    seconds = max(found[side].seconds for side in SIDES)
    print(f"{suite:<17}{numbers}{len(differ):>9}{seconds:>9.0f}", flush=True)
    for side in SIDES:
        if found[side].trouble:
            print(f"  {side} the addon: {found[side].trouble}")
    for state in ("failed", "skipped"):
        for test in sorted(found["with"].ids(state) & found["without"].ids(state)):
            print(f"  {state} on both sides: {test}")


def settle(templates, found, differ):
    """Return what fails with the addon only; tours get a second run, alone."""
    left = [suite for suite in found.values() if suite.trouble]
    for test, side in sorted(differ.items()):
        text = found[side].texts.get(test, "")
        state = found[side].states.get(test, "not run")
        print(f"  {state} only {side} the addon: {test}")
        if passes_alone(templates[side], test, text):
            print("    passed on the second run, alone")
        elif side == "with":
            print("    " + "\n    ".join(text.strip().splitlines()[-12:]))
            left.append(test)
    return left


def passes_alone(template, test, text):
    """A browser on a busy machine may be late; anything else fails for a reason."""
    if not any(word in text for word in BROWSER):
        return False
    return odoo_suite.run(template, test).states.get(test) == "passed"


if __name__ == "__main__":
    main()
