-- The link to the event before in its stream, absent in every row written before.
ALTER TABLE {schema}.events ADD COLUMN previous bytea CHECK (length(previous) = 32);

-- As before, with the links. A node of the version before cannot append any more and says so.
DROP FUNCTION {schema}.append(text[], bigint[], uuid[], text[], bigint, bytea[], bytea[], bigint[]);
CREATE FUNCTION {schema}.append(
    streams text[], revisions bigint[], ids uuid[], types text[], recorded bigint,
    metadatas bytea[], payloads bytea[], checksums bigint[], links bytea[]
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last bigint;
BEGIN
    PERFORM 1 FROM {schema}.head FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the table head is empty';
    END IF;
    SELECT coalesce(max(e.position), 0) INTO last FROM {schema}.events e;
    INSERT INTO {schema}.events (position, stream, revision, event_id, event_type, recorded_at_us, metadata, payload, checksum, previous)
    SELECT last + n, stream, revision, id, type, recorded, metadata, payload, checksum # (last + n), link
    FROM unnest(streams, revisions, ids, types, metadatas, payloads, checksums, links)
         WITH ORDINALITY AS new (stream, revision, id, type, metadata, payload, checksum, link, n);
    RETURN last;
END $$;
REVOKE ALL ON FUNCTION {schema}.append(text[], bigint[], uuid[], text[], bigint, bytea[], bytea[], bigint[], bytea[]) FROM PUBLIC;

UPDATE {schema}.store SET version = 2;
