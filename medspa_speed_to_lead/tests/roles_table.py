"""Who may do what: the table of docs/security.md as the tests read it.

A row says of every role whether it may do the act. ``tests/unit/test_roles_table.py``
keeps the page and this list the same; ``test_roles.py`` tries every cell.
"""

from typing import NamedTuple

ROLES = {
    "front_desk": "front desk",
    "team_desk": "front desk, whole team",
    "all_documents": "all documents",
    "manager": "CRM manager",
    "administrator": "administrator",
    "employee": "other employee",
    "outsider": "portal or public",
}

EVERYBODY_INSIDE = "yes yes yes yes yes yes no"
EVERY_CRM_USER = "yes yes yes yes yes no no"
WITH_TEAM = "no yes yes yes yes no no"
WITH_ALL = "no no yes yes yes no no"
MANAGERS = "no no no yes yes no no"
ADMINISTRATORS = "no no no no yes no no"
NOBODY = "no no no no no no no"


class Row(NamedTuple):
    """One line of the table: the name of its test, the act, one answer a role."""

    key: str
    act: str
    answers: str

    def may(self):
        """Return ``{role: whether it may}``."""
        return {
            role: answer == "yes"
            for role, answer in zip(ROLES, self.answers.split(), strict=True)
        }


ROWS = [
    # inquiries
    Row("read_own", "see an inquiry of one's own, or of nobody", EVERY_CRM_USER),
    Row("read_team", "see a colleague's inquiry of one's own team", WITH_TEAM),
    Row("read_other_team", "see a colleague's inquiry of another team", WITH_ALL),
    Row("read_other_company", "see an inquiry of another company", NOBODY),
    Row("create_inquiry", "enter an inquiry", EVERY_CRM_USER),
    Row("change_own", "change one's own inquiry, mark its treatments", EVERY_CRM_USER),
    Row("change_team", "change a colleague's inquiry of one's own team", WITH_TEAM),
    Row("change_other_team", "change a colleague's inquiry elsewhere", WITH_ALL),
    Row("hand_over", "hand over one's own inquiry", EVERY_CRM_USER),
    Row("hand_over_others", "hand over a colleague's inquiry elsewhere", WITH_ALL),
    Row("log_call", "log a call for one's own inquiry", EVERY_CRM_USER),
    Row("log_call_others", "log a call for a colleague's inquiry elsewhere", WITH_ALL),
    Row("write_to_patient", "write to a patient whom nobody owns", EVERY_CRM_USER),
    Row("exempt", "say that one's own inquiry does not count", EVERY_CRM_USER),
    Row("exempt_others", "say that a colleague's elsewhere does not count", WITH_ALL),
    Row("opt_out", "say whether a text to oneself is an opt-out", EVERY_CRM_USER),
    Row("opt_out_others", "say it of a text to a colleague elsewhere", WITH_ALL),
    Row("urgent", "take and close an urgent message to oneself", EVERY_CRM_USER),
    Row("urgent_others", "do it for a colleague elsewhere", WITH_ALL),
    Row("snooze", "put one's own inquiry aside for oneself", EVERY_CRM_USER),
    Row("snooze_of_others", "see or end what a colleague put aside", NOBODY),
    Row("dialog", "open a dialog about one's own inquiry", EVERY_CRM_USER),
    Row("dialog_other_team", "open one about a colleague's elsewhere", WITH_ALL),
    Row("dialog_other_company", "open one about one of another company", NOBODY),
    Row("dialog_of_others", "see what a colleague has in a dialog", NOBODY),
    Row("away", "go away from inquiries, and come back", EVERY_CRM_USER),
    Row("away_others", "send a colleague away", MANAGERS),
    Row("delete_inquiry", "delete an inquiry", MANAGERS),
    Row("erase", "erase a person", MANAGERS),
    Row("pair_own", "merge or part possible duplicates of one's own", EVERY_CRM_USER),
    Row("pair_team", "merge or part those of a colleague of the team", WITH_TEAM),
    Row("pair_other_team", "merge or part those of a colleague elsewhere", WITH_ALL),
    Row("pair_half", "see a pair of which one is a colleague's elsewhere", WITH_ALL),
    Row("pair_other_company", "see a pair of another company", NOBODY),
    Row("write_pair", "write or delete by hand who are different people", NOBODY),
    # facts
    Row("facts_own", "see waits, contacts, escalations of one's own", EVERY_CRM_USER),
    Row("facts_team", "see those of a colleague of the team", WITH_TEAM),
    Row("facts_other_team", "see those of a colleague elsewhere", WITH_ALL),
    Row("facts_other_company", "see waits and contacts of another company", NOBODY),
    Row("figures_own", "find one's own inquiries in the figures", EVERY_CRM_USER),
    Row("figures_team", "find those of a colleague of the team there", WITH_TEAM),
    Row("figures_other_team", "find those of a colleague elsewhere there", WITH_ALL),
    Row("figures_other_company", "find those of another company there", NOBODY),
    Row("consent_own", "see the consent of a person of one's own", EVERY_CRM_USER),
    Row("consent_team", "see that of a person of a colleague in the team", WITH_TEAM),
    Row("consent_other_team", "see that of a person of another team", WITH_ALL),
    Row("consent_other_company", "see that of a person of another company", NOBODY),
    Row("turns", "see who was given a turn", MANAGERS),
    Row("health", "see Health of one's company, and what was set aside", MANAGERS),
    Row("try_again", "have what was set aside tried again", MANAGERS),
    Row("health_all", "see Health of the whole database", ADMINISTRATORS),
    Row("write_health", "write or delete what Health found", NOBODY),
    Row("write_facts", "write or delete any of these by hand", NOBODY),
    # the set-up
    Row("read_setup", "see sources, policies, plans, treatments", EVERY_CRM_USER),
    Row("change_setup", "add, change and delete these", MANAGERS),
    Row("change_shared", "change set-up of companies one does not manage too", NOBODY),
    Row("copy_shared", "copy such set-up to one's own company", MANAGERS),
    Row("law_hours", "change contact hours of the law", ADMINISTRATORS),
    Row("own_contact_hours", "add contact hours of one's own company", MANAGERS),
    Row("setup_other_company", "see the set-up of another company", NOBODY),
    Row("new_address", "make a new secret address of a source", MANAGERS),
    Row("read_secret", "read the digest of an address, or Twilio's token", NOBODY),
    Row("read_event", "read a payload as it came", MANAGERS),
    Row("event_other_company", "read a payload of another company", NOBODY),
    Row("retry_event", "retry a payload", MANAGERS),
    Row("match_fields", "match the fields of a source, read again", MANAGERS),
    Row("not_spam", "let in what was held as spam", MANAGERS),
    Row("deal_with", "end or delete what was held back or failed", MANAGERS),
    Row("preview", "try what a policy would do", MANAGERS),
    Row("mystery", "plan, read and end mystery inquiries", MANAGERS),
    Row("mystery_told", "tell a mystery inquiry from a real one", MANAGERS),
    Row("mystery_other_company", "see those of another company", NOBODY),
    Row("mystery_facts", "make a real inquiry a mystery", NOBODY),
    # figures of the practice
    Row("spend", "see and change what marketing costs", MANAGERS),
    Row("spend_other_company", "see what it costs another company", NOBODY),
    Row("review_sent", "read a weekly review that one was sent", EVERY_CRM_USER),
    Row("review", "read one that others were sent", MANAGERS),
    Row("review_other_company", "read one of another company", NOBODY),
    Row("write_review", "write or delete a weekly review", NOBODY),
    Row("settings", "switch messages on, choose the SMS provider", ADMINISTRATORS),
    Row("give_role", "give somebody a role", ADMINISTRATORS),
    # hours
    Row("read_hours", "see opening hours", EVERYBODY_INSIDE),
    Row("change_hours", "change hours that a team of one's company uses", MANAGERS),
    Row("close", "add, change and delete closures of these hours", MANAGERS),
    Row("change_shift", "change the hours of a member's shift", MANAGERS),
    Row("other_hours", "change hours that no team uses", ADMINISTRATORS),
    Row("other_closure", "close hours that no team uses", ADMINISTRATORS),
    Row("hours_other_company", "change the hours of another company", ADMINISTRATORS),
    Row("hours_kind", "make hours flexible, or another company's", ADMINISTRATORS),
    Row("new_hours", "make and delete working hours", ADMINISTRATORS),
    Row("choose_hours", "give a team hours that nobody is employed by", MANAGERS),
    Row("choose_schedule", "give a team a schedule of employees", ADMINISTRATORS),
    Row("time_off", "change a colleague's time off", NOBODY),
    # templates
    Row("read_templates", "see the first messages", EVERYBODY_INSIDE),
    Row("write_words", "change the words of first messages, plain", MANAGERS),
    Row("write_code", "write code or other fields into these", ADMINISTRATORS),
    Row("write_rest", "change their sender, recipients, attachments", ADMINISTRATORS),
    Row("delete_template", "delete first messages", ADMINISTRATORS),
    Row(
        "words_other_company",
        "change messages of another company",
        ADMINISTRATORS,
    ),
    Row("new_template", "write a new message, put it into a policy", MANAGERS),
]
