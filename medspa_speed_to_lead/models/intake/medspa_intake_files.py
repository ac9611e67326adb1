import hashlib

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.reader.wire.files import divided


class MedspaIntakeEvent(models.Model):
    """Files that came with a form: images and PDF are kept, the others named.

    They hang on the event until there is an inquiry, then on that: who may read it may
    open them, and nobody else.
    """

    _inherit = "medspa.intake.event"

    file_count = fields.Integer(string="Files", readonly=True)
    left_out = fields.Char(string="Files Left Out", readonly=True)

    @api.model
    def _receive(self, source_sudo, body, content_type, files=(), **more):
        payload = (body, content_type)
        event, is_new = super()._receive(source_sudo, *payload, files=files, **more)
        if files and event.state != "erased":
            event._keep_files(files if is_new else event._further(files))
        return event, is_new

    def _further(self, files):
        """Return those of the files that did not come with this submission before."""
        known = set((self._files() | self._files_of_lead()).mapped("checksum"))
        return [
            one for one in files if hashlib.sha1(one.content).hexdigest() not in known
        ]

    def _files_of_lead(self):
        theirs = Domain("res_model", "=", "crm.lead")
        theirs &= Domain("res_id", "in", self.lead_id.ids)
        return self.env["ir.attachment"].sudo().search(theirs)

    def _keep_files(self, files):
        if not files:
            return
        kept, named = divided(files)
        # as they are: nothing of a stranger's is opened here
        attachments_sudo = self.env["ir.attachment"].sudo()
        attachments_sudo.with_context(image_no_postprocess=True).create(
            [
                {
                    "name": file.kept_name,
                    "raw": file.content,
                    "mimetype": file.kind,
                    "res_model": self._name,
                    "res_id": self.id,
                    "company_id": self.source_id.company_id.id,
                    "public": False,
                }
                for file in kept
            ]
        )
        names = [file.name or file.field for file in named]
        names = ", ".join(filter(None, [self.left_out, *names]))
        count = self.file_count + len(kept)
        self.write({"file_count": count, "left_out": names[:500] or False})
        if self.lead_id:
            self._give_files_to(self.lead_id)

    def _give_files_to(self, lead):
        self._files().write({"res_model": lead._name, "res_id": lead.id})

    def _captured(self, lead):
        result = super()._captured(lead)
        if self.file_count and lead:
            self._give_files_to(lead)
        return result

    def _files(self):
        """Return the files that hang on these events, with full rights."""
        ours = Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)
        return self.env["ir.attachment"].sudo().search(ours)

    @api.autovacuum
    def _gc_files(self):
        """Delete the files of which no inquiry was made, with their payloads."""
        ours_sudo = self.sudo()
        blanked = ours_sudo.search([("file_count", ">", 0), ("body", "=", False)])
        blanked._files().unlink()
