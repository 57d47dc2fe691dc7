-- Which master key wraps what, and by which digests a person's subjects are found again. Made once, after vault.sql.

-- Every master key this vault ever had; its id tells nothing about it. New keys are wrapped under the current one only.
CREATE TABLE hejie_vault.masters (
    id    text PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('current', 'former', 'retired'))
);
CREATE UNIQUE INDEX one_current ON hejie_vault.masters (state) WHERE state = 'current';

ALTER TABLE hejie_vault.subject_keys ADD COLUMN master text;
ALTER TABLE hejie_vault.house_keys ADD COLUMN master text;

-- Keyed digests: from this table alone nobody can try out names.
CREATE TABLE hejie_vault.person_index (
    digest  bytea NOT NULL,
    subject uuid NOT NULL,
    stream  text NOT NULL,
    PRIMARY KEY (digest, subject)
);
CREATE INDEX person_index_subject ON hejie_vault.person_index (subject);
ALTER TABLE hejie_vault.person_index SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

DROP FUNCTION hejie_vault.keep(uuid[], bytea[]);
DROP FUNCTION hejie_vault.house_key(text, bytea);

-- Whoever keeps a key holds this shared, whoever changes the current master key holds it alone.
CREATE FUNCTION hejie_vault.under_one_master(alone boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF alone THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('hejie_vault.masters', 0));
    ELSE
        PERFORM pg_advisory_xact_lock_shared(hashtextextended('hejie_vault.masters', 0));
    END IF;
END $$;

-- Keeps what was offered under the current master key for subjects that have no key yet, and returns what is kept, whoever was first;
-- nothing at all, and no row, when another master key is current. Traces are kept unless their subject is destroyed: the row is held, so
-- that whoever destroys comes before, and is seen, or after, and sweeps. Sorted, so that two nodes never wait for each other in a circle.
CREATE FUNCTION hejie_vault.keep(
    under text, subjects uuid[], offered bytea[], digests bytea[], traced uuid[], streams text[]
) RETURNS TABLE (kept_for uuid, kept bytea, kept_under text, kept_at_all boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM hejie_vault.under_one_master(false);
    IF NOT EXISTS (SELECT 1 FROM hejie_vault.masters m WHERE m.id = under AND m.state = 'current') THEN
        RETURN QUERY SELECT NULL::uuid, NULL::bytea, NULL::text, false;
        RETURN;
    END IF;
    INSERT INTO hejie_vault.subject_keys (subject, wrapped, master)
    SELECT DISTINCT ON (new.s) new.s, new.w, under FROM unnest(subjects, offered) AS new (s, w) ORDER BY new.s
    ON CONFLICT DO NOTHING;
    IF cardinality(traced) > 0 THEN
        PERFORM 1 FROM hejie_vault.subject_keys k WHERE k.subject = ANY (traced) ORDER BY k.subject FOR SHARE;
        INSERT INTO hejie_vault.person_index
        SELECT DISTINCT ON (new.d, new.s) new.d, new.s, new.n FROM unnest(digests, traced, streams) AS new (d, s, n)
        WHERE EXISTS (SELECT 1 FROM hejie_vault.subject_keys k WHERE k.subject = new.s AND k.wrapped IS NOT NULL)
        ORDER BY new.d, new.s
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN QUERY SELECT k.subject, k.wrapped, coalesce(k.master, ''), true
                 FROM hejie_vault.subject_keys k WHERE k.subject = ANY (subjects);
END $$;

CREATE OR REPLACE FUNCTION hejie_vault.destroy(gone uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    LOCK TABLE hejie_vault.destroyed IN EXCLUSIVE MODE;
    INSERT INTO hejie_vault.subject_keys (subject) VALUES (gone)
    ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, master = NULL;
    DELETE FROM hejie_vault.person_index p WHERE p.subject = gone;
    INSERT INTO hejie_vault.destroyed SELECT coalesce(max(d.seq), 0) + 1, gone FROM hejie_vault.destroyed d;
END $$;

CREATE FUNCTION hejie_vault.keep_house_key(called text, offered bytea, under text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO hejie_vault.house_keys (name, wrapped, master) VALUES (called, offered, under) ON CONFLICT DO NOTHING;
$$;

-- The first master key; keys kept before ids were written down are wrapped under it.
CREATE FUNCTION hejie_vault.begin_with(first text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM hejie_vault.under_one_master(true);
    IF EXISTS (SELECT 1 FROM hejie_vault.masters) THEN
        RETURN;
    END IF;
    INSERT INTO hejie_vault.masters VALUES (first, 'current');
    UPDATE hejie_vault.subject_keys SET master = first WHERE wrapped IS NOT NULL;
    UPDATE hejie_vault.house_keys SET master = first;
END $$;

CREATE FUNCTION hejie_vault.make_current(next text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM hejie_vault.under_one_master(true);
    UPDATE hejie_vault.masters SET state = 'former' WHERE state = 'current' AND id <> next;
    INSERT INTO hejie_vault.masters VALUES (next, 'current') ON CONFLICT (id) DO UPDATE SET state = 'current';
END $$;

-- Each only where it still is what was taken: what was destroyed meanwhile stays destroyed.
CREATE FUNCTION hejie_vault.put_back(under text, subjects uuid[], taken bytea[], anew bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM hejie_vault.subject_keys k WHERE k.subject = ANY (subjects) ORDER BY k.subject FOR UPDATE;
    UPDATE hejie_vault.subject_keys k SET wrapped = new.w, master = under
    FROM unnest(subjects, taken, anew) AS new (s, t, w) WHERE k.subject = new.s AND k.wrapped = new.t;
END $$;

CREATE FUNCTION hejie_vault.put_back_house_key(under text, called text, taken bytea, anew bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE hejie_vault.house_keys SET wrapped = anew, master = under WHERE name = called AND wrapped = taken;
$$;

-- False when it is the current one or something is wrapped under it.
CREATE FUNCTION hejie_vault.retire(old text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM hejie_vault.under_one_master(true);
    UPDATE hejie_vault.masters SET state = 'retired' WHERE id = old AND state <> 'current'
    AND NOT EXISTS (SELECT 1 FROM hejie_vault.subject_keys k WHERE k.wrapped IS NOT NULL AND k.master = old)
    AND NOT EXISTS (SELECT 1 FROM hejie_vault.house_keys k WHERE k.master = old);
    RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION hejie_vault.under_one_master(boolean), hejie_vault.keep(text, uuid[], bytea[], bytea[], uuid[], text[]),
    hejie_vault.keep_house_key(text, bytea, text), hejie_vault.begin_with(text), hejie_vault.make_current(text),
    hejie_vault.put_back(text, uuid[], bytea[], bytea[]), hejie_vault.put_back_house_key(text, text, bytea, bytea),
    hejie_vault.retire(text) FROM PUBLIC;
