-- A draft that goes with docs/adr/0016, not a migration that runs: Flyway does not look here.
-- owner: delivery
-- A delivery's state apart from its message, both by month (docs/adr/0016). Today's rows of the
-- message are not rewritten: its table loses columns, which only changes the catalogue, and becomes the
-- first partition. The state of each delivery is copied once, about a minute for each million, under a
-- lock against everything, so that no worker writes meanwhile. Workers and servers of the version before run
-- on: the name delivery is a view of both, with triggers that write through it.

-- The least version 7 id of a moment, to the millisecond (RFC 9562, section 5.7): where a month begins.
CREATE FUNCTION first_id_at(at timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;

LOCK TABLE delivery, delivery_attempt IN ACCESS EXCLUSIVE MODE;

-- Only the attempts and the state keep a foreign key, and that from month to month (below): all others
-- would keep a month from being dropped. Their rows have retention rules of their own.
ALTER TABLE idempotency_key DROP CONSTRAINT idempotency_key_delivery_id_fkey;
ALTER TABLE contact_message_delivery DROP CONSTRAINT contact_message_delivery_delivery_id_fkey;
ALTER TABLE telegram_progress DROP CONSTRAINT telegram_progress_delivery_id_fkey;
ALTER TABLE delivery_attempt DROP CONSTRAINT delivery_attempt_delivery_id_fkey;
DROP TRIGGER delivery_is_new ON delivery;
DROP TRIGGER delivery_has_changed ON delivery;

-- What is to come, and what the message keeps. No column here has a default that is written into rows.
ALTER TABLE delivery RENAME TO delivery_message_first;
ALTER TABLE delivery_message_first
  -- what made it; null in rows from before
  ADD COLUMN origin_kind    text   CHECK (origin_kind ~ '^[A-Z_]{1,32}$'),
  ADD COLUMN origin_id      uuid,
  ADD COLUMN content_number integer CHECK (content_number >= 1),
  -- a key's name or a login; null: the server itself
  ADD COLUMN requested_by   text   CHECK (length(requested_by) BETWEEN 1 AND 200),
  -- the report that goes with it; null with an attachment_name: named by the correlation id, as before
  ADD COLUMN report_id      text   CHECK (report_id ~ '^[A-Za-z0-9._:-]{1,128}$'),
  -- a text that several deliveries share; null: the row's own subject and message
  ADD COLUMN content_id     uuid,
  ALTER COLUMN message DROP NOT NULL,
  DROP CONSTRAINT delivery_recipient_kind_check,
  ADD CONSTRAINT delivery_recipient_kind_check CHECK (recipient_kind IN (
    'EMAIL_ADDRESS', 'CHAT_ID', 'PHONE_NUMBER', 'PUSH_SUBSCRIPTION', 'WEBHOOK_ENDPOINT'));

-- What changes. channel stands in both: lists of a channel read the message's, what is due the state's.
CREATE TABLE delivery_state (
  id                  uuid        NOT NULL PRIMARY KEY,
  channel             text        NOT NULL,
  -- who shares their peers' fate; null: stored by the version before, known from the channel
  lane                text        CHECK (length(lane) <= 200),
  band                text        NOT NULL DEFAULT 'DIRECT' CHECK (band IN ('DIRECT', 'BULK')),
  status              text        NOT NULL CHECK (status IN (
                        'SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING',
                        'DELIVERED', 'FAILED', 'CANCELLED', 'EXPIRED', 'SUPPRESSED', 'UNCERTAIN')),
  scheduled_time      timestamptz NOT NULL,
  due_at              timestamptz NOT NULL,
  expires_at          timestamptz,
  completed_at        timestamptz,
  attempt             integer     NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  failed_attempts     integer     NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
  failure_code        text,
  failure_detail      text        CHECK (length(failure_detail) <= 500),
  provider_message_id text,
  -- a provider's later word that it arrived
  receipt_at          timestamptz,
  -- personal data of the message were erased
  erased_at           timestamptz,
  CONSTRAINT delivery_completed_in_final_states CHECK (
    (completed_at IS NULL) = (status IN ('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING'))),
  CONSTRAINT delivery_failure_has_a_code CHECK (
    status NOT IN ('FAILED', 'EXPIRED', 'UNCERTAIN') OR failure_code IS NOT NULL)
) PARTITION BY RANGE (id);

-- The first months: everything up to now, and to the end of the running month.
CREATE TABLE delivery_state_first (LIKE delivery_state INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
INSERT INTO delivery_state_first (
  id, channel, status, scheduled_time, due_at, expires_at, completed_at, attempt, failed_attempts,
  failure_code, failure_detail, provider_message_id)
SELECT id, channel, status, scheduled_time, due_at, expires_at, completed_at, attempt, failed_attempts,
  failure_code, failure_detail, provider_message_id
FROM delivery_message_first ORDER BY id;

-- Takes the indexes of status, due time and deadline along; no row is touched.
ALTER TABLE delivery_message_first
  DROP COLUMN status, DROP COLUMN scheduled_time, DROP COLUMN due_at, DROP COLUMN expires_at,
  DROP COLUMN completed_at, DROP COLUMN attempt, DROP COLUMN failed_attempts,
  DROP COLUMN failure_code, DROP COLUMN failure_detail, DROP COLUMN provider_message_id;

-- Names of indexes are one for the whole schema: the parents get the known ones.
ALTER INDEX delivery_pkey RENAME TO delivery_message_first_pkey;
ALTER INDEX delivery_by_correlation_id RENAME TO delivery_first_by_correlation_id;
ALTER INDEX delivery_by_recipient RENAME TO delivery_first_by_recipient;
ALTER INDEX delivery_by_customer RENAME TO delivery_first_by_customer;
ALTER INDEX delivery_by_channel RENAME TO delivery_first_by_channel;
CREATE TABLE delivery_message (
  LIKE delivery_message_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE INDEX delivery_by_correlation_id ON delivery_message (correlation_id, id DESC);
CREATE INDEX delivery_by_recipient ON delivery_message (recipient, id DESC);
CREATE INDEX delivery_by_customer ON delivery_message (customer_id, id DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX delivery_by_channel ON delivery_message (channel, id DESC);
CREATE INDEX delivery_by_origin ON delivery_message (origin_kind, origin_id, id DESC) WHERE origin_id IS NOT NULL;

-- Each is written by every step of a delivery (status, or due time while it is open): a new index here is
-- counted by the bars of row versions and index entries.
CREATE INDEX delivery_by_status ON delivery_state (status, id DESC);
CREATE INDEX delivery_open_by_due ON delivery_state (channel, due_at, id)
  WHERE status IN ('SCHEDULED', 'QUEUED', 'SENDING', 'RETRYING');
CREATE INDEX delivery_by_deadline ON delivery_state (expires_at)
  WHERE expires_at IS NOT NULL AND status IN ('SCHEDULED', 'QUEUED', 'RETRYING');

ALTER TABLE delivery_attempt RENAME TO delivery_attempt_first;
ALTER INDEX delivery_attempt_pkey RENAME TO delivery_attempt_first_pkey;
ALTER TABLE delivery_attempt_first
  -- whom it went to: the key of breaker, pause, rate and alert
  ADD COLUMN provider text CHECK (length(provider) <= 200);
CREATE TABLE delivery_attempt (
  LIKE delivery_attempt_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (delivery_id, number)
) PARTITION BY RANGE (delivery_id);

-- A month of all three, with foreign keys from month to month. On the parents they would cost a look
-- into every month for each attempt, and a month could be dropped only after its foreign keys.
CREATE FUNCTION add_delivery_month(month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  suffix text := to_char(month, '"_"YYYY"_"MM');
  lower uuid := first_id_at(month::timestamp AT TIME ZONE 'UTC');
  upper uuid := first_id_at((month + interval '1 month') AT TIME ZONE 'UTC');
  vacuum text := 'autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02';
BEGIN
  EXECUTE format('CREATE TABLE %I PARTITION OF delivery_message FOR VALUES FROM (%L) TO (%L) WITH (%s)',
    'delivery_message' || suffix, lower, upper, vacuum);
  EXECUTE format('CREATE TABLE %I PARTITION OF delivery_state FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = 80, %s)',
    'delivery_state' || suffix, lower, upper, vacuum);
  EXECUTE format('CREATE TABLE %I PARTITION OF delivery_attempt FOR VALUES FROM (%L) TO (%L) WITH (%s)',
    'delivery_attempt' || suffix, lower, upper, vacuum);
  EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (id) REFERENCES %I ON DELETE CASCADE',
    'delivery_state' || suffix, 'delivery_message' || suffix);
  EXECUTE format('ALTER TABLE %I ADD FOREIGN KEY (delivery_id) REFERENCES %I ON DELETE CASCADE',
    'delivery_attempt' || suffix, 'delivery_message' || suffix);
END $$;

DO $$
DECLARE
  next_month date := (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month')::date;
  upper uuid := first_id_at(next_month::timestamp AT TIME ZONE 'UTC');
BEGIN
  -- Reads each table once, to prove its bounds.
  EXECUTE format('ALTER TABLE delivery_message ATTACH PARTITION delivery_message_first FOR VALUES FROM (MINVALUE) TO (%L)', upper);
  EXECUTE format('ALTER TABLE delivery_state ATTACH PARTITION delivery_state_first FOR VALUES FROM (MINVALUE) TO (%L)', upper);
  EXECUTE format('ALTER TABLE delivery_attempt ATTACH PARTITION delivery_attempt_first FOR VALUES FROM (MINVALUE) TO (%L)', upper);
  FOR i IN 0..2 LOOP
    PERFORM add_delivery_month((next_month + i * interval '1 month')::date);
  END LOOP;
END $$;
-- NOT VALID: they hold for what is written from now on, and are proven later (VALIDATE CONSTRAINT).
ALTER TABLE delivery_state_first ADD FOREIGN KEY (id) REFERENCES delivery_message_first ON DELETE CASCADE NOT VALID;
ALTER TABLE delivery_attempt_first ADD FOREIGN KEY (delivery_id) REFERENCES delivery_message_first ON DELETE CASCADE NOT VALID;

-- Events hang on the state.
CREATE OR REPLACE FUNCTION write_events_of_new_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM event_publisher) THEN
    WITH event AS MATERIALIZED (
      SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id, fresh.* FROM fresh)
    INSERT INTO event_outbox (publisher, sequence, event_id, occurred_at, delivery_id, correlation_id, channel, status,
      attempt, code, scheduled_time, due_at, traceparent)
    SELECT publisher.name, event.sequence, event.event_id, clock_timestamp(), event.id, message.correlation_id,
      event.channel, event.status, event.attempt, event.failure_code, event.scheduled_time,
      CASE WHEN event.completed_at IS NULL THEN event.due_at END, message.traceparent
    FROM event JOIN delivery_message AS message ON message.id = event.id CROSS JOIN event_publisher AS publisher;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION write_events_of_changed_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM event_publisher) THEN
    WITH event AS MATERIALIZED (
      SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id, before.status AS previous_status, after.*
      FROM after FULL JOIN before ON before.id = after.id
      WHERE (before.status, before.attempt, before.scheduled_time)
        IS DISTINCT FROM (after.status, after.attempt, after.scheduled_time))
    INSERT INTO event_outbox (publisher, sequence, event_id, occurred_at, delivery_id, correlation_id, channel, status,
      previous_status, attempt, code, scheduled_time, due_at, traceparent)
    SELECT publisher.name, event.sequence, event.event_id, clock_timestamp(), event.id, message.correlation_id,
      event.channel, event.status, event.previous_status, event.attempt, event.failure_code, event.scheduled_time,
      CASE WHEN event.completed_at IS NULL THEN event.due_at END, message.traceparent
    FROM event JOIN delivery_message AS message ON message.id = event.id CROSS JOIN event_publisher AS publisher;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER delivery_is_new AFTER INSERT ON delivery_state REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_new_deliveries();
CREATE TRIGGER delivery_has_changed AFTER UPDATE ON delivery_state REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_changed_deliveries();

-- For whoever reads a delivery as one, and for the version before, which writes through it.
CREATE VIEW delivery AS
SELECT message.id, message.correlation_id, message.channel, state.status, message.recipient_kind, message.recipient,
  message.subject, message.message, message.attachment_name, message.customer_id, message.on_unknown,
  state.scheduled_time, state.due_at, state.expires_at, message.created_at, state.completed_at, state.attempt,
  state.failed_attempts, state.failure_code, state.failure_detail, state.provider_message_id,
  message.retry_schedule, message.traceparent, message.origin_kind, message.origin_id, message.content_number,
  message.requested_by, message.report_id, message.content_id, state.lane, state.band, state.receipt_at, state.erased_at
FROM delivery_message AS message JOIN delivery_state AS state ON state.id = message.id;
ALTER VIEW delivery ALTER attempt SET DEFAULT 0, ALTER failed_attempts SET DEFAULT 0, ALTER band SET DEFAULT 'DIRECT';

CREATE FUNCTION write_delivery_through_view() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM delivery_message WHERE id = OLD.id;
    RETURN CASE WHEN FOUND THEN OLD END;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO delivery_message (
      id, correlation_id, channel, recipient_kind, recipient, subject, message, attachment_name, customer_id,
      on_unknown, created_at, retry_schedule, traceparent)
    VALUES (
      NEW.id, NEW.correlation_id, NEW.channel, NEW.recipient_kind, NEW.recipient, NEW.subject, NEW.message,
      NEW.attachment_name, NEW.customer_id, NEW.on_unknown, NEW.created_at, NEW.retry_schedule, NEW.traceparent);
    INSERT INTO delivery_state (
      id, channel, status, scheduled_time, due_at, expires_at, completed_at, attempt, failed_attempts,
      failure_code, failure_detail, provider_message_id)
    VALUES (
      NEW.id, NEW.channel, NEW.status, NEW.scheduled_time, NEW.due_at, NEW.expires_at, NEW.completed_at,
      NEW.attempt, NEW.failed_attempts, NEW.failure_code, NEW.failure_detail, NEW.provider_message_id);
    RETURN NEW;
  END IF;
  -- The statement has chosen the row without a lock. It is locked now, and changed only if it is still what
  -- was chosen; a change that the statement would not have seen either (a lease's end) is no reason against.
  UPDATE delivery_state SET status = NEW.status, scheduled_time = NEW.scheduled_time, due_at = NEW.due_at,
    expires_at = NEW.expires_at, completed_at = NEW.completed_at, attempt = NEW.attempt,
    failed_attempts = NEW.failed_attempts, failure_code = NEW.failure_code, failure_detail = NEW.failure_detail,
    provider_message_id = NEW.provider_message_id
  WHERE id = OLD.id AND status = OLD.status AND attempt = OLD.attempt
    AND (due_at = OLD.due_at OR OLD.status = 'SENDING' AND NEW.status <> 'SENDING');
  RETURN CASE WHEN FOUND THEN NEW END;
END $$;
CREATE TRIGGER delivery_is_written INSTEAD OF INSERT OR UPDATE OR DELETE ON delivery
  FOR EACH ROW EXECUTE FUNCTION write_delivery_through_view();
