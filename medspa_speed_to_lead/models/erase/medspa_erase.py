import logging
from functools import partial

from psycopg2.extras import Json

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import ConcurrencyError
from odoo.fields import Domain
from odoo.modules.registry import Registry
from odoo.tools import SQL

from ...tools.erasing import Addresses
from .holding import Traces

_logger = logging.getLogger(__name__)

# the types of fields in which somebody's words or files can stand
WORDS = frozenset(("char", "text", "html", "json", "properties", "binary", "reference"))


class MedspaErase(models.AbstractModel):
    """Erase a person who asked for it, wherever something of them lies.

    The holdings are one table, to which each file of this folder adds its own. All rows
    are found first and erased then, in one transaction, straight in the database: a
    history of years takes seconds, and erasing leaves no trace of what was erased.
    """

    _name = "medspa.erase"
    _description = "Erasing of a Person"

    @api.model
    def _holdings(self):
        """Return the holdings where something of a person may lie, in the order in
        which they are erased.

        :rtype: list[Holding]
        """
        return []

    @api.model
    def _erase(self, lead, contacts=False):
        """Erase the person of an inquiry; whoever calls this has asked who may.

        :param contacts: erase the contact cards that nothing else uses, too.
        """
        traces = self._trace(lead)
        self._hold(traces)
        if contacts:
            traces.contacts = self._contacts(traces) - self._used_contacts(traces)
        leads = traces.leads
        self._erase_traces(traces)
        self.env.cr.postcommit.add(partial(_erase_late, self.env.cr.dbname, leads.ids))
        return leads

    @api.model
    def _erase_traces(self, traces):
        self._follow(traces)
        found = [(holding, holding.find(traces)) for holding in self._holdings()]
        self.env.flush_all()
        for holding, records in found:
            if records:
                holding.act(holding, records)
        self.env.invalidate_all(flush=False)
        # the files of what was deleted go with the next clean-up: that is now
        self.env.ref("base.autovacuum_job").sudo()._trigger()

    # nobody writes to them meanwhile

    def _hold(self, traces):
        """Let nothing of this person be taken in or sent until this is committed.

        :raises ConcurrencyError: somebody is at it; Odoo tries again in a moment,
            and sees what they did.
        """
        companies = (
            self.env["medspa.intake.source"].sudo().with_context(active_test=False)
        )
        keys = [
            f"medspa.person:{company.id}:{address}"
            for company in companies.search([]).company_id
            for address in {*traces.addresses.spelled, *traces.addresses.emails}
        ]
        sending = traces.leads.touch_ids.filtered(lambda one: one.state == "sending")
        keys += [f"medspa.touch:{touch.id}" for touch in sending]
        free = self.env.execute_query(
            SQL(
                "SELECT pg_try_advisory_xact_lock(hashtextextended(key, 0))"
                " FROM unnest(%s::text[]) AS key",
                sorted(keys),
            )
        )
        if not all(got for (got,) in free):
            raise ConcurrencyError("something of this person is under way")
        # what is being added to these inquiries begins anew, and finds them erased
        self.env.cr.execute(
            SQL("SELECT FROM crm_lead WHERE id = ANY(%s) FOR UPDATE", traces.leads.ids)
        )

    # what is done with a row

    @api.model
    def _words_of(self, model):
        """Return the stored fields of a model in which words can stand."""
        return [
            field
            for field in model._fields.values()
            if field.store and field.column_type and field.type in WORDS
        ]

    def _blank(self, holding, records, **values):
        """Empty every field in words but those that the holding keeps."""
        values = {
            field.name: values.get(field.name, self._nothing(field))
            for field in self._words_of(records)
            if field.name not in holding.keep
        } | values
        self._write_rows(records, values)

    def _nothing(self, field):
        """Return what a column holds once its words are gone."""
        if not field.required:
            return "" if field.type == "html" and not field.translate else None
        word = self.env._("Erased person")
        return Json({"en_US": word}) if field.translate else word

    def _write_rows(self, records, values):
        assignments = (
            SQL("%s = %s", SQL.identifier(name), value)
            for name, value in values.items()
        )
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id = ANY(%s)",
                SQL.identifier(records._table),
                SQL(", ").join(assignments),
                records.ids,
            )
        )

    def _delete(self, _holding, records):
        """Delete rows straight in the database, with what hangs on them there."""
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE id = ANY(%s)",
                SQL.identifier(records._table),
                records.ids,
            )
        )

    def _unlink(self, _holding, records):
        """Delete records whose end others must learn of: files, open screens."""
        records.with_context(tracking_disable=True).unlink()

    # finding

    def _rows(self, name, *domains):
        """Return the records of any of these domains, of all companies and archived
        ones too; none where the model is not installed."""
        if name not in self.env:
            return self.env["crm.lead"].browse()
        records = self.env[name].sudo().with_context(active_test=False)
        return records.search(Domain.OR(map(Domain, domains)), order="id")

    def _on_threads(self, name, traces, model="res_model", id_="res_id"):
        """Return the rows that hang on the person's inquiries, meetings and cards."""
        return self._rows(
            name,
            *(
                [(model, "=", thread._name), (id_, "in", thread.ids)]
                for thread in traces.threads
            ),
        )

    def _of_number(self, name, column, traces):
        """Return the rows with a number of the person, however it is written there."""
        return self._rows_where(
            name,
            SQL(
                "regexp_replace(%s, '\\D', '', 'g') = ANY(%s)",
                SQL.identifier(column),
                list(traces.addresses.phones),
            ),
        )

    def _rows_where(self, name, condition):
        """Return the rows for which a condition in SQL holds."""
        records = self.env[name].sudo()
        rows = self.env.execute_query(
            SQL("SELECT id FROM %s WHERE %s", SQL.identifier(records._table), condition)
        )
        return records.browse(row[0] for row in rows)


def _erase_late(dbname, lead_ids):
    """Erase what was added to these inquiries while they were being erased.

    What was committed between the look and the locks of the erasing transaction was
    never seen by it. A new inquiry, begun meanwhile, is a new one.
    """
    try:
        with Registry(dbname).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            leads = env["crm.lead"].with_context(active_test=False).browse(lead_ids)
            traces = Traces(Addresses(), leads.exists(), env["res.partner"])
            env["medspa.erase"]._erase_traces(traces)
    except Exception:
        # it is done and committed; this was to catch what came in the same moment
        _logger.exception("erasing: what came meanwhile may be left on %s", lead_ids)
