-- Which node runs the processes of the house. One row a lease; its epoch rises each time it passes on.
CREATE SCHEMA IF NOT EXISTS hejie_lease;

CREATE TABLE hejie_lease.leases (
    name   text        PRIMARY KEY,
    holder text        NOT NULL,
    epoch  bigint      NOT NULL CHECK (epoch > 0),
    until  timestamptz NOT NULL
);

CREATE FUNCTION hejie_lease.rise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR NEW.epoch < OLD.epoch OR (NEW.holder <> OLD.holder AND NEW.epoch = OLD.epoch) THEN
        RAISE EXCEPTION '% is refused: an epoch only rises', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER epochs_rise BEFORE UPDATE OR DELETE ON hejie_lease.leases
    FOR EACH ROW EXECUTE FUNCTION hejie_lease.rise();
ALTER TABLE hejie_lease.leases ENABLE ALWAYS TRIGGER epochs_rise;
