def migrate(cr, version):
    """Know of each line of consent when we learned of it, and which a keyword said.

    What Odoo noted when it wrote the line is when we learned of it. Texts are known by
    Twilio's number of the message, or by the list of numbers that opted out.
    """
    cr.execute(
        """
        ALTER TABLE medspa_consent
              ADD COLUMN IF NOT EXISTS learned_at timestamp,
              ADD COLUMN IF NOT EXISTS by_keyword boolean
        """
    )
    cr.execute(
        """
        UPDATE medspa_consent line
           SET learned_at = date_trunc('second', COALESCE(create_date, occurred_at)),
               by_keyword = channel = 'sms' AND (
                   (granted AND purpose = 'informational'
                            AND evidence LIKE 'MessageSid %')
                   OR (NOT granted AND (
                       evidence LIKE 'MessageSid %'
                       OR EXISTS (
                          SELECT FROM phone_blacklist listed
                           WHERE listed.number = line.address AND listed.active))))
         WHERE learned_at IS NULL
        """
    )
