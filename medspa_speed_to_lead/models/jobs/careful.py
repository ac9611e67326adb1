"""After the server stopped in the middle of a job: one row at a time, marked first.

A row that takes for ever raises nothing. The server stops the job at its time limit, or
is stopped itself; the next run would take the same row first, and so the job would do
nothing else any more. Odoo counts how often a job was stopped like that. From the
second run on each row is set back before it is tried: what stops the server again
waits, and the others go on.
"""

STOPPED = "The server stopped while this was being done."


class Careful:
    """What a run of a job does about rows that may stop the server."""

    _mark = None  # setback of the row that is being tried, and how often it was

    is_careful = False  # the run before this one came to no end

    def look_back(self):
        """See how the run before this one ended; asked before rows are locked."""
        progress_id = self.env.context.get("ir_cron_progress_id")
        progress_sudo = self.env["ir.cron.progress"].sudo().browse(progress_id)
        self.is_careful = progress_sudo.exists().timed_out_counter > 1

    def marked(self, row):
        """Set a row back before it is tried; return it locked anew, or the next."""
        setback_sudo = self.env["medspa.setback"].sudo()
        setback_sudo = setback_sudo._note(self.work, row, STOPPED)
        self._mark = setback_sudo.id, setback_sudo.tries
        self.progress()
        return self.lock(1, only=row.id, is_marked=True) or self.find()

    def unmark(self, is_done):
        """It did not stop the server.

        :param is_done: else it is as if it had not been marked.
        """
        if not self._mark:
            return
        setback_id, tries = self._mark
        self._mark = None
        setback_sudo = self.env["medspa.setback"].sudo().browse(setback_id).exists()
        if setback_sudo.tries == tries:  # what failed meanwhile has another
            setback_sudo._take_back(is_done)
