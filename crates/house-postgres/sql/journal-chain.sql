-- The chain over the entries of the access journal: each carries a hash over its content and the hash of the one before, as
-- crates/application/src/journal/chain.rs says, which checks it. What was written before there was a chain is chained here.
ALTER TABLE hejie_journal.reads DISABLE TRIGGER reads_stand;
ALTER TABLE hejie_journal.reads
    ADD COLUMN on_behalf text, ADD COLUMN classes text, ADD COLUMN about text, ADD COLUMN purpose text,
    ADD COLUMN number bigint UNIQUE, ADD COLUMN hash bytea;
CREATE INDEX reads_by_account ON hejie_journal.reads ((actor::json ->> 'user'));
CREATE INDEX reads_by_action ON hejie_journal.reads (action);
CREATE INDEX reads_by_time ON hejie_journal.reads (at_us);

CREATE FUNCTION hejie_journal.line(t text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT int4send(octet_length(convert_to(t, 'UTF8'))) || convert_to(t, 'UTF8')
$$;
CREATE FUNCTION hejie_journal.maybe(t text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN t IS NULL THEN '\x00'::bytea ELSE '\x01'::bytea || hejie_journal.line(t) END
$$;
CREATE FUNCTION hejie_journal.body(r hejie_journal.reads) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    shown bytea := int4send(cardinality(r.cases));
    one uuid;
BEGIN
    FOREACH one IN ARRAY r.cases LOOP
        shown := shown || uuid_send(one);
    END LOOP;
    RETURN sha256(convert_to('hejie.journal/v1' || chr(10), 'UTF8') || int8send(r.at_us)
        || hejie_journal.line(r.action) || hejie_journal.line(r.actor)
        || hejie_journal.maybe(r.on_behalf) || hejie_journal.maybe(r.classes) || hejie_journal.maybe(r.about)
        || hejie_journal.maybe(r.purpose) || hejie_journal.maybe(r.request) || shown);
END $$;

CREATE TABLE hejie_journal.head (
    alone  boolean PRIMARY KEY DEFAULT true CHECK (alone),
    number bigint NOT NULL,
    hash   bytea  NOT NULL
);
DO $$
DECLARE
    r hejie_journal.reads;
    n bigint := 0;
    h bytea := decode(repeat('00', 32), 'hex');
BEGIN
    FOR r IN SELECT * FROM hejie_journal.reads ORDER BY id LOOP
        n := n + 1;
        h := sha256(h || int8send(n) || hejie_journal.body(r));
        UPDATE hejie_journal.reads SET number = n, hash = h WHERE id = r.id;
    END LOOP;
    INSERT INTO hejie_journal.head (number, hash) VALUES (n, h);
END $$;
ALTER TABLE hejie_journal.reads ALTER COLUMN number SET NOT NULL, ALTER COLUMN hash SET NOT NULL;
ALTER TABLE hejie_journal.reads ENABLE ALWAYS TRIGGER reads_stand;

-- Adds entries, in order. Under the owner's rights, so that the service needs none on the tables but to read them.
CREATE FUNCTION hejie_journal.keep(
    ats bigint[], actions text[], actors text[], behalves text[], classes_shown text[], abouts text[], purposes text[],
    requests text[], shown text[]
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    r hejie_journal.reads;
    n bigint;
    h bytea;
BEGIN
    SELECT number, hash INTO STRICT n, h FROM hejie_journal.head FOR UPDATE;
    FOR i IN 1 .. cardinality(ats) LOOP
        r.at_us := ats[i];
        r.action := actions[i];
        r.actor := actors[i];
        r.on_behalf := behalves[i];
        r.classes := classes_shown[i];
        r.about := abouts[i];
        r.purpose := purposes[i];
        r.request := requests[i];
        r.cases := shown[i]::uuid[];
        n := n + 1;
        h := sha256(h || int8send(n) || hejie_journal.body(r));
        INSERT INTO hejie_journal.reads
            (number, at_us, action, actor, on_behalf, classes, about, purpose, request, cases, hash)
        VALUES (n, r.at_us, r.action, r.actor, r.on_behalf, r.classes, r.about, r.purpose, r.request, r.cases, h);
    END LOOP;
    UPDATE hejie_journal.head SET number = n, hash = h;
END $$;
REVOKE EXECUTE ON FUNCTION hejie_journal.keep(bigint[], text[], text[], text[], text[], text[], text[], text[], text[])
    FROM PUBLIC;
