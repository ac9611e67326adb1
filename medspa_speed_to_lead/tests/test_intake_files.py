from odoo.tests import HttpCase, tagged

from .common import SpeedToLeadCommon, at

JPEG = b"\xff\xd8\xff" + b"x" * 500
PDF = b"%PDF-1.7 " + b"x" * 500
SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
NORA = {"name": (None, "Nora Diaz"), "phone": (None, "512-555-0143")}


@tagged("post_install", "-at_install")
class TestIntakeFiles(SpeedToLeadCommon, HttpCase):
    """A photo never loses an inquiry, and is for those who may read that."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        cls.token = cls.source._rotate_token()

    def post(self, *files, **fields):
        """Return the event of a form with these files."""
        parts = [*NORA.items(), *fields.items(), *(("file", one) for one in files)]
        response = self.url_open(f"/medspa/intake/{self.token}", files=parts)
        self.assertEqual(response.status_code, 200, response.text[:200])
        self.env.invalidate_all()
        events = self.env["medspa.intake.event"]
        return events.search([("receipt", "=", response.json()["receipt"])])

    def files_of(self, record):
        domain = [("res_model", "=", record._name), ("res_id", "=", record.id)]
        return self.env["ir.attachment"].sudo().search(domain, order="id")

    def test_images_and_pdf_are_on_the_inquiry_and_others_named(self):
        event = self.post(
            ("me.jpg", JPEG, "image/jpeg"),
            ("chart.pdf", PDF, "application/octet-stream"),
            ("evil.jpg", SCRIPT, "image/jpeg"),
            ("notes.docx", b"PK\x03\x04", "application/msword"),
        )
        lead = event.lead_id
        self.assertEqual(lead.contact_name, "Nora Diaz")
        files = self.files_of(lead)
        self.assertEqual(files.mapped("name"), ["me.jpg", "chart.pdf"])
        self.assertEqual(files.mapped("mimetype"), ["image/jpeg", "application/pdf"])
        self.assertEqual(files.mapped("raw"), [JPEG, PDF])
        self.assertFalse(
            any(files.mapped("public")) or any(files.mapped("access_token"))
        )
        self.assertIn("evil.jpg, notes.docx", lead.description)
        self.assertFalse(self.files_of(event))

    def test_more_than_ten_megabytes_are_named(self):
        large = JPEG + b"x" * 6_000_000
        event = self.post(
            ("1.jpg", large, "image/jpeg"), ("2.jpg", large, "image/jpeg")
        )
        self.assertEqual(self.files_of(event.lead_id).mapped("name"), ["1.jpg"])
        self.assertIn("2.jpg", event.lead_id.description)

    def test_another_photo_under_the_same_key_is_on_the_inquiry(self):
        key = {"external_id": (None, "form-4f1c9d")}
        first = self.post(("me.jpg", JPEG, "image/jpeg"), **key)
        again = self.post(("two.jpg", JPEG + b"y", "image/jpeg"), **key)
        self.post(("two.jpg", JPEG + b"y", "image/jpeg"), **key)
        self.assertEqual(again.lead_id, first.lead_id)
        names = self.files_of(first.lead_id).mapped("name")
        self.assertEqual(names, ["me.jpg", "two.jpg"])

    def test_another_photo_with_the_same_words_is_no_repeat(self):
        first = self.post(("me.jpg", JPEG, "image/jpeg"))
        again = self.post(("me.jpg", JPEG + b"y", "image/jpeg"))
        same = self.post(("me.jpg", JPEG, "image/jpeg"))
        self.assertNotEqual(again, first)
        self.assertEqual(same, first)
        self.assertEqual(len(self.files_of(first.lead_id)), 2)

    def test_who_may_read_the_inquiry_may_open_its_files(self):
        dallas = self.make_team("Dallas", self.make_user("dan"))
        event = self.post(("me.jpg", JPEG, "image/jpeg"))
        event.lead_id.user_id = self.ana
        file = self.files_of(event.lead_id)
        self.assertTrue(dallas)
        may = {"stl_ana": True, "stl_mia": True, "stl_ben": False, "stl_dan": False}
        for login, opens in {**may, None: False}.items():
            with self.subTest(login=login):
                self.authenticate(login, login and login.ljust(8, "x"))
                for path in (f"/web/content/{file.id}", f"/web/image/{file.id}"):
                    answer = self.url_open(path)
                    self.assertEqual(JPEG in answer.content, opens, path)

    def test_names_are_what_a_computer_may_be_given(self):
        for number, (named, kept) in enumerate(
            (
                ("a\0b.jpg", "ab.jpg"),
                ("scan.jpg.hta", "scan.jpg"),
                ("photo", "photo.jpg"),
                ("Me.JPEG", "Me.JPEG"),
            )
        ):
            with self.subTest(named):
                photo = JPEG + bytes([number])
                event = self.post((named, photo, "image/jpeg"))
                self.assertEqual(self.files_of(event.lead_id)[-1:].name, kept)

    @at()
    def test_files_of_what_was_held_back_are_the_managers(self):
        event = self.post(("me.jpg", JPEG, "image/jpeg"), _gotcha=(None, "x"))
        self.assertEqual(event.state, "spam")
        file = self.files_of(event)
        self.assertTrue(file)
        for login, opens in {"stl_ana": False, "stl_mia": True, None: False}.items():
            self.authenticate(login, login and login.ljust(8, "x"))
            answer = self.url_open(f"/web/content/{file.id}")
            said = f"{login}: {answer.status_code} {answer.content[:200]}"
            self.assertEqual(JPEG in answer.content, opens, said)
        event.with_user(self.mia).action_not_spam()
        self.assertEqual(self.files_of(event.lead_id), file)

    def test_files_go_with_their_payload(self):
        with at():
            event = self.post(("me.jpg", JPEG, "image/jpeg"), _gotcha=(None, "x"))
        events = self.env["medspa.intake.event"]
        with at(days=89):
            events._gc_bodies()
            events._gc_files()
            self.assertTrue(self.files_of(event))
        with at(days=91):
            events._gc_bodies()
            events._gc_files()
            self.assertFalse(self.files_of(event))

    def test_erasing_takes_the_files_of_inquiry_and_event(self):
        inquiry = self.post(("me.jpg", JPEG, "image/jpeg"))
        spam = self.post(("other.jpg", JPEG, "image/jpeg"), _gotcha=(None, "x"))
        files = self.files_of(inquiry.lead_id) | self.files_of(spam)
        self.assertEqual(len(files), 2)
        dialogs = self.env["crm.lead.erase"].with_user(self.mia)
        dialogs.create({"lead_id": inquiry.lead_id.id}).action_erase()
        self.assertFalse(files.exists())
