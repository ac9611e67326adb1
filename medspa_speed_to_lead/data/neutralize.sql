-- automatic messages are off, and texts go nowhere, whoever writes them
UPDATE res_company
   SET medspa_sending = false,
       sms_provider = 'sandbox';

-- no address that is known outside takes anything; whoever tries one makes a new one
UPDATE medspa_intake_source
   SET token_hash = NULL,
       token_hint = NULL;

-- nobody knocks at a public address, which may be that of the original
UPDATE medspa_mystery
   SET state = 'failed',
       error = 'This is a neutralized copy.',
       token_hash = NULL
 WHERE state IN ('planned', 'sending');

-- an address that is made here must not look like one of the original
DELETE FROM ir_config_parameter
 WHERE key = 'medspa_speed_to_lead.public_url';
