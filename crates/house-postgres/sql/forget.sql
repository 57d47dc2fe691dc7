-- A person is no longer found by a value that was corrected. Made once, after masters.sql.
CREATE FUNCTION hejie_vault.forget(known bytea, whose uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM hejie_vault.person_index p WHERE p.digest = known AND p.subject = whose;
$$;
REVOKE ALL ON FUNCTION hejie_vault.forget(bytea, uuid) FROM PUBLIC;
