import hashlib
import io
import json
import re
from pathlib import Path

from lxml import etree

from odoo import SUPERUSER_ID, api
from odoo.tools.convert import convert_xml_import

MODULE = "medspa_speed_to_lead"
DATA = Path(__file__).parents[2] / "data"
FILES = (
    *("mail_template_data.xml", "mail_template_follow_up_data.xml"),
    *("sms_template_data.xml", "sms_template_follow_up_data.xml"),
    "medspa_reminder_data.xml",
)
# {name of a record: {field: digests of all words that it ever came with}}
SHIPPED = json.loads(Path(__file__).with_name("shipped_texts.json").read_text())
_PLACEHOLDER = re.compile(r'<t\s+t-out="([^"]+)"\s*(?:/>|>\s*</t>)')
_TAG = re.compile(r"<[^>]*>")


def migrate(cr, version):
    """Give the ready texts their new words, where they still have those they came with.

    What a practice has changed or translated stays as it is. By its name it runs ahead
    of the scripts that read what the texts say.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    names = {name for name in SHIPPED if is_untouched(env, name)}
    for file_name in FILES:
        tree = etree.parse(DATA / file_name)
        for record in list(tree.getroot()):
            if record.get("id") not in names:
                tree.getroot().remove(record)
        source = io.BytesIO(etree.tostring(tree))
        source.name = file_name  # which Odoo names if it cannot read it
        convert_xml_import(env, MODULE, source, {}, "init", noupdate=True)


def is_untouched(env, name):
    """Say whether a ready text has the words it came with, in every language."""
    record = env.ref(f"{MODULE}.{name}", raise_if_not_found=False)
    if not record:
        return False
    record.flush_recordset()
    for field, digests in SHIPPED[name].items():
        env.cr.execute(
            f'SELECT "{field}" FROM "{record._table}" WHERE id = %s', [record.id]
        )
        (stored,) = env.cr.fetchone()
        words = stored.values() if isinstance(stored, dict) else [stored]
        if not all(digest(one) in digests for one in words):
            return False
    return True


def digest(words):
    """Return what tells words apart; neither tags nor blanks are words."""
    words = _TAG.sub("", _PLACEHOLDER.sub(r"{\1}", words or ""))
    for entity, letter in (("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        words = words.replace(entity, letter)
    return hashlib.sha256("".join(words.split()).encode()).hexdigest()[:12]
