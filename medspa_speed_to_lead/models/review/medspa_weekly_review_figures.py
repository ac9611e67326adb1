from odoo import models

from ...tools.findings import findings
from .medspa_weekly_review import WEEK
from .medspa_weekly_review_line import FIGURES, OF_THE_WEEK


class MedspaWeeklyReview(models.Model):
    """The numbers and findings of a week, counted once and kept as lines."""

    _inherit = "medspa.weekly.review"

    def _take_figures(self):
        figures = self.env["medspa.weekly.figures"]._figures(
            self.company_id, self.week_start, self.taken_at
        )
        found = findings(figures.week, self.env)
        self.write(
            {
                "is_first": not self.search_count(
                    [
                        ("company_id", "=", self.company_id.id),
                        ("week_start", "<", self.week_start),
                    ],
                    limit=1,
                ),
                "judged": figures.week.judged,
                "on_time": figures.week.on_time,
                "median_minutes": figures.week.median or 0,
                "trouble_count": self._count_troubles(),
            }
        )
        before = self._kept_before() | figures.before
        lines = [
            {
                "figure": key,
                "value_before": before.get(key, 0),
                "is_compared": key in before,
                **self._kept(figures.records[key]),
            }
            for key, _name in FIGURES
        ]
        lines += [
            {
                "rule": finding.rule,
                "sentence": finding.sentence,
                "advice": finding.advice,
                **self._kept(figures.records[finding.key]),
            }
            for finding in found
        ]
        self.env["medspa.weekly.review.line"].create(
            [
                {"review_id": self.id, "sequence": place, **line}
                for place, line in enumerate(lines)
            ]
        )

    def _count_troubles(self):
        """Count what Health has found now, here or for all companies."""
        return self.env["medspa.health.trouble"].search_count(
            [
                ("ended_at", "=", False),
                ("company_id", "in", [False, self.company_id.id]),
            ]
        )

    def _kept(self, records):
        return {
            "value": len(records.ids),
            "record_model": records.model,
            "record_ids": records.ids,
        }

    def _kept_before(self):
        """Return the numbers of the review of the week before, as they were sent.

        What is counted at a moment cannot be counted later: who waited then has an
        answer now.
        """
        before = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("week_start", "=", self.week_start - WEEK),
            ]
        )
        return {line.figure: line.value for line in before._figures()}

    def _figures(self):
        return self.line_ids.filtered("figure").sorted("sequence")

    def _parts(self):
        """Return ``[(name, lines)]``: what happened, and what is true now."""
        lines = self._figures()
        of_the_week = [key for key, _name in OF_THE_WEEK]
        happened = lines.filtered(lambda one: one.figure in of_the_week)
        return [
            (self.env._("Last week"), happened),
            (self.env._("This morning"), lines - happened),
        ]

    def _findings(self):
        return self.line_ids.filtered("rule").sorted("sequence")
