-- Whose access was withdrawn, on any node. Beside the log: ids only, no personal data. A numbered list that only grows.
CREATE SCHEMA IF NOT EXISTS hejie_access;

CREATE TABLE hejie_access.revocations (
    number  bigint PRIMARY KEY CHECK (number > 0),
    id      uuid   NOT NULL UNIQUE,
    account text   NOT NULL,
    act     text   NOT NULL CHECK (act IN ('TOKENS', 'ACCOUNT', 'LIFTING')),
    lifts   uuid   CHECK ((act = 'LIFTING') = (lifts IS NOT NULL)),
    reason  text   NOT NULL,
    actor   text,
    at_us   bigint NOT NULL
);

CREATE FUNCTION hejie_access.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is refused: the list only grows', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER revocations_stand BEFORE UPDATE OR DELETE OR TRUNCATE ON hejie_access.revocations
    FOR EACH STATEMENT EXECUTE FUNCTION hejie_access.refuse();
ALTER TABLE hejie_access.revocations ENABLE ALWAYS TRIGGER revocations_stand;

-- One after another until each is committed, so that no reader sees a number before the one below it.
CREATE FUNCTION hejie_access.enter(
    entry uuid, of_account text, of_act text, of_lifts uuid, why text, of_actor text, at bigint
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    LOCK TABLE hejie_access.revocations IN SHARE ROW EXCLUSIVE MODE;
    INSERT INTO hejie_access.revocations (number, id, account, act, lifts, reason, actor, at_us)
        SELECT coalesce(max(number), 0) + 1, entry, of_account, of_act, of_lifts, why, of_actor, at
        FROM hejie_access.revocations
        ON CONFLICT (id) DO NOTHING;
END $$;
REVOKE ALL ON FUNCTION hejie_access.enter(uuid, text, text, uuid, text, text, bigint) FROM PUBLIC;
