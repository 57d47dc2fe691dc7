-- The keys of all nodes, each wrapped by the master key, which no database ever sees. In a database of its own: whoever backs up the
-- log must not carry the keys along.
CREATE SCHEMA IF NOT EXISTS hejie_vault;

-- NULL: destroyed, never to be made again.
CREATE TABLE hejie_vault.subject_keys (subject uuid PRIMARY KEY, wrapped bytea);
-- What a destroyed key leaves behind shall be gone soon.
ALTER TABLE hejie_vault.subject_keys SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

CREATE TABLE hejie_vault.house_keys (name text PRIMARY KEY, wrapped bytea NOT NULL);

-- In the order of commits: nodes forget what is listed here.
CREATE TABLE hejie_vault.destroyed (seq bigint PRIMARY KEY, subject uuid NOT NULL);

-- Keeps what was offered for subjects that have no key yet, and returns what is kept, whoever was first. Sorted, so that two nodes never
-- wait for each other in a circle.
CREATE FUNCTION hejie_vault.keep(subjects uuid[], offered bytea[]) RETURNS TABLE (kept_for uuid, kept bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO hejie_vault.subject_keys (subject, wrapped)
    SELECT DISTINCT ON (new.s) new.s, new.w FROM unnest(subjects, offered) AS new (s, w) ORDER BY new.s
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT k.subject, k.wrapped FROM hejie_vault.subject_keys k WHERE k.subject = ANY (subjects);
END $$;

-- The lock makes the numbers follow the commits.
CREATE FUNCTION hejie_vault.destroy(gone uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    LOCK TABLE hejie_vault.destroyed IN EXCLUSIVE MODE;
    INSERT INTO hejie_vault.subject_keys VALUES (gone, NULL) ON CONFLICT (subject) DO UPDATE SET wrapped = NULL;
    INSERT INTO hejie_vault.destroyed SELECT coalesce(max(d.seq), 0) + 1, gone FROM hejie_vault.destroyed d;
END $$;

CREATE FUNCTION hejie_vault.house_key(called text, offered bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO hejie_vault.house_keys VALUES (called, offered) ON CONFLICT DO NOTHING;
    RETURN (SELECT k.wrapped FROM hejie_vault.house_keys k WHERE k.name = called);
END $$;

REVOKE ALL ON FUNCTION hejie_vault.keep(uuid[], bytea[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION hejie_vault.destroy(uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION hejie_vault.house_key(text, bytea) FROM PUBLIC;
