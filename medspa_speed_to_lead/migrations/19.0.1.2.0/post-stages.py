def migrate(cr, version):
    """Know the column Contacted again that earlier versions made for several teams.

    It becomes one of the ready columns. It keeps what the practice has made of it.
    """
    cr.execute(
        """
        UPDATE crm_stage SET medspa_ready = TRUE
         WHERE id = (
               SELECT min(stage.id) FROM crm_stage stage
                WHERE stage.medspa_milestone = 'contacted'
                  AND stage.name ->> 'en_US' = 'Contacted'
                  AND EXISTS (
                      SELECT FROM crm_stage_crm_team_rel rel
                       WHERE rel.crm_stage_id = stage.id))
        """
    )
