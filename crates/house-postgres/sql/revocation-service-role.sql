-- The rights of the running service on the list of withdrawn accesses: to add through the function, and to read. Run once by the owner,
-- after the role of the log, in the database of the access journal.
GRANT USAGE ON SCHEMA hejie_access TO hejie_service;
GRANT SELECT ON hejie_access.revocations TO hejie_service;
GRANT EXECUTE ON FUNCTION hejie_access.enter(uuid, text, text, uuid, text, text, bigint) TO hejie_service;
