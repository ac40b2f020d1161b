-- owner: audit
-- What people and keys have changed or revealed, and each login. Rows are added and never changed; they
-- go by the month, as deliveries do (docs/adr/0020), chasqui.retention.rows after it.
-- Nothing here is a secret, a recipient or a text of theirs: ids, states, codes, and who acted.

CREATE TABLE audit_entry (
  -- made by audit_entry_id
  id             uuid        NOT NULL,
  at             timestamptz NOT NULL,
  actor_kind     text        NOT NULL CHECK (actor_kind IN ('KEY', 'PERSON', 'COMMAND', 'SERVER', 'NOBODY')),
  -- the name of a key, the login of a person, the account that a command ran as
  actor          text        CHECK (length(actor) BETWEEN 1 AND 300),
  key_id         text        CHECK (length(key_id) BETWEEN 1 AND 64),
  -- where the request came from, as far as proxies that are trusted say it
  address        text        CHECK (length(address) BETWEEN 1 AND 100),
  via            text        NOT NULL CHECK (via ~ '^[A-Z][A-Z0-9_]{0,31}$'),
  act            text        NOT NULL CHECK (act ~ '^[a-z]+([.-][a-z]+)*$' AND length(act) <= 64),
  object_kind    text        NOT NULL CHECK (object_kind ~ '^[A-Z][A-Z0-9_]{0,31}$'),
  object_id      text        CHECK (length(object_id) BETWEEN 1 AND 200),
  correlation_id text        CHECK (length(correlation_id) BETWEEN 1 AND 128),
  request_id     text        CHECK (length(request_id) BETWEEN 1 AND 128),
  result         text        NOT NULL CHECK (result IN ('DONE', 'REFUSED')),
  details        jsonb       NOT NULL
    CHECK (jsonb_typeof(details) = 'object' AND octet_length(details::text) <= 16384),
  CHECK ((actor IS NULL) = (actor_kind = 'NOBODY')),
  CHECK ((key_id IS NULL) OR (actor_kind = 'KEY')),
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);

-- An index that is made here is made for every month.
CREATE INDEX audit_entry_by_actor ON audit_entry (actor, id DESC);
CREATE INDEX audit_entry_by_act ON audit_entry (act, id DESC);
CREATE INDEX audit_entry_by_object ON audit_entry (object_kind, object_id, id DESC);
CREATE INDEX audit_entry_by_correlation_id ON audit_entry (correlation_id, id DESC)
  WHERE correlation_id IS NOT NULL;

-- An id that orders by time to the microsecond: a version 7 UUID (RFC 9562, section 5.7) whose twelve bits
-- behind the milliseconds say which part of the millisecond it is (section 6.2, method 3).
CREATE FUNCTION audit_entry_id(at timestamptz) RETURNS uuid
LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$
  SELECT (lpad(to_hex(micros / 1000), 12, '0') || '7' || lpad(to_hex(micros % 1000 * 4096 / 1000), 3, '0')
    || right(replace(gen_random_uuid()::text, '-', ''), 16))::uuid
  FROM (SELECT (extract(epoch FROM at) * 1000000)::bigint AS micros) AS since_1970
$$;

-- Also for whoever owns the table. A trigger of the whole does not see statements on one month, so each
-- month has it too, and keeps it when it is detached.
CREATE FUNCTION keep_audit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: entries of the audit are only added', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER audit_entries_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_entries();

-- Makes a month; false: it is there. Made apart and then attached, so that nobody waits for it who acts.
CREATE FUNCTION add_audit_month(month date) RETURNS boolean LANGUAGE plpgsql
SET lock_timeout = '2s' AS $$
DECLARE
  begins CONSTANT timestamp := date_trunc('month', month::timestamp);
  named  CONSTANT text := 'audit_entry_' || to_char(begins, 'YYYY_MM');
BEGIN
  LOCK TABLE ONLY audit_entry IN SHARE UPDATE EXCLUSIVE MODE;
  IF to_regclass(named) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE audit_entry INCLUDING CONSTRAINTS INCLUDING INDEXES)', named);
  EXECUTE format('CREATE TRIGGER audit_entries_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
    FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_entries()', named);
  EXECUTE format('ALTER TABLE audit_entry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', named,
    first_delivery_id(begins AT TIME ZONE 'UTC'),
    first_delivery_id((begins + interval '1 month') AT TIME ZONE 'UTC'));
  RETURN true;
END $$;

SELECT add_audit_month((date_trunc('month', now() AT TIME ZONE 'UTC') + coming * interval '1 month')::date)
FROM generate_series(0, 3) AS coming;

-- The months that there are.
CREATE VIEW audit_month AS
SELECT name, lower AS first_id, upper AS end_id, time_of_delivery_id(upper) AS ends_at
FROM (
  SELECT substr(month.relname, length('audit_entry_') + 1) AS name,
    substring(bounds FROM 'FROM \(''([^'']+)')::uuid AS lower,
    substring(bounds FROM 'TO \(''([^'']+)')::uuid AS upper
  FROM pg_inherits
  JOIN pg_class AS month ON month.oid = inhrelid
  CROSS JOIN LATERAL pg_get_expr(month.relpartbound, month.oid) AS bounds
  WHERE inhparent = 'audit_entry'::regclass AND NOT inhdetachpending
) AS months;
