from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Let the shipped favorite divide by where inquiries come from, as screens do.

    Who changed it keeps what they made of it: only the words of before are replaced.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    favorite = env.ref(
        "medspa_speed_to_lead.ir_filters_inquiry_sources", raise_if_not_found=False
    )
    if favorite:
        favorite.context = favorite.context.replace("['source_id']", "['origin_id']")
