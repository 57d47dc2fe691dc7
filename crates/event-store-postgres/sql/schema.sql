CREATE SCHEMA IF NOT EXISTS {schema};

-- Which log this is. One row.
CREATE TABLE {schema}.store (
    one         boolean     PRIMARY KEY DEFAULT true CHECK (one),
    incarnation uuid        NOT NULL DEFAULT gen_random_uuid(),
    version     integer     NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);
INSERT INTO {schema}.store (version) VALUES (1);

-- One row. Who holds its lock may append; the lock is given back when the commit is visible. It holds no number on purpose: a counter
-- updated with every commit leaves a dead version each time, which nothing may remove while any old transaction of the cluster is
-- open, and every update walks over all of them.
CREATE TABLE {schema}.head (one boolean PRIMARY KEY DEFAULT true CHECK (one));
INSERT INTO {schema}.head DEFAULT VALUES;

CREATE TABLE {schema}.events (
    position       bigint             PRIMARY KEY CHECK (position > 0),
    stream         text   COLLATE "C" NOT NULL,
    revision       bigint             NOT NULL CHECK (revision >= 0),
    event_id       uuid               NOT NULL,
    event_type     text   COLLATE "C" NOT NULL,
    recorded_at_us bigint             NOT NULL,
    metadata       bytea              NOT NULL,
    payload        bytea              NOT NULL,
    checksum       bigint             NOT NULL,
    CONSTRAINT events_by_stream UNIQUE (stream, revision),
    CONSTRAINT events_by_id     UNIQUE (event_id)
);

-- Inserted in large numbers and never changed: only the visibility map and statistics need tending.
ALTER TABLE {schema}.events SET (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

CREATE FUNCTION {schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is refused: % of an event store is final', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- ALWAYS: also for a session that calls itself a replica.
CREATE TRIGGER events_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.events
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse();
ALTER TABLE {schema}.events ENABLE ALWAYS TRIGGER events_are_final;
CREATE TRIGGER head_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.head
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse();
ALTER TABLE {schema}.head ENABLE ALWAYS TRIGGER head_is_final;
-- The incarnation may be renewed after a restore, by the owner.
CREATE TRIGGER store_is_final BEFORE DELETE OR TRUNCATE ON {schema}.store
    FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse();
ALTER TABLE {schema}.store ENABLE ALWAYS TRIGGER store_is_final;

-- The only way to write. The arrays have arrived whole before the lock is asked for, so a slow network never holds it. Each statement
-- sees what was committed before it began: the position is read after the lock was obtained. Returns the position before the first
-- new event. A unique violation means that another node was faster on one of these streams; nothing is written then.
CREATE FUNCTION {schema}.append(
    streams text[], revisions bigint[], ids uuid[], types text[], recorded bigint,
    metadatas bytea[], payloads bytea[], checksums bigint[]
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last bigint;
BEGIN
    PERFORM 1 FROM {schema}.head FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the table head is empty';
    END IF;
    SELECT coalesce(max(e.position), 0) INTO last FROM {schema}.events e;
    INSERT INTO {schema}.events (position, stream, revision, event_id, event_type, recorded_at_us, metadata, payload, checksum)
    SELECT last + n, stream, revision, id, type, recorded, metadata, payload, checksum # (last + n)
    FROM unnest(streams, revisions, ids, types, metadatas, payloads, checksums)
         WITH ORDINALITY AS new (stream, revision, id, type, metadata, payload, checksum, n);
    RETURN last;
END $$;
REVOKE ALL ON FUNCTION {schema}.append(text[], bigint[], uuid[], text[], bigint, bytea[], bytea[], bigint[]) FROM PUBLIC;
