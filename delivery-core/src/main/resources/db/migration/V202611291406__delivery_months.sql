-- owner: delivery
-- Deliveries by month (docs/adr/0020): message, state and attempts in one partition each for every month
-- in which ids were made, so that a month that need not be kept goes as a whole. The tables of today become
-- the first month, whatever is in it; no row of it is rewritten. Each is read once, under a lock against
-- everything, to prove its bounds: some seconds for each million deliveries. Servers and workers of the
-- version before wait that long, and run on.

-- Everybody would wait behind us while a dump or a long report reads: rather start again later.
SET LOCAL lock_timeout = '10s';
LOCK TABLE delivery_message, delivery_state, delivery_attempt IN ACCESS EXCLUSIVE MODE;

-- The least id of a moment, to the millisecond (RFC 9562, section 5.7): where a month begins.
CREATE FUNCTION first_delivery_id(at timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;

-- When an id was made.
CREATE FUNCTION time_of_delivery_id(id uuid) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;

DROP TRIGGER delivery_is_new ON delivery_state;
DROP TRIGGER delivery_has_changed ON delivery_state;

ALTER TABLE delivery_message RENAME TO delivery_message_first;
ALTER TABLE delivery_state RENAME TO delivery_state_first;
ALTER TABLE delivery_attempt RENAME TO delivery_attempt_first;
-- The known names are for the whole, not for a month.
ALTER INDEX delivery_message_pkey RENAME TO delivery_message_first_pkey;
ALTER INDEX delivery_state_pkey RENAME TO delivery_state_first_pkey;
ALTER INDEX delivery_attempt_pkey RENAME TO delivery_attempt_first_pkey;
ALTER INDEX delivery_by_correlation_id RENAME TO delivery_first_by_correlation_id;
ALTER INDEX delivery_by_recipient RENAME TO delivery_first_by_recipient;
ALTER INDEX delivery_by_customer RENAME TO delivery_first_by_customer;
ALTER INDEX delivery_by_channel RENAME TO delivery_first_by_channel;
ALTER INDEX delivery_by_origin_kind RENAME TO delivery_first_by_origin_kind;
ALTER INDEX delivery_by_origin_id RENAME TO delivery_first_by_origin_id;
ALTER INDEX delivery_by_status RENAME TO delivery_first_by_status;
ALTER INDEX delivery_open_by_due RENAME TO delivery_first_open_by_due;
ALTER INDEX delivery_by_deadline RENAME TO delivery_first_by_deadline;

CREATE TABLE delivery_message (
  LIKE delivery_message_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE TABLE delivery_state (
  LIKE delivery_state_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE TABLE delivery_attempt (
  LIKE delivery_attempt_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (delivery_id, number)
) PARTITION BY RANGE (delivery_id);

-- As they were. An index that is made here is made for every month.
CREATE INDEX delivery_by_correlation_id ON delivery_message (correlation_id, id DESC);
CREATE INDEX delivery_by_recipient ON delivery_message (recipient, id DESC);
CREATE INDEX delivery_by_customer ON delivery_message (customer_id, id DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX delivery_by_channel ON delivery_message (channel, id DESC);
CREATE INDEX delivery_by_origin_kind ON delivery_message (origin_kind, id DESC) WHERE origin_kind <> 'REQUEST';
CREATE INDEX delivery_by_origin_id ON delivery_message (origin_id, id DESC) WHERE origin_id IS NOT NULL;
CREATE INDEX delivery_by_status ON delivery_state (status, id DESC);
CREATE INDEX delivery_open_by_due ON delivery_state (channel, due_at, id)
  WHERE status IN ('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING');
CREATE INDEX delivery_by_deadline ON delivery_state (expires_at)
  WHERE expires_at IS NOT NULL AND status IN ('SCHEDULED', 'QUEUED', 'RETRYING');

-- Makes a month; false: it is there. Two at a time wait for each other, and nobody else for them: the lock
-- is against changes of the tables, and each month is made apart and then attached. Foreign keys go from
-- month to month: on the whole they would look into every month for each attempt, and keep a month from
-- being dropped. What a month stores where, and when it is cleaned up, cannot be said of the whole either.
CREATE FUNCTION add_delivery_month(month date) RETURNS boolean LANGUAGE plpgsql
SET lock_timeout = '2s' AS $$
DECLARE
  begins  CONSTANT timestamp := date_trunc('month', month::timestamp);
  suffix  CONSTANT text := to_char(begins, 'YYYY_MM');
  lower   CONSTANT uuid := first_delivery_id(begins AT TIME ZONE 'UTC');
  upper   CONSTANT uuid := first_delivery_id((begins + interval '1 month') AT TIME ZONE 'UTC');
  cleaned CONSTANT text :=
    'autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02';
  named text;
BEGIN
  LOCK TABLE ONLY delivery_message, ONLY delivery_state, ONLY delivery_attempt
    IN SHARE UPDATE EXCLUSIVE MODE;
  IF to_regclass('delivery_message_' || suffix) IS NOT NULL THEN
    RETURN false;
  END IF;
  FOREACH named IN ARRAY ARRAY['delivery_message', 'delivery_state', 'delivery_attempt'] LOOP
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS) WITH (%s)',
      named || '_' || suffix, named,
      -- room for a state's next version on its own page
      CASE named WHEN 'delivery_state' THEN 'fillfactor = 80, ' ELSE '' END || cleaned);
    EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (%s)', named || '_' || suffix,
      CASE named WHEN 'delivery_attempt' THEN 'delivery_id, number' ELSE 'id' END);
  END LOOP;
  EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (id) REFERENCES %I ON DELETE CASCADE',
    'delivery_state_' || suffix, 'delivery_message_' || suffix);
  EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (delivery_id) REFERENCES %I ON DELETE CASCADE',
    'delivery_attempt_' || suffix, 'delivery_message_' || suffix);
  FOREACH named IN ARRAY ARRAY['delivery_message', 'delivery_state', 'delivery_attempt'] LOOP
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      named, named || '_' || suffix, lower, upper);
  END LOOP;
  RETURN true;
