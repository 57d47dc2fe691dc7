-- The rights of the running service on the leases: to take, renew and lock them; the trigger lets epochs only rise. Run once by the
-- owner, after the role of the log, in the database of the access journal.
GRANT USAGE ON SCHEMA hejie_lease TO hejie_service;
GRANT SELECT, INSERT, UPDATE ON hejie_lease.leases TO hejie_service;
