"""Rows that go every day must not have whole tables read for what refers to them."""

from odoo.tests import tagged
from odoo.tools import SQL

from .common import SpeedToLeadCommon

# deleted in the course of a day, by the thousand when a practice tidies up
GO = ("mail_activity", "mail_message", "mail_mail", "sms_sms", "calendar_event")
GO += ("crm_lead", "medspa_touch", "medspa_enrollment", "medspa_response_cycle")


@tagged("post_install", "-at_install")
class TestReferences(SpeedToLeadCommon):
    def test_what_refers_to_rows_that_go_has_an_index(self):
        transient = {
            model._table for model in self.env.values() if model.is_transient()
        }
        rows = self.env.execute_query(
            SQL(
                """
                SELECT source.relname, reference.attname, target.relname
                  FROM pg_constraint c
                  JOIN pg_class source ON source.oid = c.conrelid
                  JOIN pg_class target ON target.oid = c.confrelid
                  JOIN pg_attribute reference
                       ON reference.attrelid = c.conrelid
                      AND reference.attnum = c.conkey[1]
                 WHERE c.contype = 'f' AND source.relname LIKE 'medspa\\_%%'
                   AND target.relname = ANY(%s)
                   AND NOT EXISTS (
                       SELECT FROM pg_index i
                        WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])
                """,
                list(GO),
            )
        )
        self.assertFalse([row for row in rows if row[0] not in transient])
