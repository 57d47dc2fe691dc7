-- The time an event was recorded never runs backwards in the log, whatever the clocks of the nodes say: under the lock of the head the
-- last recorded time is known, and a node that comes with an earlier one gets that one.
--
-- A row's checksum covers its time, and the node computed it. From this version on the time is the last thing summed up, so that the
-- difference between two sums over the same bytes with different times is the CRC-32 of the difference of the times, begun at zero:
-- it is the same for every event of the call and is combined with each by exclusive or. Rows from before stay as they are.
--
-- A node of the version before cannot append any more and says so. A service with a role of its own must be given the right to call
-- the function again: the last line of service-role.sql.
DROP FUNCTION {schema}.append(text[], bigint[], uuid[], text[], bigint, bytea[], bytea[], bigint[], bytea[]);
CREATE FUNCTION {schema}.append(
    recorded bigint, streams text[], revisions bigint[], ids uuid[], types text[],
    metadatas bytea[], payloads bytea[], checksums bigint[], links bytea[]
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last     bigint;
    latest   bigint;
    turned   bigint;
    carried  bigint := 0;
BEGIN
    PERFORM 1 FROM {schema}.head FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the table head is empty';
    END IF;
    SELECT e.position, e.recorded_at_us INTO last, latest FROM {schema}.events e ORDER BY e.position DESC LIMIT 1;
    last := coalesce(last, 0);
    IF latest > recorded THEN
        turned := recorded # latest;
        recorded := latest;
        FOR step IN 0..63 LOOP
            IF step % 32 = 0 THEN
                carried := carried # ((turned >> step) & 4294967295);
            END IF;
            carried := CASE WHEN carried & 1 = 1 THEN (carried >> 1) # 3988292384 ELSE carried >> 1 END;
        END LOOP;
    END IF;
    INSERT INTO {schema}.events (position, stream, revision, event_id, event_type, recorded_at_us, metadata, payload, checksum, previous)
    SELECT last + n, stream, revision, id, type, recorded, metadata, payload, checksum # carried # (last + n), link
    FROM unnest(streams, revisions, ids, types, metadatas, payloads, checksums, links)
         WITH ORDINALITY AS new (stream, revision, id, type, metadata, payload, checksum, link, n);
    RETURN last;
END $$;
REVOKE ALL ON FUNCTION {schema}.append(bigint, text[], bigint[], uuid[], text[], bytea[], bytea[], bigint[], bytea[]) FROM PUBLIC;

UPDATE {schema}.store SET version = 3;
