def migrate(cr, version):
    """Let our ready plans wait until somebody has tried to reach them, and no others.

    A practice's own plans stay as they ran, until somebody switches it on.
    """
    cr.execute(
        """
        ALTER TABLE medspa_cadence
              ADD COLUMN IF NOT EXISTS hold_until_tried boolean
        """
    )
    cr.execute(
        """
        UPDATE medspa_cadence plan
           SET hold_until_tried = EXISTS (
               SELECT FROM ir_model_data ready
                WHERE ready.module = 'medspa_speed_to_lead'
                  AND ready.model = 'medspa.cadence' AND ready.res_id = plan.id)
         WHERE hold_until_tried IS NULL
        """
    )