END $$;

-- The first month ends with the running one. Ids beyond that are of a machine whose clock was wrong: their
-- rows, few if any, go to months of their own.
CREATE TEMPORARY TABLE beyond ON COMMIT DROP AS
SELECT first_delivery_id(
  (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC') AS id;
CREATE TEMPORARY TABLE messages_beyond ON COMMIT DROP AS
SELECT * FROM delivery_message_first WHERE id >= (SELECT id FROM beyond);
CREATE TEMPORARY TABLE states_beyond ON COMMIT DROP AS
SELECT * FROM delivery_state_first WHERE id >= (SELECT id FROM beyond);
CREATE TEMPORARY TABLE attempts_beyond ON COMMIT DROP AS
SELECT * FROM delivery_attempt_first WHERE delivery_id >= (SELECT id FROM beyond);
DELETE FROM delivery_message_first WHERE id >= (SELECT id FROM beyond);

DO $$
DECLARE
  upper CONSTANT uuid := (SELECT id FROM beyond);
  named text;
  month date;
BEGIN
  FOREACH named IN ARRAY ARRAY['delivery_message', 'delivery_state', 'delivery_attempt'] LOOP
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)',
      named, named || '_first', upper);
  END LOOP;
  FOR month IN
    SELECT date_trunc('month', now() AT TIME ZONE 'UTC') + coming * interval '1 month'
    FROM generate_series(1, 3) AS coming
    UNION
    SELECT date_trunc('month', time_of_delivery_id(id) AT TIME ZONE 'UTC') FROM messages_beyond
  LOOP
    PERFORM add_delivery_month(month);
  END LOOP;
END $$;

INSERT INTO delivery_message SELECT * FROM messages_beyond;
INSERT INTO delivery_state SELECT * FROM states_beyond;
INSERT INTO delivery_attempt SELECT * FROM attempts_beyond;

CREATE TRIGGER delivery_is_new AFTER INSERT ON delivery_state
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_new_deliveries();

CREATE TRIGGER delivery_has_changed AFTER UPDATE ON delivery_state
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_changed_deliveries();

-- The same, of all months. Its triggers, defaults and grants stay.
CREATE OR REPLACE VIEW delivery AS
SELECT
  message.id, message.correlation_id, message.channel, state.status, message.recipient_kind,
  message.recipient, message.subject, message.message, message.attachment_name, message.customer_id,
  message.on_unknown, state.scheduled_time, state.due_at, state.expires_at, message.created_at,
  state.completed_at, state.attempt, state.failed_attempts, state.failure_code, state.failure_detail,
  state.provider_message_id, message.retry_schedule, message.traceparent, message.origin_kind,
  message.origin_id, message.requested_by, message.report_id, message.content_number,
  message.content_id, state.lane, state.band, state.receipt_at, state.erased_at
FROM delivery_message AS message
JOIN delivery_state AS state ON state.id = message.id AND state.channel = message.channel;

-- The months that there are. first_id is null for the first one, which holds whatever was before.
CREATE VIEW delivery_month AS
SELECT name, lower AS first_id, upper AS end_id, time_of_delivery_id(upper) AS ends_at
FROM (
  SELECT substr(month.relname, length('delivery_message_') + 1) AS name,
    substring(bounds FROM 'FROM \(''([^'']+)')::uuid AS lower,
    substring(bounds FROM 'TO \(''([^'']+)')::uuid AS upper
  FROM pg_inherits
  JOIN pg_class AS month ON month.oid = inhrelid
  CROSS JOIN LATERAL pg_get_expr(month.relpartbound, month.oid) AS bounds
  WHERE inhparent = 'delivery_message'::regclass AND NOT inhdetachpending
) AS months;
