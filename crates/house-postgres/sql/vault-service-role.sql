-- The rights of the running service in the database of the keys, and no more. Run by the owner after `hejie` has made the tables under
-- the owner's name, and again after an upgrade. It cannot change or delete a row by itself: a key is kept once or destroyed for good.
-- Changing the master key (`hejie keys`) is the owner's.
DO $$ BEGIN
    CREATE ROLE hejie_service LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT USAGE ON SCHEMA hejie_vault TO hejie_service;
GRANT SELECT ON hejie_vault.subject_keys, hejie_vault.destroyed, hejie_vault.house_keys, hejie_vault.masters,
    hejie_vault.person_index TO hejie_service;
GRANT EXECUTE ON FUNCTION hejie_vault.keep(text, uuid[], bytea[], bytea[], uuid[], text[]), hejie_vault.destroy(uuid),
    hejie_vault.forget(bytea, uuid), hejie_vault.keep_house_key(text, bytea, text), hejie_vault.begin_with(text) TO hejie_service;
