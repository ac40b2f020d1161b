-- Events for other systems, written with the change that they tell of: docs/events.md, ADR 0012.
-- Adds tables and triggers; the lock on delivery is short, and no row is rewritten.

-- Who is to be told. Without a row no event is written at all.
CREATE TABLE event_publisher (
  name      text        PRIMARY KEY CHECK (name ~ '^[a-z]{1,32}$'),
  -- when a running server last had it in its configuration
  wanted_at timestamptz NOT NULL DEFAULT now()
);

-- Events that wait for their publisher, a row for each of them; removed when its broker has them.
CREATE TABLE event_outbox (
  publisher       text        NOT NULL,
  -- Rises in the order of a delivery's changes: a change gets it while it holds the delivery's row.
  sequence        bigint      NOT NULL,
  event_id        uuid        NOT NULL,
  occurred_at     timestamptz NOT NULL,
  -- of a delivery
  delivery_id     uuid,
  correlation_id  text,
  channel         text,
  status          text,
  previous_status text,
  attempt         integer,
  code            text,
  scheduled_time  timestamptz,
  due_at          timestamptz,
  traceparent     text,
  -- of an alert
  alert_id        uuid,
  alert_type      text        CHECK (alert_type IN ('RAISED', 'RESOLVED')),
  alert_kind      text        CHECK (length(alert_kind) <= 64),
  alert_subject   text        CHECK (length(alert_subject) <= 200),
  alert_severity  text        CHECK (alert_severity IN ('WARNING', 'CRITICAL')),
  alert_text      text        CHECK (length(alert_text) <= 1000),
  PRIMARY KEY (publisher, sequence),
  CONSTRAINT event_is_of_a_delivery_or_of_an_alert CHECK ((delivery_id IS NULL) <> (alert_id IS NULL))
);

CREATE SEQUENCE event_sequence OWNED BY event_outbox.sequence;

-- Rows come and go at the same end: clean up by their number, not by the table's size.
ALTER TABLE event_outbox SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000);

-- Events that a broker will never take, e.g. too large for it: set aside for a person to look at.
CREATE TABLE event_refused (
  LIKE event_outbox,
  reason     text        NOT NULL CHECK (length(reason) <= 500),
  refused_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (publisher, sequence)
);

-- For each statement, not each row: most statements change many deliveries. MATERIALIZED, so that an
-- event has the same number and id for each publisher.
CREATE FUNCTION write_events_of_new_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM event_publisher) THEN
    WITH event AS MATERIALIZED (
      SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id, fresh.*
      FROM fresh
    )
    INSERT INTO event_outbox (
      publisher, sequence, event_id, occurred_at, delivery_id, correlation_id, channel, status,
      attempt, code, scheduled_time, due_at, traceparent)
    SELECT
      publisher.name, event.sequence, event.event_id, clock_timestamp(), event.id,
      event.correlation_id, event.channel, event.status, event.attempt, event.failure_code,
      event.scheduled_time, CASE WHEN event.completed_at IS NULL THEN event.due_at END,
      event.traceparent
    FROM event CROSS JOIN event_publisher AS publisher;
  END IF;
  RETURN NULL;
END $$;

-- FULL JOIN, though each row has its other: it is never done by nested loops. A session keeps the plan
-- of its first statement, and after one that changed one delivery loops would be chosen for thousands.
CREATE FUNCTION write_events_of_changed_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM event_publisher) THEN
    WITH event AS MATERIALIZED (
      SELECT nextval('event_sequence') AS sequence, gen_random_uuid() AS event_id,
        before.status AS previous_status, after.*
      FROM after FULL JOIN before ON before.id = after.id
      WHERE (before.status, before.attempt, before.scheduled_time)
        IS DISTINCT FROM (after.status, after.attempt, after.scheduled_time)
    )
    INSERT INTO event_outbox (
      publisher, sequence, event_id, occurred_at, delivery_id, correlation_id, channel, status,
      previous_status, attempt, code, scheduled_time, due_at, traceparent)
    SELECT
      publisher.name, event.sequence, event.event_id, clock_timestamp(), event.id,
      event.correlation_id, event.channel, event.status, event.previous_status, event.attempt,
      event.failure_code, event.scheduled_time,
      CASE WHEN event.completed_at IS NULL THEN event.due_at END, event.traceparent
    FROM event CROSS JOIN event_publisher AS publisher;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER delivery_is_new AFTER INSERT ON delivery
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_new_deliveries();

CREATE TRIGGER delivery_has_changed AFTER UPDATE ON delivery
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION write_events_of_changed_deliveries();
