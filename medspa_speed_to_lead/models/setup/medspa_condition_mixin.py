import logging
from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.condition_fields import BadCondition, fields_of, read
from ..jobs.locking import BUSY

_logger = logging.getLogger(__name__)

# what a field may hold: a condition is tried on these as on nothing
_SAMPLES = {
    "boolean": True,
    "integer": 1,
    "float": 1.0,
    "monetary": 1.0,
    "date": "2026-03-02",
    "datetime": "2026-03-02 16:00:00",
}


class MedspaConditionMixin(models.AbstractModel):
    """Whatever asks a written condition of inquiries: a policy, a rule, a colleague.

    It is stored only if it works on an inquiry that is not stored yet, with the rights
    of whoever wrote it, and asks no more than :mod:`...tools.condition_fields` lists.
    One that breaks later (a field was removed) fits nothing, is marked, and stops
    neither the inquiry nor anything else; Health tells an administrator.
    """

    _name = "medspa.condition.mixin"
    _description = "Asks a Condition of Inquiries"

    # where the condition is written
    _CONDITION = "domain"

    condition_error = fields.Char(
        string="Condition Broke",
        readonly=True,
        copy=False,
        help="Why it does not work any more. Until it does it fits no inquiry.",
    )
    condition_problem = fields.Char(compute="_compute_condition_problem")

    @api.depends(lambda self: [self._CONDITION, "condition_error"])
    def _compute_condition_problem(self):
        for record in self:
            record.condition_problem = (
                record.condition_error or record._condition_problem()
            )

    # writing one

    @api.constrains(lambda self: [self._CONDITION])
    def _check_condition(self):
        for record in self.filtered(self._CONDITION):
            problem = record._asks_inquiries() and record._condition_problem()
            if problem:
                raise ValidationError(
                    self.env._(
                        "The further conditions of “%(name)s” cannot be read: "
                        "%(problem)s",
                        name=record.display_name,
                        problem=problem,
                    )
                )

    def write(self, vals):
        if self._CONDITION in vals:
            vals = {**vals, "condition_error": False}
        return super().write(vals)

    def action_try_condition(self):
        """Take the mark away, if the condition works again."""
        self.check_access("write")
        for record in self:
            record._check_condition()
            record.condition_error = False
        return True

    def _asks_inquiries(self):
        """Say whether the condition is ever asked by us."""
        return True

    # reading one

    def _condition(self, text):
        """Return a written condition as a domain.

        :raises BadCondition: if it is none, or asks more than it may.
        """
        return Domain(read(text, self._custom_fields()))

    @api.model
    def _custom_fields(self):
        """Return the names of the practice's own plain fields of an inquiry."""
        leads = self.env["crm.lead"]
        return frozenset(
            name
            for name, field in leads._fields.items()
            if field.manual and not field.relational and name.startswith("x_")
        )

    def _condition_domain(self):
        """Return the condition for a search; it finds nothing if it is broken."""
        try:
            return self._condition(self[self._CONDITION])
        except BadCondition:
            return Domain.FALSE

    # does it work?

    def _condition_problem(self):
        """Return why the condition does not work, in words, or ``False``.

        No word of what it met: values are not for everybody who may write a condition.
        """
        self.ensure_one()
        text = self[self._CONDITION]
        if not text:
            return False
        self.env.flush_all()  # what is pending may break by itself
        try:
            terms = read(text, self._custom_fields())
            with self._harmlessly():
                self._try_condition(terms)
        except BUSY:
            raise
        except Exception as error:
            return self._problem_in_words(error)
        return False

    def _try_condition(self, terms):
        """Ask it of drafts, without values and with some, and of the database."""
        # constraints have all rights; their author may have fewer
        leads = self.env["crm.lead"].sudo(False).with_context(active_test=False)
        domain = Domain(terms)
        for name in fields_of(terms):
            leads._check_field_access(leads._fields[name], "read")
        for draft in (leads.new({}), leads.new(self._sample(leads, terms))):
            draft.filtered_domain(domain)
        leads.search(domain, limit=1)

    def _sample(self, leads, terms):
        env, kinds = leads.env, leads._fields
        return {name: _sample_of(env, kinds[name]) for name in fields_of(terms)}

    def _condition_works(self):
        """Say whether its condition works, and mark it if it does not."""
        problem = self._condition_problem()
        if problem:
            self._mark(problem)
        return not problem

    # asking it

    def _fits(self, lead, text):
        """Say whether an inquiry, stored or new, fulfills a condition of this record.

        :param text: the condition as it is kept, so that nothing need be read.
        """
        if not text or text == "[]":
            return True
        self.env.flush_all()
        try:
            with self._harmlessly():
                return bool(lead.filtered_domain(self._condition(text)))
        except BUSY:
            raise
        except Exception as error:
            _logger.warning(
                "the condition of %s %s broke", self._name, self.id, exc_info=True
            )
            self._mark(self._problem_in_words(error))
            return False

    @contextmanager
    def _harmlessly(self):
        """Undo in the database what breaks, and nothing else: a draft, which is kept
        in memory alone, must stay as it is."""
        with self.env.cr.savepoint(flush=False):
            yield

    def _mark(self, problem):
        """Write down that the condition broke. Whoever does so at the same moment has
        done it for us; nobody waits."""
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE %(table)s SET condition_error = %(problem)s
                 WHERE id IN (SELECT id FROM %(table)s
                               WHERE id = %(id)s AND condition_error IS NULL
                                 FOR NO KEY UPDATE SKIP LOCKED)
                RETURNING id
                """,
                table=SQL.identifier(self._table),
                problem=problem,
                id=self._origin.id or None,
            )
        )
        if rows:
            self.invalidate_recordset(["condition_error"], flush=False)

    def _problem_in_words(self, error):
        what = getattr(error, "what", "")
        words = {
            "form": self.env._("this is no condition."),
            "field": self.env._(
                "“%s” is no field that a condition may ask of an inquiry.", what
            ),
            "operator": self.env._("a condition does not compare by “%s”.", what),
            "value": self.env._("“%s” is compared with something too complex.", what),
        }
        return words.get(
            getattr(error, "problem", ""),
            self.env._("it does not work on every inquiry (%s).", type(error).__name__),
        )


def _sample_of(env, field):
    if field.relational:
        records = env[field.comodel_name]
        may_read = records.has_access("read")
        found = records.search([], limit=1) if may_read else records
        return found.id if field.type == "many2one" else found.ids
    if field.type == "selection":
        return next(iter(field.get_values(env)), False)
    return _SAMPLES.get(field.type, "a")
