-- The rights of the running service in the database of the keys, and no more. Run once by the owner, after `hejie` has made the tables
-- under the owner's name. It cannot change or delete a row by itself: a key is kept once or destroyed for good.
DO $$ BEGIN
    CREATE ROLE hejie_service LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT USAGE ON SCHEMA hejie_vault TO hejie_service;
GRANT SELECT ON hejie_vault.subject_keys, hejie_vault.destroyed TO hejie_service;
GRANT EXECUTE ON FUNCTION hejie_vault.keep(uuid[], bytea[]), hejie_vault.destroy(uuid), hejie_vault.house_key(text, bytea) TO hejie_service;
