-- The rights of the running service on the access journal: to add and to read. Run once by the owner, after the role of the log.
GRANT USAGE ON SCHEMA hejie_journal TO hejie_service;
GRANT SELECT, INSERT ON hejie_journal.reads TO hejie_service;
