-- The rights of the running service on the access journal: to add through the function that chains, and to read. Run by the owner, after
-- the role of the log, and again after an upgrade.
GRANT USAGE ON SCHEMA hejie_journal TO hejie_service;
REVOKE INSERT ON hejie_journal.reads FROM hejie_service;
GRANT SELECT ON hejie_journal.reads TO hejie_service;
GRANT EXECUTE ON FUNCTION
    hejie_journal.keep(bigint[], text[], text[], text[], text[], text[], text[], text[], text[]) TO hejie_service;
