-- Who read what, on any node. Beside the log: ids only, no personal data.
CREATE SCHEMA IF NOT EXISTS hejie_journal;

CREATE TABLE hejie_journal.reads (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at_us   bigint NOT NULL,
    action  text   NOT NULL,
    actor   text   NOT NULL,
    request text,
    cases   uuid[] NOT NULL
);
CREATE INDEX reads_of_cases ON hejie_journal.reads USING gin (cases);

CREATE FUNCTION hejie_journal.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is refused: the access journal stands', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER reads_stand BEFORE UPDATE OR DELETE OR TRUNCATE ON hejie_journal.reads
    FOR EACH STATEMENT EXECUTE FUNCTION hejie_journal.refuse();
ALTER TABLE hejie_journal.reads ENABLE ALWAYS TRIGGER reads_stand;
