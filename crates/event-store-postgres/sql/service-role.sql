-- The rights of the running service, and no more. Run once by the owner of the tables, after `hejie` has created them under the owner's
-- name; then let the service connect as hejie_service. It can read everything and append, and it can lock the head; it cannot insert,
-- update, delete or truncate by itself, nor create anything. Give it a password or a certificate as your house does.
-- Adapt the name of the schema if it is not hejie.
CREATE ROLE hejie_service LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
GRANT USAGE ON SCHEMA hejie TO hejie_service;
GRANT SELECT ON hejie.events, hejie.store TO hejie_service;
-- UPDATE is what PostgreSQL asks of someone who locks a row; the table's trigger refuses the update itself.
GRANT SELECT, UPDATE ON hejie.head TO hejie_service;
GRANT EXECUTE ON FUNCTION hejie.append(bigint, text[], bigint[], uuid[], text[], bytea[], bytea[], bigint[], bytea[]) TO hejie_service;
